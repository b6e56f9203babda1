"""A case as one reader may see it, and which cases there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from bluelamp.areas.asb.kinds import CASE, named
from bluelamp.areas.asb.models import Answer, Aside, Case, Involved, Report
from bluelamp.areas.asb.words import BLAMED, HARMED
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.seeing import NOT_THERE, Look, look, visible


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person on a case: the row, what they are called there, and the reference of their page where there is one."""

    row: Involved
    name: str

    @property
    def ref(self) -> str:
        return self.row.person.ref if self.row.person else ""


@dataclass(frozen=True, slots=True)
class Whole:
    """A case with everything of it that the area keeps, as far as the reader may see it."""

    look: Look
    case: Case
    people: tuple[Somebody, ...]
    reports: tuple[Report, ...]
    asides: tuple[Aside, ...]

    @property
    def ref(self) -> str:
        return self.look.ref

    def of(self, *roles: str) -> tuple[Somebody, ...]:
        return tuple(one for one in self.people if one.row.role in roles)


def cases(scope: Scope, *, now: datetime) -> QuerySet[Case]:
    """Every case of which the reader may see something."""
    return Case.objects.filter(holding__in=visible(scope, CASE, now=now)).select_related(
        "holding__organisation", "holding__lpu", "holding__team"
    )


def case(scope: Scope, ref: str, *, now: datetime) -> tuple[Look, Case]:
    """One case by the reference of its holding; ``NotPermitted`` alike for what is not there and what is not theirs."""
    looked = look(scope, ref, CASE, now=now)
    return looked, Case.objects.get(holding=looked.holding)


def whole(looked: Look, found: Case) -> Whole:
    """The case with people, reports and moves; those the reader may not see are left out, each by its own item."""
    return Whole(
        look=looked,
        case=found,
        people=people_of(looked, found),
        reports=tuple(_reports(found)) if looked.shows("reports") else (),
        asides=tuple(found.asides.filter(until__isnull=True)) if looked.shows("state") else (),
    )


def _reports(found: Case) -> QuerySet[Report]:
    """Each with how many of the script's questions were asked (``asked``), and how many answered with yes (``yes``)."""
    asked = Count("answers", filter=~Q(answers__answer="not_asked"))
    yes = Count("answers", filter=Q(answers__answer="yes"))
    return (
        found.reports.select_related("agency").annotate(asked=asked, yes=yes).order_by("-received_at", "-pk")
    )


def people_of(looked: Look, found: Case) -> tuple[Somebody, ...]:
    """The people on a case, those whom the reader may see."""
    if not any(looked.shows(item) for item in ("complainants", "household", "alleged")):
        return ()
    rows = found.people.filter(until__isnull=True).select_related("person")
    return tuple(Somebody(row, name) for row, name in named(rows) if looked.shows(item_of(row.role)))


def item_of(role: str) -> str:
    """The item of the case under which somebody in this role stands."""
    return "complainants" if role in HARMED else "alleged" if role in BLAMED else "household"


def somebody(scope: Scope, looked: Look, found: Case, number: int, *, now: datetime) -> Somebody:
    """One person on a case, by the number of the row; not found when the reader may not see them."""
    for one in people_of(looked, found):
        if one.row.pk == number:
            return one
    raise NotPermitted(NOT_THERE)


def answers(whole: Whole) -> dict[int, list[Answer]]:
    """Report → what was answered to the script, for those who may know of risk."""
    if not whole.look.shows("risk"):
        return {}
    found: dict[int, list[Answer]] = {}
    for answer in Answer.objects.filter(report__in=whole.reports):
        found.setdefault(answer.report_id, []).append(answer)
    return found
