"""The page of a case, put together from what the area keeps and what each practice hangs on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bluelamp.areas.asb.actions import cases
from bluelamp.areas.asb.queries.cases import Whole
from bluelamp.areas.asb.words import WAYS
from bluelamp.kernel.access.scope import Scope


@dataclass(frozen=True)
class Page:
    """What the page shows. ``writable`` are the items this reader may write."""

    whole: Whole
    writable: frozenset[str]
    ways: tuple[str, ...]


def of(scope: Scope, whole: Whole, *, now: datetime) -> Page:
    """The page as this reader may see it."""
    return Page(
        whole=whole,
        writable=cases.writable(scope, whole.look, now=now),
        ways=WAYS[whole.case.state] if whole.look.is_own and scope.may("asb.progress") else (),
    )
