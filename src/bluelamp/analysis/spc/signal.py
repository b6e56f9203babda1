"""One series judged, with its limits, its marks and the words for what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from bluelamp.analysis.arrays import Array, counts, floats
from bluelamp.analysis.spc.block import ASSURANCES, BASELINE, VARIATIONS, Better, Block, judge_block
from bluelamp.analysis.spc.kinds import FEW, KINDS, UNDERDISPERSED, Chart
from bluelamp.analysis.spc.limits import Exact, Mixed, Usual, one_of
from bluelamp.analysis.spc.rules import Rule

Variation = Literal["none", "common", "improvement", "concern", "neutral-high", "neutral-low"]
Assurance = Literal["none", "pass", "fail", "hit-or-miss"]

IN_WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


@dataclass(frozen=True, slots=True, eq=False)
class Signal:
    """A series judged. Arrays have one entry a point, oldest first; a gap is NaN, and ``""`` among words.

    ``variation`` speaks of the ``last`` measured point alone: ``common``, ``improvement``, ``concern``, or
    ``neutral-high`` and ``neutral-low`` where neither way is better; ``none`` with too few points to say.
    ``direction`` is ``high``, ``low`` or empty. ``assurance`` says whether usual variation keeps to the
    milestone: ``pass`` always, ``fail`` never, ``hit-or-miss`` by chance; ``none`` without one. ``reasons``
    are fragments that follow "it is". ``causes`` are keys of rules, ``marks`` variations, point by point.
    ``trial``: fewer than twelve points set the limits, so that they may still move. ``z`` are distances from the
    centre in standard deviations. ``line`` is what an EWMA or CUSUM chart draws and its limits speak of, a CUSUM's in
    standard deviations. ``phases`` are the points at which limits begin anew (the first is 0): limits and rules
    look at one phase, and ``variation``, ``assurance`` and ``baseline`` are of the last. ``usual`` is what the limits
    of that phase came from; ``cautions`` are sentences a reader should have before relying on them.
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
    z: Array
    line: Array | None
    phases: tuple[int, ...]
    phase: int
    dispersion: float | None
    rules_version: str
    usual: Usual
    cautions: tuple[str, ...]

    @property
    def judged(self) -> Array:
        """What is set beside the limits: the values, or the line of an EWMA or CUSUM chart."""
        return self.values if self.line is None else self.line

    @property
    def known(self) -> int:
        """How many points are known, gaps apart."""
        return int(np.count_nonzero(~np.isnan(self.values)))

    def phase_at(self, point: int) -> int:
        """Which phase a point belongs to, from 0."""
        return int(np.searchsorted(self.phases, point, side="right")) - 1

    @property
    def is_signal(self) -> bool:
        """Whether the last point is more than usual variation."""
        return self.variation not in ("none", "common")

    @property
    def icons(self) -> tuple[str, str]:
        """The codes of the two icons: variation with its direction (``concern-low``), and assurance."""
        directed = self.variation in ("improvement", "concern")
        return f"{self.variation}-{self.direction}" if directed else self.variation, self.assurance

    @property
    def method(self) -> str:
        """How it was judged, in a line for the foot of a chart."""
        screening = (
            f"moving ranges screened ({self.screened_out} left out)"
            if self.screened
            else "moving ranges not screened"
        )
        trial = ", trial limits" if self.trial else ""
        screening = f", {screening}" if KINDS[self.chart].has_ranges else ""
        points = f"{self.baseline} point{'' if self.baseline == 1 else 's'}"
        since = f" of phase {self.phase + 1} of {len(self.phases)}" if len(self.phases) > 1 else ""
        title = KINDS[self.chart].title
        return f"{title}, {self.rules_title} rules, limits from {points}{since}{trial}{screening}"


