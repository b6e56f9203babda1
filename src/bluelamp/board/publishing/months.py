"""Months that nothing printed tells apart, taken as one, so that years do not make a hundred cells of every place.

Nothing is lost by it: what can be worked out of their sum is all that can be worked out of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from bluelamp.board.document import Count


def joined(papers: Sequence[Sequence[Count]]) -> list[tuple[Count, ...]]:
    """The counts of each paper, in their order, with the same months taken as one in all of them."""
    names = _names(papers)
    return [tuple(_joined(counts, names)) for counts in papers]


def _names(papers: Sequence[Sequence[Count]]) -> Mapping[str, str]:
    """What each month is taken as: the first of those that stand alike in every sum of every paper."""
    stands: dict[str, set[tuple[object, ...]]] = defaultdict(set)
    for age, counts in enumerate(papers):
        known = {count.key: count for count in counts}
        for count in counts:
            if count.month:
                stands[count.month].add((age, count.series, count.month if count.is_printed else ""))
            for parts in count.sums:
                for month, inside in _by_month(known, parts).items():
                    whole = count.series if count.month == month else count.key
                    stands[month].add((age, whole, inside))
    first: dict[frozenset[tuple[object, ...]], str] = {}
    return {month: first.setdefault(frozenset(stands[month]), month) for month in sorted(stands)}


def _by_month(known: Mapping[str, Count], parts: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """The series that each month gives to a sum."""
    found: dict[str, tuple[str, ...]] = {}
    for part in parts:
        if (count := known.get(part)) and count.month:
            found[count.month] = (*found.get(count.month, ()), count.series)
    return found


def _joined(counts: Sequence[Count], names: Mapping[str, str]) -> Iterator[Count]:
    keys = {count.key: _key(count, names) for count in counts}
    values: dict[str, int] = defaultdict(int)
    for count in counts:
        values[keys[count.key]] += count.value
    for count in counts:
        if not count.month or names[count.month] == count.month:
            sums = tuple(tuple(dict.fromkeys(keys.get(part, part) for part in parts)) for parts in count.sums)
            yield replace(count, value=values[count.key], sums=tuple(dict.fromkeys(sums)))


def _key(count: Count, names: Mapping[str, str]) -> str:
    return f"{count.series} month:{names[count.month]}" if count.month else count.key
