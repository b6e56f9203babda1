"""What the Board of the sample asked for last time and what was said of its figures, by the board's own actions."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from bluelamp.board import actions, queries
from bluelamp.board.document import Document, Passport, freeze
from bluelamp.board.models import Edition
from bluelamp.kernel.access.models import User
from bluelamp.kernel.access.scope import Scope

LISTED = Path(__file__).with_name("meetings.yaml")
RECORDED_ON = date(2013, 12, 4)


@transaction.atomic
def remember(*, edition: Edition) -> int:
    """Write down what ``meetings.yaml`` lists, once; how many lines were. The paper is to be built again then."""
    listed = yaml.safe_load(LISTED.read_text(encoding="utf-8"))
    lead = _scope("lead")
    if queries.minutes.of_meeting(lead, listed["meeting"].isoformat()):
        return 0
    for each in listed["minutes"]:
        _minute(lead, edition, listed["meeting"], each)
    for each in listed["comments"]:
        _comment(edition, each)
    return len(listed["minutes"]) + len(listed["comments"])


def _minute(by: Scope, edition: Edition, meeting: date, each: dict[str, Any]) -> None:
    minute = actions.minutes.record(
        by=by,
        edition=edition,
        kind=each["kind"],
        words=each["words"],
        owner=each.get("owner", ""),
        due=each.get("due"),
        meeting=meeting,
        today=RECORDED_ON,
    )
    for said in each.get("said", ()):
        actions.minutes.say(
            by=by,
            minute=minute,
            state=said["state"],
            words=said["words"],
            evidence=said.get("evidence", ""),
            today=said["day"],
        )


def _comment(edition: Edition, each: dict[str, Any]) -> None:
    about = [
        passport
        for passport in edition.document.passports
        if f"{passport.measure} {passport.area_level} {passport.period}" in each["figures"]
    ]
    read = _as_it_was(edition, about, each["as_it_was"]) if "as_it_was" in each else edition
    actions.comments.write(
        by=_scope(each["by"]),
        edition=read,
        section=each["section"],
        words=each["words"],
        figures=[passport.key for passport in about],
        today=each["day"],
    )


def _as_it_was(edition: Edition, about: list[Passport], shown: str) -> Edition:
    """The edition as somebody read it before the last interviews came in: the sample keeps no draft of that day."""
    before = {
        p.key: replace(p, shown=shown, partitions_digest=sha256(shown.encode()).hexdigest()) for p in about
    }
    read = copy(edition)
    read.content = freeze(_with(edition.document, before))
    read.__dict__.pop("document", None)
    return read


def _with(document: Document, passports: dict[str, Passport]) -> Document:
    return replace(document, passports=tuple(passports.get(p.key, p) for p in document.passports))


def _scope(name: str) -> Scope:
    return Scope.of(User.objects.get(username=name))
