"""Every measure of the force, in the order a reader meets them. A measure that is not in this list does not exist."""

from __future__ import annotations

import difflib

from bluelamp.areas.asb import measures as asb
from bluelamp.areas.neighbourhoods import measures as neighbourhoods
from bluelamp.areas.satisfaction import measures as satisfaction
from bluelamp.kernel.figures.measures import Measure
from bluelamp.kernel.figures.periods import KINDS
from bluelamp.ui import formats
from bluelamp.warehouse.tallies import Tally

MEASURES: tuple[Measure, ...] = (*satisfaction.MEASURES, *neighbourhoods.MEASURES, *asb.MEASURES)
KEYS = {measure.key: measure for measure in MEASURES}


class NoSuchMeasure(LookupError):
    """No measure has that key; carries the sentence the reader sees, with the nearest that there is."""


def measure(key: str) -> Measure:
    """The measure of that key. Raises :class:`NoSuchMeasure`."""
    if key not in KEYS:
        near = difflib.get_close_matches(key, KEYS, n=1, cutoff=0.5)
        advice = f"Did you mean {near[0]}?" if near else "Type “bluelamp measures” for all of them."
        raise NoSuchMeasure(f"There is no measure {key}. {advice}")
    return KEYS[key]


def tallies_over(fact: str) -> list[Tally]:
    """All that is counted over one fact: its cube is kept for exactly these."""
    measures = [measure for measure in MEASURES if measure.tally.fact.name == fact]
    return list({t.key: t for measure in measures for t in (measure.tally, measure.over) if t}.values())


def reference() -> str:
    """The catalogue as a page of Markdown: ``docs/reference/measures.md`` is this, word for word."""
    *others, last = (kind.noun for kind in KINDS.values())
    opening = [
        "# Measures",
        "",
        "Written from the catalogue by `bluelamp measures --markdown`; do not edit it here.",
        "",
        f"Each is taken for every {', '.join(others)} and {last} whose months are all known.",
    ]
    return "\n".join([*opening, *(line for each in MEASURES for line in _section(each)), ""])


def _section(measure: Measure) -> list[str]:
    tally = measure.tally
    rows = [
        ("Kind", f"{measure.kind}, in {measure.unit.replace('per_1000', 'number for each 1,000')}"),
        ("Owner", measure.owner),
        ("Counted over", f"{tally.fact.title.lower()} (`{tally.fact.name}`)"),
        ("By date of", " or ".join(tally.bases)),
        ("Places", ", ".join(_level(measure, level) for level in measure.area_levels)),
        ("Divided by", ", ".join(name.replace("_", " ") for name in tally.breakdowns)),
        ("Weighted by", tally.weight),
        ("Better", {"up": "higher", "down": "lower", "neither": "neither way"}[measure.better]),
        (
            "Known",
            f"{measure.lag_months} {'month' if measure.lag_months == 1 else 'months'} after the month has ended",
        ),
        ("Not published below", f"{measure.smallest_base} in the base" if measure.smallest_base else ""),
        *(
            ("Milestone", f"{formats.value(m.level, measure.unit)} from {m.since.label}. {m.source}.")
            for m in measure.milestones
        ),
        ("Answers paragraph", measure.paragraphs),
    ]
    return ["", f"## {measure.title}", "", f"`{measure.key}`. {measure.meaning}", ""] + [
        f"* {name}: {said}" for name, said in rows if said
    ]


def _level(measure: Measure, level: str) -> str:
    kinds = [KINDS[kind].noun for kind in measure.periods_at.get(level, ())]
    return level.replace("_", " ") + (f" ({' and '.join(kinds)} only)" if kinds else "")
