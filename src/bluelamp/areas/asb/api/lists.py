"""The cases as a list to work from, chosen as on the page, and those that a new report may belong to."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest, QueryDict
from django.utils import timezone
from ninja import Field, Query, Router, Schema
from pydantic import ConfigDict, create_model

from bluelamp.areas.asb import actions, places
from bluelamp.areas.asb.actions.searching import Named, Search
from bluelamp.areas.asb.queries.similar import Similar
from bluelamp.areas.asb.worklist import CASES
from bluelamp.kernel.access import policy
from bluelamp.kernel.access.actions import NotNow
from bluelamp.practice.casework.actions import reading
from bluelamp.practice.casework.queries import worklists
from bluelamp.practice.casework.queries.worklists import Line
from bluelamp.ui.api.calls import Day, asker, example, question
from bluelamp.ui.api.calls import Line as Text
from bluelamp.ui.api.problems import Problem

router = Router()


def _chosen_by() -> Any:
    """The filters of the list as parameters: whatever the page can be chosen by, so can this."""
    given: dict[str, Any] = {
        name.replace("-", "_"): (
            Annotated[str, Field(alias=name, max_length=150, description=each.label)],
            "",
        )
        for name, each in CASES.params.items()
    }
    orders = ", ".join(each.key for each in CASES.orderings)
    given["order"] = (Annotated[str, Field(max_length=40, description=f"One of {orders}.")], "")
    given["cursor"] = (Annotated[str, Field(max_length=1000, description="As the page before gave it.")], "")
    return create_model("CasesIn", __config__=ConfigDict(populate_by_name=True), __base__=Schema, **given)


CasesIn = _chosen_by()


class RowOut(Schema):
    """One case of the list, under the names of the page's columns; empty where it is not open to you."""

    ref: str
    organisation: str
    is_yours: bool
    said: dict[str, str]

    @classmethod
    def of(cls, line: Line) -> RowOut:
        told = zip(CASES.columns, line.cells, strict=True)
        return cls(
            ref=line.look.ref,
            organisation=line.look.holding.organisation.key,
            is_yours=line.look.is_own,
            said={column.key: str(cell) for column, cell in told if cell not in (None, "")},
        )


class CasesOut(Schema):
    """Some cases, how many there are (counted no further than 500), and the cursor of those that follow."""

    items: list[RowOut]
    count: int
    is_more: bool
    next: str | None


class NamedIn(Schema):
    """What somebody is looked for by: a telephone, or a name with a day of birth or a home."""

    model_config = {"extra": "forbid"}

    name: Text = ""
    born: Day | None = None
    phone: Annotated[str, Field(max_length=40)] = ""
    home: Text = ""

    def named(self) -> Named:
        return Named(name=self.name, born=self.born, phone=self.phone, lines=self.home)


class SimilarIn(Schema):
    """What a new report is compared by: who complains, who is said to do it, and where. People are looked for only
    by a token that may (``people.search``)."""

    model_config = example(
        callers=[{"name": "Liz Brindlewick", "phone": "01632 960123"}],
        alleged=["Bart Tettenhall"],
        address="12 Shingle Road, Ladywood",
        point="407000, 287000",
    )

    callers: Annotated[list[NamedIn], Field(max_length=10)] = []
    alleged: Annotated[list[Text], Field(max_length=10)] = []
    address: Text = ""
    point: Annotated[str, Field(max_length=40)] = ""

    def search(self) -> Search:
        """As the actions take it. Raises ``NotNow`` for a point that is none, or lies outside the force."""
        callers = tuple(one.named() for one in self.callers)
        return Search(callers, tuple(self.alleged), places.spot(self.address, self.point))


class SimilarOut(Schema):
    """A case that it may be, the likeliest first, and why. ``reopens``: closed lately, and opened by a new report."""

    ref: str
    title: str
    reasons: list[str]
    last_report_at: datetime
    may_add: bool
    why_not: list[str]
    reopens: bool

    @classmethod
    def of(cls, one: Similar) -> SimilarOut:
        return cls(
            ref=one.look.ref,
            title=one.case.title if one.look.shows("title") else "",
            reasons=list(one.reasons),
            last_report_at=one.case.last_report_at,
            may_add=one.may_add,
            why_not=list(one.why_not),
            reopens=one.reopens,
        )


class ElsewhereOut(Schema):
    """Whom to ring about a case that you may not see."""

    organisation: str
    unit: str


class FoundOut(Schema):
    """Cases you may see, whom to ring about others, and how often the people found reported within three months."""

    cases: list[SimilarOut]
    elsewhere: list[ElsewhereOut]
    reports: int
    is_repeat: bool
    on: date


@router.get("/cases", response=CasesOut, summary="The cases to work from")
@policy.requires("asb.read")
def cases(request: HttpRequest, which: Annotated[CasesIn, Query()]) -> CasesOut:  # type: ignore[valid-type]
    """Chosen and ordered as on the page, by the same names. Where nothing is chosen, those that are not closed."""
    scope, given = asker(request), which.dict(by_alias=True, exclude_defaults=True)  # type: ignore[attr-defined]
    after = given.pop("cursor", "")
    form = worklists.form_of(scope, CASES, _as_address(given))
    if not form.is_valid():
        wrong = [
            {"field": f"query.{name}", "detail": " ".join(map(str, said))}
            for name, said in form.errors.items()
        ]
        raise Problem(422, "Some of what the list was chosen by cannot be used.", errors=wrong)
    chosen = worklists.chosen_in(form)
    try:
        page = reading.page(by=scope, worklist=CASES, chosen=chosen, after=after, now=timezone.now())
    except NotNow as stale:
        raise Problem(422, str(stale), errors=[{"field": "query.cursor", "detail": str(stale)}]) from stale
    return CasesOut(
        items=[RowOut.of(line) for line in page.lines],
        count=page.count.number,
        is_more=page.count.is_more,
        next=page.after or None,
    )


@router.post("/similar", response=FoundOut, summary="Is there a case of this already?")
@question
@policy.requires("asb.report")
def similar(request: HttpRequest, body: SimilarIn) -> FoundOut:
    """Ask before you report, and send the report ``into`` the case it belongs to."""
    now = timezone.now()
    result = actions.searching.search(by=asker(request), asked=body.search(), now=now)
    return FoundOut(
        cases=[SimilarOut.of(one) for one in result.found.cases],
        elsewhere=[ElsewhereOut(organisation=e.organisation, unit=e.unit) for e in result.found.elsewhere],
        reports=result.repeat.reports,
        is_repeat=result.repeat.is_repeat,
        on=timezone.localdate(now),
    )


def _as_address(given: dict[str, str]) -> QueryDict:
    """The query of the page: what was chosen, or what is chosen before anybody chooses."""
    found = QueryDict(mutable=True)
    chosen = {name: [said] for name, said in given.items() if said} or CASES.first
    for name, values in chosen.items():
        found.setlist(name, list(values))
    return found
