"""The cases as a list to work from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from bluelamp.areas.asb import rules
from bluelamp.areas.asb.bulk_acts import CLOSE, PROPOSE, REVIEW
from bluelamp.areas.asb.kinds import CASE, where
from bluelamp.areas.asb.models import AddressWord, Case
from bluelamp.areas.asb.places import in_full, is_sort, words_of
from bluelamp.areas.asb.queries.similar import ago
from bluelamp.areas.asb.words import QUALIFIERS, STATES
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.people.folding import begins
from bluelamp.kernel.places import queries as places
from bluelamp.practice.casework.bulk_acts import ASSIGN, UNASSIGN
from bluelamp.practice.casework.listing import (
    AssignedTo,
    Choice,
    Column,
    Dates,
    Filter,
    Following,
    Ordering,
    Ready,
    Text,
    Unit,
    Worklist,
)
from bluelamp.practice.casework.listing.filters import Asking, Values
from bluelamp.practice.casework.queries.assignments import workers
from bluelamp.practice.instruments.models import Assessment, Version
from bluelamp.practice.instruments.words import COUNTING
from bluelamp.practice.promises.models import Promise, SupervisorReview
from bluelamp.practice.promises.queries.reviews import OPEN, WHEN
from bluelamp.practice.promises.words import RANKS, reviewed_as
from bluelamp.ui import formats

BANDS = (("HIGH", "High"), ("MEDIUM", "Medium"), ("STANDARD", "Standard"), ("UNASSESSED", "Not assessed"))
FOR = {
    "sergeant": "For a sergeant",
    "inspector": "For an inspector",
    "chief_inspector": "For a chief inspector",
}
DUE = (
    ("overdue", "Overdue"),
    ("due", "Due within a week"),
    *((f"due-{rank}", FOR[rank]) for rank in RANKS),
    ("later", "Later"),
)
"""What is overdue is due within a week too. Those of one rank are named by it alone, so that a box shows it whole."""
SHORT = tuple((key, words.partition(":")[0].capitalize()) for key, words in QUALIFIERS.items())


@dataclass(frozen=True)
class Band(Filter):
    """The band that governs: the highest of those that count."""

    def field(self, param: str, scope: Scope) -> forms.Field:
        return forms.ChoiceField(label=self.label, required=False, choices=(("", "All"), *BANDS))

    def where(self, param: str, values: Values, asking: Asking) -> Q:
        (band,) = values[:1]
        of_it = counting().filter(holding=OuterRef("holding"))
        if band == "UNASSESSED":
            return ~Q(Exists(of_it))
        found = Q(holding__in=counting().filter(governing=band).values("holding"))
        higher = {"MEDIUM": ("HIGH",), "STANDARD": ("HIGH", "MEDIUM")}.get(band, ())
        return found & ~Q(Exists(of_it.filter(governing__in=higher))) if higher else found

    def words(self, param: str, value: str, scope: Scope) -> str:
        return f"Risk: {dict(BANDS).get(value, value)}"


@dataclass(frozen=True)
class Late(Filter):
    """Something promised is overdue."""

    def field(self, param: str, scope: Scope) -> forms.Field:
        return forms.ChoiceField(
            label=self.label, required=False, choices=(("", "All"), ("yes", "Something is overdue"))
        )

    def where(self, param: str, values: Values, asking: Asking) -> Q:
        late = Promise.objects.filter(
            kept_at__isnull=True, cancelled_at__isnull=True, paused_at__isnull=True, due_at__lt=asking.now
        )
        return Q(holding__in=late.order_by().values("holding"))

    def words(self, param: str, value: str, scope: Scope) -> str:
        return "Something is overdue"


@dataclass(frozen=True)
class Due(Filter):
    """A review by a supervisor is due: when, and of which rank where that is said too, such as ``due-sergeant``."""

    def field(self, param: str, scope: Scope) -> forms.Field:
        return forms.ChoiceField(label=self.label, required=False, choices=(("", "All"), *DUE))

    def where(self, param: str, values: Values, asking: Asking) -> Q:
        when, _, rank = values[0].partition("-")
        asked = OPEN & WHEN[when](asking.now) & (Q(rank=rank) if rank else Q())
        return Q(holding__in=SupervisorReview.objects.filter(asked).order_by().values("holding"))

    def words(self, param: str, value: str, scope: Scope) -> str:
        when, _, rank = value.partition("-")
        of_rank = f", {FOR[rank].lower()}" if rank in FOR else ""
        return f"Review: {dict(DUE).get(when, when).lower()}{of_rank}"


@dataclass(frozen=True)
class Repeat(Filter):
    """Reported three times or more, or opened again."""

    def field(self, param: str, scope: Scope) -> forms.Field:
        return forms.ChoiceField(
            label=self.label, required=False, choices=(("", "All"), ("yes", "Reported again and again"))
        )

    def where(self, param: str, values: Values, asking: Asking) -> Q:
        return Q(reports_count__gte=rules.REPEAT) | Q(reopened_count__gte=1)

    def words(self, param: str, value: str, scope: Scope) -> str:
        return "Reported again and again"


@dataclass(frozen=True)
class Stage(Filter):
    """The state of the case; first all that are not closed."""

    def field(self, param: str, scope: Scope) -> forms.Field:
        choices = (("", "All"), ("live", "Not closed"), *STATES.items())
        return forms.ChoiceField(label=self.label, required=False, choices=choices)

    def where(self, param: str, values: Values, asking: Asking) -> Q:
        # As the indexes of live cases say it, so that the database uses them.
        return ~Q(state="closed") if values[0] == "live" else Q(state__in=values)

    def words(self, param: str, value: str, scope: Scope) -> str:
        return f"State: {'not closed' if value == 'live' else STATES.get(value, value)}"


@dataclass(frozen=True)
class Street(Text):
    """Words of where it is. Whatever tells one address from another is found by an index; “road” stands in so many
    that it is soon met on the way through the list."""

    def where(self, param: str, values: Values, asking: Asking) -> Q:
        words = words_of(values[0])
        found = Q() if words else Q(pk__in=())
        for word in words:
            if is_sort(word):
                found &= Q(address__icontains=word) | Q(address__icontains=in_full(word))
            else:
                there = AddressWord.objects.filter(begins("word", word)).order_by()
                found &= Q(pk__in=there.values("case"))
        return found


def rows() -> QuerySet[Any]:
    """Every case, with the band that governs it: by the alphabet HIGH comes first, STANDARD last."""
    of_it = counting().filter(holding=OuterRef("holding"))
    return Case.objects.annotate(band=Subquery(of_it.order_by("governing").values("governing")[:1]))


def reviewed() -> QuerySet[Any]:
    """Open cases that a supervisor is to review, with the review that is due first."""
    open_rows = SupervisorReview.objects.filter(OPEN, holding=OuterRef("holding")).order_by("due_at", "pk")
    found = rows().annotate(
        review_due_at=Subquery(open_rows.values("due_at")[:1]),
        review_rank=Subquery(open_rows.values("rank")[:1]),
        review_is_for_closing=Subquery(open_rows.values("is_for_closing")[:1]),
    )
    return found.filter(holding__state="open", review_due_at__isnull=False)


def counting() -> QuerySet[Assessment]:
    """The assessments that count today, in no order."""
    matrix = Version.objects.filter(key="asb-ram").order_by().values("pk")
    return Assessment.objects.filter(stage__in=COUNTING, instrument__in=matrix).order_by()


def neighbourhoods(scope: Scope) -> tuple[tuple[str, str], ...]:
    """Those of the reader's units; all where they have none of their own."""
    named = places.names("neighbourhood")
    codes_ = places.neighbourhoods_of(scope.lpus) if scope.lpus else named
    return tuple(sorted(((code, named[code]) for code in codes_), key=lambda one: one[1]))


