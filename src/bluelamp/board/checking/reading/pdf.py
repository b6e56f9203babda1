"""The text layer of a PDF, laid out by where its words stand, so that columns stay columns."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from bluelamp.board.checking.reading.pieces import Unreadable

logging.getLogger("pypdf").setLevel(logging.CRITICAL)
"""What is wrong with a PDF is told its owner in a sentence, and nobody else."""
MOST_PAGES = 1000
SAME_LINE = 0.45
"""Two words whose feet are nearer than this part of their height stand on one line."""
WIDTH = 0.5
"""How wide a letter is beside its height, where the font does not say."""


def text(content: bytes) -> str:
    """The text, line by line, with two spaces or more where a gap is wide; pages are parted by form feeds."""
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("The PDF is locked with a password.")
        if len(reader.pages) > MOST_PAGES:
            raise Unreadable(f"The PDF has more than {MOST_PAGES} pages.")
        pages = ["\n".join(_lines(page)) for page in reader.pages]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as broken:
        if isinstance(broken, Unreadable):
            raise
        raise Unreadable("The PDF is broken. Print it into a new PDF.") from broken
    whole = "\f".join(pages)
    if not whole.strip():
        raise Unreadable("The PDF holds pictures of pages and no text. Ask for the file it was made from.")
    return whole


def _lines(page: object) -> Iterator[str]:
    yield from page.extract_text(extraction_mode="layout", layout_mode_space_vertically=True).splitlines()  # type: ignore[attr-defined]
