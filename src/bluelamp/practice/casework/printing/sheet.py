"""What a printed case says: only items open to whoever prints it, narrowed further for whoever it is for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from bluelamp.kernel.access.happenings import Happening, Teller
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.practice.casework import queries
from bluelamp.practice.casework.words import HEARD
from bluelamp.ui import formats

MARKING = "OFFICIAL-SENSITIVE"
WIDTHS = tuple(HEARD)
"""Audiences from the narrowest to the widest: what is printed for one is what that one and all wider ones hear."""
BY_WIDTH = {words: key for key, words in HEARD.items()}


@dataclass(frozen=True)
class Asked:
    """What is to be printed.

    ``without`` are items that are left out though the printer sees them, ``audience`` the narrowest that is printed;
    ``recipient`` is whom it is for: nobody, where it is the printer's own copy.
    """

    recipient: str = ""
    reason: str = ""
    basis: str = ""
    without: frozenset[str] = frozenset()
    audience: str = "shared"
    with_history: bool = True


@dataclass(frozen=True)
class Passage:
    """A line of a section: its name, what it says, and whether that is withheld."""

    name: str
    words: str
    is_withheld: bool = False


@dataclass(frozen=True)
class Section:
    """A part of the sheet under its own heading."""

    heading: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Sheet:
    """A case as it is printed."""

    title: str
    ref: str
    holder: str
    marking: str
    printed_by: str
    printed_at: datetime
    recipient: str
    sections: tuple[Section, ...]
    withheld: int

    @property
    def handling(self) -> str:
        """How it is to be handled, in one line at the foot of each page."""
        if self.recipient:
            return f"Given to {self.recipient} by {self.holder}. Not to be passed on without asking them."
        return f"The working copy of {self.printed_by}. Destroy it when it is no longer needed."


def sheet(
    scope: Scope,
    looked: Look,
    asked: Asked,
    *,
    sections: Iterable[Section] = (),
    tellers: Iterable[Teller] = (),
    now: datetime,
) -> Sheet:
    """The sheet. ``sections`` and ``tellers`` are what the area adds; they give only what the reader may see."""
    items = _items(looked, asked)
    parts = [Section("What is on record", items), *sections]
    if asked.with_history:
        parts.append(Section("What happened", _history(scope, looked, asked, tellers, now)))
    shown = tuple(part for part in parts if part.passages)
    return Sheet(
        title=looked.kind.title,
        ref=looked.ref,
        holder=str(looked.holding.organisation),
        marking=MARKING,
        printed_by=scope.actor_name,
        printed_at=now,
        recipient=asked.recipient,
        sections=shown,
        withheld=sum(one.is_withheld for part in shown for one in part.passages),
    )


def _items(looked: Look, asked: Asked) -> tuple[Passage, ...]:
    """Each item that says something, or is withheld. Whether a withheld one says anything is not told."""
    said = {one.item.key: one.value for one in looked.shown()}
    found = []
    for item in looked.kind.items:
        if item.key in ("notes", "files"):
            continue
        if not looked.shows(item.key) or item.key in asked.without:
            found.append(Passage(item.label, "", is_withheld=True))
        elif item.key in said:
            found.append(Passage(item.label, in_words(said[item.key])))
    return tuple(found)


def _history(
    scope: Scope, looked: Look, asked: Asked, tellers: Iterable[Teller], now: datetime
) -> tuple[Passage, ...]:
    """What the reader hears of, the oldest first, as far as it is for whoever the sheet is for."""
    if not looked.shows("notes"):
        return (Passage("Notes and what was done", "", is_withheld=True),)
    family = queries.links.family(scope, looked, now=now)
    told = queries.timelines.timeline(scope, family, (queries.telling.teller(family), *tellers), now=now)
    return tuple(_entry(one, asked) for one in reversed(told.entries))


def _entry(told: Happening, asked: Asked) -> Passage:
    when = formats.moment(told.at)
    if (
        not _is_for(told, asked)
        or ("notes" in asked.without)
        or (told.kind == "File" and "files" in asked.without)
    ):
        return Passage(when, "", is_withheld=True)
    who = ", ".join(part for part in (told.who, told.organisation) if part)
    return Passage(f"{when}, {told.kind.lower()}", f"{told.words} ({who})" if who else told.words)


def _is_for(told: Happening, asked: Asked) -> bool:
    """Is it heard as widely as the sheet is given? What says nothing of it is for the organisation alone."""
    key = "told" if told.kind == "Told to the victim" else BY_WIDTH.get(told.audience, "organisation")
    return WIDTHS.index(key) >= WIDTHS.index(asked.audience)


def in_words(value: object) -> str:
    """What an item says, in words: a day or a moment as the pages write it, several things each on its own line."""
    if isinstance(value, tuple):
        return "\n".join(value)
    if isinstance(value, datetime):
        return formats.moment(value)
    return formats.day(value) if isinstance(value, date) else str(value)
