"""What was answered about a record: by whom, what it came to, and which band governs today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import NamedTuple

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.utils.module_loading import import_string

from bluelamp.kernel.access import kinds
from bluelamp.kernel.access.finding import one_of
from bluelamp.kernel.access.kinds import Kind
from bluelamp.kernel.access.permissions import READS
from bluelamp.kernel.access.scope import NotPermitted, Scope, require
from bluelamp.kernel.access.seeing import NOT_THERE, Look
from bluelamp.kernel.access.worded import Worded
from bluelamp.kernel.access.words import ASK_CLEARANCE, CATEGORIES
from bluelamp.practice.instruments.models import Answer, Assessment, Override
from bluelamp.practice.instruments.queries import versions
from bluelamp.practice.instruments.questionnaire import Band, Instrument
from bluelamp.practice.instruments.scoring import Line, Score, Weight, score
from bluelamp.practice.instruments.words import COUNTING, UNASSESSED


def seen(scope: Scope, ref: str, *, now: datetime) -> Look:
    """The record an assessment is about, whatever its kind, as this reader sees it: with what it says of risk.

    ``NotPermitted`` says the same of what is not there, of what is not theirs to see, and of risk not open to them.
    """
    # A system that sends assessments is let in to assess, and not to read what others answered.
    if not scope.may("risk.assess"):
        require(scope, "risk.read")
    looked = one_of(scope, ref, assessed_kinds(), now=now)
    if not sees_risk(looked):
        raise NotPermitted(NOT_THERE)
    return looked


def assessed_kinds() -> list[Kind]:
    """The kinds of record that tell of risk."""
    return [kind for kind in kinds.every() if risk_items(kind)]


def risk_items(kind: Kind) -> frozenset[str]:
    """The items that tell of the risk in a record: the one of that name, or else those of the category."""
    risk = frozenset({"risk"})
    return kind.keys & risk or kind.of(risk)


def sees_risk(looked: Look) -> bool:
    """Is the risk in it open to this reader?"""
    return bool(risk_items(looked.kind) & looked.decision.items)


def open_categories(scope: Scope, looked: Look) -> frozenset[str]:
    """The categories of data whose answers this reader is shown: of their own records as their role reads, of others'
    those of the items that were opened. A clearance that has run out, and closes items of it, closes answers too."""
    if "system" in looked.decision.via or "glass" in looked.decision.via:
        return frozenset(CATEGORIES)
    opened = frozenset(item.category for item in looked.kind.items if looked.shows(item.key))
    if not looked.is_own:
        return opened
    readable = READS.get(scope.role, frozenset())
    shut = readable & frozenset(item.category for item in looked.kind.items) - opened
    lacking = {ASK_CLEARANCE.get(category) for category in shut} - {None}
    return opened | frozenset(each for each in readable if ASK_CLEARANCE.get(each) not in lacking)


@dataclass(frozen=True)
class Shown:
    """One line of the explanation as a reader sees it. What is of a category closed to them is withheld, points too."""

    line: Line
    is_withheld: bool
    words: str = ""


@dataclass(frozen=True)
class Told:
    """One assessment, scored anew from what was kept; the same version and answers give the same score for ever."""

    row: Assessment
    instrument: Instrument
    score: Score
    lines: tuple[Shown, ...]
    is_theirs: bool
    is_assessor: bool
    overrides: tuple[Override, ...]

    @property
    def number(self) -> int:
        return self.row.pk

    @property
    def band(self) -> Band:
        """What holds after judgement."""
        return self.instrument.band(self.row.governing or self.score.code)

    @property
    def is_unassessed(self) -> bool:
        return self.row.stage == "declined" or self.score.is_unassessed

    @property
    def answered(self) -> int:
        return sum(not line.is_missing for line in self.score.lines)


# A version's file is long, and is read once for all: see ``versions.instrument``.
ROWS = (
    Assessment.objects.select_related("instrument", "organisation")
    .defer("instrument__source")
    .prefetch_related("answers", Prefetch("overrides", Override.objects.order_by("pk")))
)


def told(scope: Scope, looked: Look, row: Assessment) -> Told:
    """An assessment as this reader sees it."""
    answers = list(row.answers.all())
    scored = score(versions.instrument(row.instrument), answered(answers), weights_kept(row))
    return as_told(scope, looked, row, scored, answers, tuple(row.overrides.all()))


def as_told(
    scope: Scope,
    looked: Look,
    row: Assessment,
    scored: Score,
    answers: Iterable[Answer],
    overrides: tuple[Override, ...],
) -> Told:
    """The same, of one that is in hand with its score."""
    words = {answer.question: answer.text for answer in answers}
    is_assessor = row.begun_by_id is not None and row.begun_by_id == scope.actor_id
    categories = frozenset(CATEGORIES) if is_assessor else open_categories(scope, looked)
    lines = tuple(_shown(line, words.get(line.question.key, ""), categories) for line in scored.lines)
    is_theirs = scope.role == "system" or row.organisation.key == scope.body
    return Told(row, scored.instrument, scored, lines, is_theirs, is_assessor, overrides)


def _shown(line: Line, words: str, categories: frozenset[str]) -> Shown:
    is_withheld = line.question.category not in categories
    return Shown(line, is_withheld, "" if is_withheld else words)


def answered(rows: Iterable[Answer]) -> dict[str, tuple[str, ...]]:
    """Answers as they are scored."""
    return {row.question: tuple(row.options) for row in rows}


def weights_kept(row: Assessment) -> tuple[Weight, ...]:
    """The modifiers as they were when it was scored."""
    return tuple(
        Weight(each["key"], tuple((words, points) for words, points in each["lines"]), each["read_from"])
        for each in row.weights
    )


def weights_now(looked: Look, *, now: datetime) -> tuple[Weight, ...]:
    """What the place of a record adds today: asked of whoever keeps records of its kind."""
    named = getattr(settings, "INSTRUMENT_WEIGHTS", "")
    known: Mapping[str, object] = import_string(named) if named else {}
    weigh = known.get(looked.kind.key)
    return tuple(weigh(looked.holding.pk, now)) if callable(weigh) else ()


def one(scope: Scope, looked: Look, number: int) -> Told:
    """One assessment of this record. ``NotPermitted`` when it is of another."""
    row = ROWS.filter(holding=looked.holding, pk=number).first()
    if row is None:
        raise NotPermitted(NOT_THERE)
    return told(scope, looked, row)


class Before(NamedTuple):
    """What is to be known of an earlier assessment as another one is made."""

    number: int
    stage: str
    governing: str

    @property
    def is_open(self) -> bool:
        return self.stage == "in_progress"


def of_one(holding: int, organisation: int, key: str) -> list[Before]:
    """What one organisation answered about one record by any version of a questionnaire, the oldest first.

    Without what gave way to a later one, so that it takes no longer on a record that is assessed every week.
    """
    rows = _of_one().put(holding=holding, organisation=organisation, key=key)
    return [Before(*row) for row in rows]


@cache
def _of_one() -> Worded:
    marks = {"holding": -1, "organisation": -2, "key": "?"}
    rows = Assessment.objects.filter(holding=-1, organisation=-2, instrument__key="?").order_by("pk")
    rows = rows.exclude(stage="superseded")
    return Worded(rows.values_list("pk", "stage", "governing"), **marks)


def row(number: int) -> Assessment:
    """An assessment with its version, to be gone on with."""
    return Assessment.objects.select_related("instrument").defer("instrument__source").get(pk=number)


def every(scope: Scope, looked: Look) -> list[Told]:
    """All assessments of a record, the newest first."""
    return [told(scope, looked, row) for row in ROWS.filter(holding=looked.holding).order_by("-pk")]


@dataclass(frozen=True)
class Standing:
    """The band that governs a record today: the highest of those that count, over all organisations.

    ``band`` is a code, UNASSESSED where nobody assessed it; ``treated_as`` is the band it is handled in.
    """

    band: str
    treated_as: str
    title: str
    by: str = ""
    assessment: int | None = None
    is_provisional: bool = False
    since: datetime | None = None
    awaits_approval: bool = False


NOBODY_ASSESSED = Standing(UNASSESSED, "MEDIUM", "Not assessed")
"""Specs A.4: what nobody assessed is treated as Medium until somebody does."""


def standings(holdings: Sequence[int], key: str = "asb-ram") -> dict[int, Standing]:
    """Of each of these holdings, by its number, in one question. Who may see them is the caller's to decide."""
    by_holding: dict[int, list[Assessment]] = {}
    for each in _counting().filter(holding__in=holdings, instrument__key=key):
        by_holding.setdefault(each.holding_id, []).append(each)
    return {holding: standing_of(by_holding.get(holding, ())) for holding in holdings}


