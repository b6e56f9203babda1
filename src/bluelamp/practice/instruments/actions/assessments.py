"""Assessing a record: begun, answered one question at a time, and scored. Whatever was answered is kept at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.module_loading import import_string

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import NotPermitted, Scope, require
from bluelamp.kernel.access.seeing import NOT_THERE, Look, permitted
from bluelamp.kernel.access.sharing.actions.showing import name
from bluelamp.kernel.access.sharing.changing import ChangedMeanwhile, Difference
from bluelamp.kernel.audit import actions as audit
from bluelamp.kernel.organisations.models import Organisation
from bluelamp.practice.instruments import rules
from bluelamp.practice.instruments.models import Answer, Assessment, Version
from bluelamp.practice.instruments.queries import assessments, versions
from bluelamp.practice.instruments.queries.assessments import Told
from bluelamp.practice.instruments.questionnaire import Question
from bluelamp.practice.instruments.scoring import NotAnAnswer, Weight, checked, score
from bluelamp.practice.instruments.words import BECAUSE, COUNTING, NOT_ASSESSED

ASSESSING = "To assess the risk in it."
LONGEST = 2000
"""Characters of what somebody said in their own words."""


def begin(
    *, by: Scope, ref: str, instrument: str = "asb-ram", form: str = "", because: str = "", now: datetime
) -> Assessment:
    """Begin to assess a record for one's own organisation; goes on with one that was begun there and not finished.

    The version is the one its unit tries, or the one in force. :class:`NotNow` says why not.
    """
    require(by, "risk.assess")
    return _begin(by, assessments.seen(by, ref, now=now), instrument, form, because, now)


def _begin(by: Scope, looked: Look, instrument: str, form: str, because: str, now: datetime) -> Assessment:
    version = versions.in_use(instrument, looked.facts.lpu)
    if version is None:
        raise NotNow("No version of this questionnaire is in use where this is.")
    _refuse(_reasons_not_to_assess(by, looked, version, now))
    _known_form(version, form)
    body = _body(by, looked)
    waiting = Assessment.objects.filter(
        holding=looked.holding, organisation=body, instrument__key=instrument, stage="in_progress"
    )
    again = waiting.first()
    if again is not None:
        return again
    try:
        with transaction.atomic():
            return _begun(by, looked, version, body, form, because, now)
    except IntegrityError:
        # Two began it at the same moment: both go on with the one that is there.
        return waiting.get()


def _known_form(version: Version, form: str) -> None:
    try:
        versions.instrument(version).asked(form)
    except LookupError as why:
        raise NotNow(str(why)) from why


def _begun(
    by: Scope, looked: Look, version: Version, body: Organisation, form: str, because: str, now: datetime
) -> Assessment:
    before = Assessment.objects.filter(holding=looked.holding, organisation=body, instrument__key=version.key)
    made = Assessment.objects.create(
        holding=looked.holding,
        instrument=version,
        organisation=body,
        form=form,
        because=because if because in BECAUSE else "review" if before.exists() else "first",
        begun_at=now,
        begun_by_id=by.actor_id,
        begun_by_name=by.actor_name,
    )
    record(by, looked, "risk.begin", "collection", {"assessment": made.pk, "version": str(version)})
    return made


def _reasons_not_to_assess(by: Scope, looked: Look, version: Version, now: datetime) -> list[str]:
    writes = permitted(by, looked.kind.write, looked, now=now).allowed if looked.is_own else True
    return rules.reasons_not_to_assess(
        state=version.state,
        is_closed=looked.holding.state == "closed",
        may_assess=by.may("risk.assess"),
        sees_risk=assessments.sees_risk(looked),
        may_write=writes,
    )


def _body(by: Scope, looked: Look) -> Organisation:
    """Whose assessment it is: the asker's own organisation's, whoever holds the record."""
    if by.role == "system":
        return looked.holding.organisation
    found = Organisation.objects.filter(key=by.body).first()
    if found is None:
        raise NotPermitted(NOT_THERE)
    return found


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
    looked = assessments.seen(by, ref, now=now)
    told = assessments.one(by, looked, number)
    _refuse(rules.reasons_not_to_answer(stage=told.row.stage, is_theirs=told.is_theirs))
    asked, codes = _offered(told, question, options)
    with transaction.atomic():
        _same_stage(told.row)
        kept = _kept(
            by, told.row, asked, codes, text.strip()[:LONGEST] if asked.asks_words else "", version, now
        )
        record(by, looked, "risk.answer", "collection", {"assessment": number, "question": question})
    return kept


def _offered(told: Told, key: str, options: Sequence[str]) -> tuple[Question, tuple[str, ...]]:
    try:
        return told.instrument.question(key), checked(told.instrument, {key: tuple(options)}).get(key, ())
    except (LookupError, NotAnAnswer) as why:
        raise NotNow(str(why.args[0])) from why


def _same_stage(row: Assessment) -> None:
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


def finish(*, by: Scope, ref: str, number: int, now: datetime) -> Told:
    """Score what was answered. It counts from this moment; a supervisor looks at it afterwards."""
    require(by, "risk.assess")
    looked = assessments.seen(by, ref, now=now)
    told = assessments.one(by, looked, number)
    _refuse(
        rules.reasons_not_to_score(stage=told.row.stage, is_theirs=told.is_theirs, answered=told.answered)
    )
    with transaction.atomic():
        _score(by, looked, told.row, assessments.weights_now(looked, now=now), now)
    return assessments.one(by, looked, number)


def _score(by: Scope, looked: Look, row: Assessment, weights: Sequence[Weight], now: datetime) -> None:
    _same_stage(row)
    asked, answers = versions.instrument(row.instrument), list(Answer.objects.filter(assessment=row))
    came_to = score(asked, assessments.answered(answers), weights)
    Assessment.objects.filter(pk=row.pk).update(
        stage="scored",
        scored_at=now,
        weights=[{"key": each.key, "lines": each.lines, "read_from": each.read_from} for each in weights],
        base=came_to.base,
        added=came_to.extra,
        band=came_to.code,
        governing=came_to.code,
        is_provisional=came_to.is_provisional,
    )
    points = {line.question.key: line.points for line in came_to.lines}
    for each in answers:
        each.points = points[each.question]
    Answer.objects.bulk_update(answers, ["points"])
    # A band that was scored and never approved gives way at once where the new one is no lower.
    older = Assessment.objects.filter(
        holding=row.holding_id,
        organisation=row.organisation_id,
        instrument__key=asked.key,
        stage__in=COUNTING,
    ).exclude(pk=row.pk)
    for before in older:
        if asked.rank(before.governing) <= asked.rank(came_to.code):
            Assessment.objects.filter(pk=before.pk).update(stage="superseded", superseded_at=now)
    detail: dict[str, object] = {"assessment": row.pk, "band": came_to.code, "base": came_to.base}
    record(by, looked, "risk.score", "collection", detail | {"added": came_to.extra})
    band_was_set(by, looked, now)


def decline(*, by: Scope, ref: str, number: int, how: str, why: str, now: datetime) -> Told:
    """It could not be asked, or not to the end. The record is treated as Medium until somebody assesses it."""
    require(by, "risk.assess")
    looked = assessments.seen(by, ref, now=now)
    told = assessments.one(by, looked, number)
    _refuse(rules.reasons_not_to_decline(stage=told.row.stage, is_theirs=told.is_theirs, how=how, why=why))
    with transaction.atomic():
        _same_stage(told.row)
        said = {"stage": "declined", "not_assessed": how, "why": why.strip()[:500]}
        Assessment.objects.filter(pk=number).update(**said)
        record(by, looked, "risk.decline", "collection", {"assessment": number, "how": NOT_ASSESSED[how]})
        band_was_set(by, looked, now)
    return assessments.one(by, looked, number)


def complete(
    *,
    by: Scope,
    ref: str,
    answers: Mapping[str, Sequence[str]],
    words: Mapping[str, str] | None = None,
    instrument: str = "asb-ram",
    form: str = "",
    because: str = "",
    now: datetime,
) -> Told:
    """A whole assessment at once, as another organisation's system or the script of a call sends it."""
    require(by, "risk.assess")
    with transaction.atomic():
        looked = assessments.seen(by, ref, now=now)
        row = _begin(by, looked, instrument, form, because, now)
        asked = versions.instrument(row.instrument)
        try:
            given = checked(asked, answers)
        except NotAnAnswer as why:
            raise NotNow(str(why)) from why
        said = words or {}
        Answer.objects.filter(assessment=row).delete()
        Answer.objects.bulk_create(
            Answer(
                assessment=row,
                question=key,
                options=list(codes),
                text=said.get(key, "").strip()[:LONGEST] if asked.question(key).asks_words else "",
                at=now,
                by_name=by.actor_name,
            )
            for key, codes in given.items()
        )
        _refuse(rules.reasons_not_to_score(stage="in_progress", is_theirs=True, answered=len(given)))
        _score(by, looked, row, assessments.weights_now(looked, now=now), now)
        return assessments.one(by, looked, row.pk)


