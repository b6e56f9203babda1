"""What opens a paper: what the Board decided, asked for and asked last time, and what became of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bluelamp.board.citing import Citing
from bluelamp.board.document import Cited, Column, Heading, Paragraph, Runs, Section, Table, Text
from bluelamp.board.queries.minutes import Asked
from bluelamp.board.words import DECISION
from bluelamp.ui import formats

KEY, TITLE = "asked-last-time", "What the Board asked last time"


def section(
    citing: Citing, asked: Sequence[Asked], meeting: date, paragraphs: Iterator[int], tables: Iterator[int]
) -> tuple[Section, ...]:
    """The section before all others; none where no meeting has left anything behind."""
    if not asked:
        return ()
    blocks = (
        Heading(1, TITLE, KEY),
        Paragraph(next(paragraphs), _counted(citing, asked, meeting)),
        _table(citing, asked, meeting, next(tables)),
    )
    return (Section(KEY, TITLE, "", blocks),)


def _counted(citing: Citing, asked: Sequence[Asked], meeting: date) -> Runs:
    open_to_answer = [one for one in asked if one.kind != DECISION]
    ended = sum(one.has_ended for one in open_to_answer)
    late = sum(one.is_late(meeting) for one in open_to_answer)
    how = "counted in the table below it"

    def counted(number: int, what: str) -> Cited:
        return citing.derive(formats.number(number), f"Actions and questions {what}", how, ())

    def so_many(number: int, one: str, more: str) -> Runs:
        """“2 have ended.”, “None has ended.”: a number that is not printed stands in no register either."""
        if not number:
            return (Text(f"None {one}."),)
        return (counted(number, f"that {more}"), Text(f" {one if number == 1 else more}."))

    if not open_to_answer:
        return (Text("The last meeting left decisions behind, and asked for nothing."),)
    left = "action or question" if len(open_to_answer) == 1 else "actions and questions"
    return (
        Text("Earlier meetings left "),
        counted(len(open_to_answer), "of earlier meetings"),
        Text(f" {left} behind. "),
        *so_many(ended, "has ended", "have ended"),
        Text(" "),
        *so_many(late, "is late", "are late"),
        Text(" Nothing is called closed because it was done: what it did has to be shown."),
    )


def _table(citing: Citing, asked: Sequence[Asked], meeting: date, number: int) -> Table:
    columns = (Column("From"), Column("What"), Column("Who, and by when"), Column("What became of it"))
    last = max(one.meeting for one in asked)
    rows = tuple(
        (_from(citing, one, last), (Text(one.words),), _who(one, meeting), _became(one)) for one in asked
    )
    caption = f"Decisions, actions and questions of {formats.day(date.fromisoformat(last))}"
    if any(one.meeting != last for one in asked):
        caption += ", and what earlier meetings left open"
    return Table(number, caption, columns, rows)


def _from(citing: Citing, one: Asked, last: str) -> Runs:
    """“Action 3”, with the day of its meeting where that is not the last."""
    of = formats.day(date.fromisoformat(one.meeting))
    source = f"what was recorded on {formats.day(one.recorded_on)}"
    called = citing.hold(one.called, f"{one.called} of the meeting of {of}", source)
    return (called,) if one.meeting == last else (called, Text(f" of {of}"))


def _who(one: Asked, meeting: date) -> Runs:
    if not one.owner:
        return (Text(""),)
    when = f"{one.owner}, {formats.day(one.due)}" if one.due else one.owner
    return (Text(when), Text(" (late)", "strong")) if one.is_late(meeting) else (Text(when),)


def _became(one: Asked) -> Runs:
    shown = f" Its effect: {one.evidence}" if one.evidence else ""
    said = f" {one.became}{shown}" if one.became else ""
    return (
        (Text(f"{one.state_in_words}.", "strong"), Text(said)) if said else (Text(f"{one.state_in_words}."),)
    )
