"""What may happen to records, step by step, held against a model that knows nothing of the product's code.

A step is a real action by somebody: open items, close them again, restrict or seal, close, name, bar, take off, hand
over, join two people, part them, break the glass, end an agreement or a role, disable an account, let time pass.
Whether it is done has to be what the model says, and after it whoever is asked about is shown what the model says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from django.db.models import Q

from bluelamp.kernel.access.actions import NotNow, end_role
from bluelamp.kernel.access.models import Grant, Holding, NeedToKnow, Transfer, User
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.seeing import looks, visible
from bluelamp.kernel.access.sharing.actions import agreements, glass, grants, people, records
from bluelamp.kernel.access.sharing.changing import ChangedMeanwhile
from bluelamp.kernel.access.sharing.queries.grants import Offer
from bluelamp.kernel.organisations.models import Organisation
from bluelamp.kernel.people.actions import merging
from bluelamp.kernel.people.kinds import RECORD
from bluelamp.kernel.people.models import Merge
from bluelamp.web.sample.canaries.oracle import EXPECTED, ITEMS, is_plain
from bluelamp.web.sample.canaries.who import BODIES
from bluelamp.web.sample.canaries.world import World
from tests.probe.model import AGREED, DECIDES, SHARES, Given, Model, Row

WHY = "A sentence long enough to be taken for a reason."
REFUSED = (NotNow, NotPermitted, ChangedMeanwhile, glass.StepUpNeeded)
SYSTEM = Scope.system("the probe")


@dataclass
class Steps:
    """A world and its model, moving together. ``now`` is handed to every action and every question."""

    world: World
    now: datetime
    taken: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.people = sorted(name for name, user in self.world.users.items() if user and is_plain(name))
        self.names = sorted(self.world.records)
        self.bodies = {key: Organisation.objects.get(key=about[0]) for key, about in BODIES.items()}
        self.scopes = {name: self._scope(name) for name in self.people}
        self.model = _model(self)

    def take(self, what: str, person: str, record: str, number: int) -> bool:
        """One step, mostly by somebody whose record it is; was it done? Fails where the model forbids what was."""
        person = self._whose(record, number) or person
        by = replace(self.scopes[person], stepped_up_at=self.now)
        held = Holding.objects.select_related("organisation").get(pk=self.world.records[record].holding_id)
        try:
            may = ACTIONS[what](self, by, person, record, held, number)
        except REFUSED:
            self.taken["refused"] += 1
            return False
        assert may, f"{person} was let {what} {record}"
        self.taken[what] += 1
        return True

    def _whose(self, record: str, number: int) -> str:
        own = [name for name in self.people if self.model.is_own(name, record)]
        deciding = [name for name in own if self.model.roles.get(name) in DECIDES]
        return deciding[number // 4 % len(deciding)] if deciding and number % 4 else ""

    def read(self, person: str) -> None:
        """Everything that somebody is shown, record by record, is what the model says."""
        scope = self.scopes[person]
        rows = visible(scope, RECORD, now=self.now)
        shown = {look.ref: look.decision.items for look in looks(scope, RECORD, rows, now=self.now)}
        for record in self.names:
            items = shown.get(self.world.refs(record)[0], frozenset())
            told = self.model.sees(person, record, self.now)
            assert items == told, f"{person} sees {sorted(items)} of {record}, and should see {sorted(told)}"

    def _scope(self, person: str) -> Scope:
        try:
            return Scope.of(User.objects.get(pk=self.world.users[person].pk))  # type: ignore[union-attr]
        except NotPermitted:
            return Scope.nobody()


Action = Callable[[Steps, Scope, str, str, Holding, int], bool]


def open_items(steps: Steps, by: Scope, person: str, record: str, held: Holding, number: int) -> bool:
    """To the next organisation, or to one person of it, some of the items; every second time under the agreement."""
    names = [name for name in sorted(steps.bodies) if name != steps.model.rows[record].owner]
    to = names[number % len(names)]
    theirs = [name for name in steps.people if EXPECTED["people"][name]["of"] == to]
    one = theirs[number % len(theirs)] if number % 3 == 0 else ""
    offer = Offer(
        organisation=steps.bodies[to],
        items=frozenset((sorted(AGREED) if number % 2 else ITEMS)[number % 5 :: 2]),
        basis="agreement" if number % 2 else "safeguarding",
        necessity=WHY,
        agreement=steps.world.agreements["in-force"] if number % 2 else None,
        person=steps.world.users[one] if one else None,
        until=steps.now + timedelta(days=1 + number % 30),
    )
    may = steps.model.may(person, record, SHARES, steps.now)
    preview = grants.show(by=by, ref=held.ref, kind=RECORD, offer=offer, now=steps.now)
    made = grants.give(by=by, ref=held.ref, kind=RECORD, offer=offer, seal=preview.seal, now=steps.now)
    assert made.until
    steps.model.rows[record].given[made.pk] = Given(
        to, offer.items, made.until, "in-force" if offer.agreement else "", one
    )
    return may and offer.items <= steps.model.sees(person, record, steps.now)


def withdraw(steps: Steps, by: Scope, person: str, record: str, held: Holding, number: int) -> bool:
    known = sorted(steps.model.rows[record].given)
    one = known[number % len(known)] if known else 0
    version = Grant.objects.filter(pk=one).values_list("version", flat=True).first() or 1
    may = steps.model.may(person, record, SHARES, steps.now)
    grants.withdraw(by=by, ref=held.ref, kind=RECORD, grant=one, why=WHY, version=version, now=steps.now)
    steps.model.rows[record].given[one].is_withdrawn = True
    return may


def handle(steps: Steps, by: Scope, person: str, record: str, held: Holding, number: int) -> bool:
    """Restrict, seal, or open up."""
    value = ("normal", "restricted", "sealed")[number % 3]
    may, row = steps.model.may(person, record, DECIDES, steps.now), steps.model.rows[record]
    records.set_sensitivity(
        by=by, ref=held.ref, kind=RECORD, sensitivity=value, reason=WHY, version=held.version, now=steps.now
    )
    row.sensitivity = value
    if value != "normal":
        row.stances[person] = "named"
    return may


def shut(steps: Steps, by: Scope, person: str, record: str, held: Holding, number: int) -> bool:
    value = ("open", "closed")[number % 2]
    may = steps.model.may(person, record, DECIDES, steps.now)
    records.set_state(
        by=by, ref=held.ref, kind=RECORD, state=value, reason=WHY, version=held.version, now=steps.now
    )
    steps.model.rows[record].state = value
    return may


def put(steps: Steps, by: Scope, person: str, record: str, held: Holding, number: int) -> bool:
    """Name somebody on it, or bar them from it."""
    other, stance = steps.people[number % len(steps.people)], ("named", "barred")[number % 2]
    may = steps.model.may(person, record, DECIDES, steps.now)
    is_theirs = EXPECTED["people"][other]["of"] == steps.model.rows[record].owner
    people.put(by=by, ref=held.ref, kind=RECORD, username=other, stance=stance, reason=WHY, now=steps.now)
    steps.model.rows[record].stances[other] = stance
    return may and is_theirs


def take_off(steps: Steps, by: Scope, person: str, record: str, held: Holding, number: int) -> bool:
    standing = list(NeedToKnow.objects.filter(holding=held, until__isnull=True).select_related("user"))
    row = standing[number % len(standing)] if standing else None
    may = steps.model.may(person, record, DECIDES, steps.now)
    people.take_off(by=by, ref=held.ref, kind=RECORD, number=row.pk if row else 0, now=steps.now)
    assert row
    del steps.model.rows[record].stances[row.user.username]
    return may


def hand_over(steps: Steps, by: Scope, person: str, record: str, held: Holding, number: int) -> bool:
    """Offer it, and whoever may accepts it there: whoever is drawn for that tries."""
    names = [name for name in sorted(steps.bodies) if name != steps.model.rows[record].owner]
    to = names[number % len(names)]
    may, row = steps.model.may(person, record, DECIDES, steps.now), steps.model.rows[record]
    records.offer(by=by, ref=held.ref, kind=RECORD, to=steps.bodies[to].key, reason=WHY, now=steps.now)
    offered = Transfer.objects.get(holding=held, answered_at__isnull=True)
    for other in steps.people:
        try:
            records.answer(by=steps.scopes[other], transfer=offered, accepted=True, now=steps.now)
        except REFUSED:
            continue
        may = may and steps.model.roles.get(other) in DECIDES and EXPECTED["people"][other]["of"] == to
        row.owner, row.lpu = to, ""
        row.stances = {other: "named"} if row.sensitivity != "normal" else {}
        for given in row.given.values():
            given.is_withdrawn = True
        break
    return may


def join(steps: Steps, by: Scope, person: str, record: str, held: Holding, number: int) -> bool:
    """Two records found to be of one person: what anybody sees of either stays what it was."""
    other = steps.names[number % len(steps.names)]
    refs = steps.world.refs(record)[1], steps.world.refs(other)[1]
    sees = all(steps.model.sees(person, one, steps.now) for one in (record, other))
    merging.merge(by=by, ref=refs[0], other=refs[1], reason=WHY, now=steps.now)
    return sees and steps.model.roles.get(person) in EXPECTED["joins"]


def part(steps: Steps, by: Scope, person: str, record: str, held: Holding, number: int) -> bool:
    """Take back one of the merges of the record's person, where there is one; else any, which is not theirs."""
    standing = Merge.objects.filter(undone_at__isnull=True).order_by("pk")
    mine = steps.world.records[record].person_id
    known = list((standing.filter(Q(kept=mine) | Q(gone=mine)) or standing).values_list("pk", flat=True))
    one = known[number % len(known)] if known else 0
    sees = bool(steps.model.sees(person, record, steps.now))
    merging.unmerge(by=by, ref=steps.world.refs(record)[1], number=one, reason=WHY, now=steps.now)
    return sees and steps.model.roles.get(person) in EXPECTED["joins"]


