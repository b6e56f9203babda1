"""What a Word file must not carry: who made it, on what, when, in how many sittings."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, time
from typing import Any

import docx
from docx.oxml.ns import qn

from bluelamp.board.document import Document
from bluelamp.ui import formats

LEFTOVERS = {"thumbnail", "customXml"}
"""What python-docx's blank file brings along from the machine it was made on."""

EPOCH = (1980, 1, 1, 0, 0, 0)


def blank() -> Any:
    """A new file without what the blank one brings along."""
    word = docx.Document()
    for holder in (word.part.package, word.part):
        for key in [key for key, link in holder.rels.items() if link.reltype.rpartition("/")[2] in LEFTOVERS]:
            del holder.rels[key]
    return word


def saved(word: Any, document: Document) -> bytes:
    """The file: named by its paper, dated by its meeting, and nothing else about it."""
    _properties(word, document)
    _forget_revisions(word)
    kept = io.BytesIO()
    word.save(kept)
    return _without_clock(kept.getvalue())


def _properties(word: Any, document: Document) -> None:
    kept = word.core_properties
    kept.title, kept.language = document.title, "en-GB"
    kept.subject = f"{document.board}, {formats.day(document.meeting)}"
    kept.author = kept.last_modified_by = kept.comments = kept.keywords = ""
    kept.revision = 1
    kept.created = kept.modified = datetime.combine(document.meeting, time())


def _forget_revisions(word: Any) -> None:
    """Word marks which sitting each part was typed in; the blank file comes with the marks of its own maker."""
    for element in word.element.iter():
        for name in [name for name in element.attrib if name.startswith(qn("w:rsid"))]:
            del element.attrib[name]
    settings = word.settings.element
    for marks in settings.findall(qn("w:rsids")):
        settings.remove(marks)


def _without_clock(written: bytes) -> bytes:
    """The same parts in the order of their names, each dated 1980: a zip otherwise holds when it was made."""
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(written)) as before,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        names = sorted(before.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            part = zipfile.ZipInfo(name, EPOCH)
            part.compress_type, part.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            after.writestr(part, before.read(name))
    return kept.getvalue()
