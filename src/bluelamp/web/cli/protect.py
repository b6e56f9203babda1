"""``bluelamp protect``: a table of counts made fit to publish, without records or warehouse."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bluelamp.web.cli import app

if TYPE_CHECKING:
    from bluelamp.web.cli.counted import Counted


@app.command()
def protect(
    file: Annotated[Path, typer.Argument(help="A CSV file: labels in the first row and column, and counts.")],
    threshold: Annotated[int, typer.Option(min=2, help="Counts under this are kept back.")] = 5,
    zeros: Annotated[bool, typer.Option(help="Show zeros, which tell that there was nobody.")] = True,
    before: Annotated[
        list[Path] | None,
        typer.Option(
            help="The same table as it was published earlier, of part of what this one counts. Say it again for each "
            "earlier one, the first release first."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for another program.")] = False,
) -> None:
    """Keep small counts back from a table, and what would give them away; print the rest as CSV, totals added.

    Ends with 0 when every small count is safe; 1 when the file cannot be read or cannot be made safe; 2 when it was
    called wrongly.
    """
    from bluelamp.analysis.suppression import CannotProtect
    from bluelamp.web.cli import counted

    try:
        table = counted.read(file)
        earlier = [counted.read(each) for each in before or ()]
        safe = counted.kept_back(table, threshold=threshold, zeros_are_shown=zeros, before=earlier)
    except (counted.NotCounted, CannotProtect, ValueError) as wrong:
        typer.echo(f"bluelamp: {wrong}", err=True)
        raise typer.Exit(1) from None
    typer.echo(_as_json(safe) if as_json else safe.csv(), nl=as_json)
    typer.echo(safe.summary, err=True)


def _as_json(safe: Counted) -> str:
    return json.dumps({"rows": safe.rows, "columns": safe.columns, "cells": safe.cells} | safe.told)