def judge(
    values: ArrayLike | list[float | None] | None = None,
    n: ArrayLike | None = None,
    x: ArrayLike | None = None,
    *,
    chart: Chart = "xmr",
    rules: str = "making-data-count",
    better: Better = "up",
    milestones: ArrayLike | list[float | None] | None = None,
    baseline: int | None = BASELINE,
    screen: bool = False,
    within: tuple[float, float] | None = None,
    noun: str = "month",
    rolling: bool = False,
    phases: Sequence[int] = (),
    months: ArrayLike | None = None,
) -> Signal:
    """Judge one series, oldest first; ``None`` marks a gap, over which points are taken as neighbours.

    Give ``values``, or ``x`` out of (or per) ``n``. ``chart`` is one of ``kinds.KINDS``; :func:`propose` says which
    fits. A ``p`` chart needs shares and their (effective) ``n``; an ``xmr`` chart with ``n`` has limits that vary by it
    (I-prime). Limits come from the first ``baseline`` points and then stay (``None``: from all); on a ``seasonal``
    chart, which needs ``months`` (1 to 12, a point each), a baseline of twelve or fewer means three years. Each of
    ``phases`` is a point at which a rebase begins them anew. ``screen`` leaves out moving ranges over 3.267 times their
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
        phases=phases,
        months=months,
    )
    return signal_of(one, 0, noun=noun)


def signal_of(one: Block, row: int, *, noun: str = "month") -> Signal:
    """One series of a block, with its words."""
    gaps, last = np.isnan(one.values[row]), int(one.last[row])
    keys = [rule.key for rule in one.rule_set.rules]
    side = one.side[row, last] if last >= 0 else 0
    first, usual = next(pair for pair in reversed(one.usual[one.phase[row]]) if pair[0] <= row)
    dispersion = float(one.dispersion[row])
    return Signal(
        chart=one.chart,
        rules=one.rule_set.name,
        rules_title=one.rule_set.title,
        better=one.better,
        values=one.values[row],
        n=None if one.n is None else one.n[row],
        milestones=one.milestones[row],
        centre=one.centre[row],
        lower=one.lower[row],
        upper=one.upper[row],
        marks=tuple("" if gap else VARIATIONS[m] for m, gap in zip(one.marks[row], gaps, strict=True)),
        causes=tuple(keys[c] if c >= 0 else "" for c in one.cause[row]),
        last=last if last >= 0 else None,
        variation=VARIATIONS[one.variation[row]],  # type: ignore[arg-type]  # the tuple holds just these words
        direction="high" if side > 0 else "low" if side < 0 else "",
        assurance=ASSURANCES[one.assurance[row]],  # type: ignore[arg-type]
        reasons=_reasons(one, row, noun) if side else (),
        baseline=int(one.baseline[row]),
        trial=bool(one.trial[row]),
        screened=one.screened,
        screened_out=int(one.screened_out[row]),
        z=one.z[row],
        line=None if one.line is None else one.line[row],
        phases=one.phases,
        phase=int(one.phase[row]),
        dispersion=None if np.isnan(dispersion) else dispersion,
        rules_version=one.rule_set.version,
        usual=one_of(usual, row - first),
        cautions=_cautions(one, row, one_of(usual, row - first)),
    )


def _reasons(one: Block, row: int, noun: str) -> tuple[str, ...]:
    """What each rule that flags the last point found there, in the order of the rule set."""
    where = np.flatnonzero(~np.isnan(one.values[row]))
    where = where[where >= one.phases[one.phase[row]]]
    y, z = one.values[row, where], one.z[row, where]
    return tuple(
        reason(rule, int(found), y, z, noun, where)
        for rule, found in zip(one.rule_set.rules, one.found[:, row, where[-1]], strict=True)
        if found
    )


def reason(
    rule: Rule, side: int, y: Array, z: Array, noun: str, where: Sequence[int] | NDArray[np.intp]
) -> str:
    """What a rule that flags the last of some points found, as a fragment; ``where`` they stand tells of gaps."""
    length = rule.length(z, y)
    spanned = where[-min(length, len(where)) :]
    unbroken = spanned[-1] - spanned[0] == len(spanned) - 1
    return rule.phrase.format(
        above="above" if side > 0 else "below",
        upper="upper" if side > 0 else "lower",
        rising="rising" if side > 0 else "falling",
        count=in_words(length),
        nouns=f"{noun}s" if unbroken else f"measured {noun}s",
    )


def in_words(count: int) -> str:
    return IN_WORDS[count - 1] if 1 <= count <= len(IN_WORDS) else str(count)


def _cautions(one: Block, row: int, usual: Usual) -> tuple[str, ...]:
    """What the limits do not say of themselves."""
    said = []
    spread = one.dispersion[row]
    if spread < UNDERDISPERSED:
        said.append(
            f"Points vary only {spread:.1f} times as much as sampling alone would make them (sigma-z): see "
            "whether they are counted as you think."
        )
    if isinstance(usual, Exact | Mixed):
        said.append(
            "The limits are exact, for whole events, and the centre line is the median where counts are lopsided."
        )
    if one.chart == "p" and one.n is not None:
        n, centre = one.n[row], one.centre[row]
        fewest = np.nanmin(n * np.minimum(centre, 1 - centre)) if np.isfinite(centre).any() else np.nan
        at_edge = np.nanmin(np.minimum(centre, 1 - centre)) if np.isfinite(centre).any() else 0
        if fewest < FEW and at_edge > 0:
            said.append(
                "In some points fewer than five are expected on the rarer side, where p limits are only rough."
            )
    return tuple(said)
