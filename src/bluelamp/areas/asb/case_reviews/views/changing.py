"""What is done with an application, one page a step."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from bluelamp.areas.asb.case_reviews import actions, queries
from bluelamp.areas.asb.case_reviews.forms import (
    AnswerForm,
    AppealDecisionForm,
    AppealForm,
    ApplyForm,
    AskForm,
    ConcludeForm,
    DecideForm,
    PanelForm,
    RecommendForm,
    ReturnForm,
)
from bluelamp.areas.asb.case_reviews.views.asking import DECIDES, asked, own, simple, step, version
from bluelamp.areas.asb.words import BLAMED, HARMED, ROLES
from bluelamp.kernel.access import policy
from bluelamp.kernel.access.sharing.views.asking import keeps_what_was_typed
from bluelamp.practice.powers.queries.records import Somebody, people
from bluelamp.practice.powers.views.asking import FORMS, given

OF_ROLE = {"contact_officer": "phone", "partner": "partner", "partner_lead": "partner"}
"""How most applications come to somebody in this role."""


@policy.requires("case_reviews.apply")
@FORMS
@transaction.atomic
def apply(request: HttpRequest, ref: str) -> HttpResponse:
    """Write down an application."""
    by, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    looked = queries.records.open_to(by, ref, "case_reviews.apply", now=now)
    actions.reading.asked(by=by, looked=looked, now=now)
    # Nobody is offered as the victim who is said to have done it; they can still be named as somebody else.
    blamed = {ROLES[role] for role in BLAMED}
    known = [one for one in people(by, looked) if one.role not in blamed]
    first = {"submission": uuid.uuid4(), "came": OF_ROLE.get(by.role, ""), "victim": _only(known)}
    form = ApplyForm(given(request), people=known, initial=first)
    context = {"ref": ref, "look": looked, "heading": "Apply for a case review"}
    context["back"] = ("case_reviews:record", [ref])

    def do() -> None:
        made = actions.applications.apply(by=by, record=ref, now=now, **form.said())
        context["back"] = ("case_reviews:application", [ref, made.pk])

    return asked(request, form, do, context)


@policy.requires(DECIDES)
@FORMS
@keeps_what_was_typed
@transaction.atomic
def acknowledge(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """The letter was sent."""
    return simple(request, ref, number, actions.applications.acknowledge, "The letter was sent")


@policy.requires(DECIDES)
@FORMS
@keeps_what_was_typed
@transaction.atomic
def ask(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Ask the agencies."""
    looked, line = own(request, ref, number)
    form = AskForm(given(request), initial=version(line) | {"agencies": ["police", "council"]})
    return step(
        request,
        looked,
        line,
        form,
        actions.applications.ask_agencies,
        "Ask the agencies",
        lambda: form.cleaned_data,
    )


@policy.requires(DECIDES)
@FORMS
@transaction.atomic
def take_return(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """An agency answered."""
    looked, line = own(request, ref, number)
    asked = [each.agency for each in line.application.returns.all()]
    form = ReturnForm(given(request), asked=asked)
    return step(
        request,
        looked,
        line,
        form,
        actions.applications.take_return,
        "An agency answered",
        lambda: form.cleaned_data,
    )


@policy.requires(DECIDES)
@FORMS
@keeps_what_was_typed
@transaction.atomic
def decide(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Decide on the threshold, beside the count."""
    looked, line = own(request, ref, number)
    form = DecideForm(given(request), initial=version(line))
    by, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    verdict = actions.applications.counted(by=by, record=ref, number=number, now=now)
    said = lambda: {"is_met": form.cleaned_data["met"], "why": form.cleaned_data["why"]}  # noqa: E731
    return step(
        request,
        looked,
        line,
        form,
        actions.applications.decide,
        "Is the threshold met?",
        said,
        verdict=verdict,
    )


@policy.requires(DECIDES)
@FORMS
@keeps_what_was_typed
@transaction.atomic
def panel(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Arrange a panel."""
    looked, line = own(request, ref, number)
    form = PanelForm(given(request), initial=version(line))
    return step(request, looked, line, form, actions.reviews.arrange, "Arrange the panel", form.said)


@policy.requires(DECIDES)
@FORMS
@keeps_what_was_typed
@transaction.atomic
def conclude(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """The panel met."""
    looked, line = own(request, ref, number)
    meets_on = max((each.meets_on for each in line.application.panels.all()), default=None)
    form = ConcludeForm(given(request), initial=version(line) | {"held_on": meets_on})
    return step(
        request,
        looked,
        line,
        form,
        actions.reviews.conclude,
        "What the panel found",
        lambda: form.cleaned_data,
    )


@policy.requires(DECIDES)
@FORMS
@transaction.atomic
def recommend(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Recommend something."""
    looked, line = own(request, ref, number)
    form = RecommendForm(given(request))
    return step(
        request,
        looked,
        line,
        form,
        actions.reviews.recommend,
        "Add a recommendation",
        lambda: form.cleaned_data,
    )


@policy.requires(DECIDES)
@FORMS
@transaction.atomic
def answer(request: HttpRequest, ref: str, number: int, recommendation: int) -> HttpResponse:
    """What an agency answered to a recommendation."""
    looked, line = own(request, ref, number)
    form = AnswerForm(given(request))
    said = lambda: {"recommendation": recommendation, **form.cleaned_data}  # noqa: E731
    return step(request, looked, line, form, actions.reviews.answer, "What they answered", said)


@policy.requires(DECIDES)
@FORMS
@keeps_what_was_typed
@transaction.atomic
def outcome(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Whoever applied was told."""
    return simple(request, ref, number, actions.reviews.send_outcome, "The outcome was sent")


@policy.requires(DECIDES)
@FORMS
@keeps_what_was_typed
@transaction.atomic
def close(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """It is over."""
    return simple(request, ref, number, actions.reviews.close, "Close the application")


@policy.requires("case_reviews.apply")
@FORMS
@transaction.atomic
def appeal(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """They do not agree."""
    looked, line = own(request, ref, number, "case_reviews.apply")
    form = AppealForm(given(request))
    return step(
        request,
        looked,
        line,
        form,
        actions.applications.appeal,
        "Write down an appeal",
        lambda: form.cleaned_data,
    )


@policy.requires(DECIDES)
@FORMS
@keeps_what_was_typed
@transaction.atomic
def decide_appeal(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Somebody else decides on the appeal."""
    looked, line = own(request, ref, number)
    form = AppealDecisionForm(given(request), initial=version(line))
    return step(
        request,
        looked,
        line,
        form,
        actions.applications.decide_appeal,
        "Decide the appeal",
        lambda: form.cleaned_data,
    )


def _only(known: Sequence[Somebody]) -> str:
    """Where one person alone complains, they are chosen already."""
    harmed = [each.key for each in known if each.role in {ROLES[role] for role in HARMED}]
    return harmed[0] if len(harmed) == 1 else ""
