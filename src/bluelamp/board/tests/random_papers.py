"""Papers drawn at random, and an attack on them that knows nothing of how they were made safe.

A small world of recorded crime, by unit, kind and month, is put into the figures. Papers cite it in tables and in
lists, and their public copies go out one after another. The attack reads the numbers off the copies as anybody would,
writes down what each says of the world, and finds the lowest and the highest value of every count by linear programmes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from bluelamp.analysis.suppression import CannotProtect
from bluelamp.board.assembling import assemble
from bluelamp.board.document import Document, Items, Table, words
from bluelamp.board.publishing import THRESHOLD, Earlier, public_copy, reasons_not_to_let_out
from bluelamp.board.tests.factories import TAKEN, a_paper
from bluelamp.board.words import KEPT_BACK
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.figures.models import Figure
from bluelamp.kernel.figures.periods import Month, Period, YearToDate
from bluelamp.kernel.figures.queries import FORCE
from bluelamp.kernel.places import queries as places

MEASURE, BREAKDOWN = "recorded-crime", "crime_type"
UNITS = {name: code for code, name in places.names("lpu").items()}
KINDS = {"Burglary": "burglary", "Drugs": "drugs", "Robbery": "robbery", "Vehicle crime": "vehicle-crime"}
MONTHS = tuple(Month(2013, month) for month in range(4, 8))
PERIODS: tuple[Period, ...] = (*MONTHS, *(YearToDate(2013, month) for month in range(5, 8)))
SHAPE = (len(UNITS), len(KINDS), len(MONTHS))
MEANS = (1, 2, 5, 20)
"""What the counts of a world, by unit, kind and month, are on average: from many small ones to few."""
NEARLY = 1e-6

Cells = NDArray[np.float64]


class Read(NamedTuple):
    """What one printed number says: these cells of the world come to that; to some number where it is kept back."""

    cells: Cells
    value: int | None


class Trial(NamedTuple):
    """How many numbers were printed or kept back, and small counts asked after; papers refused; counts ``found``."""

    printed: int
    kept_back: int
    attacked: int
    refused: int
    found: tuple[str, ...]


def trial(seed: int, papers: int = 2) -> Trial:
    """One world, its papers one after another, and the attack on all of their copies together."""
    draw = np.random.default_rng(seed)
    world = a_world(draw)
    put_into_figures(world)
    out, read, refused = list[Earlier](), list[Read](), 0
    for _ in range(papers):
        document = assemble(a_paper(a_text(draw)), Scope.system("a trial"))
        try:
            copied = public_copy(document, earlier=out)
        except CannotProtect:
            refused += 1
            continue
        against = reasons_not_to_let_out(copied.document, document, {}, earlier=out)
        if against:
            return Trial(0, 0, 0, refused, tuple(against))
        out.append(Earlier(document.counts, copied.hidden))
        read += numbers(copied.document)
    small, told = attack(read, world)
    shown = sum(one.value is not None for one in read)
    return Trial(shown, len(read) - shown, small, refused, tuple(f"seed {seed}: {count}" for count in told))


# A paper ---------------------------------------------------------------------------------------------------


def a_text(draw: np.random.Generator) -> str:
    """Two or three tables and a list, each of periods, places and kinds that nobody chose with care."""
    blocks = [_a_table(draw) for _ in range(draw.integers(2, 4))]
    return "\n\n".join([*blocks, "Of these:", "\n".join(_an_item(draw) for _ in range(5))])


def _a_table(draw: np.random.Generator) -> str:
    periods = ", ".join(
        f'"{PERIODS[place]}"' for place in draw.permutation(len(PERIODS))[: draw.integers(1, 4)]
    )
    if draw.random() < 0.5:
        return f'{{{{ table("by-unit", "{MEASURE}", {periods}) }}}}'
    return f'{{{{ table("by-kind", "{MEASURE}", "{BREAKDOWN}", {periods}) }}}}'


def _an_item(draw: np.random.Generator) -> str:
    unit, kind = draw.choice(["", *UNITS]), draw.choice(["", *KINDS])
    period = PERIODS[draw.integers(len(PERIODS))]
    where = f', area="lpu:{UNITS[unit]}"' if unit else ""
    which = f', breakdown="{BREAKDOWN}:{KINDS[kind]}"' if kind else ""
    return f'* {unit}; {kind}; {period.label}: {{{{ figure("{MEASURE}", "{period}"{where}{which}) }}}}'


# The world behind it ---------------------------------------------------------------------------------------


def a_world(draw: np.random.Generator) -> NDArray[np.int64]:
    """(units, kinds, months) counts of crime."""
    return draw.negative_binomial(1, 1 / (1 + draw.choice(MEANS)), SHAPE)


def put_into_figures(world: NDArray[np.int64]) -> None:
    """A figure for every unit and the force, every kind and the whole, in every period."""
    Figure.objects.bulk_create(
        _figure(unit, kind, period, int((cells(unit, kind, period) * world).sum()))
        for unit, kind, period in product(["", *UNITS], ["", *KINDS], PERIODS)
    )


def cells(unit: str, kind: str, period: Period) -> Cells:
    """The cells of the world that are counted there and then; all units, or all kinds, where none is named."""
    found = np.zeros(SHAPE)
    found[
        np.ix_(
            [not unit or name == unit for name in UNITS],
            [not kind or name == kind for name in KINDS],
            [month in list(period.months()) for month in MONTHS],
        )
    ] = 1
    return found


def _figure(unit: str, kind: str, period: Period, value: int) -> Figure:
    return Figure(
        measure=MEASURE,
        basis="month",
        by_default=True,
        area_level="lpu" if unit else "force",
        area=UNITS[unit] if unit else FORCE,
        breakdown=BREAKDOWN if kind else "",
        category=KINDS[kind] if kind else "",
        period_kind=period.kind,
        period_end=period.last_month.start,
        value=value,
        numerator=value,
        n=value,
        smallest_base=0,
        partitions_digest="0" * 64,
        code_digest="c0de" * 16,
        taken_at=TAKEN,
    )


# The attack ------------------------------------------------------------------------------------------------


def attack(read: Sequence[Read], world: NDArray[np.int64]) -> tuple[int, list[int]]:
    """How many small counts were asked after, and those that can be told from what was read."""
    small = [each for each in targets(read) if 0 < (each * world).sum() < THRESHOLD]
    return len(small), [int((each * world).sum()) for each in small if is_told(each, read)]


def numbers(document: Document) -> Iterator[Read]:
    """What a reader makes of every number of the copy, by the words beside it."""
    labels = {period.label.lower(): period for period in PERIODS}
    for _, block in document.blocks():
        if isinstance(block, Table):
            heads = [labels[column.title.lower()] for column in block.columns[1:]]
            for row in block.rows:
                name, *found = (words(cell) for cell in row)
                unit, kind = (name if name in known else "" for known in (UNITS, KINDS))
                yield from (
                    Read(cells(unit, kind, when), _number(n)) for when, n in zip(heads, found, strict=True)
                )
        elif isinstance(block, Items):
            for entry in block.entries:
                said, _, printed = words(entry).rpartition(": ")
                unit, kind, when = said.split("; ")
                yield Read(cells(unit, kind, labels[when.lower()]), _number(printed))


def _number(printed: str) -> int | None:
    return None if printed == KEPT_BACK else int(printed.replace(",", ""))


def targets(read: Sequence[Read]) -> list[Cells]:
    """What is asked after: all that was kept back, and each unit and each kind in each month, printed or not."""
    months = [*product(UNITS, [""], MONTHS), *product([""], KINDS, MONTHS)]
    every = [*(one.cells for one in read), *(cells(*which) for which in months)]
    return list({each.tobytes(): each for each in every}.values())


def is_told(target: Cells, read: Sequence[Read]) -> bool:
    """Do fewer values fit than there are under the threshold, or only small ones?"""
    shown = [one for one in read if one.value is not None]
    hidden = [one for one in read if one.value is None]
    limits = {
        "A_eq": np.array([one.cells.ravel() for one in shown]) if shown else None,
        "b_eq": np.array([one.value for one in shown]) if shown else None,
        "A_ub": np.array([-one.cells.ravel() for one in hidden]) if hidden else None,
        "b_ub": np.full(len(hidden), -1.0) if hidden else None,
    }
    low = linprog(target.ravel(), **limits, method="highs")
    high = linprog(-target.ravel(), **limits, method="highs")
    if low.status != 0 or high.status not in (0, 3):
        raise ArithmeticError(f"The attack could not be computed: {low.message} {high.message}")
    top = -high.fun if high.status == 0 else np.inf
    return bool(top - low.fun < THRESHOLD - NEARLY or top < THRESHOLD - NEARLY)
