"""Thinking of a power, taking it step by step to an order, changing and ending the order, writing down breaches."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import IntegrityError, transaction

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.kernel.access.sharing.actions.showing import name
from bluelamp.kernel.access.sharing.changing import ChangedMeanwhile, Difference, change
from bluelamp.kernel.audit import actions as audit
from bluelamp.practice.powers import register, rules
from bluelamp.practice.powers.models import Breach, Order, Service, Step, Term
from bluelamp.practice.powers.queries import orders, records
from bluelamp.practice.powers.register.spans import LONDON, Span
from bluelamp.practice.powers.rules import Against
from bluelamp.practice.powers.words import LIVE, STATES

LABELS = {"state": "State", "starts_at": "From", "ends_at": "Until"}


class Refused(NotNow):
    """It cannot be done as asked. ``fields`` says of each field what is wrong with it."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        self.fields = dict(fields)
        super().__init__(". ".join(dict.fromkeys(self.fields.values())) + ".")


def consider(
    *,
    by: Scope,
    record: str | Look,
    power: str,
    applicant: str,
    subject: str,
    now: datetime,
    person: int | None = None,
    described: str = "",
    age: int | None = None,
    place: str = "england",
    submission: str | None = None,
) -> Order:
    """Begin to think of a power. Raises :class:`Refused`: not in force that day, not theirs to use, the wrong age.

    A ``submission`` makes one order only: whoever sends it twice is given the first again.
    """
    looked = records.writable(by, record, now=now)
    if submission and (made := Order.objects.filter(submission=submission, holding=looked.holding).first()):
        return made
    found = _power(power)
    on = now.astimezone(LONDON).date()
    known = person is None or person in {each.person for each in records.people(by, looked)}
    against = Against(subject, is_known=known and bool(person or described.strip()), age=age)
    if wrong := rules.reasons_not_to_consider(
        found, on=on, place=place, applicant=applicant, against=against
    ):
        raise Refused(wrong)
    try:
        with transaction.atomic():
            order = Order.objects.create(
                holding=looked.holding,
                power=power,
                applicant=applicant,
                subject=subject,
                person_id=person,
                described=described.strip(),
                age=age,
                considered_at=now,
                considered_by_name=by.actor_name,
                submission=submission or None,
            )
            _write(by, looked, order, "consider", kind="collection", detail={"power": power})
    except IntegrityError:
        return Order.objects.get(submission=submission, holding=looked.holding)
    return order


def write_down(
    *, by: Scope, record: str | Look, number: int, said: Mapping[str, str], version: int, now: datetime
) -> Order:
    """Fill in what the law wants in writing. ``ChangedMeanwhile`` when somebody else wrote since ``version``."""
    looked, order = _own(by, record, number, now)
    known = {need.key for need in register.called(order.power).contents}
    if unknown := set(said) - known:
        raise NotNow(f"This power has no such part: {', '.join(sorted(unknown))}.")
    merged = {**order.said, **{key: words.strip() for key, words in said.items()}}
    with transaction.atomic():
        _write_parts(order, version, said, merged)
        _write(by, looked, order, "write_down", detail={"parts": sorted(said)})
    return order


def _write_parts(order: Order, version: int, said: Mapping[str, str], merged: Mapping[str, str]) -> None:
    """The same as ``change``; somebody who comes too late sees both versions of each part."""
    try:
        change(order, version, {}, said=merged)
    except ChangedMeanwhile as late:
        asks = {need.key: need.asks for need in register.called(order.power).contents}
        differ = [key for key in said if order.said.get(key, "") != merged[key]]
        raise ChangedMeanwhile(
            late.version, tuple(Difference(asks[key], order.said.get(key, ""), merged[key]) for key in differ)
        ) from late


def step(
    *,
    by: Scope,
    record: str | Look,
    number: int,
    to: str,
    version: int,
    now: datetime,
    at: datetime | None = None,
    note: str = "",
    rank: str = "",
    warned_until: date | None = None,
) -> Order:
    """A step on the way to an order: consulted, authorised, warned, drafted, served, applied, interim, or given up.

    ``NotNow`` says all that stands against it: what is missing, whose rank is too low, a power no longer in force.
    """
    looked, order = _own(by, record, number, now)
    moment = _not_later(at or now, now)
    if to == "in_force":
        raise NotNow("Say how long it lasts.")
    _refuse(_against(order, to, moment, rank, warned_until))
    changes: dict[str, object] = {"state": to}
    if to == "warned":
        changes["warned_until"] = warned_until
    if to == "served":
        changes["served_at"] = moment
    with transaction.atomic():
        change(order, version, LABELS, **changes)
        _step(by, looked, order, to, moment, now, note, rank)
    return order


