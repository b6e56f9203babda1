"""The papers of the sample by the board's own actions: built by the analyst, minuted by the lead, signed by the ACC.

The paper of January is signed, so that the Board has one to read; the one after it is a draft that opens with what the
meeting of January left behind.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from bluelamp.board import actions, files, queries
from bluelamp.board.actions import Built
from bluelamp.board.document import Document, Passport, freeze
from bluelamp.board.models import Edition
from bluelamp.kernel.access.models import User
from bluelamp.kernel.access.scope import Scope

LISTED = Path(__file__).with_name("meetings.yaml")


def bring_about(progress: Callable[[str, float], None]) -> list[Built]:
    """Every paper that ``meetings.yaml`` lists, as it is to stand. A signed one is left alone."""
    listed = yaml.safe_load(LISTED.read_text(encoding="utf-8"))
    built = []
    for place, paper in enumerate(listed):
        key = paper["paper"].isoformat()
        progress("Building the papers and reading their proofs", 0.3 + 0.6 * place / len(listed))
        built.append(_signed_before(key) or _paper(key, paper))
    return built


def _signed_before(key: str) -> Built | None:
    """The signed edition of a paper, its files put back where they are gone."""
    analyst = _scope("analyst")
    signed = queries.editions(analyst, key).filter(signature__isnull=False).first()
    if signed is None:
        return None
    where = files.folder(key)
    if not all((where / name).is_file() for name in files.FORMS):
        files.write(where, {name: queries.file(analyst, signed, name) for name in files.FORMS})
    return Built(signed, queries.standing(analyst, signed), where, is_new=False)


def _paper(key: str, paper: dict[str, Any]) -> Built:
    """Built, and built again with the meeting before it and the comments on it; signed where nothing is against it."""
    analyst = _scope("analyst")
    built = actions.build_paper(by=analyst, paper=key, today=paper["drafted"])
    if _remember(built.edition, paper):
        built = actions.build_paper(by=analyst, paper=key, today=paper["drafted"])
    if signs := paper.get("signed"):
        signer, edition = _scope(signs["by"]), built.edition
        if not queries.reasons_not_to_sign(signer, edition):
            read = edition.content_digest
            signature = actions.sign(by=signer, edition=edition, read_digest=read, today=signs["day"])
            return replace(built, edition=signature.edition)
    return built


@transaction.atomic
def _remember(edition: Edition, paper: dict[str, Any]) -> bool:
    """Write down what is listed, once. Whether the paper has to be built again."""
    lead = _scope("lead")
    if queries.minutes.of_meeting(lead, paper["last_meeting"].isoformat()):
        return False
    for each in paper["minutes"]:
        _minute(lead, edition, paper, each)
    for each in paper["comments"]:
        _comment(edition, each)
    return True


def _minute(by: Scope, edition: Edition, paper: dict[str, Any], each: dict[str, Any]) -> None:
    minute = actions.minutes.record(
        by=by,
        edition=edition,
        kind=each["kind"],
        words=each["words"],
        owner=each.get("owner", ""),
        due=each.get("due"),
        meeting=paper["last_meeting"],
        today=paper["recorded"],
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
    by = _scope(each["by"])
    about = [
        passport
        for passport in edition.document.passports
        if f"{passport.measure} {passport.area_level} {passport.period}" in each["figures"]
    ]
    figures = [passport.key for passport in about]
    written = actions.comments.write(
        by=by,
        edition=_as_it_was(edition, about, each["as_it_was"]) if "as_it_was" in each else edition,
        section=each["section"],
        words=each["words"],
        figures=figures,
        today=each["day"],
    )
    if again := each.get("rewritten"):
        actions.comments.rewrite(
            by=by,
            edition=edition,
            comment=written.pk,
            words=again["words"],
            figures=figures,
            today=again["day"],
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
