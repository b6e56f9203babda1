"""The how-to for a partner's developer does what it says: each of its ten calls is made, in their order."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from string import Template
from typing import Any

import pytest
from django.test import Client

from bluelamp.areas.asb.risk import shipped
from bluelamp.areas.asb.tests.api import landlord
from bluelamp.areas.asb.tests.factories import DAY, NOW, case_of, take, taker
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.tests.worlds import agreement, grant
from bluelamp.kernel.people.tests.factories import HOMES
from bluelamp.practice.instruments.tests.factories import version
from bluelamp.web.api import actions

pytestmark = pytest.mark.django_db
PAGE = Path(__file__).parents[5] / "docs/how-to/call-the-api.md"
CALL = re.compile(r"(?:(\w+)=\$\()?(curl .*?)(?: \| jq -r (\S+)\))?", re.DOTALL)
STATUSES = [200, 200, 200, 200, 201, 200, 200, 200, 201, 200]


def calls() -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return [block.strip() for block in blocks if "curl" in block]


def made(block: str, known: dict[str, str]) -> Any:
    """The answer to one block of the page; what it keeps in a variable is ``known`` from then on."""
    name, command, path = CALL.fullmatch(block).groups()
    words = shlex.split(Template(command.replace("\\\n", " ")).substitute(known))
    headers, url, sent, user = {}, "", "", ""
    for flag, word in zip(words, [*words[1:], ""], strict=True):
        if flag == "-H":
            key, _, value = word.partition(": ")
            headers[key] = value
        elif flag == "-d":
            sent = word
        elif flag == "-u":
            user = word
        elif flag.startswith("http"):
            url = flag.removeprefix(known["AT"])
    answer = asked(url, sent, user, headers)
    if name:
        known[name] = reached(answer.json(), path)
    return answer


def asked(url: str, sent: str, user: str, headers: dict[str, str]) -> Any:
    if user:
        client_id, _, secret = user.partition(":")
        form = dict([sent.split("=")]) | {"client_id": client_id, "client_secret": secret}
        return Client().post(url, form)
    if sent:
        return Client().post(url, sent, content_type=headers.pop("Content-Type"), headers=headers)
    return Client().get(url, headers=headers)


def reached(said: Any, path: str) -> str:
    for part in re.findall(r"\w+", path):
        said = said[int(part)] if part.isdigit() else said[part]
    return str(said)


def test_from_credentials_to_a_shared_assessment_in_ten_calls():
    landlord()
    version(shipped.newest())
    taken = take(taker())
    under = agreement(ends_on=None, categories=("victimisation", "professional", "risk"))
    grant(case_of(taken).holding, HOMES, ("title", "state", "reports", "risk"), under, since=NOW - DAY)
    system, secret = actions.add_system(
        by=Scope.system("test"), name="Case system", organisation=HOMES, acts=()
    )
    known = {"AT": "https://bluelamp.example", "ID": system.client_id, "SECRET": secret}
    answers = [made(block, known) for block in calls()]
    assert [answer.status_code for answer in answers] == STATUSES
    assert known["CASE"] == taken.case
    (one,) = answers[-1].json()["items"]
    assert (one["number"], one["organisation"]) == (answers[-2].json()["number"], HOMES)
