"""The pages: nothing about anybody in an address, nothing typed lost, one answer to hidden and absent."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bluelamp.kernel.access.models import Membership, User
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.audit.models import Record
from bluelamp.kernel.people import actions
from bluelamp.kernel.people.models import Candidate, Merge, SourceRecord
from bluelamp.kernel.people.tests.factories import HOMES, NOW, POLICE, body, record
from bluelamp.kernel.people.tests.test_matching import link, scored

WHY = "Same birth and house, and she said so."


@pytest.fixture
def signed_in(client, db):
    """Sign somebody in by role; returns the client."""

    def sign_in(role="coordinator", organisation=POLICE):
        user = User.objects.create(username=f"{role}-{organisation}")
        Membership.objects.create(user=user, organisation=body(organisation), role=role, since=NOW)
        client.force_login(user)
        client.scope = Scope.of(user)
        return client

    return sign_in


def text(response):
    return re.sub(r"\s+", " ", response.content.decode())


def test_a_search_is_sent_by_post_and_finds(signed_in):
    client, liz = signed_in(), record()
    assert "Find somebody" in text(client.get("/people/"))
    answer = client.post("/people/", {"name": "Brindlewick"})
    assert answer.status_code == 200
    assert reverse("people:person", args=[liz.person.ref]) in text(answer)
    assert "1 person found" in text(answer)
    assert liz.person.ref not in text(client.get("/people/?name=Brindlewick"))


def test_a_search_for_nothing_says_so_and_keeps_what_was_typed(signed_in):
    client = signed_in()
    empty = client.post("/people/", {})
    assert (empty.status_code, "Enter something to look for" in text(empty)) == (422, True)
    wrong = client.post("/people/", {"name": "Liz", "born": "yesterday"})
    assert wrong.status_code == 422
    assert 'value="yesterday"' in text(wrong)
    assert 'value="Liz"' in text(wrong)


def test_a_person_is_shown_with_who_says_what(signed_in):
    client, one, two = signed_in(), record(), record(given="Liz", phones=())
    actions.merging.join(by=client.scope, kept=one.person_id, gone=two.person_id, reason=WHY, now=NOW)
    page = text(client.get(f"/people/{two.person.ref}/"))
    for words in ("Elizabeth Brindlewick", "Liz Brindlewick", "29 January 1980", "2 records", WHY):
        assert words in page
    assert client.get(f"/people/{one.person.ref}/").headers["Cache-Control"] == "no-store"


def test_a_record_of_ones_own_leads_to_who_sees_it(signed_in):
    client, mine = signed_in(), record()
    page = text(client.get(f"/people/records/{mine.holding.ref}/"))
    (address,) = re.findall(r'href="(/sharing/[^"]*)"[^>]*>\s*Who sees it', page)
    assert client.get(address).status_code == 200


def test_hidden_and_absent_get_the_same_answer(signed_in):
    client, sealed, theirs = signed_in(), record(sensitivity="sealed"), record(HOMES)
    link(scored(record(), sealed, 0.6))
    for hidden, absent in [
        (f"/people/{sealed.person.ref}/", "/people/AAAAAAAAAA/"),
        (f"/people/{theirs.person.ref}/merge", "/people/AAAAAAAAAA/merge"),
        (f"/people/records/{theirs.holding.ref}/", "/people/records/AAAAAAAAAA/"),
        (f"/people/records/{theirs.holding.ref}/edit", "/people/records/AAAAAAAAAA/edit"),
        (f"/people/matches/{Candidate.objects.get().pk}/", "/people/matches/99999/"),
    ]:
        answers = [client.get(address) for address in (hidden, absent)]
        assert [answer.status_code for answer in answers] == [404, 404]
        same = [
            text(answer).replace(address, "")
            for answer, address in zip(answers, (hidden, absent), strict=True)
        ]
        assert re.sub(r'nonce="[^"]+"|value="[^"]+"', "", same[0]) == re.sub(
            r'nonce="[^"]+"|value="[^"]+"', "", same[1]
        )


@pytest.mark.parametrize(
    ("role", "pages"),
    [
        ("coordinator", [200, 200, 200, 200]),
        ("sergeant", [200, 200, 200, 200]),
        ("neighbourhood_officer", [200, 200, 404, 404]),
        ("contact_officer", [200, 200, 404, 404]),
        ("partner", [200, 200, 404, 404]),
        ("analyst", [404, 404, 404, 404]),
        ("governance", [404, 404, 404, 404]),
        ("administrator", [404, 404, 404, 404]),
    ],
)
def test_pages_open_by_role(signed_in, role, pages):
    client = signed_in(role, HOMES if role == "partner" else POLICE)
    addresses = ["/people/", "/people/records/new", "/people/matches/", "/people/matches/put-forward"]
    assert [client.get(address).status_code for address in addresses] == pages


def test_a_record_is_added_once_however_often_the_form_is_sent(signed_in):
    client = signed_in("partner", HOMES)
    form = client.get("/people/records/new").content.decode()
    submission = re.search(r'name="submission" value="([^"]+)"', form)[1]
    given = {
        "family": "Brindlewick",
        "born": "29/1/1980",
        "postcode": "b12pg",
        "lines": "1 New Road",
        "submission": submission,
    }
    answers = [client.post("/people/records/new", given) for _ in range(2)]
    made = SourceRecord.objects.get()
    assert [answer.headers["Location"] for answer in answers] == [f"/people/records/{made.holding.ref}/"] * 2
    assert (made.holding.organisation.key, str(made.addresses.get())) == (HOMES, "1 New Road, B12PG")


def test_a_wrong_form_keeps_what_was_typed(signed_in):
    answer = signed_in().post("/people/records/new", {"born": "32 1 1980", "postcode": "B1", "note": "Kept."})
    page = text(answer)
    assert answer.status_code == 422
    for words in (
        "Enter a given name or a family name",
        "Enter a real date",
        "Enter a whole postcode",
        "Kept.",
        "32 1 1980",
    ):
        assert words in page
    assert SourceRecord.objects.count() == 0


def test_two_who_change_a_record_at_once_see_both_versions(signed_in):
    client, made = signed_in(), record(note="As it was.")
    address = f"/people/records/{made.holding.ref}/edit"
    given = {"given": "Elizabeth", "family": "Brindlewick", "note_is": "fact", "version": 1}
    assert client.post(address, given | {"note": "The first."}).status_code == 302
    second = client.post(address, given | {"note": "The second."})
    assert second.status_code == 409
    for words in (
        "Somebody else changed this record first",
        "The first.",
        "The second.",
        'name="version" value="2"',
    ):
        assert words in text(second)
    assert SourceRecord.objects.get().note == "The first."
    assert client.post(address, given | {"note": "The second.", "version": 2}).status_code == 302
    assert SourceRecord.objects.get().note == "The second."


def test_a_restricted_record_asks_why_once_and_keeps_the_reason_out_of_the_address(signed_in):
    client, made = signed_in(), record(sensitivity="restricted")
    made.holding.people.create(
        user_id=client.scope.actor_id, reason="Her officer.", since=NOW, by_name="A sergeant"
    )
    address = f"/people/{made.person.ref}/"
    assert "Say why you open this" in text(client.get(address))
    assert client.post(address, {"opening": "1", "reason": "no"}).status_code == 302
    assert "at least 10 characters" in text(client.get(address))
    asked = client.post(address, {"opening": "1", "reason": "Her call of last night"})
    assert (asked.status_code, asked.headers["Location"]) == (302, address)
    assert "58 Shingle Avenue" in text(client.get(address))
    assert "58 Shingle Avenue" in text(client.get(f"/people/records/{made.holding.ref}/"))


def test_a_pair_is_looked_at_decided_and_the_next_one_shown(signed_in):
    client, rows = signed_in(), [record(), record(given="Liz"), record(), record()]
    link(scored(rows[0], rows[1], 0.6), scored(rows[2], rows[3], 0.5))
    first, second = Candidate.objects.all()
    page = text(client.get(f"/people/matches/{first.pk}/"))
    for words in ("same given name", "a little against", "differs", "What speaks for one person", "<svg"):
        assert words in page
    assert (
        client.post(f"/people/matches/{first.pk}/", {"decision": "link", "reason": "ok"}).status_code == 422
    )
    answer = client.post(f"/people/matches/{first.pk}/", {"decision": "link", "reason": WHY})
    assert answer.headers["Location"] == f"/people/matches/{second.pk}/"
    assert Merge.objects.count() == 1


def test_pairs_put_forward_are_confirmed_together(signed_in):
    client, rows = signed_in(), [record() for _ in range(4)]
    link(scored(rows[0], rows[1]), scored(rows[2], rows[3]))
    numbers = [one.pk for one in Candidate.objects.all()]
    assert client.post("/people/matches/put-forward", {"pairs": numbers}).status_code == 422
    answer = client.post("/people/matches/put-forward", {"pairs": numbers[:1], "reason": WHY})
    assert "1 pair linked" in text(answer)
    assert list(Candidate.objects.values_list("pk", flat=True)) == numbers[1:]


def test_two_people_are_joined_after_a_preview_and_parted_again(signed_in):
    client, one, two = signed_in(), record(), record(given="Liz")
    address = f"/people/{one.person.ref}/merge"
    assert "nobody with this reference" in text(client.post(address, {"other": "AAAAAAAAAA"}))
    preview = text(client.post(address, {"other": two.person.ref.lower()}))
    assert "found to be the same person" in preview
    assert Merge.objects.count() == 0
    joined = client.post(address, {"other": two.person.ref, "reason": WHY, "confirm": "1"})
    assert joined.status_code == 302
    undo = f"/people/{one.person.ref}/merges/{Merge.objects.get().pk}/undo"
    assert "One person again" in text(client.get(undo))
    assert client.post(undo, {"reason": WHY}).status_code == 302
    assert Merge.objects.get().undone_why == WHY
    assert client.get(undo).status_code == 404


def test_a_page_that_was_refused_is_not_written_down_as_read(signed_in):
    client, made = signed_in(), record()
    made.holding.state = "closed"
    made.holding.save()
    for address in (
        reverse("people:edit", args=[made.holding.ref]),
        reverse("people:unmerge", args=[made.person.ref, 999]),
    ):
        assert client.get(address).status_code == 404
    assert not Record.objects.filter(kind="consultation").exists()


@pytest.mark.parametrize(
    "below", ["{person}/", "{person}/merge", "records/{record}/", "records/{record}/edit"]
)
@pytest.mark.parametrize(("organisation", "sensitivity"), [(POLICE, "sealed"), (HOMES, "normal")])
def test_who_is_not_to_be_seen_is_looked_for_as_who_is_not_there(signed_in, below, organisation, sensitivity):
    client, hidden = signed_in(), record(organisation, sensitivity)

    def asked(person, ref):
        with CaptureQueriesContext(connection) as questions:
            assert client.get(f"/people/{below.format(person=person, record=ref)}").status_code == 404
        plain = (re.sub(r"'[^']*'|s\d+_x\d+", "…", one["sql"]) for one in questions)
        return [words.replace(person, "…").replace(ref, "…") for words in plain]

    asked("A" * 10, "A" * 10)
    there = asked(hidden.person.ref, hidden.holding.ref)
    assert there == asked("Q" * 10, "Q" * 10) != []
