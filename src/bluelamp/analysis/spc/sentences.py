"""What a signal says in words, for anybody: nothing here is said that the signal does not hold.

Nothing improved, fell or rose unless a rule says so. Values come in already written, as page and terminal write them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from bluelamp.analysis.spc.outlook import Band, Outlook

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


def verdict(
    signal: Judged, *, subject: str = "It", noun: str = "month", milestone: str = "", plural: bool = False
) -> str:
    """Whether the series is signal or noise, how far that can be trusted, and what it means for the milestone."""
    said = (
        finding(signal, subject=subject, noun=noun, plural=plural),
        meaning(signal, noun=noun, milestone=milestone),
    )
    return " ".join(part for part in said if part)


def finding(signal: Judged, *, subject: str = "It", noun: str = "month", plural: bool = False) -> str:
    """``It has been below its usual level for seven months running; this is unlikely to be chance, and for the …``

    ``plural``: the subject is one of many, such as “Survey interviews”.
    """
    if signal.variation == "none":
        return f"There are too few {noun}s {TOO_FEW}."
    if not signal.is_signal:
        return f"{_theirs(USUAL, plural)}: one {noun} on its own tells nothing new."
    way = {"improvement": f", and {BETTER}", "concern": f", and {WORSE}"}.get(signal.variation, "")
    found = listed([_with_verb(reason, plural) for reason in signal.reasons])
    return f"{subject} {_theirs(found, plural)}; {UNLIKELY}{way}."


def meaning(signal: Judged, *, noun: str = "month", milestone: str = "") -> str:
    """How far the finding can be trusted, and what it means for the milestone; empty when there is nothing to add."""
    said = []
    if signal.trial and signal.variation != "none":
        said.append(f"What is usual rests on only {_counted(signal.baseline, noun)}, and may still move.")
    if milestone and signal.assurance != "none":
        said.append(standing(signal, milestone, noun=noun))
    return " ".join(said)


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


def begins_anew(when: str, cause: str) -> str:
    """``Limits begin anew in May 2013: “New recording practice”.`` The cause is quoted: somebody wrote it."""
    return f"Limits begin anew {when}: “{cause.strip().rstrip('.')}”."


def outlook(
    ahead: Outlook, written: Callable[[float], str], *, when: str = "next month", plural: bool = False
) -> str:
    """What would be a signal at the next point, values ``written`` as page or terminal write them."""
    parts = [
        f"{band_words(band, written)} ({_theirs(band.reasons[0], plural)})"
        for band in ahead.bands
        if band.reasons
    ]
    if not parts:
        return f"No value would be a signal {when}."
    return f"A signal {when} would be {' or '.join(parts)}. Anything else would be usual variation."


def band_words(band: Band, written: Callable[[float], str]) -> str:
    """``below 70.2%``, ``70.2% to 75%`` or ``above 82.9%``."""
    low, high = (None if end is None else written(end) for end in (band.low, band.high))
    if low is None or high is None:
        return f"above {low}" if high is None else f"below {high}"
    return f"{low} to {high}"


def _with_verb(reason: str, plural: bool) -> str:
    """A point is outside its limits now; a run or a trend has been going on."""
    if reason.endswith("limit of its usual range"):
        return f"{'are' if plural else 'is'} {reason}"
    return f"{'have' if plural else 'has'} been {reason}"


def _theirs(words: str, plural: bool) -> str:
    return re.sub(r"\bits\b", "their", words) if plural else words


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
