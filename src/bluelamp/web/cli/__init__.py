"""The command line: ``bluelamp …``. Each command lives in the file named after it; heavy imports wait until it runs."""

from __future__ import annotations

import os

import typer

# Help is plain text: Rich takes twice as long to load as the help takes to read.
app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None
)


def ready() -> None:
    """Make the records usable: called by a command that needs them, never while help is shown."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bluelamp.web.settings")
    import django

    django.setup()
    from django.conf import settings

    from bluelamp.web import in_use, upkeep

    try:
        in_use.hold(settings.VAR)
        why_not = upkeep.make_ready()
    except in_use.InUse as restoring:
        why_not = str(restoring)
    if why_not:
        typer.echo(f"bluelamp: {why_not}", err=True)
        raise typer.Exit(1)


@app.callback()
def bluelamp() -> None:
    """Ask, act, measure, report: every figure has a source, and every claim is tested."""


def main() -> None:
    """Run the command line."""
    app()


from bluelamp.web.cli import (  # noqa: E402, F401 - each adds itself
    audit,
    backup,
    casework,
    check_paper,
    facts,
    figures,
    imports,
    instruments,
    keeping,
    paper,
    people,
    programs,
    protect,
    publish,
    run,
    sample,
    sign_ins,
    signals,
    standing,
    users,
)