def ask_again(*, by: Scope, looked: Look, because: str, now: datetime) -> int:
    """Something happened: what counts today is to be assessed again. Returns how many assessments that asks for."""
    counting = Assessment.objects.filter(holding=looked.holding, stage__in=COUNTING, due_because="")
    with transaction.atomic():
        asked = counting.update(due_because=because, due_since=now)
        if asked:
            record(by, looked, "risk.ask_again", "alteration", {"because": BECAUSE[because]})
    return asked


def band_was_set(by: Scope, looked: Look, now: datetime) -> None:
    """Tell whoever keeps records of this kind, inside the same transaction: reviews and contact follow the band."""
    named = getattr(settings, "INSTRUMENT_BANDS", "")
    known: Mapping[str, object] = import_string(named) if named else {}
    follow = known.get(looked.kind.key)
    if callable(follow):
        follow(by=by, looked=looked, now=now)


def _refuse(against: Sequence[str]) -> None:
    if against:
        raise NotNow(" ".join(against))


def record(
    by: Scope, looked: Look, operation: str, kind: str, detail: Mapping[str, object], reason: str = ""
) -> None:
    """Into the audit record, under the name of the record it is about."""
    audit.record(
        by=by,
        operation=operation,
        kind=kind,
        objects=[name(looked.holding)],
        detail=detail,
        sensitivity=looked.holding.sensitivity,
        reason=reason or ASSESSING,
    )
