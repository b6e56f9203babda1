"""Community remedy documents: the actions that a Commissioner published, version by version, each with what it is for.

Section 101 of the 2014 Act: each action serves rehabilitation, reparation or punishment, and the list is agreed with
the chief officer after asking the public.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from bluelamp.practice.powers.words import AIMS

DATA = Path(__file__).parent / "data" / "remedies.yaml"


@dataclass(frozen=True, slots=True)
class RemedyAction:
    """One action of the list. ``referral`` says that somebody else carries it out."""

    key: str
    title: str
    aims: tuple[str, ...]
    referral: bool = False


@dataclass(frozen=True)
class Document:
    """One version of a list. ``least_attempts`` to reach a victim count as reasonable efforts there."""

    key: str
    title: str
    since: date
    until: date | None
    actions: tuple[RemedyAction, ...]
    least_attempts: int
    source: str
    verified: bool

    def in_force(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(action.key for action in self.actions)

    def title_of(self, key: str) -> str:
        return next((action.title for action in self.actions if action.key == key), "")


@cache
def every() -> tuple[Document, ...]:
    """All versions there are."""
    return tuple(_document(row) for row in yaml.safe_load(DATA.read_text(encoding="utf-8")))


def called(key: str) -> Document:
    """The version with this key; ``LookupError`` when there is none."""
    for document in every():
        if document.key == key:
            return document
    raise LookupError(f"There is no community remedy document called {key}.")


def in_force(day: date) -> Document | None:
    """The version in force on a day; none before there was a law."""
    return next((document for document in every() if document.in_force(day)), None)


def _document(row: dict[str, object]) -> Document:
    actions = tuple(RemedyAction(**each | {"aims": tuple(each["aims"])}) for each in row["actions"])  # type: ignore[attr-defined]
    for action in actions:
        if not action.aims or set(action.aims) - set(AIMS):
            raise ValueError(f"{row['key']}: {action.key} has to serve one of: {', '.join(AIMS)}.")
    named = {"until": None} | {name: said for name, said in row.items() if name != "actions"}
    return Document(actions=actions, **named)  # type: ignore[arg-type]
