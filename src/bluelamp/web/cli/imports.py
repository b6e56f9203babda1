"""``bluelamp import …``: bring files of facts into the warehouse, all together or not at all.

A file with a rejected row is refused whole unless ``--partial`` is given; either way the report and the rejected
rows, byte for byte, are kept in ``var/imports``. Ends with 0 when all is well, 1 when refused or (in a preview)
when a row would be, 2 when the command itself is wrong.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bluelamp.web.cli import app, ready

if TYPE_CHECKING:
    from bluelamp.warehouse.importing import Brought
    from bluelamp.warehouse.report import Report

KINDS = ("street", "interviews")
FAULTS_SHOWN = 10


@app.command("import")
def import_files(
    paths: Annotated[list[Path], typer.Argument(exists=True, help="Files, or folders and zips of files.")],
    kind: Annotated[
        str, typer.Option("--as", help=f"What they are: {' or '.join(KINDS)}; else their columns say.")
    ] = "",
    source: Annotated[
        str, typer.Option(help="Who interviews come from, such as quality-of-service-bureau.")
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would happen, and do nothing.")
    ] = False,
    encoding: Annotated[str, typer.Option(help="How the text is saved: utf-8, utf-16 or cp1252.")] = "utf-8",
    partial: Annotated[
        bool, typer.Option("--partial", help="Take the good rows although others are rejected.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the report as JSON for another program.")
    ] = False,
) -> None:
    """Bring files of facts into the warehouse: street crime or satisfaction interviews, CSV or Parquet."""
    import re

    from bluelamp.warehouse import reading

    if kind and kind not in KINDS:
        raise typer.BadParameter(
            f"“{kind}” is not a kind of file: use {' or '.join(KINDS)}.", param_hint="--as"
        )
    if encoding not in reading.ENCODINGS:
        known = ", ".join(reading.ENCODINGS)
        raise typer.BadParameter(f"“{encoding}” is not one of {known}.", param_hint="--encoding")
    if source and not re.fullmatch(r"[a-z0-9][a-z0-9-]*", source):
        raise typer.BadParameter("Use small letters, digits and hyphens.", param_hint="--source")
    ready()
    brought = _brought(paths, kind, source, encoding, partial=partial)
    report = _bring(brought, dry_run=dry_run, quiet=as_json)
    if as_json:
        typer.echo(report.to_json())
    else:
        _show(report, dry_run=dry_run)
    if not report.applied and not (dry_run and not report.total("rejected") and not _refused(report)):
        raise typer.Exit(1)


def _brought(paths: list[Path], kind: str, source: str, encoding: str, *, partial: bool) -> Brought:
    from django.conf import settings
    from django.utils import timezone

    from bluelamp.areas.neighbourhoods import facts as neighbourhoods
    from bluelamp.areas.satisfaction import facts as satisfaction
    from bluelamp.kernel.places import queries as places
    from bluelamp.warehouse.importing import Brought
    from bluelamp.warehouse.layouts import Areas
    from bluelamp.warehouse.store import Store

    stamps, now = places.lsoa_stamps(), timezone.now()
    key = Store(settings.WAREHOUSE).secret()
    interviews = satisfaction.interview_file(key=key, today=timezone.localdate(now), areas=stamps)
    layouts = {"street": neighbourhoods.LAYOUTS, "interviews": (interviews,)}
    return Brought(
        paths=tuple(paths),
        layouts=layouts[kind] if kind else (*layouts["street"], *layouts["interviews"]),
        areas=Areas(stamps, places.boundaries_version(), places.locator("lsoa").locate),
        by="bluelamp import",
        at=now,
        source=source,
        encoding=encoding,
        partial=partial,
        reports=settings.VAR / "imports",
    )


def _bring(brought: Brought, *, dry_run: bool, quiet: bool) -> Report:
    from django.conf import settings
    from django.db import transaction
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn

    from bluelamp.kernel.access.scope import Scope
    from bluelamp.kernel.audit import actions as audit
    from bluelamp.warehouse import importing
    from bluelamp.warehouse.reading import Unreadable, explained
    from bluelamp.warehouse.store import Store, StoreBusy, StoreDamaged
    from bluelamp.web.cli.showing import refuse

    store = Store(settings.WAREHOUSE)
    run = importing.preview if dry_run else importing.apply
    bar = Progress(
        BarColumn(),
        DownloadColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True, quiet=quiet),
        transient=True,
    )
    try:
        with bar:
            task = bar.add_task("", total=None)
            report = run(
                store, brought, progress=lambda done, total: bar.update(task, completed=done, total=total)
            )
    except (Unreadable, StoreBusy, StoreDamaged) as why:
        refuse(str(why))
    except OSError as fault:
        refuse(str(explained(fault)))
    if report.applied:
        with transaction.atomic():
            audit.record(
                by=Scope.system(brought.by),
                operation="facts.import",
                kind="other",
                objects=[f"fact:{report.fact}"],
                detail={
                    "files": {f.name: f.digest for f in report.files},
                    "accepted": report.total("accepted"),
                },
            )
    return report


def _refused(report: Report) -> bool:
    return any(file.refusal for file in report.files)


def _show(report: Report, *, dry_run: bool) -> None:
    from bluelamp.web.cli import showing

    words = "would be " if dry_run or not report.applied else ""
    outcomes = ("accepted", "changed", "duplicate", "rejected", "blank")
    rows = [("rows in", f"{report.total('rows'):,}")]
    rows += [
        (f"  {words}{outcome}", f"{report.total(outcome):,}") for outcome in outcomes if report.total(outcome)
    ]
    if report.total("withdrawn"):
        rows.append(("no longer given", f"{report.total('withdrawn'):,}"))
    rows.append(("force-months written", f"{len(report.wrote):,}" if report.applied else "none"))
    if report.skipped:
        rows.append(("files passed over", f"{len(report.skipped):,}"))
    if report.missing:
        rows.append(("force-months missing", f"{len(report.missing):,} (see bluelamp facts)"))
    showing.table(f"{len(report.files):,} {'file' if len(report.files) == 1 else 'files'}", rows)
    for row in report.faults[:FAULTS_SHOWN]:
        column = f", {row.fault.column}" if row.fault.column else ""
        value = f": “{row.fault.value}”" if row.fault.value else ""
        typer.echo(f"  {row.file}, line {row.fault.line}{column}{value}. {row.fault.reason}", err=True)
    if report.fault_count > FAULTS_SHOWN:
        typer.echo(f"  … and {report.fault_count - FAULTS_SHOWN:,} more.", err=True)
    if report.folder and report.fault_count:
        typer.echo(
            f"  Every one, and the rejected rows as they came: {showing.near(report.folder)}", err=True
        )
    if report.reason and (not dry_run or _refused(report)):
        typer.echo(f"bluelamp: {report.reason}", err=True)
