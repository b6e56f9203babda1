"""Tampering is found, named and placed; honest use never looks like it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from bluelamp.kernel.audit import actions, keyring, sealing, verifying
from bluelamp.kernel.audit.models import Payload, Record
from bluelamp.kernel.audit.tests.filling import fill
from bluelamp.kernel.audit.tests.tampering import WAYS, tried
from bluelamp.kernel.audit.tests.test_audit import Ann

pytestmark = pytest.mark.django_db
BOB = Ann(8, "Bob Example")
REASON = "Asked for by the person whom it is about."


@pytest.fixture
def key(settings, tmp_path):
    settings.AUDIT_KEY = tmp_path / "audit-key"


def verified(**more):
    return verifying.verify(connection, anchor=sealing.lines(), witness=sealing.witness(), **more)


def kinds(report):
    return [(each.seq, each.kind) for each in report.findings]


@pytest.fixture
def log(key):
    """Three hundred records, some with something kept apart; all but the last twenty sealed."""
    fill(270)
    for _ in range(10):
        actions.record(by=Ann(), operation="people.change", kind="alteration", payload={"before": "Old Road"})
    sealing.seal(at=timezone.now())
    fill(20)
    last = Record.objects.order_by("-seq").first()
    sealing._witness(last.seq, last.hash)


@pytest.mark.parametrize("how", WAYS)
def test_tampering_is_found_and_named(log, how):
    if how == "drop the table" and connection.vendor == "postgresql":
        pytest.skip("a question to a table that is gone ends the transaction of this test")
    found = list(tried(how, 3))
    assert [(each.is_found, each.is_right, kinds(each.report)[:2]) for each in found] == [
        (True, True, kinds(each.report)[:2]) for each in found
    ]


def test_what_nobody_touched_is_clean(log):
    report = verified()
    assert (report.findings, report.records, report.seals) == ((), 300, 1)


def test_one_altered_record_at_the_very_end_is_told_from_a_forged_one(log):
    from bluelamp.kernel.audit import triggers

    with triggers.unlocked(connection):
        Record.objects.filter(seq=300).update(role="acc")
        assert kinds(verified()) == [(300, "altered")]


def test_a_row_written_past_the_program_is_found(log):
    last = Record.objects.order_by("-seq").first()
    last.seq, last.previous, last.hash = 301, last.hash, "f" * 64
    last.save(force_insert=True)
    assert kinds(verified()) == [(301, "forged")]


def test_a_row_without_a_digest_is_refused_by_the_database(log):
    from django.db import IntegrityError

    with pytest.raises(IntegrityError), transaction.atomic():
        Record.objects.create(at=timezone.now(), operation="people.look")


def test_erasure_leaves_the_chain_whole_and_the_record_of_it_without_what_was_erased(log):
    gone = Payload.objects.first().seq
    assert actions.erase_payload(by=Ann(), seqs=[gone, 1], reason=REASON) == 1
    report = verified()
    assert (report.findings, report.erased) == ((), 1)
    erasure = Record.objects.get(operation="audit.erase_payload")
    assert (erasure.objects_touched, erasure.detail, erasure.kind) == ([f"audit:{gone}"], {}, "erasure")


def test_what_is_kept_apart_is_not_removed_without_a_record_of_it(log):
    from django.db import DatabaseError

    with pytest.raises(DatabaseError, match="never changed or removed"), transaction.atomic():
        Payload.objects.first().delete()
    with pytest.raises(actions.ReasonNeeded):
        actions.erase_payload(by=Ann(), seqs=[Payload.objects.first().seq], reason="because")
    assert verified().is_clean


def test_a_new_key_is_announced_under_the_old_one_and_used_from_then_on(log):
    old = keyring.ring().name
    new = actions.rotate_key(by=Ann())
    actions.record(by=Ann(), operation="people.look")
    names = list(Record.objects.filter(seq__gt=299).values_list("key_name", flat=True))
    assert (names, new != old, verified().findings) == ([old, old, new], True, ())


def test_a_key_that_nobody_announced_is_not_used(log):
    old = keyring.ring().name
    keyring.add_key(keyring.new_key())
    assert actions.record(by=Ann(), operation="people.look").key_name == old
    assert verified().is_clean


def test_nothing_is_recorded_when_the_key_is_lost(log, settings):
    settings.AUDIT_KEY.unlink()
    with pytest.raises(actions.NotRecorded):
        actions.record(by=Ann(), operation="people.look")
    assert kinds(verified())[0] == (1, "rekeyed")


def test_sealed_stretches_go_when_their_time_is_over_and_the_rest_verifies(log):
    later = timezone.now() + timedelta(days=1)
    assert (
        actions.prune(by=Ann(), agreed_by=BOB, before=later, reason="Kept for as long as the schedule says.")
        == 280
    )
    report = verified()
    assert (report.findings, report.first, report.records) == ((), 281, 21)


def test_one_person_alone_removes_nothing(log):
    with pytest.raises(actions.ReasonNeeded, match="Somebody else"):
        actions.prune(by=Ann(), agreed_by=Ann(), before=timezone.now(), reason=REASON)


def test_records_removed_beyond_what_was_agreed_are_missing(log):
    from bluelamp.kernel.audit import triggers

    later = timezone.now() + timedelta(days=1)
    actions.prune(by=Ann(), agreed_by=BOB, before=later, reason=REASON)
    with triggers.unlocked(connection):
        Record.objects.filter(seq__lte=285).delete()
        assert kinds(verified()) == [(1, "missing")]


def test_a_seal_somebody_wrote_on_is_found(log):
    line = sealing.lines()[0].replace('"count":280', '"count":281')
    assert kinds(verifying.verify(connection, anchor=[line]))[0] == (280, "seal altered")


def test_a_restored_database_is_no_alarm_once_the_restore_has_been_signed(log):
    from bluelamp.kernel.audit import triggers

    with triggers.unlocked(connection):
        Record.objects.filter(seq__gt=150).delete()
        for table in ("audit_touch", "audit_payload", "audit_seal"):
            connection.cursor().execute(f"DELETE FROM {table} WHERE seq > 150")
    assert [kind for _, kind in kinds(verified())] != []
    sealing.restored(at=timezone.now())
    fill(10)
    assert verified().findings == ()


def test_seals_hold_a_thousand_records_at_most(key):
    fill(2_300)
    assert sealing.seal(at=timezone.now()) == 3
    assert sealing.seal(at=timezone.now()) == 0
    report = verified()
    assert (report.findings, report.seals, len(sealing.lines())) == ((), 3, 3)
