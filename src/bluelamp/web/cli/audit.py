"""``bluelamp audit …``: does the record still say what was written, and what is taken from it for others."""

from __future__ import annotations

import json
import time
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from bluelamp.web.cli import app, ready
from bluelamp.web.cli.showing import near, refuse

audit = typer.Typer(no_args_is_help=True, help="The audit record: verify, seal, export, extract.")
app.add_typer(audit, name="audit")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for another program.")]
Reason = Annotated[str, typer.Option(help="Why; it is kept with the record of this.")]
To = Annotated[Path | None, typer.Option("--to", help="Write a file, not to the screen.")]


@audit.command()
def verify(
    anchor: Annotated[
        Path | None, typer.Option(help="Seals that were kept elsewhere, to verify against as well.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Verify every record, what is kept apart and the seals. Ends with 1, and names the first that is wrong."""
    ready()
    from django.db import connection

    from bluelamp.kernel.audit import keyring, sealing, verifying

    lines = sealing.lines() + (_lines(anchor) if anchor else [])
    began = time.perf_counter()
    try:
        report = verifying.verify(connection, anchor=lines, witness=sealing.witness())
    except keyring.KeyRefused as why:
        refuse(str(why))
    took = time.perf_counter() - began
    if as_json:
        typer.echo(json.dumps({**asdict(report), "clean": report.is_clean, "seconds": round(took, 3)}))
    else:
        for found in report.findings:
            typer.echo(found.says, err=True)
        if report.is_clean:
            typer.echo(
                f"{report.records:,} records verify, {report.first:,} to {report.last:,}, "
                f"against {report.seals:,} seals, in {took:.1f} seconds."
            )
    raise typer.Exit(not report.is_clean)


@audit.command()
def seal(as_json: AsJson = False) -> None:
    """Seal what is not sealed yet. Seals are to be kept elsewhere as well: copy the file it names."""
    ready()
    from django.utils import timezone

    from bluelamp.kernel.audit import sealing

    made, where = sealing.seal(at=timezone.now()), sealing.place()
    if as_json:
        typer.echo(json.dumps({"seals": made, "file": str(where)}))
        return
    typer.echo(f"{made} {'seal' if made == 1 else 'seals'} added to {near(where)}")


@audit.command()
def rotate_key() -> None:
    """Begin a new key. The old one stays in the file for what it chained: keep a copy of it, apart from backups."""
    ready()
    from bluelamp.kernel.access.scope import Scope
    from bluelamp.kernel.audit import actions

    typer.echo(
        f"From the next record on the key is {actions.rotate_key(by=Scope.system('bluelamp audit rotate-key'))}."
    )


@audit.command()
def export(
    reason: Reason,
    since: Annotated[str, typer.Option(help="From this day, such as 2026-11-01.")] = "",
    until: Annotated[str, typer.Option(help="To the end of this day.")] = "",
    to: To = None,
) -> None:
    """Print records, one JSON object a line, oldest first, each with what it hangs on in the chain."""
    ready()
    from bluelamp.kernel.audit.actions import ReasonNeeded
    from bluelamp.kernel.audit.queries import Which
    from bluelamp.web.audit import downloads, looking

    which = Which(since=_midnight(since, 0), until=_midnight(until, 1))
    try:
        rows = looking.download(by=_somebody("export"), which=which, form="jsonl", reason=reason)
    except ReasonNeeded as why:
        refuse(str(why))
    _write((downloads.as_line(row) for row in rows), to)


@audit.command()
def extract(
    person: Annotated[str, typer.Argument(help="The person's reference.")], reason: Reason, to: To = None
) -> None:
    """Print what a person who asks is told of who saw or changed their data: a JSON object a line, nobody's name."""
    ready()
    from bluelamp.kernel.audit.actions import ReasonNeeded
    from bluelamp.web.audit import looking

    try:
        seen = looking.extract(by=_somebody("extract"), ref=person, reason=reason)
    except ReasonNeeded as why:
        refuse(str(why))
    _write((json.dumps({**asdict(one), "at": one.at.isoformat()}, ensure_ascii=False) for one in seen), to)


@audit.command()
def misuse(
    days: Annotated[int, typer.Option(min=1, max=366, help="How many days back.")] = 7,
    as_json: AsJson = False,
) -> None:
    """Print look-ups that somebody should be asked about. None of them is proof."""
    ready()
    from django.utils import timezone

    from bluelamp.kernel.audit.words import MISUSE
    from bluelamp.web.audit import looking

    flags = looking.questions(by=_somebody("misuse"), until=timezone.now(), days=days)
    if as_json:
        typer.echo(json.dumps([{**asdict(flag), "day": flag.day.isoformat()} for flag in flags]))
        return
    for flag in flags:
        typer.echo(f"{flag.day}  {flag.actor_name} ({flag.actor_id})  {MISUSE[flag.pattern]}: {flag.says}")
    if not flags:
        typer.echo("Nothing out of the ordinary was found.")


def _somebody(verb: str) -> Any:
    from bluelamp.kernel.access.scope import Scope

    return Scope.system(f"bluelamp audit {verb}")


def _lines(path: Path) -> list[str]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        refuse(f"{path} cannot be read as a file of seals.")
    if not any(map(str.strip, lines)):
        refuse(f"{path} holds no seals.")
    return lines


def _midnight(day: str, later: int) -> Any:
    """The beginning of a day here, or of the next; None where none is given."""
    from datetime import date, datetime, timedelta
    from datetime import time as clock

    from django.utils import timezone

    if not day:
        return None
    try:
        begins = date.fromisoformat(day) + timedelta(days=later)
    except ValueError:
        refuse(f"{day} is not a day. Write it as 2026-11-23.")
    return timezone.make_aware(datetime.combine(begins, clock()))


def _write(lines: Any, to: Path | None) -> None:
    if to is None:
        for line in lines:
            typer.echo(line)
        return
    # It says who looked at whom: for its owner alone.
    to.touch(mode=0o600)
    text = "".join(f"{line}\n" for line in lines)
    to.write_text(text, encoding="utf-8")
    typer.echo(f"{text.count(chr(10)):,} lines in {near(to)}")
