"""``bluelamp people …``: bring in an organisation's records of people, and compare all of them."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bluelamp.web.cli import app, ready

if TYPE_CHECKING:
    from bluelamp.kernel.people.actions.importing import Brought

people = typer.Typer(
    no_args_is_help=True, help="Records of people: bring them in, and find those of one person."
)
app.add_typer(people, name="people")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for another program.")]
FAULTS_SHOWN = 20


@people.command("import")
def import_file(
    path: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="A CSV file with a line of headings.")
    ],
    organisation: Annotated[str, typer.Option(help="The key of the organisation whose records they are.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would happen, and do nothing.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Bring in an organisation's records of people. A wrong row, and nothing is written."""
    ready()
    from django.utils import timezone

    from bluelamp.kernel.access.actions import NotNow
    from bluelamp.kernel.access.scope import Scope
    from bluelamp.kernel.people import actions
    from bluelamp.kernel.people.intake import Unreadable
    from bluelamp.web.cli import showing

    try:
        brought = actions.importing.bring_file(
            by=Scope.system("bluelamp people import"),
            path=path,
            organisation=organisation,
            now=timezone.now(),
            dry_run=dry_run,
        )
    except (NotNow, Unreadable) as why:
        showing.refuse(str(why))
    if as_json:
        typer.echo(json.dumps(asdict(brought)))
    else:
        _show(brought, dry_run=dry_run)
    if brought.faults:
        raise typer.Exit(1)


@people.command()
def link(
    engine: Annotated[str, typer.Option(help="duckdb, or spark where it is installed.")] = "duckdb",
    as_json: AsJson = False,
) -> None:
    """Compare all records of people, and renew the pairs to look at. Decisions hold; again, it finds the same."""
    if engine not in ("duckdb", "spark"):
        raise typer.BadParameter("Use duckdb or spark.", param_hint="--engine")
    ready()
    from django.utils import timezone

    from bluelamp.kernel.access.scope import Scope
    from bluelamp.kernel.people import actions
    from bluelamp.kernel.people.linking.engine import NoEngine
    from bluelamp.web.cli import showing

    with showing.steps(quiet=as_json) as show:
        try:
            linked = actions.linking.link(
                by=Scope.system("bluelamp people link"),
                now=timezone.now(),
                using=engine,
                progress=show.progress,
            )
        except NoEngine as why:
            show.refuse(str(why))
        told = f"{linked.records:,} records · {linked.put_forward:,} pairs put forward"
        show.done(
            "Compared", f"{told} · {linked.to_look_at:,} to look at · {linked.linked:,} linked by policy"
        )
    if as_json:
        typer.echo(json.dumps(asdict(linked)))


def _show(brought: Brought, *, dry_run: bool) -> None:
    from bluelamp.web.cli import showing

    words = "" if brought.applied else "would be "
    rows = [("rows in", f"{brought.rows:,}")]
    rows += [(f"  {words}{name}", f"{number:,}") for name, number in brought.outcomes.items() if number]
    rows.append(("written", "yes" if brought.applied else "no"))
    showing.table("1 file", rows)
    for fault in brought.faults[:FAULTS_SHOWN]:
        column = f", {fault.column}" if fault.column else ""
        typer.echo(f"  line {fault.line:,}{column}. {fault.reason}", err=True)
    if len(brought.faults) > FAULTS_SHOWN:
        typer.echo(f"  … and {len(brought.faults) - FAULTS_SHOWN:,} more.", err=True)
    if brought.faults and not dry_run:
        typer.echo(
            "bluelamp: Nothing was written. Put these rows right, and bring the file in again.", err=True
        )
