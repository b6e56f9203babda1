"""Who works on a case and which cases belong together, said by people's scripts and read by their agency's system."""

from __future__ import annotations

import pytest

from bluelamp.areas.asb.tests.api import landlord, officer, own_case, police_case
from bluelamp.kernel.access.tests.factories import user_of

pytestmark = pytest.mark.django_db
WHY = "Both are about the garages behind Shingle Road."


@pytest.fixture
def homes():
    return landlord()


@pytest.fixture
def lead(homes):
    return officer()


def ref_of(case: str) -> str:
    return case.rpartition("/")[2]


def test_two_cases_are_linked_by_a_person_and_the_link_is_ended_for_a_reason(homes, lead):
    here, there = own_case(homes), own_case(homes)
    sent = {"other": ref_of(there), "how": "same_place", "reason": WHY}
    assert homes("post", f"{here}/links", sent).status_code == 403
    number = lead("post", f"{here}/links", sent).json()["number"]
    (seen,) = homes("get", f"{there}/links").json()["linked"]
    assert (seen["number"], seen["case"], seen["how"], seen["reason"]) == (
        number,
        ref_of(here),
        "same_place",
        WHY,
    )
    assert lead("post", f"{here}/links", sent).json()["detail"] == "They are linked like this already."
    assert lead("post", f"{there}/links/{number}/end", {"reason": "short"}).status_code == 422
    assert lead("post", f"{there}/links/{number}/end", {"reason": WHY}).status_code == 200
    assert homes("get", f"{here}/links").json() == {"linked": [], "joined": [], "into": ""}


def test_two_cases_are_joined_and_parted_again_with_all_that_was_on_each(homes, lead):
    kept, gone = own_case(homes), own_case(homes)
    homes("post", f"{gone}/notes", {"words": "On the other.", "audience": "shared"})
    number = lead("post", f"{kept}/merges", {"other": ref_of(gone), "reason": WHY}).json()["number"]
    (note,) = homes("get", f"{kept}/notes").json()["items"]
    assert (note["words"], homes("get", f"{gone}/links").json()["into"]) == ("On the other.", ref_of(kept))
    late = homes("post", f"{gone}/notes", {"words": "Too late.", "audience": "shared"})
    assert late.json()["detail"] == f"It was joined with {ref_of(kept)}: write on that one."
    assert lead("post", f"{kept}/merges/{number}/undo", {"reason": WHY}).status_code == 200
    (was,) = homes("get", f"{kept}/links").json()["joined"]
    assert (was["stands"], was["undone_why"]) == (False, WHY)
    assert homes("get", f"{kept}/notes").json() == {"items": []}
    assert lead("post", f"{kept}/merges/{number}/undo", {"reason": WHY}).status_code == 404


@pytest.mark.parametrize("noun", ["links", "merges"])
def test_a_case_of_the_police_is_neither_linked_nor_joined_by_a_partner(lead, noun):
    own, theirs = own_case(lead), police_case()
    sent = {"other": ref_of(theirs), "reason": WHY} | ({"how": "related"} if noun == "links" else {})
    answer = lead("post", f"{own}/{noun}", sent)
    assert (answer.status_code, answer.json()["detail"]) == (
        422,
        "There is no case with this reference that is yours to change.",
    )
    assert lead("post", f"{theirs}/{noun}", sent | {"other": ref_of(own)}).status_code == 404


def test_a_link_of_another_case_is_not_there(homes, lead):
    here, there, beside = own_case(homes), own_case(homes), own_case(homes)
    made = lead("post", f"{here}/links", {"other": ref_of(there), "how": "related", "reason": WHY})
    assert lead("post", f"{beside}/links/{made.json()['number']}/end", {"reason": WHY}).status_code == 404


def test_a_case_is_assigned_to_a_colleague_by_who_leads_and_given_back(homes, lead):
    case, colleague = own_case(homes), user_of("partner", organisation="wickwell-homes").username
    assert homes("post", f"{case}/assignments", {"username": colleague, "reason": WHY}).status_code == 403
    nobody = lead("post", f"{case}/assignments", {"username": "nobody.here", "reason": WHY})
    assert nobody.json()["detail"] == "There is nobody called so in your organisation who works on cases."
    assert lead("post", f"{case}/assignments", {"username": colleague, "reason": WHY}).status_code == 201
    (one,) = homes("get", f"{case}/assignments").json()["items"]
    assert (one["organisation"], one["reason"], one["by_rule"]) == ("wickwell-homes", WHY, False)
    assert lead("post", f"{case}/assignments/end", {"reason": WHY}).json() == {"items": []}
