"""How records meet the manual of standards: unit by unit, and record by record in a sample."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from bluelamp.kernel.access import kinds
from bluelamp.kernel.access.kinds import Kind
from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.access.scope import NotPermitted, Scope, require
from bluelamp.kernel.access.seeing import NOT_THERE, visible
from bluelamp.practice.promises import clocks
from bluelamp.practice.promises.models import Banding, Finding, Sample, SampledRecord
from bluelamp.practice.promises.queries import evidence
from bluelamp.practice.promises.rules import standards as rules
from bluelamp.practice.promises.rules.standards import Manual, Standard, Tally

MOST = 2_000
"""Records judged for one card of scores. A unit with more is judged by its latest."""


@dataclass(frozen=True)
class Unit:
    """One local policing unit's score."""

    code: str
    name: str
    records: int
    score: float | None
    tallies: tuple[Tally, ...]


@dataclass(frozen=True)
class Scorecard:
    """All units that the reader sees, and all of them together."""

    manual: Manual
    units: tuple[Unit, ...]
    whole: Unit
    is_cut: bool


@dataclass(frozen=True)
class Sheet:
    """One record of a sample: what the computer found by itself, and what whoever looked found."""

    record: SampledRecord
    computed: dict[str, str]
    found: dict[str, Finding]

    @property
    def ref(self) -> str:
        return self.record.holding.ref

    def result(self, standard: str) -> str:
        """A person's finding stands above the computer's."""
        finding = self.found.get(standard)
        return finding.result if finding else self.computed[standard]


@dataclass(frozen=True)
class Worksheet:
    """A sample with every record that the reader may still see."""

    sample: Sample
    kind: Kind
    standards: tuple[Standard, ...]
    sheets: tuple[Sheet, ...]
    tallies: tuple[Tally, ...]

    @property
    def open(self) -> int:
        """Checks in which nobody has found anything yet, and the computer neither."""
        return sum(
            sheet.result(one.key) == "not_evidenced" for sheet in self.sheets for one in self.standards
        )


def of_kinds(scope: Scope) -> tuple[Kind, ...]:
    """The kinds of record that a reader of this role can check: those that say how they are evidenced or promise."""
    require(scope, "promises.standards")
    return tuple(kind for kind in kinds.every() if scope.may(kind.read) and "promises" in kind.keys)


def records(
    scope: Scope, kind: Kind, *, since: date, until: date, now: datetime, lpu: str = ""
) -> QuerySet[Holding]:
    """Records of one's own organisation that were begun between two days, both counted."""
    require(scope, "promises.standards")
    rows = visible(scope, kind, now=now).filter(
        organisation__key=scope.body,
        created_at__gte=clocks.end_of(since - timedelta(days=1)),
        created_at__lte=clocks.end_of(until),
    )
    return rows.filter(lpu__code=lpu) if lpu else rows


def scorecard(scope: Scope, kind: Kind, *, since: date, until: date, now: datetime) -> Scorecard:
    """Unit by unit, in a number of questions that does not grow with the records."""
    rows = list(records(scope, kind, since=since, until=until, now=now).order_by("-pk")[: MOST + 1])
    held, manual = rows[:MOST], rules.manual(until)
    judged = rules.judge(manual.standards, evidence.of_kind(kind.key), [one.pk for one in held], now=now)
    units = {(one.lpu.code, one.lpu.name) for one in held if one.lpu}
    by_unit = [
        _unit(code, name, [judged[one.pk] for one in held if one.lpu and one.lpu.code == code], manual)
        for code, name in sorted(units, key=lambda unit: unit[1])
    ]
    return Scorecard(
        manual, tuple(by_unit), _unit("", "All", list(judged.values()), manual), len(rows) > MOST
    )


def _unit(code: str, name: str, results: list[dict[str, str]], manual: Manual) -> Unit:
    tallies = rules.tally(manual.standards, results)
    return Unit(code, name, len(results), rules.score(tallies), tuple(tallies))


def samples(scope: Scope) -> QuerySet[Sample]:
    """The samples of one's own organisation, the newest first; those of one's own units, where one has units."""
    require(scope, "promises.standards")
    rows = Sample.objects.filter(body=scope.body)
    return rows.filter(lpu__in=scope.lpus) | rows.filter(drawn_by=scope.actor_id) if scope.lpus else rows


def worksheet(scope: Scope, number: int, *, now: datetime) -> Worksheet:
    """A sample, record by record. One that the reader may not see, or that was erased, is left out."""
    sample = samples(scope).filter(pk=number).first()
    if sample is None:
        raise NotPermitted(NOT_THERE)
    kind = kinds.called(sample.kind)
    seen = visible(scope, kind, now=now).order_by().values("pk")
    rows = sample.records.filter(holding__in=seen).select_related("holding", "holding__lpu")
    drawn = list(rows.prefetch_related("findings"))
    standards = rules.manual(sample.until).standards
    judged = rules.judge(standards, evidence.of_kind(kind.key), [one.holding_id for one in drawn], now=now)
    sheets = tuple(
        Sheet(one, judged[one.holding_id], {finding.standard: finding for finding in one.findings.all()})
        for one in drawn
    )
    results = [{one.key: sheet.result(one.key) for one in standards} for sheet in sheets]
    return Worksheet(sample, kind, standards, sheets, tuple(rules.tally(standards, results)))


def bands(holdings: list[int]) -> dict[int, str]:
    """Holding → the band it is in; unassessed where nobody said."""
    standing = Banding.objects.filter(holding__in=holdings, until__isnull=True)
    return dict.fromkeys(holdings, "unassessed") | dict(standing.values_list("holding", "band"))