def standing(holding: int, key: str = "asb-ram") -> Standing:
    """The same of one."""
    return standing_of(_counting_of_one().put(holding=holding, key=key))


def _counting() -> QuerySet[Assessment]:
    """Those that count, with what a standing tells of them."""
    told = ("holding", "stage", "governing", "is_provisional", "scored_at")
    beside = ("instrument__checksum", "organisation__name", "organisation__made_up")
    rows = Assessment.objects.filter(stage__in=COUNTING).select_related("instrument", "organisation")
    return rows.only(*told, *beside).order_by("holding_id", "-pk")


@cache
def _counting_of_one() -> Worded:
    return Worded(_counting().filter(holding=-1, instrument__key="?"), holding=-1, key="?")


def standing_of(rows: Iterable[Assessment]) -> Standing:
    """What governs among the assessments of one record; the newer of two in the same band."""
    counting = [row for row in rows if row.stage in COUNTING]
    if not counting:
        return NOBODY_ASSESSED
    top = max(counting, key=lambda row: (versions.instrument(row.instrument).rank(row.governing), row.pk))
    band = versions.instrument(top.instrument).band(top.governing)
    return Standing(
        band.code,
        band.code,
        band.title,
        str(top.organisation),
        top.pk,
        top.is_provisional,
        top.scored_at,
        top.stage == "scored",
    )
