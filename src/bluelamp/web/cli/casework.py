"""``bluelamp casework``: what is done to cases by the clock: digests for those who follow, and scanning files."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from bluelamp.web.cli import app, ready

casework = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Digests, and files that wait for a scanner."
)
app.add_typer(casework, name="casework")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for another program.")]


@casework.command()
def digest(as_json: AsJson = False) -> None:
    """Tell those who follow cases what is new, each in one notice. Run it every morning."""
    ready()
    from django.utils import timezone

    from bluelamp.kernel.access.scope import Scope
    from bluelamp.practice.casework import actions

    sent = actions.following.send_digests(by=Scope.system("bluelamp casework digest"), now=timezone.now())
    typer.echo(json.dumps({"sent": sent}) if as_json else f"{sent:,} people were told.")


@casework.command()
def scan(as_json: AsJson = False) -> None:
    """Have the scanner look at files that wait for it (BLUELAMP_SCANNER). Run it every minute."""
    ready()
    from django.utils import timezone

    from bluelamp.kernel.access.scope import Scope
    from bluelamp.practice.casework import actions

    ended = actions.files.scan(by=Scope.system("bluelamp casework scan"), now=timezone.now())
    told = ", ".join(f"{count:,} {state}" for state, count in ended.items())
    typer.echo(json.dumps(ended) if as_json else f"Files: {told}.")
