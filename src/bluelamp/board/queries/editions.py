"""What is asked of papers. Drafts are seen by those who write them; everybody else sees what is signed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from bluelamp.board import files, rules, source
from bluelamp.board.document import Passport
from bluelamp.board.models import Decision, Edition
from bluelamp.board.proof_reading import Finding
from bluelamp.board.queries import comments
from bluelamp.board.source import NoSuchPaper
from bluelamp.kernel.access.scope import Scope, require
from bluelamp.kernel.figures import queries as figures
from bluelamp.kernel.figures.readings import Reading


@dataclass(frozen=True)
class PaperRow:
    """One paper of the list. ``latest`` is the edition this reader opens; None when there is none for them yet."""

    key: str
    title: str
    board: str
    meeting: date
    latest: Edition | None
    signed: Edition | None
    open_findings: int


@dataclass(frozen=True)
class Standing:
    """A finding of an edition and what was decided about it last."""

    finding: Finding
    decision: Decision | None

    @property
    def is_open(self) -> bool:
        return self.decision is None


@dataclass(frozen=True)
class Correction:
    """A figure of a paper that has been taken again since, with the reason."""

    passport: Passport
    now: Reading


def editions(scope: Scope, paper: str = "") -> QuerySet[Edition]:
    """The editions this reader may open, newest first."""
    require(scope, "papers.read_signed")
    found = Edition.objects.select_related("signature").order_by("paper", "-number")
    if not scope.may("papers.read_draft"):
        found = found.filter(signature__isnull=False)
    return found.filter(paper=paper) if paper else found


def latest_signed(scope: Scope) -> Edition | None:
    """The signed edition of the latest meeting, without its text; None while nothing is signed."""
    signed = editions(scope).filter(signature__isnull=False).defer("content", "findings")
    return signed.order_by("-paper", "-number").first()


def papers(scope: Scope) -> tuple[PaperRow, ...]:
    """Every paper, newest meeting first; without a draft to see, only those with a signed edition."""
    by_paper: dict[str, list[Edition]] = {}
    for edition in editions(scope):
        by_paper.setdefault(edition.paper, []).append(edition)
    decisions = list(Decision.objects.select_related("edition").order_by("pk"))
    rows = []
    for key in source.all_papers():
        found = by_paper.get(key, [])
        if found or scope.may("papers.read_draft"):
            paper = source.read(key)
            latest = found[0] if found else None
            signed = next((edition for edition in found if edition.is_signed), None)
            still_open = sum(s.is_open for s in _standing(scope, latest, decisions)) if latest else 0
            rows.append(PaperRow(key, paper.title, paper.board, paper.meeting, latest, signed, still_open))
    return tuple(rows)


def edition(scope: Scope, paper: str, number: int | None = None) -> Edition:
    """One edition, the latest this reader may open if no number is given. Raises :class:`NoSuchPaper`."""
    found = editions(scope, paper)
    asked = found.filter(number=number).first() if number is not None else found.first()
    if asked is None:
        which = f"edition {number} of the paper" if number is not None else "paper"
        raise NoSuchPaper(f"There is no {which} of {paper} that you may read.")
    return asked


def standing(scope: Scope, edition: Edition) -> tuple[Standing, ...]:
    """The findings of an edition with the last decision on each. Nobody reads findings who may not read drafts."""
    decisions = Decision.objects.filter(edition__paper=edition.paper).select_related("edition")
    return _standing(scope, edition, decisions.order_by("pk"))


def _standing(scope: Scope, edition: Edition, decisions: Iterable[Decision]) -> tuple[Standing, ...]:
    """A signed edition keeps the decisions it was signed with; a draft takes over those of the drafts before it."""
    if not scope.may("papers.read_draft"):
        return ()
    last = {
        decision.finding: decision
        for decision in decisions
        if decision.edition.paper == edition.paper
        and (not edition.is_signed or decision.edition.number <= edition.number)
    }
    return tuple(Standing(finding, last.get(finding.key)) for finding in edition.found)


def is_latest(edition: Edition) -> bool:
    """Whether nothing was built after it."""
    return not Edition.objects.filter(paper=edition.paper, number__gt=edition.number).exists()


def reasons_not_to_sign(scope: Scope, edition: Edition, read_digest: str = "") -> list[str]:
    """Why this edition cannot be signed now; ``read_digest`` is that of the content the signer was shown."""
    said = comments.standing(scope, edition.paper)
    return rules.reasons_not_to_sign(
        open_findings=sum(s.is_open for s in standing(scope, edition)),
        is_signed=edition.is_signed,
        is_latest=is_latest(edition),
        is_as_read=read_digest in ("", edition.content_digest),
        stale_comments=sum(comment.is_stale for comment in said),
        unbuilt_comments=sum(comment.is_newer_than(edition.document) for comment in said),
    )


def file(scope: Scope, edition: Edition, name: str) -> bytes:
    """One file of an edition, as it was written or made again from its content. ``KeyError`` for another name."""
    require(scope, "papers.read_signed" if edition.is_signed else "papers.read_draft")
    as_written = files.kept(edition.paper, edition.number, name, edition.digests[name])
    return as_written if as_written is not None else files.make_one(edition.document, name)


def corrections(scope: Scope, edition: Edition) -> tuple[Correction, ...]:
    """The figures of a paper that no longer stand as it prints them."""
    cited = {p.figure: p for p in edition.document.passports if p.figure is not None}
    return tuple(
        Correction(cited[reading.supersedes], reading)
        for reading in figures.corrections_of(scope, cited)
        if reading.supersedes in cited
    )
