"""Building a paper, settling what proof-reading found, and signing: each in one transaction with its record."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from django.db import transaction

from bluelamp.board import files, queries, rules, source
from bluelamp.board.assembling import assemble
from bluelamp.board.document import freeze
from bluelamp.board.models import Decision, Edition, Signature
from bluelamp.board.proof_reading import Finding, proof_read
from bluelamp.board.queries import Standing
from bluelamp.board.rules import NotNow
from bluelamp.board.words import ACCEPTED, CLEARED
from bluelamp.kernel.access.scope import Scope, require
from bluelamp.kernel.audit import actions as audit


@dataclass(frozen=True)
class Built:
    """What came of a build. ``is_new`` is false when nothing had changed since the edition before."""

    edition: Edition
    findings: tuple[Standing, ...]
    folder: Path
    is_new: bool

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """Those that stand in the way of signing."""
        return tuple(standing.finding for standing in self.findings if standing.is_open)


def build_paper(*, by: Scope, paper: str, today: date, papers: Path | None = None) -> Built:
    """Build a paper from its text and the figures as they stand: three files, the figures and the findings.

    Raises ``NoSuchPaper``, or ``BuildError`` naming the line of every citation that cannot be answered.
    """
    require(by, "papers.edit")
    text, board = source.read(paper, papers), as_the_board(by)
    said = queries.comments.standing(by, paper, eyes=board)
    asked = queries.minutes.opening(board, text.meeting)
    document = assemble(text, board, comments=said, asked=asked)
    content, found, made = freeze(document), proof_read(document), files.make(document)
    digests = {name: files.digest(written) for name, written in made.items()}
    kept = {
        "content": content,
        "content_digest": files.digest(content),
        "findings": [asdict(finding) for finding in found],
        "digests": digests,
    }
    with transaction.atomic():
        before = Edition.objects.filter(paper=paper).order_by("-number").first()
        is_new = before is None or any(getattr(before, name) != value for name, value in kept.items())
        edition = before
        if before is None or is_new:
            edition = Edition.objects.create(
                paper=paper,
                number=before.number + 1 if before else 1,
                built_on=today,
                built_by_id=by.actor_id,
                built_by_name=by.actor_name,
                **kept,
            )
        assert edition is not None
        audit.record(
            by=by,
            operation="board.build_paper",
            kind="other",
            objects=[_name(edition)],
            detail={"content": edition.content_digest, "findings": len(found), "new": is_new},
        )
    where = files.folder(paper)
    files.write(where, made | {"findings.json": files.findings(found)})
    return Built(edition, queries.standing(by, edition), where, is_new)


def as_the_board(by: Scope) -> Scope:
    """A paper is built with the eyes of those it is for: an analyst sees small numbers that the Board must not."""
    return replace(by, role="board_member", lpus=frozenset())


def clear_finding(*, by: Scope, edition: Edition, finding: str, reason: str, today: date) -> Decision:
    """The sentence is right as it stands, and this is why."""
    require(by, "papers.edit")
    return _settle(by, edition, finding, CLEARED, reason, today)


def accept_finding(*, by: Scope, edition: Edition, finding: str, reason: str, today: date) -> Decision:
    """The finding is right and the sentence stays all the same: whoever signs the paper says why."""
    require(by, "papers.sign")
    return _settle(by, edition, finding, ACCEPTED, reason, today)


@transaction.atomic
def sign(*, by: Scope, edition: Edition, read_digest: str, today: date) -> Signature:
    """Put a name to an edition. ``read_digest`` is that of the content the signer was shown. Raises :class:`NotNow`."""
    require(by, "papers.sign")
    # The row is locked until the signature stands, so that two people cannot sign the same edition at once.
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    against = queries.reasons_not_to_sign(by, edition, read_digest)
    if against or by.actor_id is None:
        raise NotNow(against or ["A paper is signed by a person, in the workspace."])
    signature = Signature.objects.create(
        edition=edition,
        content_digest=edition.content_digest,
        signed_on=today,
        signed_by_id=by.actor_id,
        signed_by_name=by.actor_name,
        role=by.role,
    )
    audit.record(
        by=by,
        operation="board.sign",
        kind="other",
        objects=[_name(edition)],
        detail={"content": edition.content_digest},
    )
    files.write(
        files.folder(edition.paper, edition.number),
        {name: queries.file(by, edition, name) for name in files.FORMS},
    )
    return signature


@transaction.atomic
def take_away(*, by: Scope, edition: Edition, name: str) -> bytes:
    """A file of an edition, written down as taken."""
    content = queries.file(by, edition, name)
    audit.record(
        by=by, operation="board.export", kind="other", objects=[_name(edition)], detail={"file": name}
    )
    return content


@transaction.atomic
def _settle(by: Scope, edition: Edition, finding: str, kind: str, reason: str, today: date) -> Decision:
    # Read again under a lock: it may have been signed since its page was opened.
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    against = rules.reasons_not_to_settle(
        is_known=finding in {found.key for found in edition.found},
        is_signed=edition.is_signed,
        reason=reason,
    )
    if against:
        raise NotNow(against)
    decision = Decision.objects.create(
        edition=edition,
        finding=finding,
        kind=kind,
        reason=reason.strip(),
        decided_on=today,
        decided_by_id=by.actor_id,
        decided_by_name=by.actor_name,
    )
    audit.record(
        by=by,
        operation="board.clear_finding" if kind == CLEARED else "board.accept_finding",
        kind="other",
        objects=[_name(edition), f"finding:{finding}"],
    )
    return decision


def _name(edition: Edition) -> str:
    return f"paper:{edition.paper}/{edition.number}"
