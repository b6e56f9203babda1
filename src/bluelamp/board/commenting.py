"""A comment as the paper prints it: its words, the figures it rests on, and whether they have changed since."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

from bluelamp.board.citing import Citing
from bluelamp.board.document import Cited, Note, Text
from bluelamp.board.queries.comments import GONE, Commented, Resting
from bluelamp.kernel.figures.periods import parse
from bluelamp.ui import formats

STALE = "Comment written before its figures changed"


def note(citing: Citing, comment: Commented) -> Note:
    """The comment at the end of its section. What it rests on leads to its passport, like any other number."""
    label = STALE if comment.is_stale else f"Comment of {formats.day(comment.written_on)}"
    rests = chain.from_iterable(_rests(citing, place, one) for place, one in enumerate(comment.rests_on))
    return Note(label, (Text(f"{comment.words.rstrip()} It rests on "), *rests, Text(".")))


def _rests(citing: Citing, place: int, one: Resting) -> tuple[Text | Cited, ...]:
    """``ASB satisfaction, November 2013: 77.1%`` as one link; where it has changed, what it was and what it is."""
    apart = (Text("; "),) if place else ()
    if one.now in (GONE, "withheld"):
        return (*apart, Text(f"{one.title}: {one.now}"))
    now = _now(citing, one)
    if not one.has_changed:
        return (*apart, replace(now, text=f"{one.title}: {one.now}"))
    source = "the figure as it stood when it was written"
    then = citing.hold(one.then, f"{one.title}, as the comment knew it", source)
    # What was comes before what is, as it happened: otherwise a fall reads as a rise.
    return (
        *apart,
        replace(now, text=one.title),
        Text(": "),
        then,
        Text(" when it was written, "),
        now,
        Text(" now"),
    )


def _now(citing: Citing, one: Resting) -> Cited:
    which = one.which
    found = citing.reading(
        which["measure"],
        parse(which["period"]),
        basis=which["basis"],
        area=f"{which['area_level']}:{which['area']}",
        breakdown=f"{which['breakdown']}:{which['category']}" if which["breakdown"] else "",
    )
    return citing.cite(found, one.now)
