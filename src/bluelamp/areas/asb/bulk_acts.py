"""What is done to many cases of anti-social behaviour at once: reviewed, put forward for closing, and closed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms

from bluelamp.areas.asb import actions, queries, rules
from bluelamp.areas.asb.models import Case
from bluelamp.areas.asb.standing import standing_of, standings_of
from bluelamp.areas.asb.words import STATES
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.practice.casework.forms import BulkReasonForm
from bluelamp.practice.casework.listing import BulkAct, Row
from bluelamp.practice.casework.listing.acts import Said
from bluelamp.practice.promises import actions as promises
from bluelamp.practice.promises.queries import reviews
from bluelamp.practice.promises.words import RANKS
from bluelamp.ui import formats
from bluelamp.ui.fields import Reason

NOT_OURS = "It belongs to another organisation."


class ReviewForm(forms.Form):
    """As whom somebody reviews them, and what they looked at."""

    rank = forms.ChoiceField(
        label="Which review?", choices=list(RANKS.items()), widget=forms.RadioSelect, initial="sergeant"
    )
    note = Reason("What did you look at, and what follows?")

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


def _would_review(scope: Scope, looked: list[Look], said: Said, now: datetime) -> list[Row]:
    found = reviews.of_many(scope, looked, said["rank"], note=said["note"], now=now)
    rank = RANKS[said["rank"]]
    return [_reviewed(rank, found[each.holding.pk]) for each in looked]


def _reviewed(rank: str, one: reviews.ForOne) -> Row:
    due = f", due {formats.day(one.row.due_at)}" if one.row else ""
    return Row(f"Reviewed by a {rank.lower()}{due}", one.against)


def _review(scope: Scope, looked: Look, said: Said, now: datetime) -> Mapping[str, Any]:
    one = reviews.of_many(scope, [looked], said["rank"], note=said["note"], now=now)[looked.holding.pk]
    if one.row is None:
        raise NotNow(" ".join(one.against))
    done = promises.reviews.review(by=scope, record=looked, number=one.row.pk, note=said["note"], now=now)
    return {"review": done.pk}


def _undo_review(scope: Scope, looked: Look, back: Mapping[str, Any], now: datetime) -> None:
    promises.reviews.take_back(by=scope, record=looked, number=back["review"], now=now)


def _would_move(to: str, words: str) -> Any:
    """A preview of moving cases to one state: each says where it stands, or why it does not go."""

    def would(scope: Scope, looked: list[Look], said: Said, now: datetime) -> list[Row]:
        cases = {
            case.holding_id: case for case in Case.objects.filter(holding__in=[one.holding for one in looked])
        }
        stands = standings_of(scope, looked, cases, now=now)
        return [_moved(one, stands[one.holding.pk], to, words, said["reason"], now) for one in looked]

    return would


def _moved(looked: Look, stands: rules.Standing, to: str, words: str, reason: str, now: datetime) -> Row:
    against = rules.reasons_not_to_move(stands, to, reason=reason, now=now) if looked.is_own else [NOT_OURS]
    return Row(f"{words}, until now: {STATES[stands.state].lower()}", tuple(against))


def _move(to: str) -> Any:
    def moved(scope: Scope, looked: Look, said: Said, now: datetime) -> Mapping[str, Any]:
        _, case = queries.cases.case(scope, looked.ref, now=now)
        stands = standing_of(scope, looked, case, now=now)
        made = actions.moves.move(
            by=scope,
            ref=looked.ref,
            to=to,
            reason=said["reason"],
            standing=stands,
            version=case.version,
            now=now,
        )
        return {"move": made.moves.latest("pk").pk}

    return moved


def _undo_move(scope: Scope, looked: Look, back: Mapping[str, Any], now: datetime) -> None:
    actions.moves.take_back(by=scope, ref=looked.ref, change_made=back["move"], now=now)


REVIEW = BulkAct(
    key="review",
    label="Review",
    act="promises.review",
    form=ReviewForm,
    preview=_would_review,
    do=_review,
    undo=_undo_review,
    of_own=True,
)
PROPOSE = BulkAct(
    key="propose",
    label="Propose closing",
    act="asb.progress",
    form=BulkReasonForm,
    preview=_would_move("closure_proposed", "Proposed for closing"),
    do=_move("closure_proposed"),
    undo=_undo_move,
    of_own=True,
)
CLOSE = BulkAct(
    key="close",
    label="Close",
    act="asb.progress",
    form=BulkReasonForm,
    preview=_would_move("closed", "Closed"),
    do=_move("closed"),
    undo=_undo_move,
    of_own=True,
)
