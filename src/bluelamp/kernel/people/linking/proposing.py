"""From scored pairs to what is put forward: link these, look at those, leave the rest apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bluelamp.kernel.people.linking import bars
from bluelamp.kernel.people.linking.bars import Row
from bluelamp.kernel.people.linking.engine import Scored
from bluelamp.kernel.people.linking.entries import Entry, row

LINK, ASK, APART = "link", "ask", "apart"
NOT_SETTLED = "The comparison does not settle this pair by itself."
"""Said where another record makes it doubtful. Which one is not said: not everybody may know of it."""
CLOSE_CALL_BITS = 8.0
"""A record goes to the likelier of two people only when that is 2⁸ times as likely."""


@dataclass(frozen=True, slots=True)
class Policy:
    """From which probability a pair is put forward (``sure``) or asked about; ``automatic``: nobody confirms."""

    version: str
    sure: float
    ask: float
    automatic: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is put forward for a pair, and the sentences against linking it."""

    scored: Scored
    outcome: str
    against: tuple[str, ...] = ()


@cache
def policy() -> Policy:
    """The force's policy, from its file."""
    read: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "policy.yaml").read_text(encoding="utf-8"))
    return Policy(**read)


def propose(
    entries: Iterable[Entry],
    scored: Sequence[Scored],
    by: Policy,
    *,
    apart: Iterable[tuple[str, str]] = (),
    linked: Iterable[tuple[str, str]] = (),
) -> list[Proposal]:
    """An outcome for every pair, most probable first. ``apart`` and ``linked`` are decided already, and hold."""
    rows = {entry.id: row(entry) for entry in entries}
    people = _People(rows, apart)
    for left, right in linked:
        people.join(left, right)
    first = [_first(one, rows, by) for one in scored]
    torn = _torn(first, rows)
    return [_settled(one, people, torn) for one in first]


def clusters(ids: Iterable[str], links: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Record → the first record of its person, when these pairs are linked."""
    people = _People({name: {} for name in ids}, ())
    for left, right in links:
        people.join(left, right)
    return {name: people.head(name) for name in people.heads}


def _first(one: Scored, rows: Mapping[str, Row], by: Policy) -> Proposal:
    against = bars.between(rows[one.left], rows[one.right])
    barred = bars.verdict(against)
    if barred == bars.APART or one.probability < by.ask:
        return Proposal(one, APART, tuple(against))
    return Proposal(one, LINK if one.probability >= by.sure and not barred else ASK, tuple(against))


def _torn(proposals: Iterable[Proposal], rows: Mapping[str, Row]) -> set[tuple[str, str]]:
    """(record, other) where the record fits another one nearly as well, and those two bar each other."""
    fits = defaultdict(list)
    for one in proposals:
        if one.outcome == LINK:
            fits[one.scored.left].append((one.scored.bits, one.scored.right))
            fits[one.scored.right].append((one.scored.bits, one.scored.left))
    torn = set()
    for record, others in fits.items():
        for bits, other in others:
            for rival_bits, rival in others:
                if rival_bits > bits - CLOSE_CALL_BITS and _are_two(rows[other], rows[rival]):
                    torn.add((record, other))
    return torn


def _are_two(left: Row, right: Row) -> bool:
    return bars.verdict(bars.between(left, right)) == bars.APART


def _settled(one: Proposal, people: _People, torn: set[tuple[str, str]]) -> Proposal:
    if one.outcome != LINK:
        return one
    left, right = one.scored.left, one.scored.right
    if (left, right) in torn or (right, left) in torn:
        return Proposal(one.scored, ASK, (NOT_SETTLED,))
    if not people.join(left, right):
        return Proposal(one.scored, ASK, (NOT_SETTLED,))
    return one


class _People:
    """Records put together into people, strongest pair first, never across a bar or a decision to keep apart."""

    def __init__(self, rows: Mapping[str, Row], apart: Iterable[tuple[str, str]]) -> None:
        self.rows, self.heads = rows, {name: name for name in rows}
        self.members = {name: [name] for name in rows}
        self.apart = {frozenset(pair) for pair in apart}

    def head(self, name: str) -> str:
        return self.heads[name]

    def join(self, left: str, right: str) -> bool:
        """Make them one; False when something between their records stands against it."""
        mine, theirs = sorted((self.heads[left], self.heads[right]))
        if mine == theirs:
            return True
        if any(self._barred(a, b) for a in self.members[mine] for b in self.members[theirs]):
            return False
        for name in self.members[theirs]:
            self.heads[name] = mine
        self.members[mine] += self.members.pop(theirs)
        return True

    def _barred(self, a: str, b: str) -> bool:
        if frozenset((a, b)) in self.apart:
            return True
        return bool(self.rows[a]) and bool(bars.between(self.rows[a], self.rows[b]))
