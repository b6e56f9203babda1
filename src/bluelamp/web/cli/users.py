"""``bluelamp user …``: who can sign in, and as what."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import Annotated, Any, NoReturn

import typer

from bluelamp.web.cli import app, ready

user = typer.Typer(no_args_is_help=True, help="Who can sign in, and as what.")
app.add_typer(user, name="user")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for another program.")]


@user.command()
def add(
    name: Annotated[str, typer.Option(help="What they type to sign in.")],
    role: Annotated[str, typer.Option(help="What they are: analyst, acc, board_member, …")],
    organisation: Annotated[
        str, typer.Option(help="The key of their organisation.")
    ] = "west-midlands-police",
    lpu: Annotated[
        list[str] | None, typer.Option(help="Only this local policing unit; may be repeated.")
    ] = None,
    team: Annotated[
        list[str] | None, typer.Option(help="Only this team, by its code; may be repeated.")
    ] = None,
    full_name: Annotated[str, typer.Option(help="The name that others see.")] = "",
    generate: Annotated[
        bool, typer.Option("--generate", help="Print a password instead of asking for one.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Add somebody. Asks for their password, or makes and prints one when nobody is there to be asked."""
    ready()
    from django.utils import timezone

    from bluelamp.kernel.access import actions
    from bluelamp.kernel.access.scope import Scope

    scope = Scope.system("bluelamp user add")
    _with_places_and_organisations(scope)
    made = generate or not sys.stdin.isatty()
    password = _password() if made else typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    try:
        person = actions.add_user(
            by=scope,
            name=name,
            password=password,
            role=role,
            organisation=organisation,
            lpus=lpu or (),
            teams=team or (),
            full_name=full_name,
            now=timezone.now(),
        )
    except actions.NotNow as why:
        _refuse(str(why))
    said: dict[str, Any] = {
        "name": person.username,
        "role": role,
        "organisation": organisation,
        "lpus": lpu or [],
        "teams": team or [],
    }
    if made:
        said["password"] = password
    if as_json:
        typer.echo(json.dumps(said))
        return
    typer.echo(f"{name} can sign in as {role} of {organisation}.")
    if made:
        typer.echo(f"Password, shown this once: {password}")


@user.command(name="list")
def everybody(as_json: AsJson = False) -> None:
    """Show everybody who can sign in, with the role that stands."""
    ready()
    from bluelamp.kernel.access import queries
    from bluelamp.kernel.access.scope import Scope

    people = queries.people(Scope.system("bluelamp user list"))
    if as_json:
        typer.echo(json.dumps([asdict(person) for person in people]))
        return
    for person in people:
        where = ", ".join((*person.lpus, *person.teams)) or "the whole of it"
        what = f"{person.role} of {person.organisation}, {where}" if person.role else "no role"
        typer.echo(f"{person.username}: {what}{', disabled' if person.is_disabled else ''}")
    if not people:
        typer.echo("Nobody can sign in yet. Add somebody with: bluelamp user add --name NAME --role ROLE")


@user.command()
def end(name: Annotated[str, typer.Argument(help="Whose role ends.")]) -> None:
    """Take somebody's role away: from their next request they may do nothing. Their account and history stay."""
    ready()
    from django.utils import timezone

    from bluelamp.kernel.access import actions
    from bluelamp.kernel.access.models import User
    from bluelamp.kernel.access.scope import Scope

    person = User.objects.filter(username=name).first()
    if person is None:
        _refuse(f"There is nobody called {name}. See who there is with: bluelamp user list")
    try:
        actions.end_role(by=Scope.system("bluelamp user end"), user=person, now=timezone.now())
    except actions.NotNow as why:
        _refuse(str(why))
    typer.echo(f"{name} may do nothing from now on.")


@app.command()
def organisations(as_json: AsJson = False) -> None:
    """Show every organisation somebody can act for, by its key."""
    ready()
    from bluelamp.kernel.access.scope import Scope
    from bluelamp.kernel.organisations import queries

    _with_places_and_organisations(Scope.system("bluelamp organisations"))
    rows = [
        {"key": o.key, "name": str(o), "kind": o.kind, "regime": o.regime} for o in queries.organisations()
    ]
    if as_json:
        typer.echo(json.dumps(rows))
        return
    for row in rows:
        typer.echo(f"{row['key']}: {row['name']}")


@app.command()
def migrate() -> None:
    """Bring the records into step with this version of Bluelamp. The embedded database does so by itself."""
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bluelamp.web.settings")
    import django

    django.setup()
    from django.db import OperationalError

    from bluelamp.web import upkeep

    try:
        upkeep.migrate(verbosity=1)
    except OperationalError as problem:
        # What was done stands, and the migration that could not have its lock was not begun.
        _refuse(
            f"The records are not yet in step: {str(problem).splitlines()[0]}. Run it again when it is quiet."
        )


@app.command()
def policy(as_json: AsJson = False) -> None:
    """Show every address there is and what it asks of whoever opens it."""
    ready()
    from bluelamp.kernel.access.policy import routes

    if as_json:
        told = ("name", "methods", "needs", "confirmed", "kind", "recorded_as", "roles")
        rows = [{"address": r.pattern} | {name: getattr(r, name) for name in told} for r in routes()]
        typer.echo(json.dumps(rows))
        return
    for route in routes():
        typer.echo(f"{route.pattern}  {route.needs or 'CLOSED: nothing declared'}")


def _with_places_and_organisations(scope: Any) -> None:
    from bluelamp.kernel.organisations.actions import load_organisations
    from bluelamp.kernel.places.actions import load_places

    load_places(by=scope)
    load_organisations(by=scope)


def _password() -> str:
    from bluelamp.kernel.sign_in import passwords

    return passwords.made()


def _refuse(why: str) -> NoReturn:
    typer.echo(f"bluelamp: {why}", err=True)
    raise typer.Exit(1)
