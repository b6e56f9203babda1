"""What a case itself shows of the manual of standards (paragraph 13): each check as a question to many cases at once.

A check answers pass, fail or na (does not apply); what is not answered for a case is not evidenced, and never a pass.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q

from bluelamp.areas.asb import codes
from bluelamp.areas.asb.case_reviews.queries import complaints
from bluelamp.areas.asb.models import Answer, Case, Report, StateChange
from bluelamp.areas.asb.words import LANDLORDS
from bluelamp.kernel.access.models import Grant
from bluelamp.practice.instruments.models import Assessment
from bluelamp.practice.powers import register
from bluelamp.practice.powers import rules as powers
from bluelamp.practice.powers.models import Order
from bluelamp.practice.powers.register.spans import LONDON
from bluelamp.practice.promises.models import Promise

Told = Mapping[int, str]
Check = Callable[[Sequence[int], datetime], Told]

HIGH_WITHIN, OTHERS_WITHIN = timedelta(hours=24), timedelta(hours=48)
RANKS = {"STANDARD": 0, "MEDIUM": 1, "HIGH": 2}


def qualifier(holdings: Sequence[int], now: datetime) -> Told:
    """Chosen it always is; that it fits is told by every report having the same."""
    differing = Report.objects.filter(case__holding__in=holdings).exclude(qualifier=F("case__qualifier"))
    return _unless(holdings, differing.values_list("case__holding", flat=True))


def call_questions(holdings: Sequence[int], now: datetime) -> Told:
    """Of reports by telephone: all four asked, whatever was answered."""
    asked = Count("answers", filter=~Q(answers__answer="not_asked"))
    calls = Report.objects.filter(case__holding__in=holdings, channel="phone").annotate(asked=asked)
    told = dict.fromkeys(holdings, "na")
    for holding, count in calls.values_list("case__holding", "asked"):
        if told[holding] != "fail":
            told[holding] = "pass" if count >= len(codes.questions()) else "fail"
    return told


def hate_asked(holdings: Sequence[int], now: datetime) -> Told:
    """Asked in at least one report: once is enough, and refused is asked."""
    asked = Answer.objects.filter(question="targeted", report__case__holding__in=holdings)
    return _if(holdings, asked.exclude(answer="not_asked").values_list("report__case__holding", flat=True))


def assessed_in_time(holdings: Sequence[int], now: datetime) -> Told:
    """Scored within 24 hours of the first report where somebody was afraid or vulnerable, and within 48 otherwise."""
    begun = dict(Case.objects.filter(holding__in=holdings).values_list("holding", "opened_at"))
    rows = Assessment.objects.filter(holding__in=holdings, scored_at__isnull=False)
    scored = dict(rows.values_list("holding").annotate(Min("scored_at")))
    grave = set(
        Answer.objects.filter(
            report__case__holding__in=holdings, question__in=("vulnerable", "effect"), answer="yes"
        ).values_list("report__case__holding", flat=True)
    )

    def told(holding: int) -> str:
        limit = begun[holding] + (HIGH_WITHIN if holding in grave else OTHERS_WITHIN)
        if holding in scored:
            return "pass" if scored[holding] <= limit else "fail"
        return "fail" if now > limit else "na"

    return {holding: told(holding) for holding in holdings if holding in begun}


def location(holdings: Sequence[int], now: datetime) -> Told:
    """At least one report was put on the map, with the areas it lies in."""
    located = Report.objects.filter(case__holding__in=holdings).exclude(lsoa="")
    return _if(holdings, located.values_list("case__holding", flat=True))


def repeat_search(holdings: Sequence[int], now: datetime) -> Told:
    """No case begins without it: the script shows similar cases before a report is taken from a page."""
    searched = Report.objects.filter(case__holding__in=holdings, submission__isnull=False)
    return dict.fromkeys(searched.values_list("case__holding", flat=True), "pass")


def crime_considered(holdings: Sequence[int], now: datetime) -> Told:
    """Decided in every report; left for a supervisor it is not decided yet."""
    waiting = Report.objects.filter(case__holding__in=holdings, crime="to_decide")
    return _unless(holdings, waiting.values_list("case__holding", flat=True))


def closure(holdings: Sequence[int], now: datetime) -> Told:
    """The victim was asked about it before it was closed."""
    rows = Case.objects.filter(holding__in=holdings).values_list("holding", "state", "victim_consulted_on")
    return {
        holding: "na" if state != "closed" else "pass" if consulted else "fail"
        for holding, state, consulted in rows
    }


def closing_risk(holdings: Sequence[int], now: datetime) -> Told:
    """The last band is no higher than the first, or the move that closed it says why."""
    closed = Case.objects.filter(holding__in=holdings, state="closed")
    explained = Exists(StateChange.objects.filter(case=OuterRef("pk"), state="closed").exclude(reason=""))
    rows = closed.annotate(is_explained=explained)
    bands: dict[int, list[str]] = {}
    scored = Assessment.objects.filter(holding__in=holdings, scored_at__isnull=False).order_by(
        "scored_at", "pk"
    )
    for holding, band in scored.values_list("holding", "governing"):
        bands.setdefault(holding, []).append(band)
    told = dict.fromkeys(holdings, "na")
    for case in rows:
        if found := bands.get(case.holding_id):
            rose = RANKS.get(found[-1], 0) > RANKS.get(found[0], 0)
            told[case.holding_id] = "fail" if rose and not case.is_explained else "pass"
        else:
            told.pop(case.holding_id)
    return told


def sharing_basis(holdings: Sequence[int], now: datetime) -> Told:
    """Every grant names its ground; where nothing was shared there is none to name."""
    shared = Grant.objects.filter(holding__in=holdings).values_list("holding", "basis")
    told = dict.fromkeys(holdings, "na")
    for holding, basis in shared:
        if told[holding] != "fail":
            told[holding] = "pass" if basis else "fail"
    return told


def landlord(holdings: Sequence[int], now: datetime) -> Told:
    """The landlord reported it, or it was opened to them. Where nobody wrote down whether there is one, any landlord
    will do, and a case that shows none is not evidenced; a landlord who does not work here is told outside of it."""
    reports = Report.objects.filter(case__holding__in=holdings)
    reported = set(reports.filter(agency__kind__in=LANDLORDS).values_list("case__holding", "agency"))
    opened = Grant.objects.filter(holding__in=holdings, organisation__kind__in=LANDLORDS)
    informed = reported | set(opened.values_list("holding", "organisation"))
    told = dict.fromkeys((holding for holding, _ in informed), "pass")
    said = reports.exclude(has_landlord__in=("not_asked", "not_known")).order_by("received_at", "pk")
    for holding, is_known, body in said.values_list("case__holding", "has_landlord", "landlord_body"):
        if is_known == "none":
            told[holding] = "na"
        elif body is not None:
            told[holding] = "pass" if (holding, body) in informed else "fail"
    return told


def told_of_action(holdings: Sequence[int], now: datetime) -> Told:
    """Since an order last came into force the victim was told; a promise to tell them is no pass until it is kept."""
    orders = Order.objects.filter(holding__in=holdings, starts_at__lte=now)
    done = dict(orders.order_by().values_list("holding").annotate(Max("starts_at")))
    promised = Promise.objects.filter(
        holding__in=holdings, timer=complaints.TOLD_OF_ACTION, cancelled_at__isnull=True
    )
    kept: dict[int, datetime] = {}
    open_until: dict[int, datetime] = {}
    for holding, due, at in promised.order_by("due_at").values_list("holding", "due_at", "kept_at"):
        if at is None:
            open_until.setdefault(holding, due)
        else:
            kept[holding] = max(at, kept.get(holding, at))

    def told(holding: int) -> str:
        if holding in open_until:
            return "fail" if open_until[holding] < now else "na"
        if holding in kept:
            return "pass" if kept[holding] >= done.get(holding, kept[holding]) else "fail"
        return "fail" if holding in done else "na"

    return {holding: told(holding) for holding in holdings}


def power_lawful(holdings: Sequence[int], now: datetime) -> Told:
    """Of each order that came into force: the power was in force that day, and all it asks for is written."""
    told = dict.fromkeys(holdings, "na")
    for order in Order.objects.filter(holding__in=holdings, starts_at__isnull=False):
        if told[order.holding_id] != "fail":
            told[order.holding_id] = "pass" if _is_lawful(order) else "fail"
    return told


def _is_lawful(order: Order) -> bool:
    try:
        power = register.called(order.power)
    except LookupError:
        return False
    assert order.starts_at is not None  # asked of what came into force alone
    day = order.starts_at.astimezone(LONDON).date()
    return not power.why_not(day, "england") and not powers.missing(
        power, order.said, by="in_force", age=order.age
    )


def _if(holdings: Sequence[int], found: object) -> Told:
    there = set(found)  # type: ignore[call-overload]
    return {holding: "pass" if holding in there else "fail" for holding in holdings}


def _unless(holdings: Sequence[int], found: object) -> Told:
    there = set(found)  # type: ignore[call-overload]
    return {holding: "fail" if holding in there else "pass" for holding in holdings}


EVIDENCE: Mapping[str, Check] = {
    "qualifier": qualifier,
    "call-questions": call_questions,
    "assessed-in-time": assessed_in_time,
    "location": location,
    "repeat-search": repeat_search,
    "hate-asked": hate_asked,
    "crime-considered": crime_considered,
    "closure": closure,
    "closing-risk": closing_risk,
    "sharing-basis": sharing_basis,
    "landlord": landlord,
    "told-of-action": told_of_action,
    "power-lawful": power_lawful,
}
"""Key of the manual's check → how a case evidences it. What practices keep they evidence themselves."""
