"""Assessments of risk, one scored and put right by a supervisor and one still open."""

from __future__ import annotations

from typing import Any

from bluelamp.areas.asb.risk import shipped
from bluelamp.kernel.access.models import Holding
from bluelamp.practice.instruments.models import Answer, Assessment, Override, Version
from bluelamp.practice.instruments.reading import read
from bluelamp.web.sample.canaries.cases.words import By, Words

LOWEST = {question.key: question.options[0].code for question in read(shipped.newest()).questions}
"""The first answer to every question, which gives nothing."""


def fill(holding: Holding, said: Words, by: By) -> None:
    version = Version.objects.get(state="in_force")
    about: dict[str, Any] = {
        "holding": holding,
        "instrument": version,
        "organisation": by.body,
        "begun_at": by.now,
        "begun_by_name": by.name,
    }
    scored = Assessment.objects.create(
        stage="current", scored_at=by.now, base=12, added=0, band="standard", governing="medium", **about
    )
    open_ = Assessment.objects.create(why=said("risk", "why"), **about)
    for field, row in (("answer", scored), ("open", open_)):
        for question, item in (("q1", "risk"), ("q4", "risk_offences")):
            Answer.objects.create(
                assessment=row,
                question=question,
                options=[LOWEST[question]],
                text=said(item, field),
                at=by.now,
                by_name=by.name,
                points=0,
            )
    Override.objects.create(
        assessment=scored,
        before="standard",
        after="medium",
        code="pattern",
        reason=said("risk", "override"),
        at=by.now,
        by=by.user,
        by_name=by.name,
    )
    said.made("assessment", scored, open_)
