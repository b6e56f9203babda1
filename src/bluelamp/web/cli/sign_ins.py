"""``bluelamp user …``: where somebody is signed in, and a new start for whoever has lost every factor."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from bluelamp.web.cli import ready
from bluelamp.web.cli.users import _password, _refuse, user

Name = Annotated[str, typer.Argument(help="What they type to sign in.")]


@user.command()
def sessions(
    name: Name,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for another program.")] = False,
) -> None:
    """Show where somebody is signed in."""
    person, _ = _person(name, "bluelamp user sessions")
    from django.utils import timezone

    from bluelamp.kernel.sign_in import queries

    found = queries.open_sessions(person.pk, now=timezone.now())
    if as_json:
        rows = [
            {
                "address": each.address,
                "browser": each.browser,
                "began": str(each.began),
                "seen": str(each.seen),
            }
            for each in found
        ]
        typer.echo(json.dumps(rows))
        return
    for each in found:
        typer.echo(f"{each.browser}, from {each.address}, last seen {each.seen:%d %B %Y %H:%M} UTC")
    if not found:
        typer.echo(f"{name} is not signed in.")


@user.command(name="end-sessions")
def end_sessions(name: Name) -> None:
    """End every session of somebody. Their role and account stay: see also bluelamp user end."""
    person, scope = _person(name, "bluelamp user end-sessions")
    from bluelamp.kernel.sign_in import actions

    ended = actions.end_sessions(by=scope, user=person)
    typer.echo(f"{ended} session{'' if ended == 1 else 's'} of {name} ended.")


@user.command(name="reset-factor")
def reset_factor(
    name: Name,
    vouched_by: Annotated[
        str, typer.Option(help="Who has seen that it is them: somebody else who signs in.")
    ],
    because: Annotated[str, typer.Option(help="Who asked, and how it was checked that it is them.")],
) -> None:
    """Give somebody who has lost phone, key and codes a new start: a new password, no factor, no session."""
    person, scope = _person(name, "bluelamp user reset-factor")
    voucher, _ = _person(vouched_by, "bluelamp user reset-factor")
    from bluelamp.kernel.access.actions import NotNow
    from bluelamp.kernel.sign_in import actions

    password = _password()
    try:
        actions.reset_factors(by=scope, user=person, vouched_by=voucher, why=because, password=password)
    except NotNow as why:
        _refuse(str(why))
    typer.echo(f"{name} sets up a new second factor at the next sign-in.")
    typer.echo(f"Password, shown this once: {password}")


def _person(name: str, command: str) -> tuple[Any, Any]:
    ready()
    from bluelamp.kernel.access.scope import Scope
    from bluelamp.kernel.sign_in import queries

    scope = Scope.system(command)
    person = queries.user_called(scope, name)
    if person is None:
        _refuse(f"There is nobody called {name}. See who there is with: bluelamp user list")
    return person, scope
