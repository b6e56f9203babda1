"""``bluelamp system …`` and ``bluelamp token``: the programs that may call the API, and for what."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Annotated, NoReturn

import typer

from bluelamp.web.cli import app, ready

system = typer.Typer(no_args_is_help=True, help="The systems of partner agencies that call the API.")
app.add_typer(system, name="system")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for another program.")]
Acts = Annotated[
    list[str] | None,
    typer.Option("--act", help="What it may ask for; may be repeated. All there is when left out."),
]


@system.command()
def add(
    name: Annotated[str, typer.Argument(help="What the system is called where it runs.")],
    organisation: Annotated[str, typer.Option(help="The key of the organisation it acts for.")],
    act: Acts = None,
    as_json: AsJson = False,
) -> None:
    """Register a system and print its client id and secret. The secret is shown this once."""
    ready()
    from bluelamp.kernel.access.actions import NotNow
    from bluelamp.kernel.access.scope import Scope
    from bluelamp.web.api import actions

    try:
        made, secret = actions.add_system(
            by=Scope.system("bluelamp system add"), name=name, organisation=organisation, acts=act or ()
        )
    except NotNow as why:
        _refuse(str(why))
    if as_json:
        typer.echo(json.dumps({"client_id": made.client_id, "client_secret": secret, "acts": made.acts}))
        return
    typer.echo(f"{name} can act for {organisation}: {', '.join(made.acts)}.")
    typer.echo(f"Client id: {made.client_id}\nSecret, shown this once: {secret}")


@system.command(name="list")
def everything(as_json: AsJson = False) -> None:
    """Show every system, those that were ended too."""
    ready()
    from bluelamp.kernel.access.scope import Scope
    from bluelamp.web.api import queries

    found = queries.systems(Scope.system("bluelamp system list"))
    rows = [
        {
            "client_id": each.client_id,
            "name": each.name,
            "organisation": each.organisation.key,
            "acts": each.acts,
            "ended_at": each.ended_at.isoformat() if each.ended_at else None,
        }
        for each in found
    ]
    if as_json:
        typer.echo(json.dumps(rows))
        return
    for row in rows:
        typer.echo(
            f"{row['client_id']}: {row['name']} of {row['organisation']}{', ended' * bool(row['ended_at'])}"
        )
    if not rows:
        typer.echo("No system is registered. Add one with: bluelamp system add NAME --organisation KEY")


@system.command()
def end(client_id: Annotated[str, typer.Argument(help="The client id of the system that ends.")]) -> None:
    """End a system: from its next request it is refused. What it did stays on record."""
    ready()
    from django.utils import timezone

    from bluelamp.kernel.access.actions import NotNow
    from bluelamp.kernel.access.scope import Scope
    from bluelamp.web.api import actions

    try:
        actions.end_system(by=Scope.system("bluelamp system end"), client_id=client_id, now=timezone.now())
    except NotNow as why:
        _refuse(str(why))
    typer.echo(f"{client_id} may do nothing from now on.")


@app.command()
def token(
    name: Annotated[str, typer.Argument(help="Whose token: it opens no more than their role does.")],
    act: Acts = None,
    minutes: Annotated[int, typer.Option(min=1, max=1440, help="How long it is good for.")] = 60,
    as_json: AsJson = False,
) -> None:
    """Print a token for the API that speaks for somebody. It is shown this once."""
    ready()
    from django.utils import timezone

    from bluelamp.kernel.access.actions import NotNow
    from bluelamp.kernel.access.models import User
    from bluelamp.kernel.access.scope import Scope
    from bluelamp.web.api import actions

    person = User.objects.filter(username=name).first()
    if person is None:
        _refuse(f"There is nobody called {name}. See who there is with: bluelamp user list")
    try:
        given, text = actions.give_token(
            by=Scope.system("bluelamp token"),
            user=person,
            acts=act or (),
            lasts=timedelta(minutes=minutes),
            now=timezone.now(),
        )
    except NotNow as why:
        _refuse(str(why))
    if as_json:
        typer.echo(
            json.dumps({"token": text, "acts": given.scope.split(), "expires": given.expires.isoformat()})
        )
        return
    typer.echo(text)


def _refuse(why: str) -> NoReturn:
    typer.echo(f"bluelamp: {why}", err=True)
    raise typer.Exit(1)
