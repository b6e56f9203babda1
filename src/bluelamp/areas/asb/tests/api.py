"""Programs of partners for tests, with a case of their own and one that the police opened to them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from bluelamp.areas.asb.kinds import CASE
from bluelamp.areas.asb.tests.factories import DAY, NOW, case_of, somebody_new, take, taker
from bluelamp.kernel.access.tests.factories import user_of
from bluelamp.kernel.access.tests.worlds import grant
from bluelamp.kernel.people.tests.factories import HOMES, POLICE, body
from bluelamp.web.api.tests.calling import Caller, script_of, system

REPORT = {
    "what": "Youths shout and kick a ball against the shutters.",
    "received_at": NOW.isoformat(),
    "happened_from": (NOW - DAY).isoformat(),
    "qualifier": "nuisance",
    "address": "12 Shingle Road",
    "point": "407000, 287000",
    "crime": "no_crime",
    "answers": {key: {"answer": "no"} for key in ("repeat", "targeted", "vulnerable", "effect")},
    "complainants": [{"new": {"given": "Liz", "family": "Brindlewick"}}],
    "alleged": [{"known_as": "man in a grey hoodie"}],
}


def landlord(*acts: str) -> Caller:
    """The system of a housing association, for everything a system may do unless told."""
    body(POLICE), body(HOMES), taker()
    return system(HOMES, *acts)


def officer(role: str = "partner_lead", organisation: str = HOMES) -> Caller:
    """A script of somebody who answers for what it does by name."""
    return script_of(user_of(role, organisation=organisation))


def own_case(caller: Caller, **said: Any) -> str:
    """A case of the caller's organisation, by its address below ``/api/v1``."""
    made = caller("post", "/asb/reports", REPORT | said)
    assert made.status_code == 201, made.content
    return made.json()["href"].removeprefix("/api/v1")


def police_case(*items: str) -> str:
    """A case of the police of which ``items`` were opened to the landlord; all of them where none is named."""
    taken = take(taker(), callers=(somebody_new(),))
    grant(case_of(taken).holding, HOMES, items or CASE.keys, since=NOW - DAY)
    return f"/asb/cases/{taken.case}"


def refused(answer: Any) -> tuple[int, list[str]]:
    """The status, and the fields that are at fault."""
    return answer.status_code, [each["field"] for each in answer.json().get("errors", ())]


def worked_case(lead: Caller) -> tuple[str, dict[str, int]]:
    """A case of the organisation of ``lead`` with something of each kind on it: its reference, and noun → number."""
    case, soon = own_case(lead), (timezone.now() + timedelta(days=9)).isoformat()
    bodies: dict[str, dict[str, Any]] = {
        "notes": {"words": "The tenant was seen.", "audience": "shared"},
        "promises": {"to": "victim", "says": "We ring you.", "due_at": soon},
        "people": {"role": "alleged", "known_as": "woman with a dog"},
        "assessments": {"answers": {"q1": ["weekly"], "q7": ["you"]}},
        "orders": {
            "power": "civil-injunction",
            "applicant": "police",
            "subject": "person",
            "described": "A man",
            "age": 34,
        },
        "remedies": {"described": "Boy of 15", "evidence": "He admitted it to us."},
        "case-reviews": {"victim_described": "The tenant", "came": "phone", "says": "Nobody came back."},
    }
    numbers = {}
    for noun, sent in bodies.items():
        made = lead("post", f"{case}/{noun}", sent)
        assert made.status_code == 201, (noun, made.content)
        numbers[noun] = made.json()["number"]
    numbers["files"] = lead.upload(f"{case}/files", "diary.txt", b"Shouting until two.").json()["number"]
    return case.rpartition("/")[2], numbers
