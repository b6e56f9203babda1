"""Something done to many cases at once: what is asked, why not for one of them, doing it, and taking it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms

from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look

Said = Mapping[str, Any]
"""What was chosen for all of them: plain values, as the form cleaned them, so that they can be kept and sealed."""


@dataclass(frozen=True)
class Row:
    """What an act would do to one case: ``words`` say it, ``against`` says why not (empty: it can be done)."""

    words: str
    against: tuple[str, ...] = ()


@dataclass(frozen=True)
class BulkAct:
    """One act on many cases.

    ``form`` asks what is the same for all of them, with the scope as its argument ``scope``; it cleans to plain values.
    ``preview`` tells for each look, in their order, what would happen, in as many questions as for one.
    ``do`` does it to one, inside a transaction of its own, writes it down, and returns what :attr:`undo` needs to take
    it back: numbers and codes. It raises ``NotNow`` with why not.
    ``undo`` takes it back, inside a transaction of its own; ``None`` where the act cannot be taken back.
    ``of_own``: it is done to cases of the reader's own organisation alone, and not offered where a page holds none.
    """

    key: str
    label: str
    act: str
    form: Callable[..., forms.Form]
    preview: Callable[[Scope, list[Look], Said, datetime], list[Row]]
    do: Callable[[Scope, Look, Said, datetime], Mapping[str, Any]]
    undo: Callable[[Scope, Look, Mapping[str, Any], datetime], None] | None = None
    of_own: bool = False
