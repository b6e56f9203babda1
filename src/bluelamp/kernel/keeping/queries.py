"""What is asked of keeping: the worklist, one record's place in the schedule, what waits for a second person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from bluelamp.kernel.access import kinds
from bluelamp.kernel.access.kinds import Kind
from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.access.scope import NotPermitted, Scope, require
from bluelamp.kernel.access.seeing import NOT_THERE, visible
from bluelamp.kernel.keeping import rules
from bluelamp.kernel.keeping.models import Disposal, Keeping, LegalHold, Review
from bluelamp.kernel.keeping.rules import Group


@dataclass(frozen=True)
class Line:
    """One record on the worklist. It says nothing of what the record says."""

    keeping: Keeping
    kind: Kind
    group: Group | None
    standing: str
    why: str

    @property
    def ref(self) -> str:
        return self.keeping.holding.ref


@dataclass(frozen=True)
class Choice:
    """What the worklist shows: a standing, a group, a kind; each empty for all."""

    standing: str = "due"
    group: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Chapter:
    """Everything about the keeping of one record, for those it belongs to."""

    line: Line
    reviews: tuple[Review, ...]
    hold: LegalHold | None
    holds: tuple[LegalHold, ...]
    proposal: Disposal | None
    disposals: tuple[Disposal, ...]
    may_read: bool
    holding: Holding = field(repr=False)


def reach(scope: Scope, *, now: datetime) -> QuerySet[Holding]:
    """The records whose keeping this reader answers for: their organisation's own, as far as they see them.

    Whoever oversees keeping without reading records is shown all but the sealed: those are named to nobody else.
    """
    require(scope, "keeping.review")
    standing = Holding.objects.exclude(state="erased")
    if scope.role == "system":
        return standing
    theirs = standing.filter(organisation__key=scope.body)
    ways = Q(pk__in=())
    for kind in kinds.every():
        if scope.may(kind.read):
            ways |= Q(pk__in=visible(scope, kind, now=now).values("pk"))
    if scope.may("keeping.oversee"):
        ways |= ~Q(sensitivity="sealed")
    return theirs.filter(ways)


def lines(scope: Scope, choice: Choice, *, now: datetime, today: date) -> QuerySet[Keeping]:
    """The worklist, the longest overdue first."""
    rows = Keeping.objects.filter(holding__in=reach(scope, now=now).values("pk"))
    rows = rows.select_related("holding__organisation", "holding__lpu").annotate(
        is_held=Exists(LegalHold.objects.filter(holding=OuterRef("holding"), lifted_at__isnull=True)),
        is_proposed=Exists(Disposal.objects.filter(holding=OuterRef("holding"), decided_at__isnull=True)),
    )
    if choice.group:
        rows = rows.filter(group=choice.group)
    if choice.kind:
        rows = rows.filter(holding__kind=choice.kind)
    return rows.filter(CHOSEN[choice.standing](today)) if choice.standing else rows


CHOSEN: Mapping[str, Callable[[date], Q]] = {
    "due": lambda today: Q(is_held=False, is_proposed=False, next_review__lte=today),
    "waiting": lambda today: Q(is_held=False, is_proposed=True),
    "held": lambda today: Q(is_held=True),
    "later": lambda today: Q(is_held=False, is_proposed=False, next_review__gt=today),
}


def told(rows: Iterable[Keeping], *, today: date) -> list[Line]:
    """Rows of :func:`lines` in words."""
    groups = rules.groups(today)
    return [_line(row, groups.get(row.group), today) for row in rows]


def _line(row: Keeping, group: Group | None, today: date) -> Line:
    standing = rules.standing(
        is_held=row.is_held,  # type: ignore[attr-defined]
        is_proposed=row.is_proposed,  # type: ignore[attr-defined]
        next_review=row.next_review,
        today=today,
    )
    why = "Its group is no longer in force: choose another."
    if group is not None:
        why = rules.why_due(
            group, last_event=row.last_event, last_review=row.last_review, ends_on=row.ends_on, today=today
        )
    return Line(row, kinds.called(row.holding.kind), group, standing, why)


def chapter(scope: Scope, ref: str, *, now: datetime, today: date) -> Chapter:
    """The keeping of one record. ``NotPermitted`` says the same of what is not there and of what is not theirs."""
    row = lines(scope, Choice(standing=""), now=now, today=today).filter(holding__ref=ref).first()
    if row is None:
        raise NotPermitted(NOT_THERE)
    (line,) = told([row], today=today)
    held = row.holding
    holds = tuple(LegalHold.objects.filter(holding=held).order_by("-pk"))
    disposals = tuple(Disposal.objects.filter(holding=held).order_by("-pk"))
    reads = scope.may(line.kind.read) and visible(scope, line.kind, now=now).filter(pk=held.pk).exists()
    return Chapter(
        line=line,
        reviews=tuple(Review.objects.filter(holding=held).order_by("-pk")),
        hold=next((hold for hold in holds if hold.lifted_at is None), None),
        holds=holds,
        proposal=next((one for one in disposals if one.decided_at is None), None),
        disposals=disposals,
        may_read=reads,
        holding=held,
    )


def counts(scope: Scope, *, now: datetime, today: date) -> dict[str, int]:
    """How many records stand how."""
    return {
        standing: lines(scope, Choice(standing=standing), now=now, today=today).count() for standing in CHOSEN
    }


def erased(scope: Scope) -> list[str]:
    """The references of all that was erased: what must not come back with an old backup."""
    require(scope, "keeping.erase_again")
    return list(Holding.objects.filter(state="erased").order_by("ref").values_list("ref", flat=True))
