"""How much two figures differ and whether that is more than chance: refused where the question makes no sense."""

from __future__ import annotations

import math
from dataclasses import dataclass

from bluelamp.analysis import comparing, poisson
from bluelamp.kernel.figures.readings import Reading

SHARES = ("Wilson", "Korn-Graubard")
COUNTS = ("exact Poisson",)


class NotComparable(ValueError):
    """Two figures cannot be compared; carries the sentence the reader sees."""


@dataclass(frozen=True, slots=True)
class Change:
    """``later`` less ``earlier``. For counts ``ratio`` is later over earlier, and ``low`` and ``high`` are its ends.

    ``untested`` says why there is no interval and no p-value; it is empty where there are.
    """

    earlier: Reading
    later: Reading
    difference: float
    ratio: float | None = None
    low: float | None = None
    high: float | None = None
    p_value: float | None = None
    untested: str = ""


def change(earlier: Reading, later: Reading) -> Change:
    """Compare two figures of one measure and one kind of period.

    Raises :class:`KindsDiffer` for two kinds, :class:`NotComparable` for two measures or a figure without a number.
    Periods that share months are not two samples: the difference is given, and why it is not tested.
    """
    apart = abs(later.period - earlier.period)
    if earlier.measure != later.measure:
        raise NotComparable(
            f"{earlier.measure} and {later.measure} are two measures; they cannot be compared."
        )
    for reading in (earlier, later):
        if reading.value is None:
            raise NotComparable(reading.withheld or f"There is no number for {reading.period.label}.")
    assert earlier.value is not None
    assert later.value is not None
    difference = later.value - earlier.value
    if apart < later.period.length and apart != 0:
        shared = later.period.length - apart
        return Change(
            earlier,
            later,
            difference,
            untested=f"The two share {shared} months, so they are not two samples.",
        )
    if earlier.interval_method in SHARES and later.interval_method in SHARES:
        n = later.effective_n or 0.0, earlier.effective_n or 0.0
        tested = comparing.two_shares(later.value, n[0], earlier.value, n[1])
        ends = float(tested.low), float(tested.high)
        return Change(earlier, later, difference, None, *ends, float(tested.p_value))
    if earlier.interval_method in COUNTS and later.interval_method in COUNTS:
        return _of_counts(earlier, later, difference)
    return Change(earlier, later, difference, untested="There is no test for figures of this sort yet.")


def _of_counts(earlier: Reading, later: Reading, difference: float) -> Change:
    """Counts of periods that may differ in length and of places that may differ in people: rates are compared."""
    tested = poisson.ratio(
        round(later.numerator or 0),
        round(earlier.numerator or 0),
        exposure_1=(later.denominator or 1) * later.period.length,
        exposure_2=(earlier.denominator or 1) * earlier.period.length,
    )
    ratio, low, high = (
        float(x) if math.isfinite(x) else None for x in (tested.ratio, tested.low, tested.high)
    )
    return Change(earlier, later, difference, ratio, low, high, tested.p_value)