def break_glass(steps: Steps, by: Scope, person: str, record: str, held: Holding, number: int) -> bool:
    may = steps.model.may_break_glass(person, record)
    broken = glass.break_glass(by=by, ref=held.ref, reason=WHY, now=steps.now)
    steps.model.rows[record].glass[person] = steps.now + timedelta(hours=1)
    return may and broken.until == steps.now + timedelta(hours=1)


def pass_time(steps: Steps, by: Scope, person: str, record: str, held: Holding, number: int) -> bool:
    steps.now += timedelta(minutes=20 * (1 + number % 200))
    return True


def end_something(steps: Steps, by: Scope, person: str, record: str, held: Holding, number: int) -> bool:
    """Rarely, because it is for good: an agreement, somebody's role, or their account."""
    if number % 16 == 0:
        agreement = steps.world.agreements["in-force"]
        agreement.refresh_from_db()
        agreements.end(by=by, agreement=agreement, why=WHY, version=agreement.version, now=steps.now)
        steps.model.agreements.pop("in-force")
        return steps.model.roles.get(person) == "governance"
    user = steps.world.users[person]
    assert user
    if number % 16 == 1:
        end_role(by=SYSTEM, user=user, now=steps.now)
    elif number % 16 == 2:
        User.objects.filter(pk=user.pk).update(is_active=False)
    else:
        return True
    steps.model.roles.pop(person, None)
    steps.scopes[person] = steps._scope(person)
    return True


