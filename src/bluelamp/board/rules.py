"""When a finding may be settled and a paper signed: each gives the reasons against, an empty list means yes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from bluelamp.board.words import CLOSED, DECISION

LEAST_REASON = 10
"""Signs. “ok” is not a reason anybody can check a year from now."""
SAY_WHY = "Say why in a sentence that somebody else can check."


class NotNow(ValueError):
    """It cannot be done as things stand; carries the reasons."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def refuse(against: list[str]) -> None:
    """Raise :class:`NotNow` where there is any reason against."""
    if against:
        raise NotNow(against)


def reasons_not_to_settle(*, is_known: bool, is_signed: bool, reason: str) -> list[str]:
    """Against clearing or accepting a finding."""
    against = []
    if not is_known:
        against.append("This finding is not in the edition: the paper has changed since you read it.")
    if is_signed:
        against.append("The edition is signed, so its findings are settled.")
    if len(reason.strip()) < LEAST_REASON:
        against.append(SAY_WHY)
    return against


def reasons_not_to_sign(
    *,
    open_findings: int,
    is_signed: bool,
    is_latest: bool,
    is_as_read: bool,
    stale_comments: int = 0,
    unbuilt_comments: int = 0,
) -> list[str]:
    """Against signing an edition. ``is_as_read``: its content is what the signer was shown.

    A comment is *stale* while a figure it rests on has changed and nobody confirmed or rewrote it, and *unbuilt* while
    the edition still shows the figures from before.
    """
    against = []
    if is_signed:
        against.append("This edition is signed already.")
    if not is_latest:
        against.append("A later edition has been built. Sign that one.")
    if not is_as_read:
        against.append("The paper has changed since you read it. Read it again, then sign.")
    if open_findings:
        findings = "1 finding is" if open_findings == 1 else f"{open_findings} findings are"
        against.append(f"{findings} neither cleared nor accepted with a reason.")
    if stale_comments:
        comments = "1 comment was" if stale_comments == 1 else f"{stale_comments} comments were"
        against.append(
            f"{comments} written before the figures changed. Confirm or rewrite, then build again."
        )
    elif unbuilt_comments:
        against.append("A comment rests on figures that came in since this edition was built. Build again.")
    return against


def reasons_not_to_comment(*, words: str, figures: int, is_known_section: bool) -> list[str]:
    """Against writing a comment: it says something, in a section of the paper, of at least one figure."""
    against = []
    if len(words.strip()) < LEAST_REASON:
        against.append("Write what the figures mean, in a sentence.")
    if not figures:
        against.append("Choose the figures it rests on, so that it can be told when they change.")
    if not is_known_section:
        against.append("That section is not in the paper any more.")
    return against


def reasons_not_to_minute(
    *, kind: str, words: str, owner: str, due: date | None, meeting: date, before: date
) -> list[str]:
    """Against writing down what a meeting left behind; ``before`` is the meeting of the paper at hand."""
    against = []
    if meeting > before:
        against.append("That meeting comes after this paper. Write it down with a paper of its own.")
    if len(words.strip()) < LEAST_REASON:
        against.append("Write what was decided, asked for or asked, in a sentence.")
    if kind != DECISION and not owner.strip():
        against.append("Say who answers for it.")
    if kind != DECISION and due is None:
        against.append("Say by when.")
    if due is not None and due < meeting:
        against.append("The day lies before the meeting.")
    return against


def reasons_not_to_say(*, state: str, words: str, evidence: str, has_ended: bool) -> list[str]:
    """Against saying what became of something. That it was done does not close it: what it did has to be shown."""
    against = []
    if has_ended:
        against.append("It is closed or dropped already.")
    if len(words.strip()) < LEAST_REASON:
        against.append("Say what became of it, in a sentence.")
    if state == CLOSED and len(evidence.strip()) < LEAST_REASON:
        against.append("Say what shows its effect. What was only done is not closed.")
    return against


def reasons_not_to_put_forward(
    *, is_signed: bool, is_waiting: bool, is_out: bool, exempt: Collection[str], because: str
) -> list[str]:
    """Against putting a public copy of an edition forward."""
    against = []
    if not is_signed:
        against.append("The edition is not signed.")
    if is_waiting:
        against.append("A public copy of it waits for a decision already.")
    if is_out:
        against.append("A public copy of it is out already.")
    if exempt and len(because.strip()) < LEAST_REASON:
        against.append("Say why small counts should be shown.")
    return against


def reasons_not_to_decide(
    *, is_own: bool, is_decided: bool, is_as_read: bool, needs_reason: bool, reason: str
) -> list[str]:
    """Against letting a public copy out or turning it down. Whoever put it forward does neither."""
    against = []
    if is_own:
        against.append("You put it forward. Somebody else decides.")
    if is_decided:
        against.append("It is decided already.")
    if not is_as_read:
        against.append("It is not the copy you read. Read it again.")
    if needs_reason and len(reason.strip()) < LEAST_REASON:
        against.append(SAY_WHY)
    return against
