"""The made-up survey interviews, row by row, such that each month adds up to its plan exactly.

Each person has a standing: how well it went, from their unit, the kind of crime and luck. In each month and
series the best of them, as many as the plan says, are satisfied; the four parts follow that standing.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from bluelamp.kernel.places import queries as places
from bluelamp.web.sample import draws
from bluelamp.web.sample.plan import Cell, Plan, apportion

DATES = ("incident_date", "report_date", "closed_date", "interview_date")
ANSWERS = ("contact", "action", "follow_up", "treatment", "whole")
COLUMNS = (
    *("interview_id", "survey", "crime_group", *DATES),
    *("lsoa", "lpu", "neighbourhood", *ANSWERS, "stratum", "weight"),
)

SATISFIED = (1.4, 0.65)
"""At or above the first a person is completely satisfied (1), the second very (2), below it fairly (3)."""

DISSATISFIED = (-0.25, -0.65, -1.1)
"""Above the first a person is neither (4), then fairly (5), very (6) and completely dissatisfied (7)."""

NOT_ASKED = 0
BLANK_LSOA = 0.03
"""The share of interviews without an LSOA, so that the unit and neighbourhood in the file have to serve."""


def rows(plan: Plan, seed: int) -> dict[str, list[str]]:
    """The interviews as text by column, in the order of the file. Deterministic in plan and seed."""
    cells = plan.cells
    sizes = [cell.interviews for cell in cells]
    cell_of = np.repeat(np.arange(len(cells)), sizes)
    n = len(cell_of)

    units = list(plan.about["units"])
    unit = _spread(cells, [plan.about["units"][u]["share"] for u in units], seed, "unit")
    groups = list(plan.about["groups"])
    group = _spread(cells, [plan.about["groups"][g]["share"] for g in groups], seed, "group")
    series = np.array([cell.series for cell in cells])[cell_of]
    crime_group = np.where(series == "other", np.array(groups)[group], series)
    interviewed, reported, happened, closed = _dates(plan, cells, seed)

    levels = np.array([plan.about["units"][u]["level"] for u in units])[unit]
    group_levels = np.array([plan.about["groups"][g]["level"] for g in groups])[group]
    change = plan.about["recording_change"]
    since = (change["since"] - date(1970, 1, 1)).days
    standing = (
        draws.normal(seed, "standing", n)
        + levels
        + np.where(series == "other", group_levels, 0)
        + np.where((series == change["series"]) & (reported >= since), change["shift"], 0)
    )
    answered, standing = _standing(cells, cell_of, standing)

    silent = np.where(draws.uniform(seed, "silent", n) < 0.75, 97, 98)
    answers = {"whole": np.where(answered, _answer(standing), silent)}
    for part, about in plan.about["parts"].items():
        shift = np.array([plan.batch(c.series, c.month).shifts.get(part, 0.0) for c in cells])[cell_of]
        follows = about["follows"]
        felt = (
            about["level"]
            + shift
            + follows * standing
            + (1 - follows**2) ** 0.5 * draws.normal(seed, part, n)
        )
        answers[part] = _with_gaps(_answer(felt), about, draws.uniform(seed, f"{part}/none", n))

    lsoa, neighbourhood = _places(units, unit, seed)
    survey = np.where(series == "asb", "asb", "crime")
    # The file is in the order the interviews were held, and each is numbered within its month.
    order = np.lexsort((draws.uniform(seed, "order", n), interviewed))
    month_of = interviewed.astype("datetime64[D]").astype("datetime64[M]")[order]
    first_of_month = np.searchsorted(month_of, month_of)
    ids = [
        f"QSB-{m}-{k + 1:05d}"
        for m, k in zip(month_of.astype(str), np.arange(n) - first_of_month, strict=True)
    ]
    columns = {
        "survey": survey,
        "crime_group": crime_group,
        "incident_date": happened.astype("datetime64[D]"),
        "report_date": reported.astype("datetime64[D]"),
        "closed_date": closed.astype("datetime64[D]"),
        "interview_date": interviewed.astype("datetime64[D]"),
        "lsoa": np.where(draws.uniform(seed, "blank lsoa", n) < BLANK_LSOA, "", lsoa),
        "lpu": np.array(units)[unit],
        "neighbourhood": neighbourhood,
        **{part: _text(answers[part]) for part in ANSWERS},
        "stratum": np.char.add(np.char.add(crime_group, "-"), np.array(units)[unit]),
        "weight": np.full(n, "1.0"),
    }
    return {"interview_id": ids} | {
        name: column[order].astype(str).tolist() for name, column in columns.items()
    }


def write(plan: Plan, seed: int, path: Path) -> int:
    """Write the interviews as a CSV file in the documented layout; returns how many there are."""
    columns = rows(plan, seed)
    lines = zip(*(columns[name] for name in COLUMNS), strict=True)
    text = "\n".join([",".join(COLUMNS), *map(",".join, lines), ""])
    path.write_text(text, encoding="utf-8", newline="\n")
    return len(columns["interview_id"])


def _spread(cells: tuple[Cell, ...], shares: list[float], seed: int, name: str) -> NDArray[np.int64]:
    """A category for each row: in every cell as many of each as their shares say, in an order of chance."""
    found = []
    for i, cell in enumerate(cells):
        counts = apportion(cell.interviews, shares)
        ordered = np.repeat(np.arange(len(shares)), counts)
        found.append(ordered[draws.shuffled(seed, f"{name}/{i}", cell.interviews)])
    return np.concatenate(found)


def _dates(plan: Plan, cells: tuple[Cell, ...], seed: int) -> tuple[NDArray[np.int64], ...]:
    """Interview, report, incident and closing day of each row, as days since 1970."""
    days, firsts, lasts, floors = [], [], [], []
    epoch = date(1970, 1, 1).toordinal()
    for i, cell in enumerate(cells):
        open_days = np.array(
            [[d.toordinal() - epoch for d in row] for row in plan.days(cell.series, cell.month)]
        )
        u = draws.uniform(seed, f"interview day/{i}", cell.interviews)
        picked = open_days[(u * len(open_days)).astype(int)]
        days.append(picked[:, 0])
        firsts.append(picked[:, 1])
        lasts.append(picked[:, 2])
        floors.append(np.full(cell.interviews, plan.batch(cell.series, cell.month).since.toordinal() - epoch))
    day, first, last, floor = map(np.concatenate, (days, firsts, lasts, floors))
    n = len(day)
    report = first + (draws.uniform(seed, "report day", n) * (last - first + 1)).astype(int)
    # Seven in ten report on the day, the rest up to six days later.
    late = draws.uniform(seed, "late", n)
    delay = np.where(late < 0.7, 0, 1 + ((late - 0.7) / 0.3 * 6).astype(int))
    incident = np.maximum(report - delay, floor)
    closed = np.minimum(report + 7 + (draws.uniform(seed, "closing day", n) * 35).astype(int), day - 3)
    return day, report, incident, closed


def _standing(
    cells: tuple[Cell, ...], cell_of: NDArray[np.int64], standing: draws.Floats
) -> tuple[NDArray[np.bool_], draws.Floats]:
    """Who answered, and each person's standing measured from where their month turns from satisfied to not.

    The first rows of a cell gave no answer (their order is chance already). Of the others exactly as many
    stand above zero as the plan says were satisfied.
    """
    answered = np.ones(len(cell_of), bool)
    moved = standing.copy()
    starts = np.searchsorted(cell_of, np.arange(len(cells)))
    for cell, start in zip(cells, starts, strict=True):
        asked = slice(start + cell.unanswered, start + cell.interviews)
        answered[start : asked.start] = False
        ranked = np.sort(standing[asked])
        turn = cell.answered - cell.satisfied
        below = ranked[turn - 1] if turn else ranked[:1].min(initial=0.0) - 0.2
        above = ranked[turn] if turn < cell.answered else below + 0.2
        moved[start : asked.stop] -= (below + above) / 2
    return answered, moved


def _answer(felt: draws.Floats) -> NDArray[np.int64]:
    """The seven-point scale: 1 to 3 satisfied, 4 neither, 5 to 7 dissatisfied."""
    return np.where(
        felt > 0,
        3 - np.digitize(felt, sorted(SATISFIED)),
        7 - np.digitize(felt, sorted(DISSATISFIED)),
    )


def _with_gaps(answer: NDArray[np.int64], about: dict, u: draws.Floats) -> NDArray[np.int64]:
    found, reached = answer, 0.0
    for code, rate in [(NOT_ASKED, about["blank"]), *about["none"].items()]:
        found = np.where((u >= reached) & (u < reached + rate), code, found)
        reached += rate
    return found


def _places(
    units: list[str], unit: NDArray[np.int64], seed: int
) -> tuple[NDArray[np.str_], NDArray[np.str_]]:
    """An LSOA within each row's unit, some much busier than others, and the neighbourhood it lies in."""
    stamps: pa.Table = places.lsoa_stamps().select(["lsoa", "lpu", "neighbourhood"]).sort_by("lsoa")
    codes, lpus, neighbourhoods = (np.array(stamps[c].to_pylist()) for c in stamps.column_names)
    busy = draws.uniform(seed, "busy", len(codes)) ** 2 + 0.05
    u = draws.uniform(seed, "lsoa", len(unit))
    picked = np.empty(len(unit), int)
    for i, name in enumerate(units):
        inside = np.flatnonzero(lpus == name)
        reach = np.cumsum(busy[inside])
        here = unit == i
        picked[here] = inside[np.searchsorted(reach, u[here] * reach[-1], side="right")]
    return codes[picked], neighbourhoods[picked]


def _text(answer: NDArray[np.int64]) -> NDArray[np.str_]:
    return np.where(answer == NOT_ASKED, "", answer.astype(str))
