"""``bluelamp figures`` and ``bluelamp measures``: take figures, read one with what stands behind it, list measures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from bluelamp.web.cli import app, ready

if TYPE_CHECKING:
    from bluelamp.kernel.figures.measures import Measure
    from bluelamp.kernel.figures.readings import Reading

figures = typer.Typer(no_args_is_help=True, help="Take figures from the facts, and read them.")
app.add_typer(figures, name="figures")

JSON = Annotated[bool, typer.Option("--json", help="Print JSON for another program.")]


@figures.command()
def take(
    today: Annotated[
        str, typer.Option(help="The day it is taken to be, as 2014-01-07; the real one when absent.")
    ] = "",
    as_json: JSON = False,
) -> None:
    """Take every figure that is known and not taken yet; correct those whose data changed."""
    ready()
    from datetime import date

    from django.utils import timezone

    from bluelamp.kernel.access.scope import Scope
    from bluelamp.performance import actions
    from bluelamp.warehouse.engine import EngineMissing
    from bluelamp.web.cli.showing import refuse, steps

    try:
        day = date.fromisoformat(today) if today else timezone.localdate()
    except ValueError:
        _wrong_use(f"“{today}” is not a day. Write it like 2014-01-07.")
    with steps(quiet=as_json) as shown:
        try:
            taken = actions.take_figures(
                by=Scope.system("bluelamp figures take"), today=day, progress=shown.progress
            )
        except (EngineMissing, actions.TakingUnderWay) as why:
            refuse(str(why))
        shown.done(
            "Figures", f"{taken.taken:,} taken, {taken.corrected:,} corrected, {taken.withdrawn:,} withdrawn"
        )
    if as_json:
        import json
        from dataclasses import asdict

        typer.echo(json.dumps(asdict(taken)))


@figures.command()
def show(
    measure: Annotated[str, typer.Argument(help="The key of a measure, such as asb-satisfaction.")],
    period: Annotated[str, typer.Argument(help="Such as 2013-11 (a month) or rolling_year:2013-11.")],
    area: Annotated[str, typer.Option(help="The code of a place; the whole force when absent.")] = "",
    basis: Annotated[str, typer.Option(help="By which date, such as incident.")] = "",
    as_json: JSON = False,
) -> None:
    """Show one figure: value, interval, n, the data it rests on, and every version it had."""
    ready()
    from bluelamp.kernel.access.scope import NotPermitted, Scope
    from bluelamp.kernel.figures import queries
    from bluelamp.kernel.figures.periods import parse
    from bluelamp.performance import catalogue
    from bluelamp.web.cli.showing import refuse

    scope = Scope.system("bluelamp figures show")
    try:
        declared, asked = catalogue.measure(measure), parse(period)
        level = _level_of(area, declared)
        found = queries.reading(scope, measure, asked, basis=_basis(basis, declared), **level)
        versions = queries.history(scope, found.id or 0)
    except (catalogue.NoSuchMeasure, ValueError) as wrong:
        _wrong_use(str(wrong))
    except (queries.NoSuchFigure, NotPermitted) as refused:
        refuse(str(refused))
    if as_json:
        import json

        typer.echo(json.dumps(_described(found, versions), indent=1, ensure_ascii=False))
    else:
        _show(declared, found, versions)


@app.command()
def measures(
    as_json: JSON = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print the reference page.")] = False,
) -> None:
    """List every measure: its key, what it means, and who owns it."""
    ready()
    from bluelamp.performance import catalogue

    if markdown:
        typer.echo(catalogue.reference(), nl=False)
    elif as_json:
        import json

        told = [
            {
                "key": m.key,
                "title": m.title,
                "meaning": m.meaning,
                "kind": m.kind,
                "unit": m.unit,
                "better": m.better,
                "owner": m.owner,
                "bases": list(m.tally.bases),
                "breakdowns": list(m.tally.breakdowns),
                "levels": list(m.area_levels),
                "milestones": [
                    {"since": str(s.since), "level": s.level, "source": s.source} for s in m.milestones
                ],
            }
            for m in catalogue.MEASURES
        ]
        typer.echo(json.dumps(told, indent=1, ensure_ascii=False))
    else:
        _list()


def _wrong_use(why: str) -> NoReturn:
    typer.echo(f"bluelamp: {why}", err=True)
    raise typer.Exit(2)


def _level_of(area: str, measure: Measure) -> dict[str, str]:
    """The level a place's code is of. Raises ``ValueError`` with the levels there are."""
    from bluelamp.kernel.places import queries as places

    if not area:
        return {}
    for level in measure.area_levels:
        if area in places.names(level):
            return {"area_level": level, "area": area}
    levels = ", ".join(level.replace("_", " ") for level in measure.area_levels)
    raise ValueError(f"No place of {measure.key} has the code {area}. It is taken by {levels}.")


def _basis(basis: str, measure: Measure) -> str:
    if basis and basis not in measure.tally.bases:
        raise ValueError(
            f"{measure.key} is not counted by {basis} date, only by {' or '.join(measure.tally.bases)}."
        )
    return basis


def _described(found: Reading, versions: tuple[Reading, ...]) -> dict[str, Any]:
    from dataclasses import asdict

    told = asdict(found) | {
        "period": str(found.period),
        "taken_at": found.taken_at.isoformat() if found.taken_at else None,
    }
    return told | {
        "versions": [{"id": v.id, "value": v.value, "n": v.n, "reason": v.reason} for v in versions]
    }


def _show(measure: Measure, found: Reading, versions: tuple[Reading, ...]) -> None:
    from bluelamp.kernel.places import queries as places
    from bluelamp.performance import words
    from bluelamp.ui import formats
    from bluelamp.web.cli.showing import table

    place = places.names(found.area_level).get(found.area, "") if found.area_level != "force" else ""
    said = words.reading(measure, found, place)
    rows = [
        ("Figure", f"{measure.title}: {said}"),
        ("Meaning", measure.meaning),
        ("By date of", found.basis),
        ("Base", "" if found.n is None else formats.number(found.n)),
        ("Interval", found.interval_method and f"95%, {found.interval_method}"),
        ("Data", found.partitions_digest),
        ("Counted by", found.code_digest),
        ("Taken", formats.moment(found.taken_at) if found.taken_at else ""),
        *(
            (
                f"Version {v.version}",
                f"{formats.value(v.value, measure.unit)}{f': {v.reason}' if v.reason else ''}",
            )
            for v in versions
            if len(versions) > 1
        ),
    ]
    table(f"Figure {found.id}", [row for row in rows if row[1]])


def _list() -> None:
    from rich.console import Console
    from rich.table import Table

    from bluelamp.performance import catalogue

    shown = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for name in ("measure", "kind"):
        shown.add_column(name, no_wrap=True)
    shown.add_column("what it means", overflow="fold")
    for measure in catalogue.MEASURES:
        shown.add_row(measure.key, measure.kind, measure.meaning)
    Console(highlight=False).print(shown)