def _last(case: Case, now: datetime) -> str:
    return ago(case.last_report_at, now).capitalize()


def _what(case: Case) -> str:
    return QUALIFIERS[case.qualifier].partition(":")[0].capitalize()


def _review(case: Any) -> str:
    return reviewed_as(case.review_rank, is_for_closing=case.review_is_for_closing)


def _due(case: Any, now: datetime) -> str:
    return f"{formats.day(case.review_due_at)}{', late' if case.review_due_at < now else ''}"


def _reports(case: Case) -> str:
    again = ", opened again" if case.reopened_count else ""
    return f"{case.reports_count}{again}"


LIVE = {"stage": ("live",)}

WORKER = Column("worker", "Assigned to", item="notes", of_page=workers)
"""For whoever sees it on the case: see casework's panel."""

CASES = Worklist(
    key="asb-cases",
    title="Cases of anti-social behaviour",
    kind=CASE,
    rows=rows,
    columns=(
        Column("title", "Case", lambda case: case.title, item="title"),
        Column("band", "Risk", lambda case: dict(BANDS).get(case.band, "Not assessed"), item="risk"),
        Column("state", "State", lambda case: STATES[case.state], item="state"),
        WORKER,
        Column("qualifier", "Kind", _what, item="qualifier"),
        Column("where", "Where", where, item="where"),
        Column("reports", "Reports", _reports, item="reports"),
        Column("last", "Last reported", _last, item="reports", takes_now=True),
    ),
    filters=(
        AssignedTo(),
        Stage("stage", "State", item="state"),
        Band("band", "Risk", item="risk"),
        Unit(),
        Choice("neighbourhood", "Neighbourhood", item="where", choices=neighbourhoods),
        Choice("qualifier", "Kind of behaviour", item="qualifier", choices=SHORT),
        Repeat("repeat", "Repeat", item="reports"),
        Late("late", "Promises", item="promises"),
        Following(),
        Dates("reported", "Last reported", item="reports", path="last_report_at", is_moment=True),
        Street("where", "Street", item="where", hint="Its words, or how they begin"),
    ),
    orderings=(
        Ordering("newest", "Last reported first", ("-last_report_at",), item="reports"),
        Ordering("oldest", "Longest open first", ("opened_at",)),
        Ordering("reports", "Most reports first", ("-reports_count",), item="reports"),
    ),
    acts=(ASSIGN, UNASSIGN, REVIEW, PROPOSE, CLOSE),
    first=LIVE,
    ready=(
        Ready("High risk", LIVE | {"band": ("HIGH",)}),
        Ready("Not assessed", LIVE | {"band": ("UNASSESSED",)}),
        Ready("Assigned to nobody", LIVE | {"assigned": ("nobody",)}),
        Ready("Something promised is overdue", LIVE | {"late": ("yes",)}),
        Ready("Reported again and again", LIVE | {"repeat": ("yes",)}),
    ),
    act="asb.read",
)

REVIEWS = Worklist(
    key="asb-reviews",
    title="Reviews due: anti-social behaviour",
    kind=CASE,
    rows=reviewed,
    columns=(
        CASES.columns[0],
        CASES.columns[1],
        Column("review", "Review", _review, item="reviews"),
        Column("due", "Due", _due, item="reviews", takes_now=True),
        WORKER,
        Column("state", "State", lambda case: STATES[case.state], item="state"),
        Column("last", "Last reported", _last, item="reports", takes_now=True),
    ),
    filters=(
        Due("due", "Review", item="reviews"),
        Unit(),
        AssignedTo(),
        Band("band", "Risk", item="risk"),
        Choice("neighbourhood", "Neighbourhood", item="where", choices=neighbourhoods),
        Late("late", "Promises", item="promises"),
    ),
    orderings=(
        Ordering("due", "First due first", ("review_due_at",), item="reviews"),
        Ordering("newest", "Last reported first", ("-last_report_at",), item="reports"),
    ),
    acts=(REVIEW, ASSIGN),
    first={"due": ("due",)},
    ready=(Ready("Overdue", {"due": ("overdue",)}), Ready("Due within a week", {"due": ("due",)})),
    act="promises.review",
)
