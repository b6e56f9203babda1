"""The community trigger: is the threshold of the local procedure met? Counted complaint by complaint, and explained.

Sections 104 and 105 of the Anti-social Behaviour, Crime and Policing Act 2014, in force since 20 October 2014. Three
qualifying complaints, or fewer where the procedure says so, and a review has to be held.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from bluelamp.areas.asb.case_reviews.policies import Community, Few, Policy
from bluelamp.practice.powers.register.spans import Span
from bluelamp.ui.formats import day as said_day


@dataclass(frozen=True, slots=True)
class Complaint:
    """One complaint, as told to one agency. ``by``, ``household`` and ``incident`` are opaque names of whom and what.

    ``had_action`` says whether the agency told of any action; ``is_hate``, whether it was recorded as hate at the time.
    """

    on: date
    incident: str
    incident_on: date
    agency: str
    by: str = ""
    household: str = ""
    is_hate: bool = False
    had_action: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """A complaint, whether it counts towards the rule on incidents, and the sentence that says why."""

    complaint: Complaint
    counts: bool
    why: str


@dataclass(frozen=True, slots=True)
class Found:
    """One rule of the procedure: how many it asks for, how many there are, and the sentence that says so."""

    rule: str
    is_met: bool
    needs: int
    has: int
    says: str


@dataclass(frozen=True)
class Verdict:
    """Whether the threshold is met, by which rules, and how each complaint was counted."""

    policy: str
    at: date
    is_met: bool
    found: tuple[Found, ...]
    counted: tuple[Counted, ...] = field(default=())

    def says(self) -> str:
        """One sentence for whoever applied."""
        if self.is_met:
            return "The threshold is met: " + " ".join(each.says for each in self.found if each.is_met)
        return "The threshold is not met. " + " ".join(each.says for each in self.found)


def decide(
    policy: Policy,
    complaints: Iterable[Complaint],
    *,
    at: date,
    victim: str = "",
    household: str = "",
    around: Iterable[Complaint] = (),
) -> Verdict:
    """Judge an application of the day ``at`` by a local procedure.

    The rules on incidents and on hate look at the complaints of the ``victim`` and, where the procedure counts a
    household as one, of the ``household``; without a victim, at all. The rule on a community looks at all, and at what
    was told ``around``, by others near.
    """
    told = sorted(complaints, key=_order)
    counted = _count(policy, _of(policy, told, victim, household), at)
    theirs = [each.complaint for each in counted]
    found = [_incidents(policy, counted, at)]
    if policy.hate is not None:
        found.append(_hate(policy, policy.hate, theirs, at))
    if policy.community is not None:
        found.append(_community(policy.community, [*told, *around], at))
    return Verdict(policy.key, at, any(each.is_met for each in found), tuple(found), tuple(counted))


def already_meeting(
    policy: Policy, complaints: Sequence[Complaint], *, at: date
) -> list[tuple[str, Verdict]]:
    """Victims who would meet the threshold if they applied on ``at``, each with their verdict, whoever was told."""
    homes = {each.by: each.household for each in complaints if each.by}
    judged = (
        (victim, decide(policy, complaints, at=at, victim=victim, household=home))
        for victim, home in sorted(homes.items())
    )
    return [(victim, verdict) for victim, verdict in judged if of_their_own(verdict)]


def _order(each: Complaint) -> tuple[object, ...]:
    """The oldest first; the rest so that the same complaints always come in the same order."""
    who = (each.agency, each.by, each.household)
    return (each.on, each.incident_on, each.incident, *who, each.is_hate, each.had_action)


def of_their_own(verdict: Verdict) -> bool:
    """Met by what happened to them; a community meets its rule for everybody at once."""
    return any(each.is_met for each in verdict.found if each.rule != "community")


def _of(policy: Policy, told: Collection[Complaint], victim: str, household: str) -> list[Complaint]:
    if not victim and not household:
        return list(told)
    return [
        each
        for each in told
        if (victim and each.by == victim)
        or (policy.counts_household and household and each.household == household)
    ]


def _count(policy: Policy, told: Iterable[Complaint], at: date) -> list[Counted]:
    """Each complaint with whether it counts: in time after the behaviour, in the window, each incident once."""
    seen: dict[str, Complaint] = {}
    found = []
    for each in told:
        why = _out(policy, each, at)
        if not why and each.incident in seen:
            first = seen[each.incident]
            why = f"The same incident was told to {first.agency} on {said_day(first.on)}, and counts once."
        if not why:
            seen[each.incident] = each
        found.append(Counted(each, not why, why or "It counts."))
    return found


def _out(policy: Policy, each: Complaint, at: date) -> str:
    """Why a complaint cannot count by its dates; nothing when it can."""
    if each.on > at:
        return "It was made after the application."
    if each.incident_on > each.on:
        return "What it tells of is dated after it."
    if not within(policy.complain_within, each.incident_on, each.on):
        return f"It was made more than {policy.complain_within} after what happened."
    if not within(policy.window, each.on, at):
        return f"It was made more than {policy.window} before the application."
    return ""


def within(span: Span, since: date, day: date) -> bool:
    """Does ``day`` lie in the span that begins with ``since``?"""
    return since <= day <= span.last_day(since)


def _incidents(policy: Policy, counted: Sequence[Counted], at: date) -> Found:
    good = [each.complaint for each in counted if each.counts]
    says = f"{_many(len(good), 'separate incident')} in {policy.window}, of {policy.least} needed."
    met = len(good) >= policy.least
    if met and policy.recent is not None:
        latest = max(each.on for each in good)
        met = within(policy.recent, latest, at)
        if not met:
            says += f" None was reported in the last {policy.recent}, as this procedure asks."
    return Found("incidents", met, policy.least, len(good), says)


def _hate(policy: Policy, rule: Few, told: Iterable[Complaint], at: date) -> Found:
    good = {
        each.incident
        for each in told
        if each.is_hate and _counts_for(rule.window, rule.without_action, each, at)
    }
    unanswered = " with no action taken" if rule.without_action else ""
    says = f"{_many(len(good), 'hate incident')} in {rule.window}{unanswered}, of {rule.least} needed."
    return Found("hate", len(good) >= rule.least, rule.least, len(good), says)


def _community(rule: Community, told: Iterable[Complaint], at: date) -> Found:
    people = {each.by for each in told if each.by and _counts_for(rule.window, rule.without_action, each, at)}
    unanswered = " with no action taken" if rule.without_action else ""
    says = f"{_many(len(people), 'person', 'people')} in {rule.window}{unanswered}, of {rule.people} needed."
    return Found("community", len(people) >= rule.people, rule.people, len(people), says)


def _counts_for(window: Span, without_action: bool, each: Complaint, at: date) -> bool:
    in_time = each.incident_on <= each.on and within(window, each.on, at)
    return in_time and not (without_action and each.had_action)


def _many(count: int, one: str, more: str = "") -> str:
    return f"{count} {one if count == 1 else more or one + 's'}"
