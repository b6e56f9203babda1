"""What is written and done on a case: notes and files by who hears of them, and who works on it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bluelamp.kernel.access.models import Holding
from bluelamp.practice.casework import models as casework
from bluelamp.web.sample.canaries.cases.words import AUTHORS, DAY, By, Words

if TYPE_CHECKING:
    from bluelamp.web.sample.canaries.world import World


def written(holding: Holding, audience: str, suffix: str, said: Words, by: By) -> None:
    """A note with what it said before and an addendum, and a file, for one audience."""
    heard, item = by.heard(holding, audience), f"notes{suffix}"
    note = casework.Note.objects.create(words=said(item), nature="fact", **heard)
    casework.Note.objects.create(words=said(item, "addendum"), nature="opinion", adds_to=note, **heard)
    casework.NoteBefore.objects.create(
        note=note, words=said(item, "before"), audience=audience, nature="fact", until=by.now
    )
    content = said(f"files{suffix}", "content").encode()
    file = casework.CaseFile.objects.create(
        name=f"{said(f'files{suffix}')}.txt",
        says=said(f"files{suffix}", "says"),
        kind="txt",
        content_type="text/plain",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        state="clean",
        **heard,
    )
    casework.FileContent.objects.create(file=file, data=content)
    casework.Happening.objects.create(what="note", **heard)
    said.made("note", note)
    said.made("file", file)


def worked(world: World, holding: Holding, row: Mapping[str, Any], said: Words, by: By) -> None:
    user = world.user(row.get("assigned", AUTHORS[row["of"]]))
    about: dict[str, Any] = {"holding": holding, "organisation": by.body, "by_name": by.name}
    casework.Assignment.objects.create(
        user=user, user_name=user.username.title(), reason=said("notes", "assigned"), since=by.now, **about
    )
    ended = {"until": by.now, "ended_by_name": by.name, "ended_why": said("notes", "unassigned")}
    casework.Assignment.objects.create(
        user=by.user, user_name=by.name, reason=said("notes", "first"), since=by.now - DAY, **about | ended
    )
    casework.Following.objects.create(holding=holding, user=by.user, since=by.now)
    casework.HandedOn.objects.create(
        holding=holding,
        recipient=said("notes", "recipient"),
        basis="court",
        reason=said("notes", "handedon"),
        withheld=1,
        at=by.now,
        by_name=by.name,
    )
