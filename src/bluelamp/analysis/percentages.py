"""Percentages and the counts they claim to come from: print one from the other, or check it.

Exact arithmetic throughout: a printed 4.8 is a decimal number, not the nearest binary fraction.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

Printed = str | int | float | Decimal


def percentage(count: int, base: int, digits: int = 0) -> Decimal | None:
    """``count`` as a percentage of ``base``, halves rounded up; ``None`` when there is no base."""
    if base < 1:
        return None
    units = (2 * count * 100 * 10**digits + base) // (2 * base)
    return Decimal(units).scaleb(-digits)


def percentages(
    counts: Sequence[int], digits: int = 0, base: int | None = None
) -> tuple[Decimal | None, ...]:
    """Each count as a percentage of ``base`` (their sum when not said). They need not add up to 100."""
    whole = sum(counts) if base is None else base
    return tuple(percentage(count, whole, digits) for count in counts)


def feasible_counts(percent: Printed, digits: int, base: int) -> range:
    """The whole counts out of ``base`` that would be printed as ``percent`` with ``digits`` decimals.

    A half may have been rounded either way. An empty range: no count of this base gives that percentage.
    """
    low, high = _rounded_from(percent, digits)
    return range(max(0, math.ceil(low * base / 100)), min(base, math.floor(high * base / 100)) + 1)


def is_feasible(count: int, percent: Printed, digits: int, base: int) -> bool:
    """Whether ``count`` of ``base`` would be printed as ``percent``."""
    return count in feasible_counts(percent, digits, base)


def implied_base(count: int, percent: Printed, digits: int) -> tuple[int, int | None]:
    """The smallest and largest base of which ``count`` is ``percent``; no largest when that may be zero."""
    low, high = _rounded_from(percent, digits)
    if high <= 0:
        raise ValueError(f"{percent}% of nothing can be {count}.")
    largest = math.floor(count * 100 / low) if low > 0 else None
    return math.ceil(count * 100 / high), largest


def misfits(
    counts: Sequence[int], percents: Sequence[Printed], digits: Sequence[int], base: int
) -> tuple[int, ...]:
    """Positions in a table at which the printed percentage does not follow from the printed count."""
    rows = enumerate(zip(counts, percents, digits, strict=True))
    return tuple(i for i, (count, percent, d) in rows if not is_feasible(count, percent, d, base))


def best_bases(
    counts: Sequence[int], percents: Sequence[Printed], digits: Sequence[int], bases: Iterable[int]
) -> tuple[int, ...]:
    """The ``bases`` that leave the fewest cells unexplained: where to look for a slip in a table."""
    left = {base: len(misfits(counts, percents, digits, base)) for base in bases}
    return tuple(base for base, cells in left.items() if cells == min(left.values()))


def _rounded_from(percent: Printed, digits: int) -> tuple[Fraction, Fraction]:
    """The lowest and highest exact percentage that would be printed so."""
    printed, half = Fraction(str(percent)), Fraction(1, 2 * 10**digits)
    return printed - half, printed + half
