"""A file somebody else wrote, of any kind that papers come in, as a document that rules can read."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import PurePath

from bluelamp.board.checking.reading import building
from bluelamp.board.checking.reading.building import Paper
from bluelamp.board.checking.reading.meeting import meeting as meeting_of
from bluelamp.board.checking.reading.pieces import Piece, Table, Unreadable

BEGINS = {"pdf": b"%PDF-", "docx": b"PK\x03\x04"}
"""What the files begin with that other names are given to."""
KNOWN = {"pdf": "PDF", "docx": "Word file"}
"""What they are called."""


def read(name: str, content: bytes, *, meeting: date | None = None, today: date) -> Paper:
    """The paper in a file. Without ``meeting`` its date is looked for in it, and is ``today`` where it says none.

    Raises :class:`Unreadable` with a sentence for its owner.
    """
    kind = PurePath(name).suffix.lower().lstrip(".")
    reader = READERS.get(kind)
    if reader is None:
        raise Unreadable(f"{name} is of no kind that is read here: {', '.join(sorted(READERS))}.")
    _refuse_if_another(name, kind, content)
    found = list(reader(content))
    if not found:
        raise Unreadable(f"{name} holds no text.")
    _refuse_if_too_long(sum(map(_length, found)))
    said = meeting_of(found)
    day = meeting or said or today
    return building.paper(found, name=name, meeting=day, meeting_said=bool(meeting or said), kind=kind)


def _refuse_if_another(name: str, kind: str, content: bytes) -> None:
    """An empty file, and one whose ending is not that of what it is, are told by name: neither is broken."""
    if not content.strip():
        raise Unreadable(f"{name} is empty.")
    known = next((ending for ending, begins in BEGINS.items() if content.startswith(begins)), kind)
    if known == kind or (known == "docx" and b"word/" not in content):
        return
    raise Unreadable(
        f"{name} is not what its name says: it is a {KNOWN[known]}. Rename it to end in .{known}."
    )


def decoded(content: bytes) -> str:
    """The text of a file, in UTF-8 or, failing that, as Windows writes it."""
    codes = ("utf-16",) if content.startswith(UTF_16) else ("utf-8-sig", "cp1252")
    for code in codes:
        try:
            text = content.decode(code)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            raise Unreadable("The file is not plain text.")
        _refuse_if_too_long(len(text) // MARKED_UP)
        return text
    raise Unreadable("The text is neither in UTF-8 nor in Windows’ Western code. Save it as UTF-8.")


LONGEST = 2_000_000
"""Signs of the longest paper that is checked: some 700 pages."""
MARKED_UP = 5
"""Signs in the file of a page for each sign of its text, at most."""
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def _refuse_if_too_long(signs: int) -> None:
    if signs > LONGEST:
        raise Unreadable(
            f"The paper holds more than {LONGEST:,} letters and figures, some 700 pages. Check it in parts."
        )


def _length(piece: Piece) -> int:
    if isinstance(piece, Table):
        return sum(len(cell) for row in piece.rows for cell in row)
    return len(piece.text)


def _text(content: bytes) -> Iterable[Piece]:
    from bluelamp.board.checking.reading import text

    return text.read(decoded(content))


def _markdown(content: bytes) -> Iterable[Piece]:
    from bluelamp.board.checking.reading import markdown

    return markdown.read(decoded(content))


def _page(content: bytes) -> Iterable[Piece]:
    from bluelamp.board.checking.reading import page

    return page.read(decoded(content))


def _word(content: bytes) -> Iterable[Piece]:
    from bluelamp.board.checking.reading import word

    return word.read(content)


def _pdf(content: bytes) -> Iterable[Piece]:
    from bluelamp.board.checking.reading import pdf, text

    return text.read(pdf.text(content))


READERS: dict[str, Callable[[bytes], Iterable[Piece]]] = {
    "txt": _text,
    "md": _markdown,
    "markdown": _markdown,
    "html": _page,
    "htm": _page,
    "docx": _word,
    "pdf": _pdf,
}
"""Each kind of file by the ending of its name. What reads one is loaded when such a file comes."""

__all__ = ["READERS", "Paper", "Unreadable", "read"]
