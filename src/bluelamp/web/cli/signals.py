"""``bluelamp signals``: signal or noise in any spreadsheet of figures over time, without records or warehouse."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from bluelamp.web.cli import app

if TYPE_CHECKING:
    from bluelamp.web.cli.telling import Judged, Line, Told


class Better(StrEnum):
    """Which way is good news."""

    up = "up"
    down = "down"
    neither = "neither"


class Every(StrEnum):
    """How far apart rows lie."""

    day = "day"
    week = "week"
    month = "month"
    quarter = "quarter"
    year = "year"
    label = "label"


@app.command()
def signals(
    file: Annotated[
        Path,
        typer.Argument(help="A CSV file, or one in gzip: a date or label, and a value or a count, a row."),
    ],
    kind: Annotated[
        str,
        typer.Option(help="The chart: xmr, p, u, c, t, g, seasonal, ewma …; the one that fits when absent."),
    ] = "",
    rules: Annotated[
        str,
        typer.Option(
            help="making-data-count (when absent), western-electric, nelson, anhoej or limits-only."
        ),
    ] = "",
    baseline: Annotated[
        int, typer.Option(help="How many first points of each phase set the limits; 0 means all of them.")
    ] = 12,
    better: Annotated[Better, typer.Option(help="Which way is good news.")] = Better.neither,
    milestone: Annotated[
        list[str] | None,
        typer.Option(help="A level such as 80%, or 2013-04=80% from a month on; may be repeated."),
    ] = None,
    rebase: Annotated[
        list[str] | None,
        typer.Option(help="2013-04=CAUSE: limits begin anew there, for a known cause; may be repeated."),
    ] = None,
    screen: Annotated[
        bool, typer.Option("--screen", help="Leave out moving ranges over 3.267 times their mean.")
    ] = False,
    every: Annotated[
        Every | None,
        typer.Option(help="How far apart rows lie, when the dates are not to tell; label keeps their order."),
    ] = None,
    rolling: Annotated[
        bool | None,
        typer.Option(help="Values are rolling and share months: drawn as a line, never judged by rules."),
    ] = None,
    date: Annotated[
        str, typer.Option(help="The column of dates or labels, when not called date, week, month …")
    ] = "",
    value: Annotated[str, typer.Option(help="The column of values, when not called value.")] = "",
    count: Annotated[str, typer.Option(help="The column of counts, when not called count.")] = "",
    n: Annotated[str, typer.Option("--n", help="The column of what counts are out of, or per.")] = "",
    group: Annotated[
        list[str] | None, typer.Option(help="The column that tells series apart; may be repeated.")
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option(help="Only this series, by its name; may be repeated.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for another program.")] = False,
    svg: Annotated[
        Path | None, typer.Option(help="Draw into this file, or folder for several series.")
    ] = None,
    png: Annotated[Path | None, typer.Option(help="The same as PNG.")] = None,
) -> None:
    """Tell signal from noise in a spreadsheet: values, or counts and n, by day, week, month, quarter, year or label.

    Ends with 0 when the file was judged, whatever was found; 1 when it could not be; 2 when it was called wrongly.
    """
    from bluelamp.analysis.spc import RollingSeriesRefused
    from bluelamp.web.cli import judging, passing_on, sheets

    named = {"date": [date], "value": [value], "count": [count], "n": [n], "group": group or []}
    columns = {what: [name for name in names if name] for what, names in named.items()}
    try:
        asked = judging.Asked(
            kind=kind,
            rules=rules or "making-data-count",
            baseline=baseline or None,
            better=better.value,
            milestones=judging.milestones(milestone or []),
            rebases=judging.rebases(rebase or []),
            screen=screen,
            rolling=rolling,
        )
    except (sheets.Unreadable, ValueError) as wrong:
        _refuse(str(wrong), 2)
    try:
        sheet = sheets.read(file, columns, every.value if every else None)
        told = judging.judge(sheet, asked, only or [])
        _draw(told.judged, svg, png)
    except RollingSeriesRefused as refused:
        if kind or rules or rebase:
            _refuse(str(refused), 2)
        shown = judging.lines(sheet, only or [], str(refused))
        if as_json:
            return _print_json(passing_on.lines_as_json(shown))
        return _show_lines(shown, svg, png)
    except judging.WrongUse as wrong:
        _refuse(str(wrong), 2)
    except ValueError as wrong:
        _refuse(str(wrong), 1)
    except OSError as wrong:
        _refuse(f"The pictures cannot be written: {wrong}.", 1)
    if as_json:
        return _print_json(passing_on.as_json(told))
    for notice in told.notices:
        typer.echo(f"bluelamp: {notice}", err=True)
    _show_one(told) if len(told.judged) == 1 else _show_many(told)
    return None


def _refuse(why: str, code: int) -> NoReturn:
    typer.echo(f"bluelamp: {' '.join(why.split())}", err=True)
    raise typer.Exit(code)


def _draw(shown: Sequence[Judged | Line], svg: Path | None, png: Path | None) -> None:
    for where, form in ((svg, "svg"), (png, "png")):
        if where is None:
            continue
        alone = len(shown) == 1 and where.suffix == f".{form}"
        (where.parent if alone else where).mkdir(parents=True, exist_ok=True)
        for one in shown:
            path = where if alone else where / f"{one.file_name}.{form}"
            path.write_bytes(one.chart.svg.encode() if form == "svg" else one.chart.png())


def _print_json(what: object) -> None:
    import json

    typer.echo(json.dumps(what, indent=1, ensure_ascii=False, allow_nan=False))


def _show_lines(shown: tuple[Line, ...], svg: Path | None, png: Path | None) -> None:
    """Rolling series: why nothing is judged, then the values."""
    try:
        _draw(shown, svg, png)
    except OSError as wrong:
        _refuse(f"The pictures cannot be written: {wrong}.", 1)
    typer.echo(f"bluelamp: {shown[0].refusal}", err=True)
    for one in shown:
        if one.series.group:
            _say(one.name)
        table = _table((one.noun.capitalize(), "Rolling value"), right=(1,))
        for row in one.rows:
            table.add_row(*row)
        _print(table)
    return None


def _show_one(told: Told) -> None:
    """One series: what it says, then every point."""
    (one,) = told.judged
    _say(one.sentence)
    if one.outlook_words:
        _say(one.outlook_words)
    _say(f"{one.signal.method}. {one.why}", style="dim")
    for caution in (*one.signal.cautions, *one.rebase_words):
        _say(caution, style="dim")
    shown = _table(one.headers)
    for row, mark in zip(one.rows, one.signal.marks, strict=True):
        shown.add_row(*row, style="" if mark in ("", "none", "common") else "bold")
    _print(shown)


def _show_many(told: Told) -> None:
    """A line a series, those that chance explains least first."""
    shown = _table(
        ("Series", "Last", "Value", "Usual range", "Reading", "Assurance", "p", "p adjusted"),
        right=(2, 6, 7),
    )
    for one in told.ranked:
        shown.add_row(*one.line, style="bold" if one.stands_out else "")
    _print(shown)
    _say(told.summary)
    for line in told.methods:
        _say(line, style="dim")


def _table(headers: tuple[str, ...], right: tuple[int, ...] = ()) -> Any:
    from rich.table import Table

    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for i, name in enumerate(headers):
        table.add_column(name, justify="right" if i in right else "left", no_wrap=i > 0, overflow="fold")
    return table


def _say(words: str, style: str = "") -> None:
    from rich.text import Text

    _print(Text(words, style))


def _print(what: Any) -> None:
    from rich.console import Console

    console = Console(highlight=False)
    if not console.is_terminal:  # a file or a pipe has no width to keep to
        console = Console(highlight=False, width=140)
    console.print(what)
