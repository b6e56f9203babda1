"""What a signal says in words, for anybody: nothing here is said that the signal does not hold.

Nothing improved, fell or rose unless a rule says so. Values come in already written, as page and terminal write them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

UNLIKELY = "this is unlikely to be chance"
USUAL = "That is within its usual variation"
TOO_FEW = "to tell signal from noise"
BETTER, WORSE = "for the better", "for the worse"


class Judged(Protocol):
    """The part of a :class:`bluelamp.analysis.spc.Signal` that words are made of."""

    @property
    def variation(self) -> str: ...
    @property
    def assurance(self) -> str: ...
    @property
    def reasons(self) -> tuple[str, ...]: ...
    @property
    def is_signal(self) -> bool: ...
    @property
    def trial(self) -> bool: ...
    @property
    def baseline(self) -> int: ...


def verdict(signal: Judged, *, subject: str = "It", noun: str = "month", milestone: str = "") -> str:
    """Whether the series is signal or noise, how far that can be trusted, and what it means for the milestone."""
    said = [finding(signal, subject=subject, noun=noun)]
    if signal.trial and signal.variation != "none":
        said.append(f"What is usual rests on {signal.baseline} {noun}s only, and may still move.")
    if milestone and signal.assurance != "none":
        said.append(standing(signal, milestone, noun=noun))
    return " ".join(said)


def finding(signal: Judged, *, subject: str = "It", noun: str = "month") -> str:
    """``It has been below its usual level for seven months running; this is unlikely to be chance, and for …``"""
    if signal.variation == "none":
        return f"There are too few {noun}s {TOO_FEW}."
    if not signal.is_signal:
        return f"{USUAL}: one {noun} on its own tells nothing new."
    way = {"improvement": f", and {BETTER}", "concern": f", and {WORSE}"}.get(signal.variation, "")
    return f"{subject} {listed([_with_verb(reason) for reason in signal.reasons])}; {UNLIKELY}{way}."


def standing(signal: Judged, milestone: str, *, noun: str = "month") -> str:
    """What usual variation means for the milestone."""
    if signal.assurance == "pass":
        return f"Usual variation stays clear of the milestone of {milestone}: it is met {noun} after {noun}."
    if signal.assurance == "fail":
        return f"Usual variation never reaches the milestone of {milestone}: the process must change, not the {noun}."
    return (
        f"The milestone of {milestone} lies inside usual variation: "
        f"some {noun}s meet it and some miss it by chance."
    )


def listed(parts: Sequence[str]) -> str:
    """``one, two and three``."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _with_verb(reason: str) -> str:
    """A point is outside its limits now; a run or a trend has been going on."""
    return f"is {reason}" if reason.endswith("limit of its usual range") else f"has been {reason}"
