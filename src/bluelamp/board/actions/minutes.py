"""Writing down what a meeting left behind, and what became of it."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Max

from bluelamp.board import queries, rules
from bluelamp.board.models import Edition, Minute, Outcome
from bluelamp.kernel.access.scope import Scope, require
from bluelamp.kernel.audit import actions as audit


@transaction.atomic
def record(
    *,
    by: Scope,
    edition: Edition,
    kind: str,
    words: str,
    owner: str = "",
    due: date | None = None,
    paragraph: int | None = None,
    meeting: date | None = None,
    today: date,
) -> Minute:
    """A decision, an action or a question of the meeting that had this edition before it, or of an earlier ``meeting``.

    Raises :class:`NotNow`.
    """
    require(by, "papers.minute")
    meeting = meeting or edition.document.meeting
    rules.refuse(
        rules.reasons_not_to_minute(
            kind=kind, words=words, owner=owner, due=due, meeting=meeting, before=edition.document.meeting
        )
    )
    # Two people writing at once would otherwise take the same number.
    Edition.objects.select_for_update().get(pk=edition.pk)
    last = Minute.objects.filter(paper=meeting.isoformat()).aggregate(last=Max("number"))["last"] or 0
    minute = Minute.objects.create(
        paper=meeting.isoformat(),
        number=last + 1,
        kind=kind,
        words=words.strip(),
        owner=owner.strip(),
        due=due,
        paragraph=paragraph,
        recorded_on=today,
        recorded_by_id=by.actor_id,
        recorded_by_name=by.actor_name,
    )
    _write_down(by, "board.record_minute", minute, kind)
    return minute


@transaction.atomic
def say(*, by: Scope, minute: Minute, state: str, words: str, evidence: str = "", today: date) -> Outcome:
    """What became of it by today. Nothing closes without what shows its effect. Raises :class:`NotNow`."""
    require(by, "papers.minute")
    minute = Minute.objects.select_for_update().get(pk=minute.pk)
    rules.refuse(
        rules.reasons_not_to_say(
            state=state, words=words, evidence=evidence, has_ended=queries.minutes.asked(minute).has_ended
        )
    )
    outcome = Outcome.objects.create(
        minute=minute,
        state=state,
        words=words.strip(),
        evidence=evidence.strip(),
        said_on=today,
        said_by_id=by.actor_id,
        said_by_name=by.actor_name,
    )
    _write_down(by, "board.say_what_became", minute, state)
    return outcome


def _write_down(by: Scope, operation: str, minute: Minute, what: str) -> None:
    objects = [f"paper:{minute.paper}", f"minute:{minute.paper}/{minute.number}"]
    audit.record(by=by, operation=operation, kind="other", objects=objects, detail={"as": what})
