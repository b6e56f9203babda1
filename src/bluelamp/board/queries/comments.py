"""Comments on a paper, each beside the figures it rests on as they stand now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from bluelamp.board.document import Document, Passport
from bluelamp.board.models import Comment
from bluelamp.board.words import TAKEN_BACK
from bluelamp.kernel.access.scope import Scope, require
from bluelamp.kernel.figures import queries as figures
from bluelamp.kernel.figures.periods import parse
from bluelamp.performance import catalogue
from bluelamp.ui import formats

GONE = "not there any more"


@dataclass(frozen=True)
class Resting:
    """A figure that a comment rests on: ``then`` as the author knew it, ``now`` as it stands."""

    which: dict[str, str]
    title: str
    then: str
    now: str
    digest_now: str

    @property
    def has_changed(self) -> bool:
        return self.digest_now != self.which["digest"]

    def version_now(self) -> dict[str, str]:
        """What a comment keeps of the figure as it stands now."""
        return self.which | {"shown": self.now, "digest": self.digest_now}


@dataclass(frozen=True)
class Commented:
    """A comment that stands, and whether what it rests on still does."""

    id: int
    section: str
    words: str
    author: str
    written_on: date
    rests_on: tuple[Resting, ...]

    @property
    def is_stale(self) -> bool:
        return any(one.has_changed for one in self.rests_on)

    def is_newer_than(self, document: Document) -> bool:
        """Does the paper still show other data than the comment was written for?"""
        shown = {passport.partitions_digest for passport in document.passports}
        return any(one.which["digest"] not in shown for one in self.rests_on)


def standing(scope: Scope, paper: str, *, eyes: Scope | None = None) -> tuple[Commented, ...]:
    """The last step of every comment on a paper that was not taken back, in the order they were begun.

    They belong to the draft: nobody reads them here who may not read that. ``eyes`` are those of whom the figures are
    for, when they are not the reader's.
    """
    require(scope, "papers.read_signed")
    if not scope.may("papers.read_draft"):
        return ()
    last = Comment.objects.filter(paper=paper, followed_by__isnull=True).exclude(step=TAKEN_BACK)
    return tuple(
        Commented(
            comment.pk,
            comment.section,
            comment.words,
            comment.written_by_name,
            comment.written_on,
            tuple(_resting(eyes or scope, which) for which in comment.rests_on),
        )
        for comment in last.order_by("thread")
    )


def version_of(passport: Passport) -> dict[str, str]:
    """What a comment keeps of a figure: how to ask for it again, what it was, and the digest of its data."""
    return {
        "title": _title(passport),
        "measure": passport.measure,
        "period": passport.period,
        "basis": passport.basis,
        "area_level": passport.area_level,
        "area": passport.area,
        "breakdown": passport.breakdown,
        "category": passport.category,
        "shown": passport.shown,
        "digest": passport.partitions_digest,
    }


def _title(passport: Passport) -> str:
    where = "" if passport.area_level == "force" else passport.area_name
    return ", ".join(filter(None, (passport.title, where, passport.period_label)))


def citable(document: Document) -> tuple[Passport, ...]:
    """The figures of a paper that a comment can rest on."""
    return tuple(passport for passport in document.passports if passport.kind == "figure")


def _resting(scope: Scope, which: dict[str, Any]) -> Resting:
    """The figure asked for again. One that is gone or withheld by now has changed."""
    try:
        found = figures.reading(
            scope,
            which["measure"],
            parse(which["period"]),
            basis=which["basis"],
            area_level=which["area_level"],
            area=which["area"],
            breakdown=which["breakdown"],
            category=which["category"],
        )
    except figures.NoSuchFigure:
        return Resting(which, which["title"], which["shown"], GONE, "")
    now = formats.value(found.value, catalogue.measure(which["measure"]).unit)
    shown = "withheld" if found.withheld else now
    return Resting(which, which["title"], which["shown"], shown, found.partitions_digest)