ACTIONS: dict[str, Action] = {
    action.__name__: action
    for action in (
        open_items, withdraw, handle, shut, put, take_off, hand_over, join, part, break_glass, pass_time, end_something,
    )
}  # fmt: skip


def _model(steps: Steps) -> Model:
    """The small world as ``expected.yaml`` has it."""
    world, roles = steps.world, {}
    for name in steps.people:
        about = EXPECTED["people"][name]
        if not about.get("ended") and not about.get("disabled"):
            roles[name] = about["role"]
    rows = {name: _row(world, name, row) for name, row in EXPECTED["records"].items()}
    return Model(rows, roles, {"in-force": frozenset({"force", "landlord"})})


def _row(world: World, name: str, about: dict[str, object]) -> Row:
    row = Row(str(about["of"]), str(about.get("lpu", "")))
    row.sensitivity, row.state = str(about.get("sensitivity", "normal")), str(about.get("state", "open"))
    for stance in ("named", "barred"):
        row.stances |= dict.fromkeys(about.get(stance, ()), stance)  # type: ignore[call-overload]
    for broken in world.broken(name):
        row.glass[broken.user.username] = broken.until
    if grant := world.grants.get(name):
        items = frozenset(item.item for item in grant.items.all())
        terms = EXPECTED["records"][name]["grant"]
        row.given[grant.pk] = Given(
            terms["to"],
            items,
            grant.until,
            terms.get("agreement", ""),
            terms.get("person", ""),
            bool(grant.withdrawn_at),
        )
    return row
