"""A few sentences handed in as a paper, and by which rules they are asked after."""

from __future__ import annotations

from datetime import date
from functools import cache

from bluelamp.board.checking.checked import check

HEAD = "Ferndale Borough Council\n\nPerformance Panel\n\nThursday 16 October 2025\n\n"


@cache
def asked(text: str) -> frozenset[str]:
    """The rules that find something in ``text``, whose paragraphs are parted by “¶” and the rows of a table by “/”."""
    parts = [part.strip() for part in text.split("¶")]
    written = [
        "\n".join(row.strip() for row in part.split(" / ")) if part.startswith("|") else f"{n}. {part}"
        for n, part in enumerate(parts, 1)
    ]
    content = (HEAD + "\n\n".join(written) + "\n").encode()
    return frozenset(found.rule for found in check("paper.md", content, today=date(2026, 1, 1)).findings)


def cases(written: str) -> list[tuple[str, str, str]]:
    """Cases parted by empty lines: a text with a gap, what is wrong in it and what is right, parted by “||”."""
    made = [" ".join(each.split()).split(" || ") for each in written.strip().split("\n\n")]
    return [(text, wrong, right) for text, wrong, right in made]


def texts(written: str) -> list[str]:
    """Texts parted by empty lines."""
    return [" ".join(each.split()) for each in written.strip().split("\n\n")]
