"""A short note to the author of a paper: what was found, with the sum each time, as a Word or PDF file of the
house."""

from __future__ import annotations

from collections.abc import Iterator

from bluelamp.board.checking.checked import Checked, meeting_told
from bluelamp.board.document import Document, Heading, Note, Paragraph, Runs, Section, Text
from bluelamp.board.proof_reading.finding import SEVERITIES, Finding
from bluelamp.board.rendering import pdf, word

OPENINGS = {
    "wrong": (
        "To put right",
        "Here the paper contradicts itself, its own figures or the calendar. Each shows the sum that was done.",
    ),
    "look": (
        "To judge",
        "These may be right. They read as if they were not, or a reader may draw the wrong conclusion.",
    ),
    "ask": (
        "To add",
        "Nothing here is wrong. A careful reader will ask, and the answer could stand in the paper.",
    ),
}
ENDINGS = {"docx": word.render, "pdf": pdf.render}


def file(checked: Checked, kind: str, *, marking: str) -> bytes:
    """The note as ``docx`` or ``pdf``."""
    return ENDINGS[kind](document(checked, marking=marking))


def document(checked: Checked, *, marking: str) -> Document:
    """The note as a paper of the house: numbered paragraphs, the gravest first."""
    numbers = iter(range(1, len(checked.findings) + 2))
    sections = [
        _section(checked, severity, title, numbers)
        for severity, title in SEVERITIES.items()
        if checked.of(severity)
    ]
    if not sections:
        nothing = Paragraph(
            next(numbers), _typed("Every sum, percentage, date and list that could be checked agrees.")
        )
        sections = [
            Section("purpose", "Nothing was found", "", (Heading(1, "Nothing was found", "purpose"), nothing))
        ]
    paper = checked.paper.document
    return Document(
        key=paper.key,
        title=f"Questions on “{paper.title}”",
        board="A note to the author",
        meeting=paper.meeting,
        author=meeting_told(checked) + ".",
        marking=marking,
        statement=f"{checked.sentence} Found by a program, which may be wrong: please judge each, and answer what "
        f"remains.",
        sections=tuple(sections),
    )


def _section(checked: Checked, severity: str, title: str, numbers: Iterator[int]) -> Section:
    label, opening = OPENINGS[severity]
    blocks: list[Heading | Paragraph | Note] = [Heading(1, title, severity), Note(label, _typed(opening))]
    blocks += [Paragraph(next(numbers), _told(checked, found)) for found in checked.of(severity)]
    return Section(severity, title, "", tuple(blocks))


def _told(checked: Checked, found: Finding) -> Runs:
    return (
        Text(f"{checked.where(found)}: {found.title[0].lower()}{found.title[1:]}. ", "strong"),
        Text(f"{found.sentence}: " if found.table else f"“{_short(found.sentence)}” "),
        Text(f"{found.sum_done} {found.explanation}"),
    )


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= 220 else f"{sentence[:217].rsplit(' ', 1)[0]} …"


def _typed(text: str) -> Runs:
    return (Text(text),)
