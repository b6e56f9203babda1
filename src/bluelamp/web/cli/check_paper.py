"""``bluelamp check-paper``: read a paper somebody else wrote, and say where it does not add up. Needs no records."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from bluelamp.web.cli import app

if TYPE_CHECKING:
    from bluelamp.board.checking.checked import Checked
    from bluelamp.board.checking.waivers import Waiver

CODES = {"": 0, "ask": 3, "look": 4, "wrong": 5}
"""The exit code by the gravest finding; 1 and 2 say that nothing was checked."""
LARGEST = 50 * 2**20


@app.command("check-paper")
def check_paper(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="A paper: .txt, .md, .html, .docx or .pdf.")
    ],
    meeting: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The day of its meeting, where the paper does not say it."),
    ] = None,
    waivers: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="Findings looked at before, with reasons (YAML)."),
    ] = None,
    html: Annotated[
        Path | None, typer.Option(help="Write the paper with the findings in its margin.")
    ] = None,
    note: Annotated[Path | None, typer.Option(help="Write a note to the author: .docx or .pdf.")] = None,
    marking: Annotated[str, typer.Option(help="The marking of the note.")] = "OFFICIAL",
    fail_on: Annotated[str, typer.Option(help="The least that counts: wrong, look or ask.")] = "ask",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for another program.")] = False,
) -> None:
    """Check a paper somebody else wrote: its sums, percentages, tables, dates, periods, claims and lists.

    Exit code 0: nothing found; 3: only what a reader will ask; 4: something to read again; 5: something does
    not add up. 1: the
    file could not be read. Nothing of the file is kept.
    """
    if fail_on not in CODES or not fail_on:
        raise typer.BadParameter("say wrong, look or ask", param_hint="--fail-on")
    if note is not None and note.suffix not in (".docx", ".pdf"):
        raise typer.BadParameter("the note ends in .docx or .pdf", param_hint="--note")
    checked = _checked(file, meeting.date() if meeting else None, _waivers(waivers))
    try:
        _write(checked, html, note, marking)
    except OSError as why:
        _refuse(f"{why.filename} cannot be written: {why.strerror}.")
    if as_json:
        typer.echo(json.dumps(checked.plain(), ensure_ascii=False))
    else:
        _tell(checked)
    code = CODES[checked.worst]
    raise typer.Exit(code if code >= CODES[fail_on] else 0)


def _checked(file: Path, meeting: date | None, waivers: tuple[Waiver, ...]) -> Checked:
    from bluelamp.board.checking.checked import check
    from bluelamp.board.checking.reading import Unreadable

    if file.stat().st_size > LARGEST:
        _refuse(f"{file} is larger than {LARGEST // 2**20} MB.")
    try:
        return check(
            file.name, file.read_bytes(), meeting=meeting, today=datetime.now(UTC).date(), waivers=waivers
        )
    except Unreadable as why:
        _refuse(why)


def _waivers(file: Path | None) -> tuple[Waiver, ...]:
    from bluelamp.board.checking.waivers import BadWaivers, read

    try:
        return read(file.read_text("utf-8")) if file else ()
    except (BadWaivers, UnicodeDecodeError) as why:
        _refuse(why)


def _write(checked: Checked, html: Path | None, note: Path | None, marking: str) -> None:
    if html is not None:
        from bluelamp.board.checking import annotated

        html.write_text(annotated.standalone(checked), "utf-8")
    if note is not None:
        from bluelamp.board.checking import note as notes

        note.write_bytes(notes.file(checked, note.suffix[1:], marking=marking))


def _tell(checked: Checked) -> None:
    from bluelamp.board.checking.checked import meeting_told
    from bluelamp.board.proof_reading.finding import SEVERITIES

    typer.echo(f"{checked.paper.document.title}. {meeting_told(checked)}.")
    for severity, title in SEVERITIES.items():
        found = checked.of(severity)
        if found:
            typer.echo(f"\n{title} ({len(found)})")
        for each in found:
            typer.echo(
                f"  {checked.where(each)}: {each.title}. {each.sum_done}\n    “{each.sentence}”  [{each.key}]"
            )
    typer.echo(f"\n{checked.sentence}" + (f" {len(checked.waived)} waived." if checked.waived else ""))
    for stale in checked.stale:
        typer.echo(
            f"This waiver fits nothing any more: {stale.finding or stale.rule} {stale.paragraph} "
            f"({stale.reason})"
        )


def _refuse(why: object) -> NoReturn:
    typer.echo(f"bluelamp: {why}", err=True)
    raise typer.Exit(1)
