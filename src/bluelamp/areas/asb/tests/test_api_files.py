"""Files of a case from an agency's own system: put there, listed, fetched, and refused."""

from __future__ import annotations

import re

import pytest

from bluelamp.areas.asb.tests.api import landlord, officer, own_case, police_case, refused
from bluelamp.kernel.audit.models import Record
from bluelamp.practice.casework.models import CaseFile
from bluelamp.web.api import describing, operations
from bluelamp.web.api.models import GivenAnswer

pytestmark = pytest.mark.django_db
DIARY = b"Shouting until two in the night."


@pytest.fixture
def homes():
    return landlord()


def test_a_file_is_put_there_listed_and_fetched_byte_for_byte(homes):
    case = own_case(homes)
    made = homes.upload(f"{case}/files", "diary.txt", DIARY, says="Her diary")
    (listed,) = homes("get", f"{case}/files").json()["items"]
    fetched = homes("get", f"{case}/files/{listed['number']}")
    assert (made.status_code, made.json()) == (201, {name: listed[name] for name in made.json()})
    assert not {"name", "says"} & set(made.json())
    assert (listed["name"], listed["says"], listed["size"]) == ("diary.txt", "Her diary", len(DIARY))
    assert (fetched.content, fetched["Content-Type"]) == (DIARY, "text/plain; charset=utf-8")
    assert Record.objects.filter(operation="casework.hand_out_file").exists()


def test_of_a_shared_case_the_files_that_were_opened_are_fetched_and_no_others(homes):
    case, police = police_case("files"), officer("coordinator", "west-midlands-police")
    for audience in ("shared", "organisation"):
        assert police.upload(f"{case}/files", f"{audience}.txt", DIARY, audience=audience).status_code == 201
    ours, theirs = (CaseFile.objects.get(name=f"{each}.txt").pk for each in ("shared", "organisation"))
    assert [one["number"] for one in homes("get", f"{case}/files").json()["items"]] == [ours]
    assert homes("get", f"{case}/files/{ours}").content == DIARY
    assert homes("get", f"{case}/files/{theirs}").status_code == 404
    assert homes("get", f"{police_case('notes')}/files").json() == {"items": []}


@pytest.mark.parametrize(
    ("name", "content", "said", "at"),
    [
        ("diary.exe", DIARY, {}, "body.file"),
        ("diary.pdf", DIARY, {}, "body.file"),
        ("diary.txt", DIARY, {"audience": "told"}, "form.audience"),
        ("diary.txt", DIARY, {"audience": "everybody"}, "form.audience"),
        ("diary.txt", DIARY, {"says": "x" * 201}, "form.says"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_at_its_field_and_nothing_is_kept(homes, name, content, said, at):
    assert refused(homes.upload(f"{own_case(homes)}/files", name, content, **said)) == (422, [at])
    assert not CaseFile.objects.exists()


def test_a_file_that_is_not_sent_as_a_form_is_refused(homes):
    case = own_case(homes)
    assert homes("post", f"{case}/files", {"audience": "shared"}).status_code == 415
    assert homes("post", f"{case}/notes", "x").status_code == 400
    assert homes.upload(f"{case}/notes", "note.txt", DIARY).status_code == 415


def test_a_form_that_cannot_be_read_is_refused(homes):
    answer = homes.raw(f"{own_case(homes)}/files", b"no form", "multipart/form-data; boundary=")
    assert answer.status_code == 400
    assert homes.upload(f"{own_case(homes)}/files", "a.txt", DIARY, says="a\0b").status_code == 422


def test_of_two_files_in_one_form_neither_is_dropped_unsaid(homes):
    case, line = own_case(homes), b"--line\r\nContent-Disposition: form-data; name="
    field = line + b'"audience"\r\n\r\nshared\r\n'
    file = line + b'"file"; filename="a.txt"\r\n\r\nhello\r\n'
    for parts in (field + file + file, field + field + file):
        answer = homes.raw(f"{case}/files", parts + b"--line--\r\n", "multipart/form-data; boundary=line")
        assert (answer.status_code, answer.json()["detail"]) == (422, "Send each part of the form once.")
    assert not CaseFile.objects.exists()


def test_a_file_sent_again_with_its_key_is_kept_once(homes):
    case, once = own_case(homes), {"Idempotency_Key": "diary-of-january"}
    first = homes.upload(f"{case}/files", "diary.txt", DIARY, **once)
    again = homes.upload(f"{case}/files", "diary.txt", DIARY, **once)
    other = homes.upload(f"{case}/files", "diary.txt", b"Another diary.", **once)
    assert (first.json(), again["Idempotency-Replayed"]) == (again.json(), "true")
    assert (other.status_code, CaseFile.objects.count()) == (422, 1)


def test_the_answer_that_is_kept_says_nothing_of_what_a_file_is_called_or_holds(homes):
    case, once = own_case(homes), {"Idempotency_Key": "diary-of-january"}
    homes.upload(f"{case}/files", "ottoline.txt", DIARY, says="Her diary", **once)
    assert not {"ottoline", "diary"} & set(re.findall(r"[a-z]+", GivenAnswer.objects.get().body.lower()))


def test_a_file_as_large_as_the_pages_take_is_taken(homes):
    large = b"a line of a long log\n" * 200_000
    assert homes.upload(f"{own_case(homes)}/files", "log.txt", large).json()["size"] == len(large)


def test_the_description_says_what_the_form_holds():
    told = describing.description(operations.api)["paths"]["/api/v1/asb/cases/{ref}/files"]["post"]
    (form,) = told["requestBody"]["content"].values()
    assert set(form["schema"]["properties"]) == {"audience", "says", "file"}
    assert form["schema"]["examples"][0] == {"audience": "shared", "says": "The tenant's diary of January"}
