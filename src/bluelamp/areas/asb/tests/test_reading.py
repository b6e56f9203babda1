"""What of a case somebody sees: their own whole, another's item by item, and every look written down."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bluelamp.areas.asb import actions, page
from bluelamp.areas.asb.actions.reports import Alleged, Caller
from bluelamp.areas.asb.models import Case, Involved, Report
from bluelamp.areas.asb.queries import counting
from bluelamp.areas.asb.tests.factories import DAY, HERE, NOW, case_of, somebody_new, take, taker
from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.tests.factories import user_of
from bluelamp.kernel.access.tests.worlds import grant
from bluelamp.kernel.audit.models import Record
from bluelamp.kernel.keeping.erasing import erase
from bluelamp.kernel.people.tests.factories import HOMES, record, scope

pytestmark = pytest.mark.django_db


def read(by, taken):
    return actions.cases.read(by=by, ref=taken.case, now=NOW)


def test_its_own_people_see_all_of_it_and_it_is_written_down():
    by = taker()
    taken = take(by, callers=(somebody_new(),), alleged=(Alleged(known_as="man in a grey hoodie"),))
    whole = read(by, taken)
    assert [one.name for one in whole.people] == ["Elizabeth Brindlewick", "man in a grey hoodie"]
    written = Record.objects.filter(operation="holdings.consult").latest("seq")
    assert written.objects_touched == [f"holding:{taken.case}"]


def test_a_contact_officer_sees_no_allegations():
    taken = take(taker(), alleged=(Alleged(known_as="man in a grey hoodie"),))
    whole = read(taker("contact_officer"), taken)
    assert [one.row.role for one in whole.people] == ["complainant"]


def test_a_partner_sees_what_was_granted_and_nothing_more():
    taken = take(taker(), callers=(somebody_new(),), alleged=(Alleged(known_as="man in a grey hoodie"),))
    landlord = scope("partner", HOMES)
    with pytest.raises(NotPermitted):
        read(landlord, taken)
    grant(case_of(taken).holding, HOMES, ("title", "state", "complainants"), since=NOW - DAY)
    whole = read(landlord, taken)
    assert ([one.name for one in whole.people], whole.reports) == (["Elizabeth Brindlewick"], ())
    shown = page.of(landlord, whole, now=NOW)
    assert (shown.writable, shown.ways, shown.risk.is_withheld, shown.promises) == (
        frozenset(),
        (),
        True,
        None,
    )


def test_somebody_on_a_restricted_record_is_not_named_through_the_case():
    by, hidden = taker(), record()
    taken = take(by, callers=(Caller(ref=hidden.person.ref),))
    Holding.objects.filter(pk=hidden.holding_id).update(sensitivity="sealed")
    assert [one.name for one in read(by, taken).people] == ["Name restricted"]


def test_three_reports_take_as_many_questions_as_one_and_no_page_more_than_25(client):
    by, officer = taker(), user_of("coordinator")
    taken = take(by, callers=(somebody_new(),))
    client.force_login(officer)
    _asked(client, taken)
    one = _asked(client, taken)
    for _ in range(2):
        take(by, into=taken.case, callers=(somebody_new(),))
    assert (_asked(client, taken), one <= 25) == (one, True)


def _asked(client, taken) -> int:
    """The questions of the whole request; not counting where a transaction begins and ends."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/asb/cases/{taken.case}/").status_code == 200
    return sum("SAVEPOINT" not in each["sql"] for each in asked.captured_queries)


def test_logs_near_a_point_are_everybodys():
    take(taker(), spot=_at(0))
    take(scope("partner", HOMES), spot=_at(60))
    near = counting.logs_near(taker(), *HERE, since=NOW - DAY, until=NOW + DAY)
    assert near == 2


def test_complaints_are_joined_over_agencies_by_who_complains():
    by, known = taker(), record()
    first = take(by, callers=(Caller(ref=known.person.ref),))
    elsewhere = take(
        by, callers=(Caller(ref=known.person.ref),), spot=_at(5000), is_hate=True, crime="to_decide"
    )
    take(by, callers=(somebody_new(given="Another"),), spot=_at(6000))
    found = counting.complaints_of(
        by, Holding.objects.get(ref=first.case).pk, since=NOW - DAY, until=NOW + DAY
    )
    assert [(one.holding_ref, one.is_hate) for one in found] == [(first.case, False), (elsewhere.case, True)]
    assert found[0].people == found[1].people == frozenset({known.person.head_id})


def test_an_erased_case_says_nothing_of_anybody():
    by = taker()
    taken = take(by, callers=(somebody_new(),), alleged=(Alleged(known_as="Zquillabrand"),))
    case = case_of(taken)
    erase(by=Scope.system("a test"), holding=case.holding, ground="asked for", now=NOW)
    case.refresh_from_db()
    assert (case.title, case.summary, case.address) == ("erased", "", "")
    assert (Report.objects.count(), Involved.objects.count()) == (0, 0)
    assert Case.objects.count() == 1


def _at(away: int):
    from bluelamp.areas.asb.places import at

    return at(HERE[0] + away, HERE[1], f"{away} Somewhere Road")
