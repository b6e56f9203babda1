"""One series judged, with its limits, its marks and the words for what was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from bluelamp.analysis.arrays import Array, counts, floats
from bluelamp.analysis.spc.block import ASSURANCES, BASELINE, VARIATIONS, Better, Block, Chart, judge_block

Variation = Literal["none", "common", "improvement", "concern", "neutral-high", "neutral-low"]
Assurance = Literal["none", "pass", "fail", "hit-or-miss"]

CHART_TITLES = {"xmr": "XmR chart", "i-prime": "I-prime chart (XmR with limits by n)", "p": "p chart"}
IN_WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


@dataclass(frozen=True, slots=True, eq=False)
class Signal:
    """A series judged. Arrays have one entry a point, oldest first; a gap is NaN, and ``""`` among words.

    ``variation`` speaks of the ``last`` measured point alone: ``common``, ``improvement``, ``concern``, or
    ``neutral-high`` and ``neutral-low`` where neither way is better; ``none`` with too few points to say.
    ``direction`` is ``high``, ``low`` or empty. ``assurance`` says whether usual variation keeps to the
    milestone: ``pass`` always, ``fail`` never, ``hit-or-miss`` by chance; ``none`` without one. ``reasons``
    are fragments that follow "it is". ``causes`` are keys of rules, ``marks`` variations, point by point.
    ``trial``: fewer than twelve points set the limits, so that they may still move.
    """

    chart: Chart
    rules: str
    rules_title: str
    better: Better
    values: Array
    n: Array | None
    milestones: Array
    centre: Array
    lower: Array
    upper: Array
    marks: tuple[str, ...]
    causes: tuple[str, ...]
    last: int | None
    variation: Variation
    direction: Literal["high", "low", ""]
    assurance: Assurance
    reasons: tuple[str, ...]
    baseline: int
    trial: bool
    screened: bool
    screened_out: int

    @property
    def is_signal(self) -> bool:
        """Whether the last point is more than usual variation."""
        return self.variation not in ("none", "common")

    @property
    def method(self) -> str:
        """How it was judged, in a line for the foot of a chart."""
        screening = (
            f"moving ranges screened ({self.screened_out} left out)"
            if self.screened
            else "moving ranges not screened"
        )
        trial = ", trial limits" if self.trial else ""
        screening = "" if self.chart == "p" else f", {screening}"
        points = f"{self.baseline} point{'' if self.baseline == 1 else 's'}"
        return f"{CHART_TITLES[self.chart]}, {self.rules_title} rules, limits from {points}{trial}{screening}"


def judge(
    values: ArrayLike | list[float | None] | None = None,
    n: ArrayLike | None = None,
    x: ArrayLike | None = None,
    *,
    chart: Literal["xmr", "p"] = "xmr",
    rules: str = "making-data-count",
    better: Better = "up",
    milestones: ArrayLike | list[float | None] | None = None,
    baseline: int | None = BASELINE,
    screen: bool = False,
    within: tuple[float, float] | None = None,
    noun: str = "month",
    rolling: bool = False,
) -> Signal:
    """Judge one series, oldest first; ``None`` marks a gap, over which points are taken as neighbours.

    Give ``values``, or ``x`` successes out of ``n``. A ``p`` chart needs shares and their (effective) ``n``;
    an ``xmr`` chart with ``n`` has limits that vary by it (I-prime). Limits come from the first ``baseline``
    points and then stay (``None``: from all). ``screen`` leaves out moving ranges over 3.267 times their
    mean, once. ``milestones`` is a level, or a step series of them. ``within`` bounds the limits to what a
    value can be. ``noun`` names a point in the reasons.

    Raises :class:`RollingSeriesRefused` when ``rolling``, and ``ValueError`` with a sentence for what cannot
    be charted.
    """
    if values is None:
        if x is None or n is None:
            raise ValueError("Give the values, or x and n.")
        with np.errstate(divide="ignore", invalid="ignore"):
            values = np.where(counts(n) > 0, counts(x) / counts(n), np.nan)
    one = judge_block(
        floats(values)[np.newaxis],
        n,
        chart=chart,
        rules=rules,
        better=better,
        milestones=None if milestones is None else floats(milestones),
        baseline=baseline,
        screen=screen,
        within=within,
        rolling=rolling,
    )
    return _signal(one, noun)


def _signal(one: Block, noun: str) -> Signal:
    gaps, last = np.isnan(one.values[0]), int(one.last[0])
    keys = [rule.key for rule in one.rule_set.rules]
    side = one.side[0, last] if last >= 0 else 0
    return Signal(
        chart=one.chart,
        rules=one.rule_set.name,
        rules_title=one.rule_set.title,
        better=one.better,
        values=one.values[0],
        n=None if one.n is None else one.n[0],
        milestones=one.milestones[0],
        centre=one.centre[0],
        lower=one.lower[0],
        upper=one.upper[0],
        marks=tuple("" if gap else VARIATIONS[m] for m, gap in zip(one.marks[0], gaps, strict=True)),
        causes=tuple(keys[c] if c >= 0 else "" for c in one.cause[0]),
        last=last if last >= 0 else None,
        variation=VARIATIONS[one.variation[0]],  # type: ignore[arg-type]  # the tuple holds just these words
        direction="high" if side > 0 else "low" if side < 0 else "",
        assurance=ASSURANCES[one.assurance[0]],  # type: ignore[arg-type]
        reasons=_reasons(one, last, noun) if side else (),
        baseline=int(one.baseline[0]),
        trial=bool(one.trial[0]),
        screened=one.screened,
        screened_out=int(one.screened_out[0]),
    )


def _reasons(one: Block, last: int, noun: str) -> tuple[str, ...]:
    """What each rule that flags the last point found there, in the order of the rule set."""
    where = np.flatnonzero(~np.isnan(one.values[0]))
    y, z = one.values[0, where], one.z[0, where]
    said = []
    for rule, found in zip(one.rule_set.rules, one.found[:, 0, last], strict=True):
        if found:
            length = rule.length(z, y)
            spanned = where[-min(length, len(where)) :]
            unbroken = spanned[-1] - spanned[0] == len(spanned) - 1
            said.append(_say(rule.phrase, found > 0, length, noun, unbroken))
    return tuple(said)


def _say(phrase: str, up: bool, length: int, noun: str, unbroken: bool) -> str:
    return phrase.format(
        above="above" if up else "below",
        upper="upper" if up else "lower",
        rising="rising" if up else "falling",
        count=IN_WORDS[length - 1] if length <= len(IN_WORDS) else length,
        nouns=f"{noun}s" if unbroken else f"measured {noun}s",
    )
