"""``bluelamp keeping``: the review dates of all records, brought up to date and counted."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from bluelamp.web.cli import app, ready

keeping = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="How long records are kept.")
app.add_typer(keeping, name="keeping")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for another program.")]


@keeping.command()
def refresh(as_json: AsJson = False) -> None:
    """Bring the review dates of all records up to date with what the records say. Run it every night."""
    ready()
    from django.utils import timezone

    from bluelamp.kernel.access.scope import Scope
    from bluelamp.kernel.keeping import actions

    changed = actions.refresh(by=Scope.system("bluelamp keeping refresh"), today=timezone.localdate())
    typer.echo(
        json.dumps({"changed": changed}) if as_json else f"{changed:,} review dates were set or moved."
    )


@keeping.command()
def due(as_json: AsJson = False) -> None:
    """Count the records that are due for review, wait for a second person, are held, or are not due yet."""
    ready()
    from django.utils import timezone

    from bluelamp.kernel.access.scope import Scope
    from bluelamp.kernel.keeping import queries
    from bluelamp.kernel.keeping.words import STANDINGS

    now = timezone.now()
    counts = queries.counts(Scope.system("bluelamp keeping due"), now=now, today=timezone.localdate(now))
    if as_json:
        typer.echo(json.dumps(counts))
        return
    for standing, count in counts.items():
        typer.echo(f"{count:,} {STANDINGS[standing]}")
