"""``bluelamp backup`` and ``bluelamp restore``: everything in one sealed file, and back again."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from bluelamp.web.cli import app

backup = typer.Typer(
    invoke_without_command=True,
    rich_markup_mode=None,
    help="Back up records and files while people work, into one sealed file; or look into such a file.",
)
app.add_typer(backup, name="backup")

KeyFile = Annotated[
    Path | None,
    typer.Option("--key-file", help="The file with the backup key. Otherwise BLUELAMP_BACKUP_KEY_FILE says."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for another program.")]
Which = Annotated[Path, typer.Argument(help="The backup.")]


@backup.callback()
def take(
    context: typer.Context,
    to: Annotated[
        Path | None, typer.Option(help="Where to. Otherwise BLUELAMP_BACKUPS, else beside BLUELAMP_VAR.")
    ] = None,
    key_file: KeyFile = None,
    as_json: AsJson = False,
) -> None:
    """Take a backup, open it, and say what it holds. 0: it stands and is sound; 1: refused, none was made."""
    if context.invoked_subcommand:
        return
    from bluelamp.web.cli import showing

    with in_one_line(), showing.steps(quiet=as_json) as show:
        from bluelamp.web.backing_up import taking

        key = _key(key_file)
        now = datetime.now(UTC)
        taken = taking.take(
            var=_var(),
            to=to or _backups(),
            key=key,
            environ=os.environ,
            now=now,
            mark=_mark(),
            progress=show.progress,
        )
        show.done(
            "Backup", f"{taken.rows:,} rows and {len(taken.manifest.held) - 1:,} files, opened and sound"
        )
    if as_json:
        typer.echo(json.dumps(_told(taken.path, taken.manifest)))
    else:
        showing.table(
            "The backup", [("It is at", showing.near(taken.path)), ("Size", f"{taken.size / 1e6:,.1f} MB")]
        )


@backup.command()
def check(file: Which, key_file: KeyFile = None, as_json: AsJson = False) -> None:
    """Open a backup as a restore would, and change nothing. 0: it is sound; 1: it is not, and why."""
    where = (
        _var() if _var().is_dir() else None
    )  # the records' own disk: what is laid out is as secret as they are
    with in_one_line(), tempfile.TemporaryDirectory(prefix="backing-up-check-", dir=where) as work:
        from bluelamp.web.backing_up import checking

        manifest = checking.check(file, key=_key(key_file), environ=os.environ, work=Path(work, "opened"))
    told = _told(file, manifest)
    typer.echo(
        json.dumps(told)
        if as_json
        else f"Sound: {told['rows']:,} rows and {told['files']:,} files, taken at {told['taken_at']}."
    )


@backup.command()
def new_key(
    file: Annotated[Path, typer.Argument(help="Where to write it: not inside BLUELAMP_VAR.")],
) -> None:
    """Make a backup key. Keep it, and a copy, away from this machine: without it no backup can be opened."""
    with in_one_line():
        from bluelamp.web.backing_up import keys

        keys.make(file, _var())
    typer.echo(
        f"The key is in {file}. Keep a copy away from this machine: without it no backup can be opened."
    )


@app.command()
def restore(file: Which, key_file: KeyFile = None, as_json: AsJson = False) -> None:
    """Put a backup in the place of the records; what was there is kept aside. 0: done; 1: refused, nothing changed."""
    with in_one_line():
        from bluelamp.web.backing_up import restoring

        restored = restoring.restore(
            file, var=_var(), key=_key(key_file), environ=os.environ, now=datetime.now(UTC)
        )
    told = _told(file, restored.manifest) | {
        "folder_before": str(restored.aside or ""),
        "database_before": restored.database_aside,
        "erased_again": restored.erased_again,
    }
    if as_json:
        typer.echo(json.dumps(told))
        return
    typer.echo(f"Restored: {told['rows']:,} rows and {told['files']:,} files, as at {told['taken_at']}.")
    typer.echo("Everybody signs in again.")
    if told["erased_again"]:
        typer.echo(f"{told['erased_again']:,} records that had been erased since were erased again.")
    for words, where in (("files", told["folder_before"]), ("database", told["database_before"])):
        if where:
            typer.echo(f"The {words} of before are kept as {where}. Remove them when you are sure.")


@contextmanager
def in_one_line() -> Iterator[None]:
    """Say what stands in the way in one line that tells what to do."""
    from bluelamp.web import records
    from bluelamp.web.backing_up import Refused
    from bluelamp.web.cli import showing

    try:
        yield
    except (Refused, records.Refused) as why:
        showing.refuse(str(why))


def _mark() -> int:
    """An audit record that says a backup begins. Records of an older version are copied as they are, without one."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bluelamp.web.settings")
    import django

    django.setup()
    from django.db import transaction

    from bluelamp.kernel.access.scope import Scope
    from bluelamp.kernel.audit import actions as audit
    from bluelamp.web import upkeep

    if upkeep.migrations_wait():
        return 0
    with transaction.atomic():
        return audit.record(by=Scope.system("bluelamp backup"), operation="backup.take", kind="other").seq


def _var() -> Path:
    return Path(os.environ.get("BLUELAMP_VAR", "var")).resolve()


def _backups() -> Path:
    """Not inside the folder that is exchanged by a restore."""
    named = os.environ.get("BLUELAMP_BACKUPS", "")
    return Path(named) if named else _var().with_name(f"{_var().name}-backups")


def _key(file: Path | None) -> bytes:
    from bluelamp.web.backing_up import keys

    named = os.environ.get("BLUELAMP_BACKUP_KEY_FILE", "")
    return keys.read(file or (Path(named) if named else None), _var())


def _told(path: Path, manifest: Any) -> dict[str, Any]:
    return {
        "file": str(path),
        "taken_at": manifest.taken_at,
        "engine": manifest.engine,
        "rows": sum(manifest.contents.tables.values()),
        "files": len(manifest.held) - 1,
        "mark": manifest.mark,
    }
