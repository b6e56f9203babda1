"""Hot spots as a reader gets them: for each question a sentence, a map and a table, all from the one answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bluelamp.analysis.hotspots import cautions
from bluelamp.analysis.spc.sentences import listed
from bluelamp.performance.queries.hotspots.cells import ground
from bluelamp.performance.queries.hotspots.finding import Found, Layer, kind_words
from bluelamp.ui import charts, formats
from bluelamp.ui.charts import Map, Shaded

MOST = 20
"""So many places a table on the page lists; the file has every one."""
LIVES = {
    "persistent": "Persistent",
    "emerging": "Emerging",
    "fading": "Fading",
}
Row = Callable[[int], tuple[str, ...]]


@dataclass(frozen=True)
class Page:
    """What stands on the page of hot spots, in its order; ``harm`` and ``life`` where there is something to show."""

    found: Found
    counts: Map
    harm: Map | None
    change: Map
    life: Map | None
    cautions: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The first thing to read: where it gathers, and whether anything changed."""
        found = self.found
        hot, up, down = found.counts.places(1), found.changed(1), found.changed(-1)
        opening = f"{kind_words(found.asked.kind)} gathers"
        if hot:
            said = f"{opening} in and round {listed(found.where(hot))} more than chance explains."
        else:
            said = f"{opening} nowhere in {found.place} more than chance explains."
        if not up and not down:
            return f"{said} No place is known to have changed since {found.asked.compared.label}."
        moved = [
            f"{words} in {listed(found.where(places))}"
            for places, words in ((up, "risen"), (down, "fallen"))
            if places
        ]
        return f"{said} Since {found.asked.compared.label} it has {' and '.join(moved)}."


def drawn(found: Found) -> Page:
    """The maps of one answer."""
    side = None if found.asked.choice == "lsoa" else float(found.asked.choice)
    return Page(
        found=found,
        counts=_gathers(found, found.counts, "By number", "Number"),
        harm=_gathers(found, found.harm, "By harm", "Days of harm") if found.harm else None,
        change=_changes(found),
        life=_lives(found),
        cautions=cautions(cell_m=side),
    )


def _gathers(found: Found, layer: Layer, title: str, word: str) -> Map:
    hot, cold = ([i for i in layer.places(side) if found.shown[i]] for side in (1, -1))
    few = f" and {len(cold)} fewer" if cold else ""
    much = "crime" if word == "Number" else "harm"
    sentence = (
        f"Of {formats.number(found.cells.many)} {found.cells.plural} {_are(len(hot))} in or beside more {much} than "
        f"chance explains{few}. About one such finding in ten is expected to be chance."
    )

    def row(i: int) -> tuple[str, ...]:
        return (
            *_named(found, i),
            formats.number(layer.total[i], 0),
            formats.interval(float(layer.interval.low[i]), float(layer.interval.high[i]), "number"),
            f"{layer.spots.z[0][i]:.1f}",
            probability(float(layer.spots.raw[0][i])),
            probability(float(layer.spots.adjusted[0][i])),
        )

    headers = ("Place", "Neighbourhood", word, "95% interval", "Gi*", "p", "p, adjusted")
    shaded = [Shaded("Hot spots", "hot", _shapes(found, hot))]
    if cold:
        shaded.append(Shaded("Cold spots", "cold", _shapes(found, cold)))
    return _map(found, title, sentence, headers, row, [*hot, *cold], shaded)


def _changes(found: Found) -> Map:
    up, down = found.changed(1), found.changed(-1)
    period, compared = found.asked.period.label, found.asked.compared.label
    if up or down:
        sentence = (
            f"Between {compared} and {period} {_moved(len(up), 'rose')} and {_moved(len(down), 'fell')} by more than "
            f"chance explains, of {formats.number(found.cells.many)} {found.cells.plural} looked at."
        )
    else:
        sentence = f"No place is known to have changed between {compared} and {period}: each difference may be chance."

    def row(i: int) -> tuple[str, ...]:
        change = found.change
        return (
            *_named(found, i),
            formats.number(found.before[i]),
            formats.number(found.counts.total[i]),
            times(float(change.ratio[i])),
            f"{times(float(change.low[i]))} to {times(float(change.high[i]))}",
            probability(float(change.raw[i])),
            probability(float(change.adjusted[i])),
        )

    headers = ("Place", "Neighbourhood", "Before", "After", "Times", "95% interval", "p", "p, adjusted")
    shaded = [Shaded("Rose", "up", _shapes(found, up)), Shaded("Fell", "down", _shapes(found, down))]
    return _map(
        found,
        f"{period[0].upper()}{period[1:]} beside {compared}",
        sentence,
        headers,
        row,
        [*up, *down],
        shaded,
    )


def _lives(found: Found) -> Map | None:
    if found.life is None:
        return None
    by_sort = {sort: found.of_life(sort) for sort in LIVES}
    span = f"{next(found.quarters[0].months()).label} to {found.quarters[-1].last_month.label}"
    counts = listed(
        [
            f"{len(places)} {words.lower()}"
            for places, words in zip(by_sort.values(), LIVES.values(), strict=True)
        ]
    )
    sentence = f"Over the {len(found.quarters)} quarters from {span}, {counts}."
    sort_of = {place: sort for sort, places in by_sort.items() for place in places}

    def row(i: int) -> tuple[str, ...]:
        return *_named(found, i), LIVES[sort_of[i]]

    order = [place for sort in ("emerging", "fading", "persistent") for place in by_sort[sort]]
    shaded = [Shaded(words, sort, _shapes(found, by_sort[sort])) for sort, words in LIVES.items()]
    return _map(found, f"Hot spots that last, come and go, {span}", sentence, ("Place", "Neighbourhood", "Hot spot"),
                row, order, shaded)  # fmt: skip


def _map(
    found: Found,
    title: str,
    sentence: str,
    headers: tuple[str, ...],
    row: Row,
    order: Sequence[int],
    shaded: Sequence[Shaded],
) -> Map:
    """The table lists the places marked, by neighbourhood and name; the surest when there are too many for a page."""
    listed_ = sorted(order[:MOST], key=lambda i: _named(found, i)[::-1])
    nothing = ("None", *("" for _ in headers[1:]))
    return charts.draw_map(
        ground(found.asked.lpu),
        shaded,
        title=title,
        sentence=sentence,
        headers=headers,
        rows=[row(i) for i in listed_] or [nothing],
    )


def _shapes(found: Found, order: Sequence[int]) -> list[charts.Shape]:
    return [found.cells.shape(i) for i in order]


def _named(found: Found, i: int) -> tuple[str, str]:
    return found.cells.name(i), found.cells.neighbourhood(i)


def _are(many: int) -> str:
    return "none lies" if not many else "one lies" if many == 1 else f"{formats.number(many)} lie"


def _moved(many: int, verb: str) -> str:
    return f"{'none' if not many else 'one place' if many == 1 else f'{formats.number(many)} places'} {verb}"


def probability(p: float) -> str:
    """A p-value as far as it says anything."""
    return "" if p != p else "under 0.001" if p < 0.001 else f"{p:.3f}" if p < 0.1 else f"{p:.2f}"


def times(ratio: float) -> str:
    """How many times as much; from nothing it is no multiple."""
    return "" if ratio != ratio else "from none" if ratio == float("inf") else f"{ratio:.2f}"
