"""Assessing a record: begun, answered one question at a time, and scored; or brought whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache

from django.db import IntegrityError, transaction

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.joining import refuse_joined
from bluelamp.kernel.access.scope import NotPermitted, Scope, require
from bluelamp.kernel.access.seeing import NOT_THERE, Look, permitted
from bluelamp.kernel.access.writing import Adding
from bluelamp.kernel.organisations.models import Organisation
from bluelamp.practice.instruments import rules
from bluelamp.practice.instruments.actions import scoring
from bluelamp.practice.instruments.actions.answers import LONGEST, refuse, same_stage
from bluelamp.practice.instruments.actions.answers import answer as answer
from bluelamp.practice.instruments.models import Answer, Assessment, Version
from bluelamp.practice.instruments.queries import assessments, versions
from bluelamp.practice.instruments.queries.assessments import Before, Told
from bluelamp.practice.instruments.scoring import NotAnAnswer, Score, Weight, checked, score
from bluelamp.practice.instruments.words import BECAUSE, COUNTING, NOT_ASSESSED


def begin(
    *, by: Scope, ref: str, instrument: str = "asb-ram", form: str = "", because: str = "", now: datetime
) -> Assessment:
    """Begin to assess a record for one's own organisation; goes on with one that was begun there and not finished.

    The version is the one its unit tries, or the one in force. :class:`NotNow` says why not.
    """
    require(by, "risk.assess")
    with transaction.atomic():
        return _begin(by, assessments.seen(by, ref, now=now), instrument, form, because, now)


def _begin(by: Scope, looked: Look, instrument: str, form: str, because: str, now: datetime) -> Assessment:
    version, body = _may_begin(by, looked, instrument, form, now), _body(by, looked)
    before = assessments.of_one(looked.holding.pk, body.pk, instrument)
    if waiting := [each for each in before if each.is_open]:
        return assessments.row(waiting[0].number)
    try:
        with transaction.atomic():
            made = _new(by, looked, version, body, form, _because(because, before), now)
            made.save(force_insert=True)
            detail = {"assessment": made.pk, "version": str(version)}
            scoring.record(by, looked, "risk.begin", "collection", detail)
            return made
    except IntegrityError:
        # Two began it at the same moment: both go on with the one that is there.
        before = assessments.of_one(looked.holding.pk, body.pk, instrument)
        return assessments.row(next(each for each in before if each.is_open).number)


def _may_begin(by: Scope, looked: Look, instrument: str, form: str, now: datetime) -> Version:
    """The version that is asked on this record, if it may be assessed now."""
    refuse_joined(by, looked, now=now)
    version = versions.in_use(instrument, looked.facts.lpu)
    if version is None:
        raise NotNow("No version of this questionnaire is in use where this is.")
    refuse(_reasons_not_to_assess(by, looked, version, now))
    try:
        versions.instrument(version).asked(form)
    except LookupError as why:
        raise NotNow(str(why)) from why
    return version


def _because(said: str, before: Sequence[Before]) -> str:
    return said if said in BECAUSE else "review" if before else "first"


def _new(
    by: Scope, looked: Look, version: Version, body: Organisation, form: str, because: str, now: datetime
) -> Assessment:
    """One that nobody has answered yet, and that is not kept yet."""
    return Assessment(
        holding=looked.holding,
        instrument=version,
        organisation=body,
        form=form,
        because=because,
        begun_at=now,
        begun_by_id=by.actor_id,
        begun_by_name=by.actor_name,
    )


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
    if by.role == "system" or looked.facts.owner == by.body:
        return looked.holding.organisation
    found = Organisation.objects.filter(key=by.body).first()
    if found is None:
        raise NotPermitted(NOT_THERE)
    return found


def finish(*, by: Scope, ref: str, number: int, now: datetime) -> Told:
    """Score what was answered. It counts from this moment; a supervisor looks at it afterwards."""
    require(by, "risk.assess")
    with transaction.atomic():
        looked = assessments.seen(by, ref, now=now)
        refuse_joined(by, looked, now=now)
        told = assessments.one(by, looked, number)
        stage, answered = told.row.stage, told.answered
        refuse(rules.reasons_not_to_score(stage=stage, is_theirs=told.is_theirs, answered=answered))
        _score(by, looked, told.row, assessments.weights_now(looked, now=now), now)
    return assessments.one(by, looked, number)


def _score(by: Scope, looked: Look, row: Assessment, weights: Sequence[Weight], now: datetime) -> None:
    same_stage(row)
    asked, answers = versions.instrument(row.instrument), list(Answer.objects.filter(assessment=row))
    came_to = score(asked, assessments.answered(answers), weights)
    Assessment.objects.filter(pk=row.pk).update(**scoring.kept(came_to, weights, now))
    points = {line.question.key: line.points for line in came_to.lines}
    for each in answers:
        each.points = points[each.question]
    Answer.objects.bulk_update(answers, ["points"])
    theirs = assessments.of_one(looked.holding.pk, row.organisation_id, asked.key)
    scoring.supersede((each for each in theirs if each.number != row.pk), asked, came_to.code, now)
    scoring.scored(by, looked, row, came_to, now)


def decline(*, by: Scope, ref: str, number: int, how: str, why: str, now: datetime) -> Told:
    """It could not be asked, or not to the end. The record is treated as Medium until somebody assesses it."""
    require(by, "risk.assess")
    with transaction.atomic():
        looked = assessments.seen(by, ref, now=now)
        told = assessments.one(by, looked, number)
        refuse(rules.reasons_not_to_decline(stage=told.row.stage, is_theirs=told.is_theirs, how=how, why=why))
        same_stage(told.row)
        said = {"stage": "declined", "not_assessed": how, "why": why.strip()[:500]}
        Assessment.objects.filter(pk=number).update(**said)
        scoring.record(
            by, looked, "risk.decline", "collection", {"assessment": number, "how": NOT_ASSESSED[how]}
        )
        scoring.band_was_set(by, looked, now)
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
        version, body = _may_begin(by, looked, instrument, form, now), _body(by, looked)
        before = assessments.of_one(looked.holding.pk, body.pk, instrument)
        waiting = next((each for each in before if each.is_open), None)
        if waiting is None:
            row = _new(by, looked, version, body, form, _because(because, before), now)
        else:
            row = assessments.row(waiting.number)
        return _completed(by, looked, row, before, answers, words or {}, now)


def _completed(
    by: Scope,
    looked: Look,
    row: Assessment,
    before: Sequence[Before],
    answers: Mapping[str, Sequence[str]],
    words: Mapping[str, str],
    now: datetime,
) -> Told:
    asked = versions.instrument(row.instrument)
    try:
        given = checked(asked, answers)
    except NotAnAnswer as why:
        raise NotNow(str(why)) from why
    refuse(rules.reasons_not_to_score(stage=row.stage, is_theirs=True, answered=len(given)))
    weights = assessments.weights_now(looked, now=now)
    came_to = score(asked, given, weights)
    if row.pk:
        # Somebody had begun it: it is finished by this, whatever was answered so far.
        same_stage(row)
        row.version += 1
        Answer.objects.filter(assessment=row).delete()
    for field, value in scoring.kept(came_to, weights, now).items():
        setattr(row, field, value)
    if row.pk:
        row.save()
    else:
        _adding(Assessment).one(row)
    kept = list(_answers(by, row, came_to, words, now))
    _adding(Answer).put(kept)
    scoring.supersede((each for each in before if each.number != row.pk), asked, came_to.code, now)
    scoring.scored(by, looked, row, came_to, now)
    return assessments.as_told(by, looked, row, came_to, kept, ())


@cache
def _adding(model: type[Assessment] | type[Answer]) -> Adding:
    return Adding(model)


def _answers(
    by: Scope, row: Assessment, came_to: Score, words: Mapping[str, str], now: datetime
) -> Iterator[Answer]:
    """Every answer with its points; the codes of its options are those that were chosen, in the file's order."""
    for line in came_to.lines:
        if line.is_missing:
            continue
        asked = line.question
        yield Answer(
            assessment=row,
            question=asked.key,
            options=list(line.codes),
            text=words.get(asked.key, "").strip()[:LONGEST] if asked.asks_words else "",
            points=line.points,
            at=now,
            by_name=by.actor_name,
        )


def ask_again(*, by: Scope, looked: Look, because: str, now: datetime) -> int:
    """Something happened: what counts today is to be assessed again. Returns how many assessments that asks for."""
    counting = Assessment.objects.filter(holding=looked.holding, stage__in=COUNTING, due_because="")
    with transaction.atomic():
        asked = counting.update(due_because=because, due_since=now)
        if asked:
            scoring.record(by, looked, "risk.ask_again", "alteration", {"because": BECAUSE[because]})
    return asked
