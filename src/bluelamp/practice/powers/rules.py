"""When something may be done about an order or a remedy, on plain values: the reasons against; none means yes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bluelamp.practice.powers.register.power import Power
from bluelamp.practice.powers.register.spans import LONDON, Span
from bluelamp.practice.powers.words import APPLICANTS, BINDS, LIVE, NOT_BEGUN, RANKS, STATES, SUBJECTS
from bluelamp.ui.formats import day as said_day
from bluelamp.ui.formats import moment

LEAST_REASON = 10


@dataclass(frozen=True)
class Against:
    """Who or what a power is thought of against."""

    kind: str
    is_known: bool
    age: int | None = None


def reasons_not_to_consider(
    power: Power, *, on: date, place: str, applicant: str, against: Against
) -> dict[str, str]:
    """Field → reason, against thinking of this power: not in force that day, not theirs, not against such a one."""
    found = {}
    if refused := power.why_not(on, place):
        found["power"] = refused
    if applicant not in power.applicants:
        may = ", ".join(APPLICANTS[each] for each in power.applicants)
        found["applicant"] = f"{power.title} is used by: {may}"
    if against.kind not in power.subjects:
        may = ", ".join(SUBJECTS[each] for each in power.subjects)
        found["subject"] = f"{power.title} is used against: {may}"
    elif against.kind == "person" and (wrong := _wrong_age(power, against.age)):
        found["age"] = wrong
    if not against.is_known:
        found["described"] = "Choose somebody on the record, or say who or what it is against"
    return found


def _wrong_age(power: Power, age: int | None) -> str:
    if age is None:
        return "Say how old they are: what is allowed depends on it" if power.asks_age else ""
    if power.least_age is not None and age < power.least_age:
        return f"{power.title} is used against people of {power.least_age} and over"
    if power.most_age is not None and age > power.most_age:
        return f"{power.title} is used against people of {power.most_age} and under"
    return ""


def next_steps(power: Power, state: str, *, has_ended: bool = False) -> tuple[str, ...]:
    """What may be written down as having happened next. Required steps come one after the other."""
    if state in LIVE:
        if has_ended:
            return ("expired",)
        return ("varied", *(("extended",) if power.is_extendable else ()), "discharged", "quashed")
    if state not in power.path:
        return ()
    found = []
    for step in power.path[power.path.index(state) + 1 :]:
        found.append(step)
        if step not in power.optional:
            break
    return (*found, "dropped")


def missing(power: Power, said: Mapping[str, str], *, by: str, age: int | None) -> list[str]:
    """What the law wants in writing by a step and nobody has written: what each asks."""
    if by not in power.path:
        return []
    due = power.path[: power.path.index(by) + 1]
    return [
        need.asks
        for need in power.contents
        if need.by in due and need.fits(age) and not said.get(need.key, "").strip()
    ]


def reasons_not_to_step(
    power: Power,
    *,
    state: str,
    to: str,
    said: Mapping[str, str],
    age: int | None,
    rank: str = "",
    warned_until: date | None = None,
    on: date,
    place: str = "england",
) -> list[str]:
    """Against a step towards an order in force. Ending or changing one that is, is asked elsewhere."""
    if to not in next_steps(power, state):
        return [f"It is {STATES[state]}: {STATES.get(to, to)} cannot follow."]
    if to == "dropped":
        return []
    found = [f"Still missing: {each}." for each in missing(power, said, by=to, age=age)]
    if refused := power.why_not(on, place):
        found.append(refused)
    if to == "authorised" and not power.authorises(rank, None):
        found.append(f"{power.title} is authorised by: {power.ranks()}.")
    if to == "warned" and (warned_until is None or warned_until < on):
        found.append("Say until when the warning gives them to put it right.")
    if to == "in_force" and warned_until is not None and on <= warned_until:
        found.append(f"The warning gives them until {said_day(warned_until)}.")
    return found


def reasons_against_length(
    power: Power,
    *,
    start: datetime,
    span: Span | None,
    age: int | None,
    rank: str = "",
    first: datetime | None = None,
) -> list[str]:
    """Against an order of this length; ``span`` none until further order, ``first`` when an extended one began."""
    rule = power.length(age)
    if rule is None:
        return []
    law = f" ({rule.law})" if rule.law else ""
    if span is None:
        longest = f": it lasts {rule.most} at most{law}" if rule.most else ""
        return [] if rule.is_open_ended else [f"{power.title} needs an end{longest}."]
    try:
        end = span.end(start, skips_christmas=rule.skips_christmas)
        found = _wrong_length(power, rule.least, rule.most, start, end, law, rule.skips_christmas)
        if first is not None and rule.most_in_all and end > rule.most_in_all.end(first):
            found.append(
                f"{power.title} lasts {rule.most_in_all} in all{law}: "
                f"to {moment(rule.most_in_all.end(first))} at the latest."
            )
    except OverflowError:
        return [f"{span} is longer than any calendar goes."]
    if power.authorities and rank and not power.authorises(rank, span):
        found.append(f"{RANKS[rank].capitalize()} cannot authorise {span}: {power.ranks()}.")
    return found


def _wrong_length(
    power: Power, least: Span | None, most: Span | None, start: datetime, end: datetime, law: str, skips: bool
) -> list[str]:
    if most and end > (latest := most.end(start, skips_christmas=skips)):
        return [f"{power.title} lasts {most} at most{law}: from {moment(start)} to {moment(latest)}."]
    if least and end < least.end(start, skips_christmas=skips):
        return [f"{power.title} lasts {least} at least{law}."]
    return []


def has_ended(*, state: str, ends_at: datetime | None, now: datetime) -> bool:
    """Is it over because its time is, whatever was written down?"""
    return state in BINDS and ends_at is not None and ends_at <= now


def stands(*, state: str, starts_at: datetime | None, ends_at: datetime | None, now: datetime) -> str:
    """How an order stands at this moment, without anybody saying so: expired once its time is over, and not in force
    before its first day."""
    if has_ended(state=state, ends_at=ends_at, now=now):
        return "expired"
    return NOT_BEGUN if state in LIVE and starts_at is not None and starts_at > now else state


def hearing_by(power: Power, served_at: datetime | None) -> datetime | None:
    """By when a court has to hear it, counted from service."""
    return power.hearing.until(served_at) if power.hearing and served_at else None


def appeal_until(power: Power, given_at: datetime | None) -> date | None:
    """The last day of an appeal, beginning with the day on which it was given."""
    if power.appeal is None or given_at is None:
        return None
    return power.appeal.within.last_day(given_at.astimezone(LONDON).date())


def review_due(power: Power, *, starts_at: datetime | None, age: int | None, reviewed: int) -> date | None:
    """The last day of the next review period of an order on a child; ``reviewed`` periods have been reviewed."""
    rule = power.review
    if rule is None or starts_at is None or (rule.ages == "child" and (age is None or age >= 18)):
        return None
    whole = Span(rule.every.amount * (reviewed + 1), rule.every.unit)
    return whole.last_day(starts_at.astimezone(LONDON).date())


def reasons_not_to_breach(
    *, state: str, at: datetime, starts_at: datetime | None, evidence: str, now: datetime
) -> list[str]:
    """Against writing down that an order was broken."""
    found = []
    if state not in BINDS and state != "expired":
        found.append("It binds nobody yet.")
    if starts_at is not None and at < starts_at:
        found.append(f"It began on {moment(starts_at)}: nobody could break it before.")
    if at > now:
        found.append("A breach lies in the past.")
    if len(evidence.strip()) < LEAST_REASON:
        found.append("Say what shows the breach.")
    return found


# Community remedy: sections 101 to 103 of the 2014 Act.


@dataclass(frozen=True)
class Wish:
    """What became of asking one victim; ``victim`` is an opaque name of them, ``chosen`` an action or nothing."""

    victim: str
    result: str
    chosen: str = ""
    attempts: int = 1


def latest(wishes: Iterable[Wish]) -> list[Wish]:
    """The last word of each victim, with all attempts to reach them counted together."""
    found: dict[str, Wish] = {}
    for wish in wishes:
        before = found.get(wish.victim)
        found[wish.victim] = Wish(
            wish.victim, wish.result, wish.chosen, wish.attempts + (before.attempts if before else 0)
        )
    return list(found.values())


def reasons_not_to_offer(
    *,
    wishes: Collection[Wish],
    offered: str,
    actions: Collection[str],
    has_admitted: bool,
    evidence: str,
    departs_because: str,
    least_attempts: int,
) -> dict[str, str]:
    """Field → reason, against offering this: no admission, no real effort to ask, another wish without a reason."""
    found = {}
    if not has_admitted:
        found["admitted"] = "They have to admit it first"
    if len(evidence.strip()) < LEAST_REASON:
        found["evidence"] = "Say what evidence there is: enough for an injunction or a court"
    if offered not in actions:
        found["offered"] = "Choose an action of the community remedy document"
    heard = latest(wishes)
    if not heard or any(wish.result == "not_reached" and wish.attempts < least_attempts for wish in heard):
        found["wishes"] = (
            "Ask the victim first, or write down what you did to reach them: "
            f"{least_attempts} attempts count as reasonable efforts"
        )
    chosen = {wish.chosen for wish in heard if wish.chosen}
    if chosen and chosen != {offered} and len(departs_because.strip()) < LEAST_REASON:
        found["departs_because"] = (
            "Say why a victim's choice is not what is offered"
            if len(chosen) == 1
            else "Victims want different things: say how you took account of them all"
        )
    return found


REMEDY_FOLLOWS: Mapping[str, tuple[str, ...]] = {
    "opened": ("offered",),
    "offered": ("accepted", "refused"),
    "accepted": ("completed", "breached"),
    "refused": (),
    "completed": (),
    "breached": (),
}
