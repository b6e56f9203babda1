"""What it costs to check a long paper, beside merely reading it, and to find the smallest repair of a printed table."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np

PROMISES = {"checking_seconds": 10.0, "repairing_seconds": 1.0}
PAGE = 3000
"""Signs of a page of A4 in 11 points."""
COLUMNS, ROWS, SLIPS = 6, 12, 2
PARAGRAPH = (
    "{number}. In {month} 2013 the {place} team dealt with {whole:,} reports, of which {part:,} ({share:.1f}%) were "
    "answered within a day. This was {moved} {before:,} in the month before. The review will report on {day} {month} "
    "2015.\n\nMembers will then be asked what they think of the service and of what was done since. The team has "
    "worked with partners in the neighbourhood, who know the places and the people best, and has listened to those "
    "who live there. What they said is set out in the plan, with the name of whoever answers for each part of it.\n\n"
)
"""As papers are: figures in some sentences, and most without."""


def run(pages: int) -> dict[str, Any]:
    """Check a made-up paper of so many ``pages``, and repair a table of 12 rows and 6 columns of percentages with two
    wrong counts in each; three times each, the medians count."""
    from bluelamp.board.checking import reading
    from bluelamp.board.checking.checked import check

    paper = written(pages).encode()
    today = date(2015, 1, 1)
    read = median(seconds(lambda: reading.read("paper.txt", paper, today=today)) for _ in range(3))
    checked = median(seconds(lambda: check("paper.txt", paper, today=today)) for _ in range(3))
    return {
        "pages": pages,
        "reading_seconds": round(read, 2),
        "checking_seconds": round(checked, 2),
        "times_reading": round(checked / read, 1),
        "repairing_seconds": round(median(seconds(repair) for _ in range(3)), 2),
    }


def written(pages: int) -> str:
    made = np.random.default_rng(20140107)
    text, number = "Board, 7 January 2014\n\n", 0
    while len(text) < pages * PAGE:
        number += 1
        whole = int(made.integers(200, 9000))
        part, before = int(made.integers(1, whole)), int(made.integers(200, 9000))
        text += PARAGRAPH.format(
            number=number,
            month=("March", "June", "October")[number % 3],
            place=("eastern", "western", "central")[number % 3],
            whole=whole,
            part=part,
            share=100 * part / whole,
            moved="up from" if whole > before else "down from",
            before=before,
            day=1 + number % 28,
        )
    return text


def repair() -> None:
    """Every column of a table, each with two counts mistyped."""
    from bluelamp.analysis.printed_tables import Printed, repairs

    made = np.random.default_rng(20140107)
    for _ in range(COLUMNS):
        counts = [int(each) for each in made.integers(20, 400, ROWS)]
        base = sum(counts)
        percents = tuple(Fraction(round(1000 * count / base), 10) for count in counts)
        for place in made.choice(ROWS, SLIPS, replace=False):
            counts[place] += 9
        assert repairs(Printed(tuple(counts), percents, (Fraction(1, 20),) * ROWS, base))


def seconds(do: Any) -> float:
    start = perf_counter()
    do()
    return perf_counter() - start
