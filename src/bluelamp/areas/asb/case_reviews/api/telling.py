"""How an application for a case review is told to a program: in a line, and whole."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from ninja import Schema

from bluelamp.areas.asb.case_reviews.queries.applications import Line
from bluelamp.areas.asb.case_reviews.words import AGENCIES, ANSWERS, STATES
from bluelamp.ui.api.calls import OneOf


class ReturnOut(Schema):
    """What one agency was asked, and what it answered."""

    agency: Annotated[str, OneOf(AGENCIES)]
    asked_on: date
    due: date
    returned_on: date | None
    says: str


class PanelOut(Schema):
    """The meeting of the agencies, and what it found."""

    meets_on: date
    chair: str
    is_independent: bool
    is_victim_invited: bool
    not_invited_because: str
    members: str
    held_on: date | None
    findings: str


class RecommendationOut(Schema):
    """What a panel asks of an agency, and what became of it."""

    number: int
    to: str
    says: str
    due: date
    answer: Annotated[str, OneOf(ANSWERS)]
    note: str


class AppealOut(Schema):
    """Whoever asked does not agree, and what was decided."""

    made_on: date
    grounds: str
    outcome: str
    decided_on: date | None
    decided_why: str


class ApplicationSummaryOut(Schema):
    """One application as it stands: ``due`` is by when the next step is, ``next`` what it may be."""

    number: int
    version: int
    case: str
    state: Annotated[str, OneOf(STATES)]
    policy: str
    applied_on: date
    asked_by: str
    came: str
    is_met: bool | None
    due: date | None
    is_late: bool
    appeal_until: date | None
    can_appeal: bool
    next: list[str]

    @classmethod
    def of(cls, line: Line) -> ApplicationSummaryOut:
        row = line.application
        kept = ("version", "state", "policy", "applied_on", "asked_by", "came", "is_met")
        worked_out = ("due", "is_late", "appeal_until", "can_appeal")
        return cls(
            number=row.pk,
            case=line.ref,
            next=list(line.follows),
            **{name: getattr(row, name) for name in kept},
            **{name: getattr(line, name) for name in worked_out},
        )


class ApplicationOut(Schema):
    """One application whole. ``counted`` is the sentence of the count as it stood when it was decided."""

    summary: ApplicationSummaryOut
    victim: str
    says: str
    wants: str
    contact: str
    counted: str
    decided_on: date | None
    decided_why: str
    returns: list[ReturnOut]
    panels: list[PanelOut]
    recommendations: list[RecommendationOut]
    appeals: list[AppealOut]

    @classmethod
    def of(cls, line: Line) -> ApplicationOut:
        row = line.application
        same = ("says", "wants", "contact", "decided_on", "decided_why")
        return cls(
            summary=ApplicationSummaryOut.of(line),
            victim=line.who,
            counted=row.verdict.get("says", ""),
            returns=_each(ReturnOut, row.returns),
            panels=_each(PanelOut, row.panels),
            recommendations=_each(RecommendationOut, row.recommendations),
            appeals=_each(AppealOut, row.appeals),
            **{name: getattr(row, name) for name in same},
        )


class ApplicationsOut(Schema):
    """Applications, the newest first. ``already_met``: the count is there, and nobody has applied."""

    items: list[ApplicationSummaryOut]
    already_met: str
    may_apply: bool


def _each(schema: Any, rows: Any) -> list[Any]:
    names = [name for name in schema.model_fields if name != "number"]
    numbered = "number" in schema.model_fields
    return [
        schema(**{name: getattr(row, name) for name in names}, **({"number": row.pk} if numbered else {}))
        for row in rows.all()
    ]
