"""``bluelamp paper``: build a board paper, read its proofs, and make an edition again to see that nothing moved."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from bluelamp.web.cli import app, ready

paper = typer.Typer(no_args_is_help=True, help="Build a board paper and read its proofs.")
app.add_typer(paper, name="paper")

SHOWN = 10
"""How many faults of a paper are told at once."""

Key = Annotated[str, typer.Argument(help="The paper, by the day of its meeting.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for another program.")]


@paper.command()
def build(
    key: Key = "2014-01-07",
    today: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day of the build.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Build the paper: HTML, tagged PDF, Word, its figures and its findings."""
    ready()
    from django.utils import timezone

    from bluelamp.board import actions, files
    from bluelamp.board.assembling import BuildError
    from bluelamp.board.source import NoSuchPaper
    from bluelamp.kernel.access.scope import Scope

    day = today.date() if today else timezone.localdate()
    try:
        built = actions.build_paper(by=Scope.system("bluelamp paper build"), paper=key, today=day)
    except BuildError as wrong:
        for fault in wrong.faults[:SHOWN]:
            typer.echo(f"bluelamp: {fault}", err=True)
        if len(wrong.faults) > SHOWN:
            typer.echo(
                f"bluelamp: and {len(wrong.faults) - SHOWN} more. Were the figures taken? bluelamp "
                f"figures take",
                err=True,
            )
        raise typer.Exit(1) from None
    except NoSuchPaper as wrong:
        _refuse(wrong)
    edition = built.edition
    if as_json:
        typer.echo(
            json.dumps(
                {
                    "paper": edition.paper,
                    "edition": edition.number,
                    "new": built.is_new,
                    "folder": str(built.folder),
                    "figures": len(edition.document.passports),
                    "findings": len(built.findings),
                    "open_findings": len(built.open_findings),
                    "digests": edition.digests,
                }
            )
        )
        return
    said = "built" if built.is_new else "is as it was"
    cited = len(edition.document.passports)
    typer.echo(f"{edition} {said}: {cited} {'figure' if cited == 1 else 'figures'} cited.")
    for name in files.FORMS:
        typer.echo(f"  {built.folder / name}")
    _tell(built.findings)


@paper.command()
def check(key: Key = "2014-01-07", as_json: Json = False) -> None:
    """List the findings of the latest edition. Exit code 1 while any stands in the way of signing."""
    ready()
    from bluelamp.board import queries
    from bluelamp.board.source import NoSuchPaper
    from bluelamp.kernel.access.scope import Scope

    scope = Scope.system("bluelamp paper check")
    try:
        standing = queries.standing(scope, queries.edition(scope, key))
    except NoSuchPaper as wrong:
        _refuse(f"{wrong} Build it with: bluelamp paper build {key}")
    if as_json:
        found = [{**asdict(one.finding), "decision": str(one.decision or "")} for one in standing]
        typer.echo(json.dumps(found, ensure_ascii=False))
    else:
        _tell(standing)
    if any(one.is_open for one in standing):
        raise typer.Exit(1)


@paper.command()
def rebuild(
    key: Key = "2014-01-07",
    edition: Annotated[int | None, typer.Option(help="Which edition; the latest if not said.")] = None,
) -> None:
    """Make the files of an edition again from what it froze, and say whether they are the same, byte for byte."""
    ready()
    from bluelamp.board import files, queries
    from bluelamp.board.source import NoSuchPaper
    from bluelamp.kernel.access.scope import Scope

    try:
        kept = queries.edition(Scope.system("bluelamp paper rebuild"), key, edition)
    except NoSuchPaper as wrong:
        _refuse(wrong)
    differ = [
        name for name, made in files.make(kept.document).items() if files.digest(made) != kept.digests[name]
    ]
    for name, digest in kept.digests.items():
        typer.echo(f"{'differs' if name in differ else 'same'}  {digest}  {name}")
    if differ:
        _refuse(f"{kept} was made by other versions of the programs: its files on record still stand.")


@paper.command()
def public(
    key: Key = "2014-01-07",
    into: Annotated[
        Path | None, typer.Option(help="A folder for the files; where none is given nothing is written.")
    ] = None,
    draft: Annotated[
        bool, typer.Option("--draft", help="Try what a public copy would be, of an edition nobody signed.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Make the public copy of the signed edition, and say what it leaves out and what speaks against it.

    It is let out by nobody here: one person puts it forward in the workspace and another decides. Exit code 1 while
    anything speaks against it.
    """
    ready()
    from bluelamp.board import publicly, queries
    from bluelamp.board.rules import NotNow
    from bluelamp.board.source import NoSuchPaper
    from bluelamp.kernel.access.scope import Scope

    scope = Scope.system("bluelamp paper public")
    try:
        tried = publicly.tried(scope, queries.edition(scope, key), draft=draft)
    except (NoSuchPaper, NotNow) as wrong:
        _refuse(wrong)
    written = publicly.write(tried, into) if into and not tried.against else ()
    if as_json:
        typer.echo(
            json.dumps(tried.as_json() | {"files": [str(path) for path in written]}, ensure_ascii=False)
        )
    else:
        _tell_public(tried, written)
    if tried.against:
        raise typer.Exit(1)


def _tell_public(tried: Any, written: Iterable[Path]) -> None:
    typer.echo(f"Public copy of {tried.edition}: {tried.kept_back} of {tried.counts} counts kept back.")
    for left_out in tried.left_out:
        typer.echo(f"  {left_out}")
    for against in tried.against:
        typer.echo(f"bluelamp: {against}", err=True)
    for path in written:
        typer.echo(f"  {path}")


def _tell(standing: tuple[Any, ...]) -> None:
    still_open = [one.finding for one in standing if one.is_open]
    settled = len(standing) - len(still_open)
    typer.echo(f"Proof-reading: {len(still_open)} to settle, {settled} settled.")
    _list(still_open)


def _list(findings: Iterable[Any]) -> None:
    for finding in findings:
        where = f"paragraph {finding.paragraph}" if finding.paragraph else finding.section_title
        typer.echo(f"  {where}: {finding.title}. {finding.sum_done}\n    “{finding.sentence}”")


def _refuse(why: object) -> NoReturn:
    typer.echo(f"bluelamp: {why}", err=True)
    raise typer.Exit(1)
