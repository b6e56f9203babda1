"""What speaks against one person however much else agrees: twins, parent and child, people under one roof.

Weights add up as if comparisons were independent. Under one roof they are not: twins share a name, a birth, a house
and a telephone. So these are rules, for each pair and, when a person is put together, across all of their records.
"""

from __future__ import annotations

from collections.abc import Mapping

from bluelamp.kernel.people.linking import names

Row = Mapping[str, str | None]

APART, ASK = "apart", "ask"
YEARS_OF_A_GENERATION = 12


def between(left: Row, right: Row) -> dict[str, str]:
    """Why not, each sentence with what it asks for: leave them ``apart``, or ``ask`` somebody."""
    against = {}
    if _given_differ(left, right):
        if _known_by_middle_name(left, right):
            against["One may be known by a middle name."] = ASK
        elif _same(left, right, "born"):
            against["Different given names and the same date of birth: perhaps twins."] = APART
        else:
            against["Different given names."] = APART
    elif _middles_differ(left, right):
        against["Different middle names."] = ASK
    if _births_differ(left, right):
        if _years_apart(left, right) >= YEARS_OF_A_GENERATION:
            against["Born a generation apart: perhaps parent and child of one name."] = APART
        else:
            against["Different dates of birth."] = ASK
    if (
        left["sex"]
        and right["sex"]
        and left["sex"] != right["sex"]
        and left["given_root"] != right["given_root"]
    ):
        against["Different sex, and given names that are not the same."] = ASK
    return against


def verdict(against: Mapping[str, str]) -> str:
    """``apart`` before ``ask``; empty when nothing bars."""
    return APART if APART in against.values() else ASK if against else ""


def _given_differ(left: Row, right: Row) -> bool:
    mine, theirs = _of(left, "given"), _of(right, "given")
    if not mine or not theirs or left["given_root"] == right["given_root"]:
        return False
    if names.near(mine, _of(right, "family")) and names.near(theirs, _of(left, "family")):
        return False  # changed about with the family name
    if min(len(mine), len(theirs)) == 1:
        return mine[0] != theirs[0]
    return not names.near(mine, theirs)


def _known_by_middle_name(left: Row, right: Row) -> bool:
    return bool({left["given"], right["given"]} & {left["middle"], right["middle"]} - {None})


def _middles_differ(left: Row, right: Row) -> bool:
    mine, theirs = _of(left, "middle"), _of(right, "middle")
    return bool(mine and theirs) and mine[0] != theirs[0]


def _births_differ(left: Row, right: Row) -> bool:
    """A slip changes one or two figures; two figures of the year that make a generation are no slip."""
    mine, theirs = _of(left, "born"), _of(right, "born")
    if not mine or not theirs or mine == right["born_swapped"]:
        return False
    figures = sum(a != b for a, b in zip(mine, theirs, strict=True))
    return figures > 2 or (figures == 2 and _years_apart(left, right) >= YEARS_OF_A_GENERATION)


def _years_apart(left: Row, right: Row) -> int:
    return abs(int(_of(left, "birth_year")) - int(_of(right, "birth_year")))


def _same(left: Row, right: Row, column: str) -> bool:
    return left[column] is not None and left[column] == right[column]


def _of(row: Row, column: str) -> str:
    return row[column] or ""
