"""One file, from its name and bytes to what may be kept of it, or the sentence that says why not."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

from bluelamp.ui.uploads import jpeg, office, pdf, plain, png
from bluelamp.ui.uploads.refusing import Refused

MEGABYTE = 2**20


@dataclass(frozen=True)
class Limits:
    """How much is taken: bytes of a file, bytes when unpacked, files inside a file, pixels of a picture."""

    size: int = 10 * MEGABYTE
    unpacked: int = 100 * MEGABYTE
    members: int = 2000
    pixels: int = 50_000_000


@dataclass(frozen=True)
class Upload:
    """A file as it may be kept. ``name`` is for people; ``stored_as`` is drawn, and says nothing of what is in it."""

    name: str
    stored_as: str
    kind: str
    content_type: str
    content: bytes
    sha256: str


@dataclass(frozen=True)
class Kind:
    """A kind of file: the endings of its name, and what is kept of its bytes; it refuses those of another kind."""

    title: str
    endings: tuple[str, ...]
    content_type: str
    begins: tuple[bytes, ...]
    kept: Callable[[bytes, Limits], bytes]


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = {
    "pdf": Kind("PDF", (".pdf",), "application/pdf", (b"%PDF-",), lambda content, _: pdf.kept(content)),
    "docx": Kind(
        "Word", (".docx",), WORD, (b"PK\x03\x04",), lambda c, at: office.kept(c, "word/document.xml", at)
    ),
    "xlsx": Kind(
        "Excel", (".xlsx",), EXCEL, (b"PK\x03\x04",), lambda c, at: office.kept(c, "xl/workbook.xml", at)
    ),
    "png": Kind("PNG", (".png",), "image/png", (png.SIGNATURE,), lambda c, at: png.kept(c, at.pixels)),
    "jpeg": Kind(
        "JPEG", (".jpg", ".jpeg"), "image/jpeg", (b"\xff\xd8\xff",), lambda c, at: jpeg.kept(c, at.pixels)
    ),
    "csv": Kind("CSV", (".csv",), "text/csv; charset=utf-8", (), lambda content, _: plain.kept(content)),
    "txt": Kind(
        "plain text", (".txt",), "text/plain; charset=utf-8", (), lambda content, _: plain.kept(content)
    ),
}
"""Every kind of file that is taken. SVG and HTML are programs, and not among them."""

LIMITS = Limits()
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""What every scanner finds and nothing is harmed by: the way to try that files are looked into."""


def check(
    name: str, content: bytes, *, kinds: tuple[str, ...] = tuple(KINDS), limits: Limits = LIMITS
) -> Upload:
    """The file as it may be kept; :class:`Refused` with one sentence otherwise."""
    called = _name(name)
    if not content:
        raise Refused(f"{called} is empty.")
    if len(content) > limits.size:
        raise Refused(f"{called} is larger than {limits.size // MEGABYTE} MB.")
    if EICAR in content:
        raise Refused(f"{called} holds what a virus scanner finds.")
    kind = _kind(called, content, kinds)
    kept = KINDS[kind].kept(content, limits)
    return Upload(
        name=called,
        stored_as=f"{secrets.token_urlsafe(18)}.bin",
        kind=kind,
        content_type=KINDS[kind].content_type,
        content=kept,
        sha256=hashlib.sha256(kept).hexdigest(),
    )


def _name(given: str) -> str:
    """The name without any folder. One that reads otherwise than it is spelt is refused."""
    called = unicodedata.normalize("NFC", PurePosixPath(given.replace("\\", "/")).name).strip()
    if not called or called in (".", ".."):
        raise Refused("The file has no name.")
    if any(unicodedata.category(each) in ("Cc", "Cf", "Co", "Cn", "Cs") for each in called):
        raise Refused("The name of the file holds characters that cannot be seen. Give it another name.")
    if len(called) > 150:
        raise Refused("The name of the file is longer than 150 characters. Give it a shorter one.")
    return called


def _kind(called: str, content: bytes, kinds: tuple[str, ...]) -> str:
    """The kind by its name, if its first bytes say so too."""
    ending = "." + called.rpartition(".")[2].lower()
    found = next((key for key in kinds if ending in KINDS[key].endings), "")
    taken = ", ".join(KINDS[key].title for key in kinds)
    if not found:
        raise Refused(f"{called} is of no kind that is taken here: {taken}.")
    begins = KINDS[found].begins
    magics = [magic for kind in KINDS.values() for magic in kind.begins]
    fits = content.startswith(begins) if begins else not content.startswith(tuple(magics))
    if not fits:
        raise Refused(f"{called} is not what its name says: no {KINDS[found].title} file begins like this.")
    return found
