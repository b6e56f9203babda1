"""Given names and what else they are called, so that Liz and Elizabeth are compared as one name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).parent / "names.yaml"


@cache
def forms() -> Mapping[str, tuple[str, ...]]:
    """Root → its other forms, in capitals."""
    listed = yaml.safe_load(FILE.read_text(encoding="utf-8"))["forms"]
    return {root: tuple(others) for root, *others in listed}


@cache
def _roots() -> Mapping[str, str]:
    return {form: root for root, others in forms().items() for form in (root, *others)}


def root(name: str) -> str:
    """The name that this one is a form of; itself when it is in no family."""
    return _roots().get(name, name)


@cache
def near(one: str, other: str) -> bool:
    """Is one a form of the other, allowing for slips of the hand: one in a short name, two in a longer one?"""
    if not one or not other:
        return False
    most = 2 if min(len(one), len(other)) > 4 else 1
    if slips(one, other) <= most:
        return True
    return any(slips(one, form) <= 1 for form in _family(other)) or any(
        slips(form, other) <= 1 for form in _family(one)
    )


def _family(name: str) -> tuple[str, ...]:
    """Every form of the name, long enough that one slip does not make another name of it."""
    first = root(name)
    return tuple(form for form in (first, *forms().get(first, ())) if len(form) > 3)


def slips(one: str, other: str) -> int:
    """Letters to put in, leave out, change or exchange with the next one until both are the same."""
    last: list[int] = []
    before = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        now = [i]
        for j, b in enumerate(other, 1):
            least = min(before[j] + 1, now[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                least = min(least, last[j - 2] + 1)
            now.append(least)
        last, before = before, now
    return before[-1]