def begin(
    *,
    by: Scope,
    record: str | Look,
    number: int,
    starts_at: datetime,
    span: Span | None,
    version: int,
    now: datetime,
    note: str = "",
    how: str = "",
    on: str = "",
) -> Order:
    """It is made, or served where service makes it: in force from ``starts_at`` for ``span``, none until further order.

    A court's order may begin on a later day, what is served begins when it was. ``NotNow`` when it is longer or shorter
    than the power allows, when something is missing, or a warning still runs.
    """
    looked, order = _own(by, record, number, now)
    power = register.called(order.power)
    rank = next((each.rank for each in reversed(order.steps.all()) if each.state == "authorised"), "")
    found = _against(order, "in_force", starts_at, rank, order.warned_until)
    found += rules.reasons_against_length(power, start=starts_at, span=span, age=order.age, rank=rank)
    if power.begins_when_served:
        _not_later(starts_at, now)
        if not how:
            found.append("Say how it was served.")
    _refuse(found)
    ends = _end(order, starts_at, span)
    with transaction.atomic():
        served = {"served_at": starts_at} if power.begins_when_served else {}
        change(order, version, LABELS, state="in_force", starts_at=starts_at, ends_at=ends, **served)
        if how:
            _serve(order, power.title, on or order.described or "the person", how, starts_at, note, by)
        _step(by, looked, order, "in_force", starts_at, now, note, "", ends)
    return order


def extend(
    *, by: Scope, record: str | Look, number: int, span: Span, version: int, now: datetime, note: str = ""
) -> Order:
    """Extend it by so much more from when it would end, within what the power allows in all."""
    looked, order = _own(by, record, number, now)
    power = register.called(order.power)
    _refuse(_not_next(power, order, "extended", now))
    if order.ends_at is None or order.starts_at is None:
        raise NotNow("It runs until further order: there is nothing to extend.")
    _refuse(
        rules.reasons_against_length(
            power, start=order.ends_at, span=span, age=order.age, first=order.starts_at
        )
    )
    ends = _end(order, order.ends_at, span)
    with transaction.atomic():
        change(order, version, LABELS, state="extended", ends_at=ends)
        _step(by, looked, order, "extended", now, now, note, "", ends)
    return order


def alter(
    *, by: Scope, record: str | Look, number: int, to: str, version: int, now: datetime, at: datetime | None = None,
    note: str = "",
) -> Order:  # fmt: skip
    """Vary, discharge or quash an order in force, or write down that its time is over. A reason is asked for."""
    looked, order = _own(by, record, number, now)
    power, moment = register.called(order.power), _not_later(at or now, now)
    _refuse(_not_next(power, order, to, now))
    if to != "expired" and len(note.strip()) < rules.LEAST_REASON:
        raise NotNow("Say what the court or the issuer decided, and why.")
    with transaction.atomic():
        change(order, version, LABELS, state=to)
        _step(by, looked, order, to, moment, now, note)
    return order


def add_term(
    *, by: Scope, record: str | Look, number: int, kind: str, text: str, now: datetime, due: date | None = None,
    supervisor: str = "",
) -> Term:  # fmt: skip
    """Something it forbids or requires. Where the power has requirements supervised, each names who does."""
    looked, order = _own(by, record, number, now)
    if not text.strip():
        raise NotNow("Say what they must or must not do.")
    supervised = any(need.key == "supervisor" for need in register.called(order.power).contents)
    if kind == "requirement" and supervised and not supervisor.strip():
        raise NotNow("Say who supervises this requirement.")
    with transaction.atomic():
        term = Term.objects.create(
            order=order, kind=kind, text=text.strip(), due=due, supervisor=supervisor.strip(), added_at=now
        )
        _write(by, looked, order, "add_term", detail={"term": term.pk, "kind": kind})
    return term


