"""``bluelamp instrument …``: check a questionnaire's file, bring it in, and say where each version stands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from bluelamp.web.cli import app, ready

instrument = typer.Typer(
    no_args_is_help=True, help="Questionnaires: check a file, bring it in, list versions."
)
app.add_typer(instrument, name="instrument")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for another program.")]
File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A questionnaire in YAML.")]


@instrument.command()
def check(path: File, as_json: AsJson = False) -> None:
    """Say what is wrong with a file, line by line, and bring nothing in."""
    ready()
    from bluelamp.practice.instruments.reading import Malformed, read

    try:
        asked = read(_text(path))
    except Malformed as wrong:
        _faults(path, wrong, as_json=as_json)
    if as_json:
        typer.echo(json.dumps({"key": asked.key, "version": asked.number, "faults": []}))
        return
    typer.echo(
        f"{asked.title} {asked.number}: {len(asked.questions)} questions, {asked.ceiling} points, "
        f"{len(asked.bands)} bands. Nothing is wrong with it."
    )


@instrument.command()
def load(path: File, as_json: AsJson = False) -> None:
    """Bring a file in as a draft. A version that was used is never changed."""
    ready()
    from django.utils import timezone

    from bluelamp.kernel.access.actions import NotNow
    from bluelamp.kernel.access.scope import Scope
    from bluelamp.practice.instruments import actions
    from bluelamp.practice.instruments.reading import Malformed
    from bluelamp.web.cli import showing

    by = Scope.system("bluelamp instrument load")
    try:
        version, how = actions.versions.load(by=by, text=_text(path), now=timezone.now())
    except Malformed as wrong:
        _faults(path, wrong, as_json=as_json)
    except NotNow as why:
        showing.refuse(str(why))
    if as_json:
        typer.echo(
            json.dumps({"key": version.key, "version": version.number, "state": version.state, "is": how})
        )
        return
    said = {
        "new": "brought in as a draft",
        "changed": "the draft was replaced",
        "same": "it is there already",
    }
    typer.echo(f"{version}: {said[how]}.")


@instrument.command("list")
def list_versions(as_json: AsJson = False) -> None:
    """Every version there is, and where it stands."""
    ready()
    from bluelamp.kernel.access.scope import Scope
    from bluelamp.practice.instruments import queries
    from bluelamp.web.cli import showing

    entries = queries.versions.register(Scope.system("bluelamp instrument list"))
    if as_json:
        rows = [
            {"key": e.version.key, "version": e.version.number, "state": e.version.state, "units": list(e.units),
             "assessments": e.used}
            for e in entries
        ]  # fmt: skip
        typer.echo(json.dumps(rows))
        return
    where = ((e, f" ({', '.join(e.units)})" if e.units else "") for e in entries)
    showing.table(
        "Questionnaires",
        [
            (str(e.version), f"{e.version.get_state_display()}{units}, {e.used:,} assessments")
            for e, units in where
        ],
    )


def _text(path: Path) -> str:
    from bluelamp.web.cli import showing

    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        showing.refuse(f"{path} is not text in UTF-8.")


def _faults(path: Path, wrong: Exception, *, as_json: bool) -> NoReturn:
    """What is wrong with a file; ends the command."""
    faults = getattr(wrong, "faults", ())
    if as_json:
        typer.echo(json.dumps({"faults": [{"line": each.line, "reason": each.reason} for each in faults]}))
    else:
        for each in faults:
            typer.echo(f"{path.name}, {each}", err=True)
    raise typer.Exit(1)
