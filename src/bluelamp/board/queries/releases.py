"""Public copies: those that wait, those that are out, and what the public may read of them."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import QuerySet

from bluelamp.board import files
from bluelamp.board.document import Count, Document, Note, Text
from bluelamp.board.models import Edition, Release
from bluelamp.board.publishing import Earlier
from bluelamp.board.source import NoSuchPaper
from bluelamp.board.words import APPROVED, WITHDRAWN
from bluelamp.kernel.access.permissions import ROLES
from bluelamp.kernel.access.scope import Scope, require


def of_edition(scope: Scope, edition: Edition) -> tuple[Release, ...]:
    """Every public copy of an edition that was put forward, newest first."""
    require(scope, "papers.read_releases")
    return tuple(_releases().filter(edition=edition))


def release(scope: Scope, edition: Edition, number: int) -> Release:
    """One of them by its number. Raises :class:`NoSuchPaper`."""
    require(scope, "papers.read_releases")
    found = _releases().filter(edition=edition, pk=number).first()
    if found is None:
        raise NoSuchPaper(f"There is no public copy {number} of {edition}.")
    return found


def earlier(edition: Edition) -> tuple[Earlier, ...]:
    """What has ever been out before: a copy that was taken back has been read all the same."""
    out = Release.objects.filter(steps__kind=APPROVED).order_by("pk")
    return tuple(_as_earlier(release) for release in out)


def out() -> tuple[Release, ...]:
    """The public copies anybody may read, newest meeting first, one for each paper: nobody is asked who they are."""
    found: dict[str, Release] = {}
    for one in _out():
        found.setdefault(one.edition.paper, one)
    return tuple(found[paper] for paper in sorted(found, reverse=True))


def public(paper: str) -> Release:
    """The public copy of a paper. Raises :class:`NoSuchPaper` while there is none, whatever else there is."""
    found = _out().filter(edition__paper=paper).first()
    if found is None:
        raise NoSuchPaper("There is no public copy of that paper.")
    return found


def let_out(release: Release) -> Document:
    """The public copy as it is read, with who answers for small counts that are shown."""
    approval = release.approval
    return authorised(release, approval.taken_by_name, approval.role) if approval else release.document


def authorised(release: Release, name: str, role: str) -> Document:
    """The copy as it reads once that person lets it out."""
    if not release.exempt:
        return release.document
    shown, who = " and ".join(release.exempt), f"{name}, {ROLES.get(role, role)}"
    words = f"{shown}: publication authorised by {who}, because {_sentence(release.because)}"
    first, *rest = release.document.sections
    heading, rule, *blocks = first.blocks
    blocks = [heading, rule, Note("Small counts shown", (Text(words),)), *blocks]
    return replace(release.document, sections=(replace(first, blocks=tuple(blocks)), *rest))


def file(release: Release, name: str) -> bytes:
    """One file of a public copy, as it was let out or made again. ``KeyError`` for another name."""
    approval = release.approval
    digest = (approval.digests if approval else release.digests)[name]
    kept = files.kept_in(files.public_folder(release.edition.paper, release.pk), name, digest)
    return kept if kept is not None else files.make_one(let_out(release), name)


def _releases() -> QuerySet[Release]:
    return Release.objects.select_related("edition__signature").prefetch_related("steps").order_by("-pk")


def _out() -> QuerySet[Release]:
    return _releases().filter(steps__kind=APPROVED).exclude(steps__kind=WITHDRAWN)


def _as_earlier(release: Release) -> Earlier:
    counts = tuple(
        Count(
            kept["key"],
            kept["title"],
            kept["value"],
            kept["family"],
            tuple(map(tuple, kept["sums"])),
            kept["is_printed"],
            kept.get("series", ""),
            kept.get("month", ""),
        )
        for kept in release.counts
    )
    return Earlier(counts, frozenset(kept["key"] for kept in release.counts if kept["hidden"]))


def _sentence(words: str) -> str:
    return words.rstrip(".") + "."
