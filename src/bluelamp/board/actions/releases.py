"""Letting a public copy out: one person puts it forward, another decides, and either may take it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date

from django.db import transaction

from bluelamp.analysis.suppression import CannotProtect
from bluelamp.board import files, publishing, queries, rules
from bluelamp.board.document import freeze
from bluelamp.board.models import Edition, Release, ReleaseStep
from bluelamp.board.rules import NotNow
from bluelamp.board.words import APPROVED, DECLINED, WITHDRAWN
from bluelamp.kernel.access.scope import NotPermitted, Scope, answerable, require
from bluelamp.kernel.audit import actions as audit


@transaction.atomic
def put_forward(
    *, by: Scope, edition: Edition, exempt: Sequence[str] = (), because: str = "", today: date
) -> Release:
    """Make the public copy and look inside its files. ``exempt`` are families of small counts asked to be shown.

    Raises :class:`NotNow` with every reason that speaks against letting it out.
    """
    require(by, "papers.release")
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    before = queries.releases.of_edition(by, edition)
    rules.refuse(
        rules.reasons_not_to_put_forward(
            is_signed=edition.is_signed,
            is_waiting=any(release.state == "" for release in before),
            is_out=any(release.is_out for release in before),
            exempt=exempt,
            because=because,
        )
    )
    copied = _copied(edition, exempt)
    content, made = freeze(copied.document), files.make(copied.document)
    _refuse_what_tells(edition, copied, made, exempt)
    release = Release.objects.create(
        edition=edition,
        content=content,
        content_digest=files.digest(content),
        digests={name: files.digest(written) for name, written in made.items()},
        counts=[asdict(c) | {"hidden": c.key in copied.hidden} for c in edition.document.counts],
        left_out=list(copied.left_out),
        exempt=sorted(exempt),
        because=because.strip(),
        proposed_on=today,
        proposed_by_id=answerable(by),
        proposed_by_name=by.actor_name,
    )
    _write_down(by, "board.put_public_copy_forward", release)
    return release


@transaction.atomic
def approve(*, by: Scope, release: Release, read_digest: str, reason: str = "", today: date) -> ReleaseStep:
    """Let it out. All that speaks against it is asked again, beside what came out since. Raises :class:`NotNow`."""
    require(by, "papers.approve_release")
    release = _decidable(by, release, read_digest, reason, needs_reason=bool(release.exempt))
    copied = _copied(release.edition, release.exempt)
    if freeze(copied.document) != release.content:
        raise NotNow(
            ["Other public copies have come out since. Turn this one down and put it forward again."]
        )
    made = files.make(copied.document)
    _refuse_what_tells(release.edition, copied, made, release.exempt)
    made = (
        files.make(queries.releases.authorised(release, by.actor_name, by.role)) if release.exempt else made
    )
    step = _step(
        by, release, APPROVED, reason, today, {name: files.digest(written) for name, written in made.items()}
    )
    files.write(files.public_folder(release.edition.paper, release.pk), made)
    return step


@transaction.atomic
def decline(*, by: Scope, release: Release, reason: str, today: date) -> ReleaseStep:
    """Turn it down, and say why."""
    require(by, "papers.approve_release")
    release = _decidable(by, release, release.content_digest, reason, needs_reason=True)
    return _step(by, release, DECLINED, reason, today)


@transaction.atomic
def take_back(*, by: Scope, release: Release, reason: str, today: date) -> ReleaseStep:
    """Let nobody read it any more. What was read stays read: later copies are still set against it."""
    if not (by.may("papers.release") or by.may("papers.approve_release")):
        raise NotPermitted("Your role does not let you take a public copy back.")
    release = Release.objects.select_for_update().get(pk=release.pk)
    against = [] if release.is_out else ["It is not out."]
    if len(reason.strip()) < rules.LEAST_REASON:
        against.append(rules.SAY_WHY)
    rules.refuse(against)
    return _step(by, release, WITHDRAWN, reason, today)


def _copied(edition: Edition, exempt: Sequence[str]) -> publishing.PublicCopy:
    try:
        return publishing.public_copy(
            edition.document, earlier=queries.releases.earlier(edition), exempt=exempt
        )
    except CannotProtect as cannot:
        raise NotNow([str(cannot)]) from cannot


def _refuse_what_tells(
    edition: Edition, copied: publishing.PublicCopy, made: dict[str, bytes], exempt: Sequence[str]
) -> None:
    rules.refuse(
        publishing.reasons_not_to_let_out(
            copied.document,
            edition.document,
            made,
            earlier=queries.releases.earlier(edition),
            exempt=exempt,
        )
    )


def _decidable(by: Scope, release: Release, read_digest: str, reason: str, *, needs_reason: bool) -> Release:
    """The release, locked until the step stands, so that two people cannot decide at once."""
    locked = Release.objects.select_for_update().get(pk=release.pk)
    rules.refuse(
        rules.reasons_not_to_decide(
            is_own=locked.proposed_by_id == answerable(by),
            is_decided=locked.state != "",
            is_as_read=read_digest == locked.content_digest,
            needs_reason=needs_reason,
            reason=reason,
        )
    )
    return locked


def _step(
    by: Scope, release: Release, kind: str, reason: str, today: date, digests: Mapping[str, str] | None = None
) -> ReleaseStep:
    step = ReleaseStep.objects.create(
        release=release,
        kind=kind,
        reason=reason.strip(),
        role=by.role,
        digests=dict(digests or {}),
        taken_on=today,
        taken_by_id=answerable(by),
        taken_by_name=by.actor_name,
    )
    _write_down(by, f"board.public_copy_{kind}", release)
    return step


def _write_down(by: Scope, operation: str, release: Release) -> None:
    audit.record(
        by=by,
        operation=operation,
        kind="other",
        objects=[f"paper:{release.edition.paper}/{release.edition.number}", f"public_copy:{release.pk}"],
        detail={"content": release.content_digest, "exempt": list(release.exempt)},
        reason=release.because,
    )
