"""A rebase: the decision that what is usual has changed for good, and from when new limits count.

It is taken by a person who knows the cause, approved by a second one, and can be withdrawn; nothing here ever takes it
by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from bluelamp.analysis.spc.signal import Signal

FEWEST = 8
"""Points after a rebase before anybody can say that the change lasts; fewer than twelve give trial limits."""


class Check(NamedTuple):
    """One thing asked before limits begin anew: whether it holds, and what was found."""

    asks: str
    holds: bool
    found: str


@dataclass(frozen=True, slots=True)
class Rebase:
    """From ``since`` on (the first point of the new phase), for the known ``cause``, on this ``evidence``.

    ``expected_to_last`` is the judgement of whoever decided. ``approved_by`` a second
    person, on ``approved_on``; ``withdrawn_by`` undoes it. Raises ``ValueError`` with a
    sentence for a decision that cannot be one.
    """

    since: date
    cause: str
    evidence: str
    decided_by: str
    decided_on: date
    expected_to_last: bool = True
    approved_by: str = ""
    approved_on: date | None = None
    withdrawn_by: str = ""
    withdrawn_on: date | None = None

    def __post_init__(self) -> None:
        if not self.cause.strip():
            raise ValueError(
                "A rebase needs its cause: what changed, in words. Without one, leave the limits."
            )
        if not self.decided_by.strip():
            raise ValueError("A rebase needs the name of whoever decided it.")
        if self.decided_on < self.since:
            raise ValueError(
                "A rebase is decided on what has been seen: it cannot begin after the day it is decided."
            )
        for who, on, what in (
            (self.approved_by, self.approved_on, "approval"),
            (self.withdrawn_by, self.withdrawn_on, "withdrawal"),
        ):
            if bool(who.strip()) != (on is not None):
                raise ValueError(f"The {what} of a rebase needs both who and when.")
            if on is not None and on < self.decided_on:
                raise ValueError(f"The {what} of a rebase cannot come before the decision.")
        if self.approved_by and _same(self.approved_by, self.decided_by):
            raise ValueError("A rebase is approved by a second person, not by the one who decided it.")

    @property
    def is_in_force(self) -> bool:
        """Whether limits begin anew here: approved and not withdrawn."""
        return bool(self.approved_by) and not self.withdrawn_by

    def approve(self, *, by: str, on: date) -> Rebase:
        """Raises ``ValueError`` with the reasons when it may not be."""
        if not self.expected_to_last:
            raise ValueError("A change that is not expected to last is no new usual: leave the limits.")
        if not self.evidence.strip():
            raise ValueError("A rebase is approved on its evidence. Say what shows that the cause did it.")
        return replace(self, approved_by=by, approved_on=on)

    def withdraw(self, *, by: str, on: date) -> Rebase:
        """The limits go back to what they were; the decision stays on record."""
        return replace(self, withdrawn_by=by, withdrawn_on=on)


def phases(rebases: Sequence[Rebase], months: Sequence[date]) -> tuple[int, ...]:
    """The points at which the rebases in force begin, for :func:`bluelamp.analysis.spc.judge`.

    Raises ``ValueError`` for one that falls outside the series.
    """
    return tuple(sorted({position(r.since, months) for r in rebases if r.is_in_force}))


def position(since: date, months: Sequence[date]) -> int:
    """The first point on or after ``since``. Raises ``ValueError`` when it is not inside the series, or when the months
    are not in order and each once.
    """
    for earlier, later in pairwise(months):
        if not earlier < later:
            raise ValueError(f"{later:%B %Y} follows {earlier:%B %Y}: give the months in order, each once.")
    if not months or not months[0] < since <= months[-1]:
        span = f"{months[0]:%B %Y} to {months[-1]:%B %Y}" if months else "no month at all"
        raise ValueError(f"The rebase of {since:%B %Y} lies outside the series, which runs from {span}.")
    return next(i for i, month in enumerate(months) if month >= since)


def reasons_not_to_rebase(
    signal: Signal, at: int, *, cause: str, expected_to_last: bool, noun: str = "point"
) -> tuple[str, ...]:
    """What speaks against new limits from point ``at`` on; nothing does when it is empty. See :func:`checks`."""
    found = checks(signal, at, cause=cause, expected_to_last=expected_to_last, noun=noun)
    return tuple(check.found for check in found if not check.holds)


def checks(
    signal: Signal, at: int, *, cause: str, expected_to_last: bool, noun: str = "point"
) -> tuple[Check, ...]:
    """The four things asked before limits begin anew from point ``at`` on: advice, for a person to decide on.

    ``signal`` is the series judged *without* them. The questions are Making Data Count's: a known cause, a sustained
    signal, expected to last, and no hurry.
    """
    after = [(mark, z) for mark, z in zip(signal.marks[at:], signal.z[at:], strict=True) if not np.isnan(z)]
    flagged = [z for mark, z in after if mark not in ("", "none", "common")]
    seen = f"{len(after)} {noun}{' has' if len(after) == 1 else 's have'} been seen since"
    return (
        _check(
            "Is the cause known?", bool(cause.strip()), "It is named.", "Nobody has named what caused it."
        ),
        _check("Is the change expected to last?", expected_to_last, "It is.", "It is not expected to last."),
        _check(
            "Has enough been seen since?",
            len(after) >= FEWEST,
            f"{seen}.",
            f"Only {seen}; wait for {FEWEST}.",
        ),
        _is_sustained(len(after), flagged, noun),
    )


def _is_sustained(seen: int, flagged: list[float], noun: str) -> Check:
    one_side = all(z > 0 for z in flagged) or all(z < 0 for z in flagged)
    if not flagged:
        said = "The standing limits show no signal since then: what is usual has not changed."
    elif seen < 2:
        said = f"One {noun} cannot show that a signal lasts."
    else:
        said = "The signal has not been sustained on one side since then."
    return _check(
        "Is there a signal, and has it been sustained?",
        seen > 1 and bool(flagged) and one_side and 2 * len(flagged) >= seen,
        f"{len(flagged)} of the {seen} {noun}s since then are signals, on one side.",
        said,
    )


def _check(asks: str, holds: bool, yes: str, no: str) -> Check:
    return Check(asks, holds, yes if holds else no)


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
