"""Which counts a public copy keeps back, so that no small one can be worked out of it and of the copies before it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bluelamp.analysis import suppression
from bluelamp.analysis.suppression.linked import Linked, Mask
from bluelamp.board.document import Count, Picture
from bluelamp.board.publishing import months
from bluelamp.board.words import KEPT_BACK

THRESHOLD = 5
"""Counts under it, and above nought, are kept back (specification of the force's publications: 1 to 4)."""
LEAST_BASE = 20
"""Percentages and averages of fewer are kept back."""


class Earlier(NamedTuple):
    """What is out already: the counts of an earlier public copy, and the keys of those it kept back."""

    counts: tuple[Count, ...]
    hidden: frozenset[str]


@dataclass(frozen=True, eq=False)
class System:
    """All counts of a copy and of the copies before it, with every sum that links them.

    The cells of this copy come first, in the order of ``keys``, by their ``titles``. ``aside`` are printed nowhere and
    follow from others; ``out`` have been printed before, and ``gone`` were kept back then.
    """

    keys: tuple[str, ...]
    titles: tuple[str, ...]
    linked: Linked
    aside: Mask
    out: Mask
    gone: Mask

    def mask(self, keys: Collection[str]) -> Mask:
        """The cells of this copy with these keys."""
        mine = [key in keys for key in self.keys]
        return np.array(mine + [False] * (len(self.linked.values) - len(mine)), dtype=bool)

    def titled(self, mask: Mask) -> list[str]:
        return [title for title, is_in in zip(self.titles, mask, strict=False) if is_in]

    @property
    def floor(self) -> NDArray[np.int64]:
        """What is known of a count that is not shown: at least 1, since zeros are, unless it is left out whole."""
        return np.where(self.aside | (self.linked.values == 0), 0, 1)

    def named(self, mask: Mask) -> frozenset[str]:
        return frozenset(key for key, is_in in zip(self.keys, mask, strict=False) if is_in)


def system(every: Sequence[Count], earlier: Sequence[Earlier], exempt: Collection[str] = ()) -> System:
    """The counts of this copy, hung together with those of each copy before it that printed the like.

    What follows from counts of families that are ``exempt`` is left alone.
    """
    weighed = [count for count in every if count.is_printed or count.family not in exempt]
    counts, *before_joined = months.joined([weighed, *(before.counts for before in earlier)])
    cells = _Cells(exempt)
    for count in counts:
        cells.add(count.key, count.value, aside=not count.is_printed)
    cells.link(counts, "")
    for age, (before, then) in enumerate(zip(earlier, before_joined, strict=True), 1):
        cells.add_earlier(counts, Earlier(then, before.hidden), f"{age}:")
    return System(
        tuple(count.key for count in counts),
        tuple(count.title for count in counts),
        Linked(np.array(cells.values, dtype=np.int64), tuple(cells.sums)),
        np.array(cells.aside, dtype=bool),
        np.array(cells.out, dtype=bool),
        np.array(cells.gone, dtype=bool),
    )


def kept_back(
    counts: Sequence[Count],
    *,
    printed: Collection[str],
    earlier: Sequence[Earlier] = (),
    exempt: Collection[str] = (),
) -> frozenset[str]:
    """The keys of the counts to keep back. Those not ``printed`` stay out anyhow; families ``exempt`` are shown.

    Raises :class:`~bluelamp.analysis.suppression.CannotProtect` where what is out already gives a small count away.
    """
    if not counts:
        return frozenset()
    standing = [replace(count, is_printed=count.is_printed and count.key in printed) for count in counts]
    whole = system(standing, earlier, exempt)
    shown = whole.mask({count.key for count in standing if count.family in exempt}) & ~whole.aside
    try:
        kept = suppression.protect(
            whole.linked,
            threshold=THRESHOLD,
            shown=whole.out | shown,
            hidden=whole.gone,
            unprinted=whole.aside,
            weights=_weights(whole),
        )
    except suppression.CannotProtect as cannot:
        names = [whole.titles[cell] for cell in cannot.cells if cell < len(whole.titles)]
        raise suppression.CannotProtect(cannot.cells, names) from cannot
    return whole.named(kept.hidden) | {count.key for count in counts if count.key not in printed}


def few_on_one_side(share: float | None, n: int | None) -> int | None:
    """A share of ``n`` says as much as how many were satisfied, and how many were not: the smaller, if it is small."""
    yes = round((share or 0) * (n or 0))
    return min((few for few in (yes, (n or 0) - yes) if 0 < few < THRESHOLD), default=None)


def is_of_few(picture: Picture) -> bool:
    """Does a point of a chart speak of too few, or is it not known of how many?"""
    return picture.least_n is None or picture.least_n < LEAST_BASE or picture.tells_of_few


def rule_in_words() -> str:
    """The rule as the public reads it on the product."""
    return (
        f"Counts from 1 to {THRESHOLD - 1} are kept back and shown as {KEPT_BACK}, so that nobody can be recognised, "
        "and so is any other count from which, with totals or with earlier public copies, one of them could be worked "
        f"out. Percentages of what is kept back, of fewer than {LEAST_BASE} people, and those that would tell of 1 to "
        f"{THRESHOLD - 1}, are kept back too."
    )


def _weights(whole: System) -> NDArray[np.float64]:
    """How much each is missed: a count once, a total five times. A count that stood elsewhere too is no total."""
    times = np.zeros(len(whole.linked.values))
    for total, parts in whole.linked.sums:
        times[total] += len(parts) > 1
    return 5.0**times


class _Cells:
    """The cells while they are being gathered."""

    def __init__(self, exempt: Collection[str]) -> None:
        self.exempt = exempt
        self.places: dict[str, int] = {}
        self.values: list[int] = []
        self.sums: list[tuple[int, tuple[int, ...]]] = []
        self.aside: list[bool] = []
        self.out: list[bool] = []
        self.gone: list[bool] = []

    def add(
        self, key: str, value: int, *, aside: bool = False, out: bool = False, gone: bool = False
    ) -> None:
        self.places[key] = len(self.values)
        self.values.append(value)
        self.aside.append(aside)
        self.out.append(out)
        self.gone.append(gone)

    def link(self, counts: Iterable[Count], mark: str) -> None:
        for count in counts:
            for parts in count.sums:
                if all(mark + part in self.places for part in parts):
                    summed = tuple(self.places[mark + part] for part in parts)
                    self.sums.append((self.places[mark + count.key], summed))

    def add_earlier(self, counts: Iterable[Count], before: Earlier, mark: str) -> None:
        """A copy that is out: its counts as they were printed, and what came between it and this one."""
        for count in before.counts:
            gone = count.key in before.hidden or not count.is_printed
            self.add(mark + count.key, count.value, aside=not count.is_printed, out=not gone, gone=gone)
        self.link(before.counts, mark)
        for count in counts:
            if mark + count.key in self.places and count.family not in self.exempt:
                self._between(count, mark)

    def _between(self, count: Count, mark: str) -> None:
        now, then = self.places[count.key], self.places[mark + count.key]
        between = self.values[now] - self.values[then]
        if between == 0:
            self.sums.append((now, (then,)))
            return
        more, fewer = (now, then) if between > 0 else (then, now)
        self.add(f"{mark}between {count.key}", abs(between), aside=True)
        self.sums.append((more, (fewer, len(self.values) - 1)))
