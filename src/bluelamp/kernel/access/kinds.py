"""What a kind of record holds, item by item: the grain in which it is read, shared and withheld.

The kinds there are stand in one list, named by ``settings.RECORD_KINDS``; whoever keeps records declares theirs there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from bluelamp.kernel.access.permissions import ACTS
from bluelamp.kernel.access.words import CATEGORIES

Contents = Callable[[int], Mapping[str, object]]
"""From the number of a holding to what each of its items says. Nothing of it leaves before it was decided on."""


def nothing(holding_id: int) -> Mapping[str, object]:
    """The contents of a kind whose records are shown elsewhere."""
    return {}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing a record says, and the category of data that makes it."""

    key: str
    label: str
    category: str

    def __post_init__(self) -> None:
        if self.category not in CATEGORIES:
            raise LookupError(f"{self.key} is of no known category: {self.category}.")


@dataclass(frozen=True, eq=False)
class Kind:
    """A kind of record: its items in the order they are shown, and the acts that read and that change it.

    ``contact_items`` are what a reader is shown who only needs to know whom to ring. ``route`` is the name of the page
    of one record and takes its ``ref``; ``head`` is the template of the links between all pages about one, ``onward``
    that of what whoever has just assessed one does next, and ``called`` says what a record that was looked at is
    called, over the heading of each; ``names`` what each of several is, in one question: number of the holding → name,
    those left out that do not show theirs. Two kinds are the same when they are the same declaration.
    """

    key: str
    title: str
    items: tuple[Item, ...]
    read: str
    write: str
    contact_items: tuple[str, ...] = ()
    route: str = ""
    head: str = ""
    onward: str = ""
    called: Callable[[Any], str] | None = None
    names: Callable[[Sequence[Any]], Mapping[int, str]] | None = None
    contents: Contents = nothing
    keys: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "keys", frozenset(item.key for item in self.items))
        if unknown := {self.read, self.write} - set(ACTS):
            raise LookupError(f"No act is called {', '.join(sorted(unknown))}.")
        if strangers := set(self.contact_items) - self.keys:
            raise LookupError(f"{self.title} has no item called {', '.join(sorted(strangers))}.")

    def of(self, categories: frozenset[str]) -> frozenset[str]:
        """The items that are of these categories."""
        return frozenset(item.key for item in self.items if item.category in categories)

    def category(self, key: str) -> str:
        return next(item.category for item in self.items if item.key == key)


def every() -> tuple[Kind, ...]:
    """All kinds of record there are."""
    found: tuple[Kind, ...] = import_string(settings.RECORD_KINDS)
    return found


def called(key: str) -> Kind:
    """The kind with this key; ``LookupError`` when there is none."""
    for kind in every():
        if kind.key == key:
            return kind
    raise LookupError(f"There is no kind of record called {key}.")
