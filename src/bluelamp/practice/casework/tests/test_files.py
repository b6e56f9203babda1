"""Files: put on a case, scanned, handed out, and never to those they are not for."""

from __future__ import annotations

import sys
from uuid import uuid4

import pytest

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.practice.casework import actions, queries
from bluelamp.practice.casework.models import CaseFile, FileContent
from bluelamp.practice.casework.tests.factories import NOW, case, opened_to
from bluelamp.ui.uploads import check

pytestmark = pytest.mark.django_db
SCANNER = (
    f"{sys.executable} -c \"import sys; sys.exit({{code}} if b'virus' in sys.stdin.buffer.read() else 0)\""
)


def add(by, held, content=b"What the neighbour saw.", audience="organisation", **more):
    uploads = [check("statement.txt", content)]
    return actions.files.add(by=by, ref=held.ref, uploads=uploads, audience=audience, now=NOW, **more)


def take(by, held, row):
    return actions.files.hand_out(by=by, ref=held.ref, number=row.pk, now=NOW).content


def test_what_was_put_there_comes_out_again(officer, sergeant):
    held = case()
    (row,) = add(officer, held)
    assert take(sergeant, held, row) == b"What the neighbour saw."


def test_a_file_that_is_not_for_somebody_is_not_there(officer, landlord, elsewhere):
    held = case()
    opened_to(held)
    (ours,) = add(officer, held)
    (shared,) = add(officer, held, b"For all.", "shared")
    assert take(landlord, held, shared) == b"For all."
    for reader in (landlord, elsewhere):
        with pytest.raises(NotPermitted):
            take(reader, held, ours)


def test_a_file_is_found_on_its_own_case_alone(officer):
    one, other = case(), case()
    (row,) = add(officer, one)
    with pytest.raises(NotPermitted):
        take(officer, other, row)


def test_until_it_was_scanned_nobody_opens_it(officer, settings):
    settings.FILE_SCANNER = SCANNER.format(code=1)
    held = case()
    (clean,), (bad,) = add(officer, held), add(officer, held, b"a virus")
    with pytest.raises(NotNow, match="waiting"):
        take(officer, held, clean)
    assert actions.files.scan(by=Scope.system("scan"), now=NOW) == {"clean": 1, "refused": 1, "waiting": 0}
    assert take(officer, held, clean) == b"What the neighbour saw."
    with pytest.raises(NotNow, match="refused"):
        take(officer, held, bad)
    assert list(FileContent.objects.values_list("file", flat=True)) == [clean.pk]


@pytest.mark.parametrize("scanner", [SCANNER.format(code=2), "/there/is/no/such/scanner"])
def test_a_scanner_that_cannot_say_leaves_it_waiting(officer, settings, scanner):
    settings.FILE_SCANNER = scanner
    (row,) = add(officer, case(), b"a virus")
    assert actions.files.scan(by=Scope.system("scan"), now=NOW)["waiting"] == 1
    row.refresh_from_db()
    assert row.state == "waiting"


def test_what_is_not_as_it_was_put_there_is_not_handed_out(officer):
    held = case()
    (row,) = add(officer, held)
    FileContent.objects.filter(file=row).update(data=b"Something else.")
    with pytest.raises(actions.files.Damaged):
        take(officer, held, row)


def test_sent_twice_it_is_kept_once(officer):
    held, once = case(), uuid4()
    assert add(officer, held, submission=once) == add(officer, held, submission=once)
    assert CaseFile.objects.count() == 1


def test_what_the_victim_was_told_is_said_by_those_who_hold_the_case(landlord):
    held = case()
    opened_to(held)
    with pytest.raises(NotNow):
        add(landlord, held, audience="told")


def test_a_list_of_files_reads_no_bytes(officer, django_assert_num_queries):
    held = case()
    add(officer, held)
    looked = queries.looking.case(officer, held.ref, now=NOW)
    with django_assert_num_queries(2) as asked:
        queries.files.heard(officer, [looked])
    assert not any("filecontent" in each["sql"] for each in asked.captured_queries)
