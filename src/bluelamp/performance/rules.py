"""When a rebase may be proposed, approved, declined or withdrawn: the reasons against, and an empty list means yes.

Whether it is *wise* is another question: the engine advises (``spc.reasons_not_to_rebase``) and a person decides.
"""

from __future__ import annotations

from typing import NamedTuple

from bluelamp.kernel.figures.periods import Month

LEAST = 10
"""Signs. “new process” can be checked by somebody else a year from now; “ok” cannot."""


class Against(NamedTuple):
    """One reason against, and the field of the form that it speaks of."""

    words: str
    field: str = ""


def reasons_not_to_propose(
    *, since: Month, first: Month | None, last: Month | None, cause: str, evidence: str, is_taken: bool
) -> list[Against]:
    """Against proposing. The series is known from ``first`` to ``last``; ``is_taken``: one for that month stands."""
    against = []
    if first is None or last is None:
        against.append(Against("No figure of this series has been taken yet.", "since"))
    elif not first < since <= last:
        against.append(
            Against(f"Choose a month after {first.label}, and no later than {last.label}: figures are known for those",
                    "since")
        )  # fmt: skip
    elif is_taken:
        against.append(Against(f"A rebase from {since.label} is proposed or in force already", "since"))
    if len(cause.strip()) < LEAST:
        against.append(Against("Say what changed, so that somebody else can check it", "cause"))
    if len(evidence.strip()) < LEAST:
        against.append(Against("Say what shows that this is what did it", "evidence"))
    return against


def reasons_not_to_approve(
    *, state: str, last_deed: str, is_proposer: bool, expected_to_last: bool, because: str | None = None
) -> list[Against]:
    """Against approving. ``because`` is None before anything is typed; ``last_deed`` says who did what last."""
    against = _reasons_not_to_decide(state, last_deed, is_proposer)
    if not expected_to_last:
        against.append(Against("A change that is not expected to last is no new usual: leave the limits."))
    return against + _reasons_to_say_why(because)


def reasons_not_to_decline(
    *, state: str, last_deed: str, is_proposer: bool, because: str | None = None
) -> list[Against]:
    """Against declining."""
    return _reasons_not_to_decide(state, last_deed, is_proposer) + _reasons_to_say_why(because)


def reasons_not_to_withdraw(*, state: str, last_deed: str, because: str | None = None) -> list[Against]:
    """Against withdrawing what is proposed or in force."""
    against = [] if state in ("proposed", "approved") else [Against(f"It no longer stands. {last_deed}")]
    return against + _reasons_to_say_why(because)


def _reasons_not_to_decide(state: str, last_deed: str, is_proposer: bool) -> list[Against]:
    against = []
    if state != "proposed":
        against.append(Against(f"It has been decided already. {last_deed}"))
    if is_proposer:
        against.append(Against("A second person decides it, not whoever proposed it. You can withdraw it."))
    return against


def _reasons_to_say_why(because: str | None) -> list[Against]:
    if because is None or len(because.strip()) >= LEAST:
        return []
    return [Against("Say why in a sentence that somebody else can check", "because")]