def serve(
    *, by: Scope, record: str | Look, number: int, what: str, on: str, how: str, at: datetime, now: datetime,
    note: str = "",
) -> Service:  # fmt: skip
    """Papers were given to somebody."""
    looked, order = _own(by, record, number, now)
    moment = _not_later(at, now)
    with transaction.atomic():
        made = _serve(order, what, on, how, moment, note, by)
        _write(by, looked, order, "serve", detail={"service": made.pk, "how": how})
    return made


def breach(
    *, by: Scope, record: str | Look, number: int, at: datetime, evidence: str, version: int, now: datetime
) -> Breach:
    """It was not kept to. It stays in force, and says so."""
    looked, order = _own(by, record, number, now)
    _refuse(
        rules.reasons_not_to_breach(
            state=order.state, at=at, starts_at=order.starts_at, evidence=evidence, now=now
        )
    )
    with transaction.atomic():
        if order.state in LIVE:
            change(order, version, LABELS, state="breached")
        made = Breach.objects.create(
            order=order, at=at, evidence=evidence.strip(), written_at=now, by_name=by.actor_name
        )
        _write(by, looked, order, "breach", detail={"breach": made.pk})
    return made


def decide_breach(
    *, by: Scope, record: str | Look, number: int, breach: int, outcome: str, now: datetime
) -> Breach:
    """What came of a breach."""
    looked, order = _own(by, record, number, now)
    with transaction.atomic():
        rows = Breach.objects.filter(pk=breach, order=order)
        if outcome == "reported" or not rows.update(outcome=outcome, decided_at=now):
            raise NotNow("Say what came of the breach.")
        _write(by, looked, order, "decide_breach", detail={"breach": breach, "outcome": outcome})
    return rows.get()


def _power(key: str) -> register.Power:
    try:
        return register.called(key)
    except LookupError:
        raise Refused({"power": "Choose a power"}) from None


def _own(by: Scope, record: str | Look, number: int, now: datetime) -> tuple[Look, Order]:
    looked = records.writable(by, record, now=now)
    return looked, orders.of(by, looked, number, now=now).order


def _against(order: Order, to: str, at: datetime, rank: str, warned_until: date | None) -> list[str]:
    return rules.reasons_not_to_step(
        register.called(order.power),
        state=order.state,
        to=to,
        said=order.said,
        age=order.age,
        rank=rank,
        warned_until=warned_until,
        on=at.astimezone(LONDON).date(),
    )


def _not_next(power: register.Power, order: Order, to: str, now: datetime) -> list[str]:
    over = rules.has_ended(state=order.state, ends_at=order.ends_at, now=now)
    if to in rules.next_steps(power, order.state, has_ended=over):
        return []
    if over:
        return ["Its time is over."]
    return [f"It is {STATES[order.state]}: {STATES.get(to, to)} cannot follow."]


def _refuse(found: list[str]) -> None:
    if found:
        raise NotNow(" ".join(dict.fromkeys(found)))


def _not_later(at: datetime, now: datetime) -> datetime:
    if at > now:
        raise NotNow("It lies in the future: write it down once it happened.")
    return at


def _end(order: Order, start: datetime, span: Span | None) -> datetime | None:
    if span is None:
        return None
    rule = register.called(order.power).length(order.age)
    return span.end(start, skips_christmas=bool(rule and rule.skips_christmas))


def _serve(order: Order, what: str, on: str, how: str, at: datetime, note: str, by: Scope) -> Service:
    return Service.objects.create(
        order=order, what=what, on=on, how=how, at=at, note=note.strip(), by_name=by.actor_name
    )


def _step(
    by: Scope, looked: Look, order: Order, to: str, at: datetime, now: datetime, note: str, rank: str = "",
    until: datetime | None = None,
) -> None:  # fmt: skip
    Step.objects.create(
        order=order, state=to, at=at, note=note.strip(), rank=rank, until=until, written_at=now, by_id=by.actor_id,
        by_name=by.actor_name,
    )  # fmt: skip
    _write(by, looked, order, to, detail={"to": to})


def _write(
    by: Scope, looked: Look, order: Order, verb: str, *, kind: str = "alteration", detail: object = None
) -> None:
    audit.record(
        by=by,
        operation=f"powers.{verb}",
        kind=kind,
        objects=[name(looked.holding), f"order:{order.pk}"],
        detail=dict(detail or {}),  # type: ignore[call-overload]
        sensitivity=looked.holding.sensitivity,
        reason="Using a power on the record." if looked.holding.sensitivity != "normal" else "",
    )
