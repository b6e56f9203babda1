"""Letters to whoever applied, in plain English: that it came, what was decided, what the panel found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bluelamp.ui.formats import day


@dataclass(frozen=True)
class Letter:
    """A letter: what it is about, and its paragraphs."""

    title: str
    paragraphs: tuple[str, ...]


HELLO = "You asked us to review how your complaints of anti-social behaviour were dealt with."
APPEAL = "If you do not agree, you can appeal until {until}. Tell us why in your own words."


def received(*, ref: str, applied_on: date, decide_by: date | None) -> Letter:
    """That it came, and what happens next."""
    return Letter(
        f"We have received your application ({ref})",
        (
            f"{HELLO} We received your application on {day(applied_on)}.",
            "We now ask the police, the council, your landlord and the health service what they were told and did.",
            "Then we decide whether the threshold for a review is met"
            + (f", by {day(decide_by)}." if decide_by else "."),
            "If anything happens meanwhile, report it as before. In an emergency, ring 999.",
        ),
    )


def decided(
    *, ref: str, is_met: bool, says: str, why: str, appeal_until: date | None, panel_by: date | None
) -> Letter:
    """Whether the threshold is met, how it was counted, and what can be done."""
    if is_met:
        next_step = "A panel of the agencies will now review your case"
        tail = next_step + (f", by {day(panel_by)}." if panel_by else ".")
        return Letter(
            f"Your case will be reviewed ({ref})",
            (HELLO, says, tail, "We tell you when, and ask for your views."),
        )
    appeal = APPEAL.format(until=day(appeal_until)) if appeal_until else ""
    offered = "You can apply again if more happens, and we go on working on what you reported."
    return Letter(
        f"The threshold for a review is not met ({ref})",
        tuple(part for part in (HELLO, says, f"Why: {why}" if why else "", offered, appeal) if part),
    )


def outcome(
    *, ref: str, findings: str, recommendations: Sequence[tuple[str, str]], appeal_until: date | None
) -> Letter:
    """What the panel found, and what it asks of whom."""
    asked = [f"{to}: {says}" for to, says in recommendations]
    said = ["The panel recommends:", *asked] if asked else ["The panel makes no recommendations."]
    appeal = APPEAL.format(until=day(appeal_until)) if appeal_until else ""
    return Letter(
        f"What the panel found ({ref})",
        tuple(part for part in (HELLO, f"It found: {findings}", *said, appeal) if part),
    )
