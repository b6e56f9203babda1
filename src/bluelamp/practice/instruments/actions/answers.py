"""Answering an assessment question by question. Whatever was answered is kept at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.joining import refuse_joined
from bluelamp.kernel.access.scope import Scope, require
from bluelamp.kernel.access.sharing.changing import ChangedMeanwhile, Difference
from bluelamp.practice.instruments import rules
from bluelamp.practice.instruments.actions import scoring
from bluelamp.practice.instruments.models import Answer, Assessment
from bluelamp.practice.instruments.queries import assessments
from bluelamp.practice.instruments.queries.assessments import Told
from bluelamp.practice.instruments.questionnaire import Question
from bluelamp.practice.instruments.scoring import NotAnAnswer, checked

LONGEST = 2000
"""Characters of what somebody said in their own words."""


def answer(
    *,
    by: Scope,
    ref: str,
    number: int,
    question: str,
    options: Sequence[str],
    text: str = "",
    version: int = 0,
    now: datetime,
) -> Answer | None:
    """Keep the answer to one question, now. No options take it back.

    ``version`` is that of the answer as it was shown, 0 where there was none; ``ChangedMeanwhile`` when a colleague
    answered it since, and :class:`NotNow` for what is not offered.
    """
    require(by, "risk.assess")
    with transaction.atomic():
        looked = assessments.seen(by, ref, now=now)
        refuse_joined(by, looked, now=now)
        told = assessments.one(by, looked, number)
        refuse(rules.reasons_not_to_answer(stage=told.row.stage, is_theirs=told.is_theirs))
        asked, codes = _offered(told, question, options)
        same_stage(told.row)
        words = text.strip()[:LONGEST] if asked.asks_words else ""
        kept = _kept(by, told.row, asked, codes, words, version, now)
        scoring.record(by, looked, "risk.answer", "collection", {"assessment": number, "question": question})
    return kept


def _offered(told: Told, key: str, options: Sequence[str]) -> tuple[Question, tuple[str, ...]]:
    try:
        return told.instrument.question(key), checked(told.instrument, {key: tuple(options)}).get(key, ())
    except (LookupError, NotAnAnswer) as why:
        raise NotNow(str(why.args[0])) from why


def same_stage(row: Assessment) -> None:
    """Still being answered? Taken with the lock of its row, so that nobody finishes it in between."""
    if not Assessment.objects.filter(pk=row.pk, stage="in_progress").update(version=F("version") + 1):
        raise NotNow("It was finished meanwhile.")


def _kept(
    by: Scope,
    row: Assessment,
    asked: Question,
    codes: tuple[str, ...],
    text: str,
    version: int,
    now: datetime,
) -> Answer | None:
    there = Answer.objects.filter(assessment=row, question=asked.key).first()
    if there is not None and (there.options, there.text) == (list(codes), text):
        return there  # Sent twice, or by two: it says the same.
    if (there.version if there else 0) != version:
        raise _changed(asked, there, codes)
    if not codes:
        if there is not None:
            there.delete()
        return None
    said = {"options": list(codes), "text": text, "version": version + 1, "at": now, "by_name": by.actor_name}
    return Answer.objects.update_or_create(assessment=row, question=asked.key, defaults=said)[0]


def _changed(asked: Question, there: Answer | None, codes: tuple[str, ...]) -> ChangedMeanwhile:
    stands = _words(asked, tuple(there.options) if there else ())
    return ChangedMeanwhile(
        there.version if there else 0, (Difference(asked.text, stands, _words(asked, codes)),)
    )


def _words(asked: Question, codes: tuple[str, ...]) -> str:
    return ", ".join(asked.option(code).text for code in codes) or "No answer"


def refuse(against: Sequence[str]) -> None:
    """Say why not, where there is a reason."""
    if against:
        raise NotNow(" ".join(against))
