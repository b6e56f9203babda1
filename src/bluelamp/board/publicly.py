"""A public copy tried out: what it would be and what speaks against it, before anybody puts it forward.

Nothing is let out by it: its files say that they are a trial, and nobody's name is on them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bluelamp.analysis.suppression import CannotProtect
from bluelamp.board import files, publishing, queries
from bluelamp.board.document import Document
from bluelamp.board.models import Edition
from bluelamp.board.rules import NotNow, refuse
from bluelamp.kernel.access.scope import Scope, require

TRIAL = "A trial of the public copy. It has not been let out."


@dataclass(frozen=True)
class Tried:
    """The copy of an edition as it would be today, beside the copies that are out, and every reason against it."""

    edition: Edition
    document: Document
    counts: int
    kept_back: int
    left_out: tuple[str, ...]
    against: tuple[str, ...]
    files: dict[str, bytes]

    def as_json(self) -> dict[str, Any]:
        """For another program."""
        return {
            "paper": self.edition.paper,
            "edition": self.edition.number,
            "counts": self.counts,
            "kept_back": self.kept_back,
            "left_out": list(self.left_out),
            "against": list(self.against),
        }


def tried(scope: Scope, edition: Edition, *, draft: bool = False) -> Tried:
    """Raises :class:`NotNow` where it cannot be made safe, and where nobody signed and no ``draft`` will do."""
    require(scope, "papers.read_draft" if draft else "papers.read_releases")
    refuse([] if draft or edition.is_signed else ["The edition is not signed."])
    earlier = queries.releases.earlier(edition)
    try:
        copied = publishing.public_copy(edition.document, earlier=earlier)
    except CannotProtect as cannot:
        raise NotNow([str(cannot)]) from cannot
    document = replace(copied.document, statement=f"{TRIAL} {copied.document.statement}")
    made = files.make(document)
    against = publishing.reasons_not_to_let_out(document, edition.document, made, earlier=earlier)
    printed = {count.key for count in edition.document.counts if count.is_printed}
    kept_back = len(printed & copied.hidden)
    return Tried(edition, document, len(printed), kept_back, copied.left_out, tuple(against), made)


def write(tried: Tried, into: Path) -> tuple[Path, ...]:
    """Its files, in a folder of the reader's choice."""
    files.write(into, tried.files)
    return tuple(into / name for name in tried.files)
