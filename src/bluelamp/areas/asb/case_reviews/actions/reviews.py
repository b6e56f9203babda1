"""Holding a review: the panel, what it found and recommends, what became of that, and telling whoever applied."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from bluelamp.areas.asb.case_reviews.actions.writing import LEAST_REASON, move, own, refuse, today, write
from bluelamp.areas.asb.case_reviews.models import Application, Panel, Recommendation
from bluelamp.areas.asb.case_reviews.words import ANSWERS
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look


def arrange(
    *,
    by: Scope,
    record: str | Look,
    number: int,
    meets_on: date,
    chair: str,
    is_independent: bool,
    is_victim_invited: bool,
    version: int,
    now: datetime,
    not_invited_because: str = "",
    members: str = "",
) -> Panel:
    """Arrange a panel. Whether the victim is invited is considered, and a no says why."""
    looked, line = own(by, record, number, now)
    refuse(
        sentence
        for is_wrong, sentence in (
            (meets_on < today(now), "A panel meets on a day that is still to come."),
            (not chair.strip(), "Say who chairs it."),
            (not is_victim_invited and not not_invited_because.strip(), "Say why the victim is not invited."),
        )
        if is_wrong
    )
    with transaction.atomic():
        move(by, looked, line.application, "panel", version, now, verb="arrange_panel")
        return Panel.objects.create(
            application=line.application, meets_on=meets_on, chair=chair.strip(), is_independent=is_independent,
            is_victim_invited=is_victim_invited, members=members.strip(),
            not_invited_because="" if is_victim_invited else not_invited_because.strip(),
        )  # fmt: skip


def conclude(
    *, by: Scope, record: str | Look, number: int, held_on: date, findings: str, version: int, now: datetime
) -> Application:
    """The panel met; this is what it found."""
    looked, line = own(by, record, number, now)
    panel = line.application.panels.last()
    refuse(
        [
            *(["No panel was arranged."] if panel is None else []),
            *(["A panel that met lies in the past."] if held_on > today(now) else []),
            *(["Write down what it found."] if len(findings.strip()) < LEAST_REASON else []),
        ]
    )
    with transaction.atomic():
        move(by, looked, line.application, "reviewed", version, now, verb="conclude")
        Panel.objects.filter(pk=panel.pk).update(held_on=held_on, findings=findings.strip())  # type: ignore[union-attr]
    return line.application


def recommend(
    *, by: Scope, record: str | Look, number: int, to: str, says: str, due: date, now: datetime
) -> Recommendation:
    """What the panel asks of an agency."""
    looked, line = own(by, record, number, now)
    refuse(
        [
            *(["Recommendations come from a panel that met."] if line.application.state not in AFTER else []),
            *(["Say to whom, and what."] if not to.strip() or len(says.strip()) < LEAST_REASON else []),
            *(["It is due on a day that is still to come."] if due < today(now) else []),
        ]
    )
    with transaction.atomic():
        made = Recommendation.objects.create(
            application=line.application, to=to.strip(), says=says.strip(), due=due
        )
        write(by, looked, line.application, "recommend")
    return made


AFTER = frozenset({"reviewed", "outcome_sent"})


def answer(
    *,
    by: Scope,
    record: str | Look,
    number: int,
    recommendation: int,
    answer: str,
    now: datetime,
    note: str = "",
) -> Recommendation:
    """The agency accepted, declined or carried it out. A refusal says why: it has to have regard to the panel."""
    looked, line = own(by, record, number, now)
    refuse(
        [
            *(["Choose what the agency answered."] if not answer or answer not in ANSWERS else []),
            *(
                ["Say why they declined."]
                if answer == "declined" and len(note.strip()) < LEAST_REASON
                else []
            ),
        ]
    )
    with transaction.atomic():
        rows = Recommendation.objects.filter(pk=recommendation, application=line.application)
        if not rows.update(answer=answer, answered_on=today(now), note=note.strip()):
            raise NotNow("There is no such recommendation.")
        write(by, looked, line.application, "answer")
    return rows.get()


def send_outcome(
    *, by: Scope, record: str | Look, number: int, version: int, now: datetime, note: str = ""
) -> Application:
    """Whoever applied was told what the panel found and recommended."""
    looked, line = own(by, record, number, now)
    with transaction.atomic():
        move(by, looked, line.application, "outcome_sent", version, now, note, verb="send_outcome")
    return line.application


def close(
    *, by: Scope, record: str | Look, number: int, version: int, now: datetime, note: str = ""
) -> Application:
    """It is over: no appeal is open, and every recommendation was carried out or declined."""
    looked, line = own(by, record, number, now)
    waiting = [
        each for each in line.application.recommendations.all() if each.answer not in ("done", "declined")
    ]
    refuse(
        [
            *(["An appeal is open."] if line.open_appeal else []),
            *([f"{len(waiting)} of its recommendations are not carried out yet."] if waiting else []),
        ]
    )
    with transaction.atomic():
        move(by, looked, line.application, "closed", version, now, note, verb="close")
    return line.application
