"""Pairs of records that may be of one person: the queue, one pair beside each other, and what was decided of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, QuerySet

from bluelamp.kernel.access.kinds import Item
from bluelamp.kernel.access.scope import NotPermitted, Scope, require
from bluelamp.kernel.access.seeing import NOT_THERE, visible
from bluelamp.kernel.people.kinds import RECORD
from bluelamp.kernel.people.models import Candidate, MatchDecision, Matching, SourceRecord
from bluelamp.kernel.people.queries.profiles import Source, each, sources
from bluelamp.kernel.people.words import UNSURE, strength

COMPARED = ("name", "born", "sex", "addresses", "phones", "emails")
"""The items that evidence speaks of: whoever is shown the evidence may see them all on both records."""


@dataclass(frozen=True, slots=True)
class Clue:
    """What one comparison said. ``bits`` above nought speak for one person."""

    title: str
    says: str
    bits: float

    @property
    def strength(self) -> str:
        return strength(self.bits)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records side by side, with what the linking made of them and what was decided before."""

    candidate: Candidate
    left: Source
    right: Source
    decisions: tuple[MatchDecision, ...] = ()

    @property
    def clues(self) -> tuple[Clue, ...]:
        return tuple(Clue(**clue) for clue in self.candidate.evidence)

    @property
    def telling(self) -> tuple[Clue, ...]:
        """Those that say something."""
        return tuple(clue for clue in self.clues if clue.bits)

    @property
    def unknown(self) -> str:
        """What could not be compared, in words."""
        return ", ".join(clue.title.lower() for clue in self.clues if not clue.bits)

    @property
    def prior(self) -> float:
        """The bits two records of anybody begin with: all of them, less what the clues added."""
        return self.candidate.bits - sum(clue.bits for clue in self.clues)

    @property
    def is_stale(self) -> bool:
        """Has a record changed since they were compared?"""
        one = self.candidate
        return (one.left_version, one.right_version) != (self.left.record.version, self.right.record.version)

    @property
    def against_words(self) -> str:
        """What bars it, or how likely it is."""
        chance = f"A chance of {_chance(self.candidate.probability)}."
        return " ".join(self.candidate.against) or chance

    @property
    def sentence(self) -> str:
        """What the evidence comes to, in words."""
        strongest = max(self.clues, key=lambda clue: clue.bits)
        weakest = min(self.clues, key=lambda clue: clue.bits)
        told = f"What speaks most for one person: {strongest.says}."
        if weakest.bits < -1:
            told += f" What speaks most against: {weakest.says}."
        return f"{told} Together, that is a chance of {_chance(self.candidate.probability)} before anybody has looked."

    def rows(self) -> list[tuple[Item, str, str, bool]]:
        """Item, what each says of it, and whether they differ in what tells people apart."""
        found = []
        for item in RECORD.items:
            left, right = ("; ".join(each(source.said.get(item.key))) for source in (self.left, self.right))
            if left or right:
                both = bool(left and right) and item.key in COMPARED
                found.append((item, left, right, both and left.casefold() != right.casefold()))
        return found


def waiting(scope: Scope, *, now: datetime, outcome: str = "") -> QuerySet[Candidate]:
    """The pairs to decide on, where the reader sees all that is compared; those nobody could tell stand last.

    Restricted records are left out: each is opened alone, for a reason, and joined from the page of its person.
    """
    require(scope, "people.match")
    seen = visible(scope, RECORD, now=now, items=COMPARED).filter(sensitivity="normal").values("pk")
    unsure = MatchDecision.objects.filter(left=OuterRef("left"), right=OuterRef("right"), decision=UNSURE)
    pairs = Candidate.objects.filter(left__holding__in=seen, right__holding__in=seen)
    pairs = pairs.exclude(left__person__head=F("right__person__head"))
    pairs = pairs.annotate(was_unsure=Exists(unsure)).order_by("was_unsure", "-bits", "pk")
    return pairs.filter(outcome=outcome) if outcome else pairs


def pairs(scope: Scope, candidates: Sequence[Candidate], *, now: datetime) -> list[Pair]:
    """A page of the queue with both records of each, in as many questions as for one."""
    numbers = {number for one in candidates for number in (one.left_id, one.right_id)}
    records = SourceRecord.objects.filter(pk__in=numbers)
    by = {source.record.pk: source for source in sources(scope, records, now=now)}
    return [
        Pair(one, by[one.left_id], by[one.right_id])
        for one in candidates
        if {one.left_id, one.right_id} <= set(by)
    ]


def pair(scope: Scope, number: int, *, now: datetime) -> Pair:
    """One pair of the queue."""
    found = pairs(scope, list(waiting(scope, now=now).filter(pk=number)), now=now)
    if not found:
        raise NotPermitted(NOT_THERE)
    one = found[0].candidate
    before = MatchDecision.objects.filter(left=one.left_id, right=one.right_id)
    return Pair(one, found[0].left, found[0].right, tuple(before))


def following(scope: Scope, *, now: datetime, after: Candidate | None = None) -> Candidate | None:
    """The next pair to look at, other than this one."""
    rows = waiting(scope, now=now, outcome="ask")
    return (rows.exclude(pk=after.pk) if after else rows).first()


def last_matching(scope: Scope) -> Matching | None:
    """When records were last compared, and by what."""
    require(scope, "people.match")
    return Matching.objects.last()


def _chance(probability: float) -> str:
    """Never all of a hundred: no comparison is sure."""
    return "more than 99 in 100" if probability > 0.99 else f"about {max(1, round(probability * 100))} in 100"
