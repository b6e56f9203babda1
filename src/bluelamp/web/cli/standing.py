"""``bluelamp user …``: what somebody is from now on: in which role and teams, cleared for what, let in at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, TypeVar

import typer

from bluelamp.web.cli.sign_ins import _person
from bluelamp.web.cli.users import _refuse, user

Name = Annotated[str, typer.Argument(help="What they type to sign in.")]
Because = Annotated[str, typer.Option(help="Why, in ten characters or more.")]
Units = Annotated[list[str] | None, typer.Option(help="Only this local policing unit; may be repeated.")]
Teams = Annotated[list[str] | None, typer.Option(help="This team, by its code; may be repeated.")]
Done = TypeVar("Done")


@user.command()
def role(
    name: Name,
    role: Annotated[str, typer.Option(help="What they are from now on.")],
    organisation: Annotated[
        str, typer.Option(help="The key of their organisation.")
    ] = "west-midlands-police",
    lpu: Units = None,
    team: Teams = None,
) -> None:
    """Give somebody another role. What they were before is kept, with its dates."""
    person, scope = _person(name, "bluelamp user role")
    from bluelamp.kernel.access import actions

    given: dict[str, Any] = {
        "role": role,
        "organisation": organisation,
        "lpus": lpu or (),
        "teams": team or (),
    }
    _done(lambda now: actions.give_role(by=scope, user=person, now=now, **given))
    typer.echo(f"{name} is {role} of {organisation} from now on.")


@user.command()
def teams(name: Name, team: Teams = None) -> None:
    """Say which teams somebody works in, instead of those before; with none, in all of their units. The role stays."""
    person, scope = _person(name, "bluelamp user teams")
    from bluelamp.kernel.access import actions
    from bluelamp.kernel.sign_in import queries

    standing = queries.standing(scope, person.pk)
    if standing is None:
        _refuse(f"{name} has no role. Give one with: bluelamp user role {name} --role ROLE")
    lpus = [area.code for area in standing.lpus.all()]
    given: dict[str, Any] = {"role": standing.role, "organisation": standing.organisation.key, "lpus": lpus}
    _done(lambda now: actions.give_role(by=scope, user=person, teams=team or (), now=now, **given))
    typer.echo(f"{name} works in {', '.join(team)}." if team else f"{name} works in no team by name.")


@user.command()
def clear(
    name: Name,
    what: Annotated[str, typer.Option(help="vetting or training")],
    because: Annotated[str, typer.Option(help="Who says so, and under which reference.")],
    until: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The last day; left out, they are not cleared."),
    ] = None,
) -> None:
    """Write down until when somebody is vetted or trained, or that they are not."""
    person, scope = _person(name, "bluelamp user clear")
    from bluelamp.kernel.access import actions

    day = until.date() if until else None
    _done(lambda now: actions.clear(by=scope, user=person, what=what, until=day, why=because, now=now))
    typer.echo(f"{what.capitalize()} of {name}: {f'until {day:%d %B %Y}' if day else 'none'}.")


@user.command()
def disable(name: Name, because: Because) -> None:
    """Shut somebody's account at once: every session ends and every token is gone. Role and history stay."""
    person, scope = _person(name, "bluelamp user disable")
    from bluelamp.kernel.sign_in import actions

    ended = _done(lambda now: actions.disable(by=scope, user=person, why=because))
    typer.echo(f"{name} is disabled. {ended} session{'' if ended == 1 else 's'} ended.")


@user.command()
def enable(name: Name, because: Because) -> None:
    """Open an account again that was disabled."""
    person, scope = _person(name, "bluelamp user enable")
    from bluelamp.kernel.sign_in import actions

    _done(lambda now: actions.enable(by=scope, user=person, why=because))
    typer.echo(f"{name} can sign in again.")


def _done(act: Callable[[datetime], Done]) -> Done:
    """Do it now, or say in one line why not."""
    from django.utils import timezone

    from bluelamp.kernel.access.actions import NotNow

    try:
        return act(timezone.now())
    except NotNow as why:
        _refuse(str(why))
