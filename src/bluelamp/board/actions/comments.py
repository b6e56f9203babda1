"""Writing what figures mean, and saying so again when the figures have changed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from bluelamp.board import queries, rules
from bluelamp.board.models import Comment, Edition
from bluelamp.board.rules import NotNow
from bluelamp.board.words import CONFIRMED, REWRITTEN, TAKEN_BACK, WRITTEN
from bluelamp.kernel.access.scope import Scope, require
from bluelamp.kernel.audit import actions as audit

CHANGED = "Somebody has changed this comment since you read it. Read it again."


@transaction.atomic
def write(
    *, by: Scope, edition: Edition, section: str, words: str, figures: Collection[str], today: date
) -> Comment:
    """A new comment at the end of a section. ``figures`` are passports of the edition: what it rests on."""
    require(by, "papers.edit")
    rests_on = _versions(edition, figures)
    known = {each.key for each in edition.document.sections}
    rules.refuse(
        rules.reasons_not_to_comment(words=words, figures=len(rests_on), is_known_section=section in known)
    )
    # The edition is locked so that two comments written at once get two numbers.
    Edition.objects.select_for_update().get(pk=edition.pk)
    last = Comment.objects.filter(paper=edition.paper).aggregate(last=Max("thread"))["last"] or 0
    return _add(
        by,
        WRITTEN,
        today,
        paper=edition.paper,
        section=section,
        thread=last + 1,
        words=words.strip(),
        rests_on=rests_on,
    )


@transaction.atomic
def rewrite(
    *, by: Scope, edition: Edition, comment: int, words: str, figures: Collection[str], today: date
) -> Comment:
    """The same comment in other words, resting on the figures of this edition."""
    require(by, "papers.edit")
    rests_on = _versions(edition, figures)
    rules.refuse(rules.reasons_not_to_comment(words=words, figures=len(rests_on), is_known_section=True))
    return _follow(by, _last(comment), REWRITTEN, today, words=words.strip(), rests_on=rests_on)


@transaction.atomic
def confirm(*, by: Scope, comment: int, today: date) -> Comment:
    """It is still true of the figures as they stand now."""
    require(by, "papers.edit")
    last = _last(comment)
    (said,) = [one for one in queries.comments.standing(by, last.paper) if one.id == comment]
    gone = [one.title for one in said.rests_on if one.now == queries.comments.GONE]
    rules.refuse([f"{title} is not there any more. Rewrite the comment." for title in gone])
    return _follow(by, last, CONFIRMED, today, rests_on=[one.version_now() for one in said.rests_on])


@transaction.atomic
def take_back(*, by: Scope, comment: int, today: date) -> Comment:
    """It stands no longer."""
    require(by, "papers.edit")
    return _follow(by, _last(comment), TAKEN_BACK, today)


def _versions(edition: Edition, figures: Collection[str]) -> list[dict[str, str]]:
    citable = queries.comments.citable(edition.document)
    return [queries.comments.version_of(passport) for passport in citable if passport.key in figures]


def _last(comment: int) -> Comment:
    """The comment, locked, if it is the last of its thread."""
    found = Comment.objects.select_for_update().filter(pk=comment).first()
    if found is None or found.step == TAKEN_BACK or Comment.objects.filter(follows=found).exists():
        raise NotNow([CHANGED])
    return found


def _follow(by: Scope, last: Comment, step: str, today: date, **changed: Any) -> Comment:
    kept = {name: getattr(last, name) for name in ("paper", "section", "thread", "words", "rests_on")}
    return _add(by, step, today, follows=last, **(kept | changed))


def _add(by: Scope, step: str, today: date, **fields: Any) -> Comment:
    comment = Comment.objects.create(
        step=step, written_on=today, written_by_id=by.actor_id, written_by_name=by.actor_name, **fields
    )
    audit.record(
        by=by,
        operation="board.comment",
        kind="other",
        objects=[f"paper:{comment.paper}", f"comment:{comment.paper}/{comment.thread}"],
        detail={"step": step},
    )
    return comment
