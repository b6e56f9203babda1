"""Comparing all records, and laying out what was found: for the queue, or linked where the policy says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from bluelamp.kernel.access.scope import Scope, require
from bluelamp.kernel.audit import actions as audit
from bluelamp.kernel.people.actions.matching import as_decision
from bluelamp.kernel.people.actions.merging import as_merge
from bluelamp.kernel.people.linking import engine, model, proposing
from bluelamp.kernel.people.linking.engine import Scored
from bluelamp.kernel.people.linking.entries import Entry
from bluelamp.kernel.people.linking.proposing import ASK, Proposal
from bluelamp.kernel.people.models import Candidate, MatchDecision, Matching, Merge, Person, SourceRecord
from bluelamp.kernel.people.words import APART, LINK

BATCH = 500
BY_POLICY = "Linked by policy {}: put forward by the comparison, with nothing against it."
Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Linked:
    """What a comparison came to."""

    records: int
    put_forward: int
    to_look_at: int
    linked: int


def link(
    *,
    by: Scope,
    now: datetime,
    using: str = "duckdb",
    policy: proposing.Policy | None = None,
    scored: list[Scored] | None = None,
    progress: Progress | None = None,
) -> Linked:
    """Compare every record with every other that shares something, and renew the queue. Again, it finds the same.

    Decisions hold: pairs of one person, and pairs decided to be of two, do not come back. ``scored`` are pairs compared
    elsewhere, by ids as :func:`entries` gives them.
    """
    require(by, "people.link")
    tell, policy = progress or (lambda what, share: None), policy or proposing.policy()
    tell("Reading records", 0.05)
    told = entries()
    tell(f"Comparing {len(told):,} records", 0.15)
    if scored is None:
        scored = engine.score(told, engine=using)
    tell("Weighing what was found", 0.7)
    proposals = proposing.propose(told, scored, policy, apart=_apart(), linked=_linked())
    tell("Renewing the queue", 0.85)
    with transaction.atomic():
        matching = _renew(by, proposals, len(told), policy, now)
        linked = _by_policy(by, matching, policy, now) if policy.automatic else 0
        audit.record(
            by=by,
            operation="people.link",
            kind="combination",
            objects=[f"matching:{matching.pk}"],
            detail={"records": len(told), "linked": linked, "put_forward": matching.put_forward},
        )
    return Linked(len(told), matching.put_forward - linked, matching.to_look_at, linked)


def entries() -> list[Entry]:
    """Every record that is not erased, as it is compared; the id is that of the row."""
    records = SourceRecord.objects.exclude(holding__state="erased")
    records = records.prefetch_related("names", "addresses", "contacts").order_by("pk")
    return [_entry(record) for record in records]


def _entry(record: SourceRecord) -> Entry:
    named, homes = list(record.names.all()), list(record.addresses.all())
    current = next((name for name in named if name.kind == "now"), None)
    here = next((home for home in homes if home.until is None), None)
    contacts = {contact.kind: contact.value for contact in reversed(record.contacts.all())}
    return Entry(
        id=f"{record.pk:012}",
        given=current.given if current else "",
        family=current.family if current else "",
        family_before=next((name.family for name in named if name.kind == "before"), ""),
        born=record.born,
        sex=record.sex,
        lines=here.lines if here else "",
        postcode=here.postcode if here else "",
        postcode_before=next((home.postcode for home in homes if home.until is not None), ""),
        phone=contacts.get("phone", ""),
        email=contacts.get("email", ""),
    )


def _apart() -> list[tuple[str, str]]:
    """Pairs whose last decision is that they are of two people."""
    latest = {}
    for left, right, decision in MatchDecision.objects.order_by("pk").values_list(
        "left", "right", "decision"
    ):
        latest[left, right] = decision
    return [
        (f"{left:012}", f"{right:012}") for (left, right), decision in latest.items() if decision == APART
    ]


def _linked() -> list[tuple[str, str]]:
    """Each record that is of another's person today, with that other."""
    rows = SourceRecord.objects.values_list("pk", "person__head")
    first: dict[int | None, int] = {}
    return [
        (f"{first[head]:012}", f"{pk:012}")
        for pk, head in rows.order_by("pk")
        if first.setdefault(head, pk) != pk
    ]


def _renew(
    by: Scope, proposals: Iterable[Proposal], records: int, policy: proposing.Policy, now: datetime
) -> Matching:
    heads = dict(SourceRecord.objects.values_list("pk", "person__head"))
    versions = dict(SourceRecord.objects.values_list("pk", "version"))
    apart = set(_apart())
    found = [
        one
        for one in proposals
        if one.outcome in (LINK, ASK)
        and heads[int(one.scored.left)] != heads[int(one.scored.right)]
        and (one.scored.left, one.scored.right) not in apart
    ]
    forward = sum(one.outcome == LINK for one in found)
    matching = Matching.objects.create(
        settings_version=model.CURRENT,
        policy_version=policy.version,
        records=records,
        put_forward=forward,
        to_look_at=len(found) - forward,
        at=now,
        by_name=by.actor_name,
    )
    Candidate.objects.all().delete()
    Candidate.objects.bulk_create((_candidate(one, matching, versions) for one in found), batch_size=BATCH)
    return matching


def _candidate(one: Proposal, matching: Matching, versions: dict[int, int]) -> Candidate:
    left, right = int(one.scored.left), int(one.scored.right)
    return Candidate(
        matching=matching,
        left_id=left,
        right_id=right,
        outcome=one.outcome,
        probability=one.scored.probability,
        bits=one.scored.bits,
        evidence=[asdict(clue) for clue in one.scored.evidence],
        against=list(one.against),
        left_version=versions[left],
        right_version=versions[right],
    )


def _by_policy(by: Scope, matching: Matching, policy: proposing.Policy, now: datetime) -> int:
    """Link what is put forward, all at once. Proposals never cross a decision to keep apart."""
    chosen = list(matching.candidates.filter(outcome=LINK).select_related("matching"))
    heads = {pk: head or 0 for pk, head in SourceRecord.objects.values_list("pk", "person__head")}
    reason = BY_POLICY.format(policy.version)
    decisions = MatchDecision.objects.bulk_create(
        (as_decision(by, one, LINK, reason, now) for one in chosen), batch_size=BATCH
    )
    became: dict[int, int] = {}

    def head_of(record: int) -> int:
        head = heads[record]
        while head in became:
            head = became[head]
        return head

    merges = []
    for one, decision in zip(chosen, decisions, strict=True):
        kept, gone = sorted((head_of(one.left_id), head_of(one.right_id)))
        if kept != gone:
            became[gone] = kept
            merges.append(as_merge(by, kept, gone, reason, now, decision))
    Merge.objects.bulk_create(merges, batch_size=BATCH)
    people = list(Person.objects.filter(head__in=became))
    for person in people:
        while person.head_id in became:
            person.head_id = became[person.head_id]
    Person.objects.bulk_update(people, ["head"], batch_size=BATCH)
    Candidate.objects.filter(pk__in=[one.pk for one in chosen]).delete()
    return len(chosen)
