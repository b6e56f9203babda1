"""What a PDF carries beside its pages: people in its description, scripts, attachments, layers, earlier versions."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pypdf
from pypdf.errors import PyPdfError

PEOPLE = ("/Author", "/Keywords", "/Company", "/Manager")
ROOT = {
    "/AcroForm": "a form",
    "/OpenAction": "something that runs when it is opened",
    "/AA": "something that runs by itself",
    "/OCProperties": "layers that can be switched off",
    "/PieceInfo": "data of the program that made it",
    "/AF": "attached files",
    "/Collection": "attached files",
}
NAMES = {"/JavaScript": "a script", "/EmbeddedFiles": "attached files"}
XMP_PEOPLE = re.compile(rb"<(?:dc:creator|dc:contributor|pdf:Keywords|xmpMM:History|photoshop:\w+)[ >]")
INVISIBLE = re.compile(rb"(?<![\d.])3\s+Tr\b")


def hidden(content: bytes) -> Iterator[str]:
    """Each thing found."""
    try:
        yield from _hidden(content, pypdf.PdfReader(io.BytesIO(content)))
    except (PyPdfError, KeyError, ValueError, TypeError):
        yield "it cannot be opened as a PDF"


def _hidden(content: bytes, read: pypdf.PdfReader) -> Iterator[str]:
    if content.count(b"%%EOF") != 1 or "/Prev" in read.trailer:
        yield "an earlier version of itself (incremental updates)"
    root, described = _dictionary(read.trailer, "/Root"), _dictionary(read.trailer, "/Info")
    yield from (f"{key[1:]}: {described[key]}" for key in PEOPLE if described.get(key))
    yield from (words for key, words in ROOT.items() if key in root)
    names = _dictionary(root, "/Names")
    yield from (words for key, words in NAMES.items() if key in names)
    if "/Metadata" in root:
        yield from _in_xmp(root["/Metadata"].get_object().get_data())
    for page in read.pages:
        yield from _on_page(page)


def _dictionary(holder: Any, key: str) -> Any:
    return holder[key].get_object() if key in holder else {}


def _in_xmp(packet: bytes) -> Iterator[str]:
    yield from (
        f"people in its description: {found[0].decode()[1:-1]}" for found in XMP_PEOPLE.finditer(packet)
    )


def _on_page(page: pypdf.PageObject) -> Iterator[str]:
    for one in page.get("/Annots", []):
        yield from _annotation(one.get_object())
    if "/AA" in page:
        yield "something that runs by itself"
    contents = page.get_contents()
    if contents is not None and INVISIBLE.search(contents.get_data()):
        yield "text that is not shown"


def _annotation(one: Any) -> Iterator[str]:
    if one.get("/Subtype") != "/Link":
        yield f"an annotation ({one.get('/Subtype')})"
    elif "/A" in one and one["/A"].get("/S") not in ("/GoTo", None):
        yield "a link out of itself"
