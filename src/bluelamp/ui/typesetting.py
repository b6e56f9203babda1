"""Words and pictures to tagged PDF (PDF/UA-1, checked while it is written), set by Typst.

No clock, system font or package is consulted: the same sources at the same moment give the same bytes.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path

import typst

FONTS = Path(__file__).parent / "static" / "ui" / "built" / "fonts"
"""Source Sans 3 and the scripts of cards (SIL Open Font License), put there by the asset build."""

SANS = "Source Sans 3"
FALLBACK = "Libertinus Serif"
"""Carried by Typst itself: what is set before the assets are built is plainer, not broken."""


def families() -> list[str]:
    """The type of a PDF, first choice first."""
    return [SANS, FALLBACK] if any(FONTS.glob("SourceSans3*.ttf")) else [FALLBACK]


def pdf(main: Path, files: Mapping[str, str], *, at: datetime) -> bytes:
    """The PDF of the Typst source ``main``, which reads ``files`` beside it, name → text. ``at`` is its date.

    Raises ``typst.TypstError`` when it would not be accessible, for instance a picture without words.
    """
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / main.name).write_bytes(main.read_bytes())
        for name, text in files.items():
            (folder / name).write_text(text, "utf-8")
        compiler = typst.Compiler(
            str(folder / main.name), root=str(folder), font_paths=_fonts(), ignore_system_fonts=True
        )
        written = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=at.replace(microsecond=0))
    assert isinstance(written, bytes)
    return written


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])
