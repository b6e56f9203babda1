"""What meetings decided, asked for and asked, and what became of each by a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from bluelamp.board.models import Minute, Outcome
from bluelamp.board.words import DECISION, ENDED, OUTCOMES
from bluelamp.kernel.access.scope import Scope, require


@dataclass(frozen=True)
class Asked:
    """One thing a meeting left behind, as it stands. ``became`` is what was said last; empty while nobody said."""

    id: int
    meeting: str
    number: int
    kind: str
    called: str
    words: str
    owner: str
    due: date | None
    paragraph: int | None
    recorded_on: date
    state: str
    became: str
    evidence: str
    said_on: date | None

    @property
    def has_ended(self) -> bool:
        return self.state in ENDED

    @property
    def state_in_words(self) -> str:
        """A decision stands by itself; for all else somebody has to say what became of it."""
        if self.state:
            return OUTCOMES[self.state]
        return "Stands" if self.kind == DECISION else "Nobody has said yet"

    def is_late(self, today: date) -> bool:
        """Its day has gone by and it has not ended."""
        return self.due is not None and self.due < today and not self.has_ended


def of_meeting(scope: Scope, paper: str) -> tuple[Asked, ...]:
    """What one meeting left behind, in the order it was recorded."""
    return tuple(_asked(minute) for minute in _minutes(scope).filter(paper=paper))


def opening(scope: Scope, meeting: date) -> tuple[Asked, ...]:
    """What opens the paper of a meeting: all of the last meeting before it, and what is still open from earlier ones.

    A decision of an earlier meeting stands and is not told again.
    """
    before = [_asked(minute) for minute in _minutes(scope).filter(paper__lt=meeting.isoformat())]
    last = max((one.meeting for one in before), default="")
    return tuple(one for one in before if one.meeting == last or (one.kind != DECISION and not one.has_ended))


def minute(scope: Scope, paper: str, number: int) -> Minute | None:
    """One of them by its number; None where there is none."""
    return _minutes(scope).filter(paper=paper, number=number).first()


def asked(minute: Minute) -> Asked:
    """It as it stands."""
    return _asked(minute)


def outcomes(scope: Scope, minute: Minute) -> tuple[Outcome, ...]:
    """Everything that was said of it, newest first."""
    require(scope, "papers.read_signed")
    return tuple(minute.outcomes.order_by("-pk"))


def _minutes(scope: Scope) -> QuerySet[Minute]:
    require(scope, "papers.read_signed")
    return Minute.objects.prefetch_related("outcomes").order_by("paper", "number")


def _asked(minute: Minute) -> Asked:
    said = list(minute.outcomes.all())
    last = said[-1] if said else None
    return Asked(
        minute.pk,
        minute.paper,
        minute.number,
        minute.kind,
        str(minute),
        minute.words,
        minute.owner,
        minute.due,
        minute.paragraph,
        minute.recorded_on,
        last.state if last else "",
        last.words if last else "",
        last.evidence if last else "",
        last.said_on if last else None,
    )
