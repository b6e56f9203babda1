"""The files of an edition: made from its content alone, so that they can be made again byte for byte."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from django.conf import settings

from bluelamp.board.document import Document, plain_passport
from bluelamp.board.proof_reading import Finding
from bluelamp.board.rendering import html, pdf, word

FORMS: Mapping[str, tuple[str, Callable[[Document], bytes]]] = {
    "paper.html": ("text/html; charset=utf-8", lambda document: html.standalone(document).encode()),
    "paper.pdf": ("application/pdf", pdf.render),
    "paper.docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", word.render),
    "figures.json": ("application/json", lambda document: figures(document)),
}
"""Each file by its name: its media type, and what makes it."""


def make(document: Document) -> dict[str, bytes]:
    """Every file made from the document, by name."""
    return {name: render(document) for name, (_, render) in FORMS.items()}


def make_one(document: Document, name: str) -> bytes:
    """One of them. Raises ``KeyError`` for a name that is not in :data:`FORMS`."""
    return FORMS[name][1](document)


def figures(document: Document) -> bytes:
    """Each number of the paper with its passport."""
    return _json({"paper": document.key, "figures": [plain_passport(p) for p in document.passports]})


def findings(found: Sequence[Finding]) -> bytes:
    """What proof-reading found, for another program."""
    return _json([asdict(finding) for finding in found])


def digest(content: bytes | str) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def folder(paper: str, edition: int | None = None) -> Path:
    """Where the latest build of a paper lies, or a signed edition of it."""
    papers: Path = settings.VAR / "papers" / paper
    return papers if edition is None else papers / f"edition-{edition}"


def write(where: Path, contents: Mapping[str, bytes]) -> None:
    """Each file whole or not at all: it is written beside its place and renamed into it."""
    where.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        draft = where / f".{name}.{os.getpid()}"
        draft.write_bytes(content)
        draft.replace(where / name)


def kept(paper: str, edition: int, name: str, sha256: str) -> bytes | None:
    """A file as it was written, if it is still there and still the same."""
    found = (kept_in(where, name, sha256) for where in (folder(paper, edition), folder(paper)))
    return next((content for content in found if content is not None), None)


def kept_in(where: Path, name: str, sha256: str) -> bytes | None:
    """The same, from one folder."""
    path = where / name
    if path.is_file() and digest(content := path.read_bytes()) == sha256:
        return content
    return None


def public_folder(paper: str, copy: int) -> Path:
    """Where the files of a public copy lie."""
    return folder(paper) / f"public-{copy}"


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
