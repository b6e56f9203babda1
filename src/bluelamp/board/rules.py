"""When a finding may be settled and a paper signed: each gives the reasons against, an empty list means yes."""

from __future__ import annotations

LEAST_REASON = 10
"""Signs. “ok” is not a reason anybody can check a year from now."""


def reasons_not_to_settle(*, is_known: bool, is_signed: bool, reason: str) -> list[str]:
    """Against clearing or accepting a finding."""
    against = []
    if not is_known:
        against.append("This finding is not in the edition: the paper has changed since you read it.")
    if is_signed:
        against.append("The edition is signed, so its findings are settled.")
    if len(reason.strip()) < LEAST_REASON:
        against.append("Say why in a sentence that somebody else can check.")
    return against


def reasons_not_to_sign(
    *, open_findings: int, is_signed: bool, is_latest: bool, is_as_read: bool
) -> list[str]:
    """Against signing an edition. ``is_as_read``: its content is what the signer was shown."""
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
    return against
