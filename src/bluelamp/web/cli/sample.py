"""``bluelamp sample``: a made-up force to try Bluelamp on."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from bluelamp.web.cli import app, ready
from bluelamp.web.sample import SEED


@app.command()
def sample(
    scale: Annotated[
        float, typer.Option(min=0.01, help="How many times the interviews of the real Bureau.")
    ] = 1.0,
    seed: Annotated[int, typer.Option(help="Another seed gives other people and the same figures.")] = SEED,
    canaries: Annotated[
        bool,
        typer.Option(
            "--canaries", help="Put a word found nowhere else into each text; VAR/canaries.json lists them."
        ),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for another program.")] = False,
) -> None:
    """Load a made-up force: places, organisations, survey interviews, crime, sign-ins. Never beside real records."""
    ready()
    from django.conf import settings

    from bluelamp.kernel.access.scope import Scope
    from bluelamp.web.cli import showing
    from bluelamp.web.sample import actions

    with showing.steps(quiet=as_json) as show:
        try:
            loaded = actions.load(
                by=Scope.system("bluelamp sample"),
                var=settings.VAR,
                seed=seed,
                scale=scale,
                canaries=canaries,
                progress=show.progress,
            )
        except actions.CannotLoad as why:
            show.refuse(str(why))
        show.done("Sample", loaded.summary, again=loaded.was_here)
    if as_json:
        typer.echo(json.dumps(loaded.as_json()))
        return
    people = [(p.name, p.full_name, p.is_what) for p in loaded.people]
    showing.sign_ins(people, loaded.password, where=settings.VAR / "sample.json", again=loaded.was_here)
