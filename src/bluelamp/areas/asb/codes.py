"""What a report is filled in with, as dated data: the questions of the script and the local types."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the script: what to say, and why it is asked."""

    key: str
    label: str
    ask: str
    why: str


@dataclass(frozen=True, slots=True)
class Type:
    """A local type, from a day on and, where it went out of use, to a day."""

    key: str
    label: str
    since: date
    until: date | None = None

    def is_used_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@cache
def questions() -> tuple[Question, ...]:
    """Those of the script, in its order."""
    return tuple(Question(**row) for row in _read("call_questions")["questions"])


@cache
def types() -> tuple[Type, ...]:
    """Every type there ever was, so that old reports can still be read."""
    return tuple(Type(**row) for row in _read("types")["types"])


def types_on(day: date) -> tuple[Type, ...]:
    """The types a report of that day can have."""
    return tuple(each for each in types() if each.is_used_on(day))


def label(key: str) -> str:
    """What a type is called; its key when nobody knows it any more."""
    return next((each.label for each in types() if each.key == key), key)


def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))
    return found
