"""Worlds for tests: organisations, people, records and what was agreed and opened between them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from bluelamp.kernel.access.decision import Facts, Opened
from bluelamp.kernel.access.models import (
    Agreement,
    AgreementCategory,
    AgreementParty,
    BreakGlass,
    Grant,
    GrantItem,
    Holding,
    NeedToKnow,
    User,
)
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.tests.factories import lpu_called, organisation_called
from bluelamp.kernel.access.tests.kinds import LETTER
from bluelamp.kernel.organisations.models import Team

FORCE, HOMES, COUNCIL = "west-midlands-police", "wickwell-homes", "birmingham-city-council"
NOW = datetime(2014, 1, 7, 10, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def holding(owner: str = FORCE, lpu: str = "", **more: object) -> Holding:
    """A letter that ``owner`` holds."""
    return Holding.objects.create(
        kind=LETTER.key,
        organisation=organisation_called(owner),
        lpu=lpu_called(lpu) if lpu else None,
        created_at=NOW - DAY,
        **more,
    )


def as_rows(facts: Facts, asker: Scope) -> Holding:
    """The record that these facts are of, in the database, with everything that they say of the asker."""
    users = {n: User.objects.create(pk=n, username=f"somebody-{n}") for n in (1, 2, 3)}
    held = holding(
        facts.owner,
        facts.lpu,
        team=team(facts.team) if facts.team else None,
        sensitivity=facts.sensitivity,
        state=facts.state,
    )
    if facts.is_named:
        named(held, users[asker.actor_id], until=NOW + DAY)
    if facts.is_barred:
        named(held, users[asker.actor_id], "barred")
    if facts.glass_until:
        glass(held, users[asker.actor_id], until=facts.glass_until)
    for number, each in enumerate(facts.grants):
        _as_row(held, each, number, users)
    return held


def _as_row(held: Holding, given: Opened, number: int, users: dict[int, User]) -> None:
    under, terms = None, given.terms
    if terms is not None:
        under = agreement(
            terms.parties,
            terms.categories,
            key=f"under-{number}",
            purpose=terms.purpose,
            asks_purpose=terms.asks_purpose,
            starts_on=terms.since,
            ends_on=terms.until,
            ended_at=terms.ended_at,
            ended_why="Over." if terms.ended_at else "",
        )
    gone = {"withdrawn_by_name": "Ann", "withdrawn_why": "Moved."} if given.withdrawn_at else {}
    grant(
        held,
        given.organisation,
        given.items,
        under,
        team=team(given.team) if given.team else None,
        person=users[given.person] if given.person else None,
        since=given.since,
        until=given.until,
        withdrawn_at=given.withdrawn_at,
        **gone,
    )


def team(code: str) -> Team:
    force = organisation_called(FORCE)
    return Team.objects.get_or_create(
        code=code, defaults={"organisation": force, "name": code, "kind": "lpu"}
    )[0]


def agreement(
    parties: Iterable[str] = (FORCE, HOMES),
    categories: Iterable[str] = ("identity", "contact", "professional"),
    key: str = "asb-birmingham",
    **more: object,
) -> Agreement:
    made = Agreement.objects.create(
        **{
            "key": key,
            "title": f"Agreement {key}",
            "purpose": "asb",
            "summary": "What is shared, and why.",
            "gateway": "crime-and-disorder-1998-115",
            "starts_on": date(2013, 4, 1),
            "ends_on": date(2015, 3, 31),
            "review_on": date(2014, 4, 1),
            "created_at": NOW - DAY,
            "created_by_name": "Gita",
        }
        | more
    )
    AgreementParty.objects.bulk_create(
        AgreementParty(agreement=made, organisation=organisation_called(each)) for each in parties
    )
    AgreementCategory.objects.bulk_create(
        AgreementCategory(agreement=made, category=each) for each in categories
    )
    return made


def grant(
    of: Holding,
    to: str = HOMES,
    items: Iterable[str] = ("name", "worker"),
    under: Agreement | None = None,
    **more: object,
) -> Grant:
    made = Grant.objects.create(
        **{
            "holding": of,
            "organisation": organisation_called(to),
            "basis": "agreement" if under else "safeguarding",
            "agreement": under,
            "necessity": "They house the family.",
            "since": NOW - HOUR,
            "given_by_name": "Sadia",
        }
        | more
    )
    GrantItem.objects.bulk_create(GrantItem(grant=made, item=each) for each in items)
    return made


def named(of: Holding, user: User, stance: str = "named", **more: object) -> NeedToKnow:
    return NeedToKnow.objects.create(
        holding=of,
        user=user,
        stance=stance,
        reason="Theirs.",
        **{"since": NOW - HOUR, "by_name": "Sadia"} | more,
    )


def glass(of: Holding, user: User, **more: object) -> BreakGlass:
    return BreakGlass.objects.create(
        **{
            "holding": of,
            "user": user,
            "by_name": "Nadia",
            "role": "neighbourhood_officer",
            "reason": "A child is in danger now.",
            "opened_at": NOW - HOUR / 2,
            "until": NOW + HOUR / 2,
            "review_by": NOW + 2 * DAY,
        }
        | more
    )
