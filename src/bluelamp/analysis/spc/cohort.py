"""Of many signals, which to look at first: how far each is from usual, times how many people it touches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from bluelamp.analysis import discovery
from bluelamp.analysis.spc.signal import Signal, Variation
from bluelamp.analysis.spc.surprise import surprise


class Ranked(NamedTuple):
    """One signal of a cohort: its place among those given, and ``weight`` is ``size`` times ``people``.

    ``size`` is the distance of the last value from its usual level, in its own unit; ``is_finding`` whether it holds
    against so many series, with the p-value as it was and as adjusted for them.
    """

    place: int
    variation: Variation
    size: float
    people: float
    weight: float
    p_value: float
    adjusted: float
    is_finding: bool


def rank(
    signals: Sequence[Signal], people: Sequence[float], *, rate: float = discovery.FALSE_DISCOVERIES
) -> tuple[Ranked, ...]:
    """The signals among some series, weightiest first. ``people`` are those a whole unit of value touches.

    For a share those are the people it is a share of, so that the weight counts people; for a count of victims it is 1.
    """
    if len(signals) != len(people):
        raise ValueError(f"There are {len(signals)} series and {len(people)} numbers of people.")
    tested = discovery.benjamini_hochberg([surprise(one) for one in signals], rate=rate)
    found = []
    for i, (one, touched) in enumerate(zip(signals, people, strict=True)):
        if one.is_signal and one.last is not None:
            size = float(abs(one.judged[one.last] - one.centre[one.last]))
            found.append(
                Ranked(i, one.variation, size, touched, size * touched, float(tested.raw[i]),
                       float(tested.adjusted[i]), bool(tested.found[i]))
            )  # fmt: skip
    return tuple(sorted(found, key=lambda one: (-np.nan_to_num(one.weight), one.place)))
