"""When a case may be moved on, closed and opened again: each gives the reasons against, an empty list means yes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bluelamp.areas.asb.words import ANSWERS, CRIME, LANDLORD, STATES, WAYS
from bluelamp.practice.instruments.words import UNASSESSED
from bluelamp.practice.promises.words import RANKS

REOPENED_WITHIN = timedelta(days=90)
"""A case that begins again within so long is the same case; later it is a new one beside it."""
LAST_CONTACT_WITHIN = timedelta(days=7)
REPEAT = 3
REPEAT_WITHIN = timedelta(days=90)
"""Three similar reports by or for one person or household in three months make a repeat victim."""
LEAST_REASON = 10
SAY_WHY = "Say why, in a sentence that somebody else can check."


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a case from everywhere, as plain values.

    ``approved_by`` are those who approved its closing, ``waits_for`` the ranks whose review before closing is open.
    """

    state: str
    band: str = ""
    has_contact_plan: bool = False
    last_contact_at: datetime | None = None
    is_victim_consulted: bool = False
    overdue: tuple[str, ...] = ()
    proposed_by: int | None = None
    approved_by: frozenset[int] = frozenset()
    waits_for: tuple[str, ...] = ()

    @property
    def is_assessed(self) -> bool:
        return self.band not in {"", UNASSESSED}

    @property
    def is_high(self) -> bool:
        return self.band.lower() == "high"


def reasons_not_to_move(standing: Standing, to: str, *, reason: str, now: datetime) -> list[str]:
    """Against moving a case to another state."""
    if to not in WAYS.get(standing.state, ()):
        here, there = STATES[standing.state].lower(), STATES.get(to, to).lower()
        return [f"A case cannot go from “{here}” to “{there}”."]
    against = [] if len(reason.strip()) >= LEAST_REASON or not wants_reason(to) else [SAY_WHY]
    if to == "assessed" and not standing.is_assessed:
        against.append("Assess the risk first.")
    if to == "active" and not standing.has_contact_plan:
        against.append("Agree how and how often the victim is contacted first.")
    if to == "closed":
        against += reasons_not_to_close(standing, now=now)
    return against


def wants_reason(to: str) -> bool:
    return to in {"closure_proposed", "closed"}


def reasons_not_to_close(standing: Standing, *, now: datetime) -> list[str]:
    """Against closing a case. At high risk more has to be true."""
    against = []
    if standing.overdue:
        late = "; ".join(one.rstrip(".") for one in standing.overdue)
        against.append(f"Do first what is overdue: {late}.")
    against += [
        f"It waits for the review of a {RANKS[rank].lower()} before it is closed."
        for rank in standing.waits_for
    ]
    if standing.is_high:
        if not standing.is_victim_consulted:
            against.append("Ask the victim about closing it, and write down when.")
        if standing.last_contact_at is None or now - standing.last_contact_at > LAST_CONTACT_WITHIN:
            against.append("Speak to the victim: the last contact was more than 7 days ago.")
        if not standing.approved_by - {standing.proposed_by}:
            against.append("At high risk an inspector approves that it is closed, who did not propose it.")
    return against


def reasons_not_to_approve(standing: Standing, *, by: int | None) -> list[str]:
    """Against approving that a case is closed."""
    against = []
    if standing.state != "closure_proposed":
        against.append("Nobody has proposed to close it.")
    if by is None or by == standing.proposed_by:
        against.append("Whoever proposed it does not approve it.")
    if by in standing.approved_by:
        against.append("You have approved it already.")
    return against


def reasons_not_to_reopen(state: str, closed_at: datetime | None, *, now: datetime) -> list[str]:
    """Against opening a case again for a new report."""
    if state != "closed" or closed_at is None:
        return ["It is not closed."]
    if now - closed_at > REOPENED_WITHIN:
        return ["It was closed more than 90 days ago. Make a new case: this one is named beside it."]
    return []


def reasons_not_to_report(
    *, answers: Mapping[str, str], questions: tuple[str, ...], crime: str, crime_note: str, is_hate: bool
) -> list[str]:
    """Against a report as it was filled in: every question says whether it was asked, and crime was considered."""
    against = []
    if missing := [key for key in questions if answers.get(key) not in ANSWERS]:
        against.append(f"Say of each question whether it was asked: {', '.join(missing)}.")
    if crime not in CRIME:
        against.append("Say whether there is a crime in it.")
    if crime == "recorded" and not crime_note.strip():
        against.append("Enter the number of the crime.")
    if crime == "no_crime" and is_hate and not crime_note.strip():
        against.append("It is a hate incident: say why there is no crime in it.")
    return against


def reasons_against_landlord(is_known: str, *, named: bool) -> list[str]:
    """Against what was said of a landlord: who is known has a name, and nobody else has."""
    if is_known not in LANDLORD:
        return ["Say whether there is a landlord, or that it was not asked."]
    if is_known == "known" and not named:
        return ["Enter who the landlord is."]
    return ["Say that the landlord is known, or leave the name out."] if named and is_known != "known" else []


def is_repeat(reports: int) -> bool:
    """``reports`` by one person or household within :data:`REPEAT_WITHIN`, this one among them."""
    return reports >= REPEAT
