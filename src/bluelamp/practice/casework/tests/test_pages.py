"""The pages as people use them, by form and without a script, and as people who may not."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bluelamp.kernel.access.models import Notice, User
from bluelamp.kernel.access.tests.factories import confirm
from bluelamp.kernel.audit.models import Touch
from bluelamp.practice.casework import actions
from bluelamp.practice.casework.models import Assignment, CaseMerge, Note, SavedSearch
from bluelamp.practice.casework.tests.factories import WHY, case, cases, opened_to

pytestmark = pytest.mark.django_db
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


def browser(scope) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=scope.actor_id))
    confirm(client)
    return client


def text(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def hidden(answer) -> dict[str, list[str]]:
    """What the form on a page sends by itself; the sign-out form's token aside."""
    found: dict[str, list[str]] = {}
    for name, value in HIDDEN.findall(answer.content.decode()):
        if name != "csrfmiddlewaretoken":
            found.setdefault(name, []).append(value)
    return found


def at(held, what="") -> str:
    return f"/casework/{held.ref}/{what}"


PAGES = ("", "timeline", "notes", "files", "assign", "unassign", "follow", "link", "merge", "print")


@pytest.mark.parametrize("what", PAGES)
def test_every_page_of_a_case_opens_to_those_it_is_for_and_is_not_there_for_others(what, sergeant, elsewhere):
    held = case()
    assert browser(sergeant).get(at(held, what)).status_code == 200
    other = browser(elsewhere)
    absent = other.get(f"/casework/0000000000/{what}")
    assert other.get(at(held, what)).status_code == absent.status_code == 404


@pytest.mark.parametrize("what", PAGES)
def test_whatever_page_of_a_case_is_opened_it_is_written_down_as_shown(what, sergeant):
    held = case()
    opened, before = browser(sergeant), Touch.objects.filter(object=f"holding:{held.ref}").count()
    opened.get(at(held, what))
    assert Touch.objects.filter(object=f"holding:{held.ref}").count() > before


@pytest.mark.parametrize("what", PAGES)
def test_a_record_that_is_no_case_has_no_such_pages(what, sergeant):
    assert browser(sergeant).get(at(case(kind="letter"), what)).status_code == 404


def test_a_note_is_written_put_right_and_added_to(officer):
    held, client = case(), browser(officer)
    form = hidden(client.get(at(held, "notes")))
    said = {"words": "The door was kicked in.", "nature": "fact", "audience": "shared"}
    for _ in range(2):
        assert client.post(at(held, "notes"), form | said).status_code == 302
    (note,) = Note.objects.all()
    right = at(held, f"notes/{note.pk}")
    client.post(right, hidden(client.get(right)) | said | {"words": "The gate was."})
    client.post(f"{right}/add", hidden(client.get(f"{right}/add")) | said | {"words": "In the rain."})
    page = text(client.get(at(held)))
    assert all(each in page for each in ("The gate was.", "In the rain.", "Put right"))


def test_whoever_comes_too_late_sees_both_and_loses_nothing(officer):
    held, client = case(), browser(officer)
    note = actions.notes.write(by=officer, ref=held.ref, words="First.", audience="team", now=timezone.now())
    right, said = at(held, f"notes/{note.pk}"), {"nature": "fact", "audience": "team", "version": 1}
    client.post(right, said | {"words": "Second."})
    late = client.post(right, said | {"words": "Third."})
    assert (late.status_code, "Second." in text(late), "Third." in text(late)) == (409, True, True)
    again = {"words": "Third.", "nature": "fact", "audience": "team"} | {
        "version": hidden(late)["version"][-1]
    }
    assert client.post(right, again).status_code == 302
    note.refresh_from_db()
    assert note.words == "Third."


def test_what_is_wrong_comes_back_with_what_was_typed(officer):
    held, client = case(), browser(officer)
    answer = client.post(at(held, "notes"), {"words": "The door.", "nature": "fact"})
    assert (answer.status_code, "The door." in text(answer)) == (422, True)
    assert "Choose who is to hear of it" in text(answer)


def test_a_file_is_saved_and_never_shown_as_a_page(officer, landlord, elsewhere):
    held, client = case(), browser(officer)
    sent = SimpleUploadedFile('<b>"évil".txt', b"What the neighbour saw.")
    said = hidden(client.get(at(held, "files"))) | {
        "uploads": sent,
        "audience": "organisation",
        "says": "By hand",
    }
    assert client.post(at(held, "files"), said).status_code == 302
    address = re.search(rf'href="({at(held)}files/\d+)"', client.get(at(held)).content.decode())[1]
    answer = client.get(address)
    assert answer.content == b"What the neighbour saw."
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    opened_to(held)
    for reader in (landlord, elsewhere):
        assert browser(reader).get(address).status_code == 404


def test_a_page_in_a_pictures_clothes_is_refused_with_a_reason(officer):
    held, client = case(), browser(officer)
    sent = SimpleUploadedFile("photo.png", b"<html><script>alert(1)</script>")
    answer = client.post(at(held, "files"), {"uploads": sent, "audience": "team"})
    assert answer.status_code == 422
    assert "photo.png" in text(answer)


