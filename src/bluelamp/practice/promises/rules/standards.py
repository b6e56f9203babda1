"""The manual of standards: its checks as data, what a set of results comes to, and which records a sample draws."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

import yaml

from bluelamp.practice.promises.rules.timers import DATA
from bluelamp.practice.promises.words import BANDS, RESULTS

Evidence = Mapping[str, Callable[[Sequence[int], datetime], Mapping[int, str]]]
"""Standard → a function from numbers of holdings and the moment to each one's result: pass, fail or na.

A holding it leaves out is not evidenced. It is asked for a page of records at once.
"""


@dataclass(frozen=True)
class Standard:
    """One check. ``tolerance``: the share of records that may fail before a team is told."""

    key: str
    title: str
    applies: str
    weight: int
    tolerance: float


@dataclass(frozen=True)
class Manual:
    """The checks in force, as one version."""

    version: str
    since: date
    source: str
    verified: bool
    standards: tuple[Standard, ...]


@dataclass(frozen=True)
class Tally:
    """How many records met one standard. ``of`` are those it applies to, the unevidenced among them."""

    standard: Standard
    passed: int
    failed: int
    not_evidenced: int
    na: int

    @property
    def of(self) -> int:
        return self.passed + self.failed + self.not_evidenced

    @property
    def share(self) -> float | None:
        """Passes of all it applies to; none where it applies to nothing. What is not evidenced is no pass."""
        return self.passed / self.of if self.of else None

    @property
    def is_within(self) -> bool | None:
        """Are no more than the tolerance short of a pass?"""
        return None if self.share is None else 1 - self.share <= self.standard.tolerance + 1e-9


def manual(day: date) -> Manual:
    """The manual in force on a day."""
    return next(one for one in reversed(_manuals()) if one.since <= day)


@cache
def _manuals() -> tuple[Manual, ...]:
    rows: list[dict[str, Any]] = yaml.safe_load((DATA / "standards.yaml").read_text(encoding="utf-8"))
    return tuple(
        Manual(**(row | {"standards": tuple(Standard(**one) for one in row["standards"])})) for row in rows
    )


def judge(
    standards: Iterable[Standard], evidence: Evidence, holdings: Sequence[int], *, now: datetime
) -> dict[int, dict[str, str]]:
    """Holding → standard → result. A result that is no word of words.RESULTS is a mistake in the area's code."""
    found: dict[int, dict[str, str]] = {holding: {} for holding in holdings}
    for standard in standards:
        asked = evidence.get(standard.key)
        answers = asked(holdings, now) if asked and holdings else {}
        for holding in holdings:
            result = answers.get(holding, "not_evidenced")
            if result not in RESULTS:
                raise LookupError(f"{standard.key}: {result} is no result.")
            found[holding][standard.key] = result
    return found


def tally(standards: Iterable[Standard], results: Iterable[Mapping[str, str]]) -> list[Tally]:
    """Standard by standard, over many records."""
    rows = list(results)
    found = []
    for standard in standards:
        counted = Counter(row.get(standard.key, "not_evidenced") for row in rows)
        found.append(
            Tally(standard, counted["pass"], counted["fail"], counted["not_evidenced"], counted["na"])
        )
    return found


def score(tallies: Iterable[Tally]) -> float | None:
    """The weighted mean of the shares; standards that apply to nothing are left out."""
    told = [(one.share, one.standard.weight) for one in tallies if one.share is not None]
    weights = sum(weight for _, weight in told)
    return sum(share * weight for share, weight in told) / weights if weights else None


def draw(records: Mapping[str, str], *, of_each: int, seed: str) -> dict[str, list[str]]:
    """Band → references drawn at random, ``of_each`` of each band or all there are.

    Each reference is given a number by a digest of the seed, and the lowest numbers are drawn: the same seed and the
    same records give the same sample on any machine, and a record that came later moves no other out but by its number.
    """
    strata: dict[str, list[str]] = defaultdict(list)
    for ref, band in records.items():
        strata[band].append(ref)
    drawn = {band: sorted(strata[band], key=lambda ref: _number(seed, ref))[:of_each] for band in BANDS}
    return {band: refs for band, refs in drawn.items() if refs}


def _number(seed: str, ref: str) -> str:
    return hashlib.sha256(f"{seed}:{ref}".encode()).hexdigest()


def reasons_not_to_draw(*, of_each: int, seed: str, since: date, until: date, found: int) -> list[str]:
    """Against a sample."""
    against = []
    if not 1 <= of_each <= 50:
        against.append("Draw from 1 to 50 records of each band.")
    if not seed.strip():
        against.append("Give the sample a word or number to be drawn by, so that it can be drawn again.")
    if until < since:
        against.append("It ends before it begins.")
    elif not found:
        against.append("No records were begun in that time.")
    return against


def reasons_not_to_find(*, standard: str, result: str, known: Iterable[str]) -> list[str]:
    """Against a finding."""
    against = []
    if standard not in set(known):
        against.append("There is no such standard in the manual of that sample.")
    if result not in RESULTS:
        against.append("Choose what you found.")
    return against
