"""What waits, one record's applications, one application with its count, its letter, and the yearly table."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bluelamp.areas.asb.case_reviews import actions, clock, letters, queries
from bluelamp.areas.asb.case_reviews.letters import Letter
from bluelamp.areas.asb.case_reviews.queries.applications import Line
from bluelamp.kernel.access import policy
from bluelamp.kernel.access.scope import NotPermitted
from bluelamp.kernel.access.seeing import NOT_THERE, Look


@policy.requires("case_reviews.read")
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Open applications, the one due first at the top."""
    found = actions.reading.waiting(by=request.scope, now=timezone.now())  # type: ignore[attr-defined]
    return render(request, "case_reviews/waiting.html", {"found": found})


@policy.requires("figures.read")
@require_safe
def published(request: HttpRequest) -> HttpResponse:
    """The yearly table and the procedures."""
    context = {
        "years": queries.counting.years(request.scope),  # type: ignore[attr-defined]
        "procedures": queries.counting.procedures(),
        "small": queries.counting.SMALL,
    }
    return render(request, "case_reviews/published.html", context)


@policy.requires("case_reviews.read")
@require_safe
def record(request: HttpRequest, ref: str) -> HttpResponse:
    """The applications of one record."""
    looked, panel = actions.reading.consult(by=request.scope, ref=ref, now=timezone.now())  # type: ignore[attr-defined]
    return render(request, "case_reviews/record.html", {"look": looked, "panel": panel})


@policy.requires("case_reviews.read")
@require_safe
def application(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """One application: how it stands, what is due, what was counted."""
    looked, line = shown(request, ref, number)
    decides = queries.records.may(request.scope, looked, "case_reviews.decide", now=timezone.now())  # type: ignore[attr-defined]
    context = {"look": looked, "line": line, "decides": decides, "letter": letter_of(line)}
    return render(request, "case_reviews/application.html", context)


@policy.requires("case_reviews.read")
@require_safe
def letter(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """The letter that the application calls for as it stands, to be printed or copied."""
    looked, line = shown(request, ref, number)
    return render(
        request, "case_reviews/letter.html", {"look": looked, "line": line, "letter": letter_of(line)}
    )


@transaction.atomic
def shown(request: HttpRequest, ref: str, number: int) -> tuple[Look, Line]:
    """One application of a record, written down as shown; where it is of another record, nothing was."""
    looked, panel = actions.reading.consult(by=request.scope, ref=ref, now=timezone.now())  # type: ignore[attr-defined]
    for line in panel.lines:
        if line.application.pk == number:
            return looked, line
    raise NotPermitted(NOT_THERE)


def letter_of(line: Line) -> Letter:
    """What whoever applied is told as the application stands."""
    row, timings = line.application, line.policy.timings
    name = f"{line.ref}/{row.pk}"
    if row.is_met is None:
        by = clock.working_days_after(row.applied_on, timings.decide)
        return letters.received(ref=name, applied_on=row.applied_on, decide_by=by)
    held = next((panel for panel in row.panels.all() if panel.held_on), None)
    if held is not None:
        asked = [(each.to, each.says) for each in row.recommendations.all()]
        until = line.appeal_until
        return letters.outcome(ref=name, findings=held.findings, recommendations=asked, appeal_until=until)
    panel_by = clock.due_on(line.policy, "met", applied_on=row.applied_on, since=line.since)
    return letters.decided(
        ref=name, is_met=row.is_met, says=row.verdict.get("says", ""), why=row.decided_why,
        appeal_until=line.appeal_until, panel_by=panel_by,
    )  # fmt: skip