def test_assigned_it_is_on_their_desk_and_they_are_told(sergeant, officer):
    held, client = case(), browser(sergeant)
    assert "oona: 0 open cases" in text(client.get(at(held, "assign")))
    assert client.post(at(held, "assign"), {"officer": "oona", "reason": WHY}).status_code == 302
    theirs = browser(officer)
    assert held.ref in text(theirs.get("/casework/"))
    assert theirs.get(Notice.objects.get().address).status_code == 200


def test_two_cases_are_seen_side_by_side_joined_and_parted(sergeant):
    kept, gone = cases(2)
    client = browser(sergeant)
    both = client.post(at(kept, "merge"), {"other": gone.ref.lower()})
    assert all(f"name-{held.pk}" in text(both) for held in (kept, gone))
    said = {"other": gone.ref, "confirm": "1", "reason": WHY}
    assert client.post(at(kept, "merge"), said).status_code == 302
    row = CaseMerge.objects.get()
    assert gone.ref in text(client.get(at(kept)))
    assert client.post(at(kept, f"merges/{row.pk}/undo"), {"reason": WHY}).status_code == 302
    row.refresh_from_db()
    assert row.undone_why == WHY


def test_a_sergeant_assigns_a_list_sees_what_happens_and_takes_it_back(sergeant, officer):
    made = cases(7)
    client = browser(sergeant)
    page = client.get("/casework/lists/cases/")
    assert "7 cases" in text(page)
    asks = client.post("/casework/lists/cases/many", {"act": "assign", "all": "1", "query": "state=open"})
    said = {name: values[-1] for name, values in hidden(asks).items()} | {"username": "oona", "reason": WHY}
    preview = client.post("/casework/lists/cases/many", said)
    assert "It will be done to 7 cases" in text(preview)
    sealed = {name: values[-1] for name, values in hidden(preview).items()}
    done = client.post("/casework/lists/cases/many", sealed)
    assert (done.status_code, Assignment.objects.filter(until=None).count()) == (302, len(made))
    assert "7 done" in text(client.get(done.url))
    assert client.post(f"{done.url}undo").status_code == 302
    assert Assignment.objects.filter(until=None).count() == 0


def test_a_seal_that_is_not_that_of_the_preview_shows_it_again(sergeant, officer):
    case()
    said = {"act": "assign", "all": "1", "query": "", "once": "x", "username": "oona", "reason": WHY}
    answer = browser(sergeant).post("/casework/lists/cases/many", said | {"seal": "0" * 64})
    assert (answer.status_code, "See again what will happen" in text(answer)) == (409, True)
    assert Assignment.objects.count() == 0


def test_the_way_back_leads_to_the_same_choice_and_the_next_page_keeps_it(sergeant):
    cases(7)
    page = browser(sergeant).get("/casework/lists/cases/?state=open&order=latest").content.decode()
    following = re.search(r'rel="next" href="([^"]+)"', page)[1]
    assert following.startswith("?state=open&amp;order=latest&amp;after=")


def test_a_search_is_kept_under_a_name_and_let_go(sergeant):
    case()
    client = browser(sergeant)
    saved = "/casework/lists/cases/save?state=open"
    answer = client.post(saved, {"title": "Open ones", "audience": "team"})
    assert answer.url == "/casework/lists/cases/?state=open"
    assert "Open ones" in text(client.get("/casework/"))
    row = SavedSearch.objects.get()
    change = f"/casework/searches/{row.pk}/"
    client.post(change, {"title": "All open", "audience": "own", "version": 1})
    assert client.post(change, {"title": "Late", "audience": "own", "version": 1}).status_code == 409
    client.post(f"{change}let-go")
    assert SavedSearch.objects.count() == 0


def test_a_case_is_printed_on_screen_and_as_a_file(sergeant):
    held, client = case(), browser(sergeant)
    said = {"reason": "For the case conference.", "audience": "shared", "without": ["tip"]}
    sheet = client.post(at(held, "print"), said)
    assert ("Withheld" in text(sheet), f"tip-{held.pk}" in text(sheet)) == (True, False)
    pdf = client.post(at(held, "print"), said | {"pdf": "1"})
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")


def test_who_takes_new_cases_and_handing_over(sergeant, officer, colleague):
    client = browser(sergeant)
    client.post("/casework/places/", {"username": "oona", "place": "BW"})
    assert "oona" in text(client.get("/casework/places/"))
    actions.assignments.assign(by=sergeant, ref=case().ref, username="oona", reason=WHY, now=timezone.now())
    answer = client.post("/casework/hand-over", {"username": "oona", "to": "cole", "reason": WHY})
    assert "1 case was handed over" in text(answer)


@pytest.mark.parametrize("address", ["/casework/lists/none/", "/casework/done/1/", "/casework/searches/1/"])
def test_what_is_not_there_is_not_found(sergeant, address):
    assert browser(sergeant).get(address).status_code == 404


def test_a_page_asks_as_much_for_three_as_for_one(sergeant):
    client, counted = browser(sergeant), []
    case()
    client.get("/casework/lists/cases/")
    for _ in range(2):
        with CaptureQueriesContext(connection) as found:
            client.get("/casework/lists/cases/")
        counted.append(len(found))
        cases(2)
    assert counted[0] == counted[1]
    assert counted[0] <= 25
