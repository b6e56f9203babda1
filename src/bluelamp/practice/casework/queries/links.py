"""Which cases belong together, as far as the reader may see each of them. Neither a link nor a merge opens anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from bluelamp.kernel.access.naming import names_of
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.seeing import NOT_THERE, Look, looks, visible
from bluelamp.practice.casework.models import CaseMerge, Link


@dataclass(frozen=True)
class Linked:
    """A link, with the case at its other end."""

    link: Link
    other: Look


@dataclass(frozen=True)
class Joined:
    """A merge that stands, or stood, with the case at its other end. ``is_kept``: this is the one that was kept."""

    merge: CaseMerge
    other: Look
    is_kept: bool

    @property
    def stands(self) -> bool:
        return self.merge.undone_at is None


@dataclass(frozen=True)
class Belonging:
    """All that belongs to a case, of what the reader may see."""

    linked: tuple[Linked, ...]
    joined: tuple[Joined, ...]
    kept: Look | None
    """The case that this one was joined with, where it is gone and the reader may see the other."""
    names: Mapping[int, str]
    """What those of the reader's own organisation are called: by the number of the holding."""


def belonging(scope: Scope, looked: Look, *, now: datetime) -> Belonging:
    """The cases linked to this one and joined with it."""
    held = looked.holding.pk
    links = list(Link.objects.filter(Q(left=held) | Q(right=held), until__isnull=True))
    merges = list(CaseMerge.objects.filter(Q(kept=held) | Q(gone=held)))
    ids = {n for link in links for n in (link.left_id, link.right_id)}
    ids |= {n for merge in merges for n in (merge.kept_id, merge.gone_id)}
    seen = seen_of(scope, looked, ids - {held}, now=now)
    linked = [(link, link.right_id if link.left_id == held else link.left_id) for link in links]
    joined = [(merge, merge.gone_id if merge.kept_id == held else merge.kept_id) for merge in merges]
    into = next((merge.kept_id for merge in merges if merge.gone_id == held and not merge.undone_at), None)
    return Belonging(
        tuple(Linked(link, seen[other]) for link, other in linked if other in seen),
        tuple(Joined(merge, seen[other], merge.kept_id == held) for merge, other in joined if other in seen),
        seen.get(into) if into is not None else None,
        names_of(seen.values()),
    )


def family(scope: Scope, looked: Look, *, now: datetime) -> list[Look]:
    """This case and all that were joined with it, those alone that the reader may see, each as they may see it."""
    gone = gone_into(looked.holding.pk)
    return [looked, *seen_of(scope, looked, gone, now=now).values()] if gone else [looked]


def gone_into(kept: int) -> set[int]:
    """The numbers of all that were joined with a case, and with those, however many steps it took."""
    found: set[int] = set()
    waiting = {kept}
    while waiting:
        rows = CaseMerge.objects.filter(kept__in=waiting, undone_at__isnull=True)
        waiting = set(rows.values_list("gone", flat=True)) - found - {kept}
        found |= waiting
    return found


def seen_of(scope: Scope, looked: Look, ids: Iterable[int], *, now: datetime) -> dict[int, Look]:
    """Those among some cases of one kind that the reader may see, by number."""
    wanted = set(ids)
    if not wanted:
        return {}
    rows = visible(scope, looked.kind, now=now).filter(pk__in=wanted)
    return {each.holding.pk: each for each in looks(scope, looked.kind, rows, now=now)}


def link(looked: Look, number: int) -> Link:
    """One standing link of a case; not found when it is not one of this case."""
    held = looked.holding.pk
    found = Link.objects.filter(Q(left=held) | Q(right=held), pk=number, until__isnull=True).first()
    if found is None:
        raise NotPermitted(NOT_THERE)
    return found


def merge(looked: Look, number: int) -> CaseMerge:
    """One standing merge of a case, at either end; not found when it is not one of this case."""
    held = looked.holding.pk
    rows = CaseMerge.objects.select_related("kept", "gone")
    found = rows.filter(Q(kept=held) | Q(gone=held), pk=number, undone_at__isnull=True).first()
    if found is None:
        raise NotPermitted(NOT_THERE)
    return found
