"""A few sentences read as if they were a paper: what one rule says of them."""

from __future__ import annotations

from datetime import date

from bluelamp.board.document import Document, Heading, Paragraph, Section, Text
from bluelamp.board.proof_reading import OF_SENSE, proof_read


def told(text: str, rule: str) -> list[str]:
    """The sums that ``rule`` does over ``text``, whose paragraphs are parted by “¶”."""
    lines = enumerate(text.split("¶"), start=1)
    blocks = (
        Heading(1, "Visits", "s"),
        *(Paragraph(number, (Text(line.strip()),)) for number, line in lines),
    )
    section = Section("s", "Visits", "s.md", blocks)
    head = ("2014-10-16", "A paper", "A board", date(2014, 10, 16), "An author", "OFFICIAL", "Made up.")
    rules = tuple(each for each in OF_SENSE if each.key == rule)
    return [finding.working for finding in proof_read(Document(*head, (section,), ()), rules)]


def cases(written: str) -> list[list[str]]:
    """Cases parted by empty lines, each with its fields parted by bars: a text with a gap, and what is wrong
    or right in it."""
    return [
        [field.strip() for field in " ".join(each.split()).split("|")]
        for each in written.strip().split("\n\n")
    ]
