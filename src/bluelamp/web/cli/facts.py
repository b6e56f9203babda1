"""``bluelamp facts``: what the warehouse holds, by fact, source and month, and what it is known to lack."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bluelamp.web.cli import app, ready

if TYPE_CHECKING:
    from bluelamp.performance.queries import FactSheet
    from bluelamp.warehouse.store import Partition


@app.command()
def facts(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for another program.")] = False,
) -> None:
    """List the facts there are: rows, vintages and defects by source and month, and the months that are missing."""
    ready()
    from bluelamp.kernel.access.scope import Scope
    from bluelamp.performance import queries

    sheets = queries.facts(Scope.system("bluelamp facts"))
    if as_json:
        import json

        typer.echo(json.dumps([_described(sheet) for sheet in sheets], indent=1, ensure_ascii=False))
        return
    for sheet in sheets:
        _show(sheet)


def _described(sheet: FactSheet) -> dict[str, Any]:
    return {
        "fact": sheet.fact.name,
        "title": sheet.fact.title,
        "rows": sheet.rows,
        "partitions": [
            {
                "source": p.source,
                "month": p.month,
                "rows": p.rows,
                "vintage": p.vintage,
                "digest": p.digest,
                "arrived_at": p.arrived_at.isoformat(),
                "boundaries": p.boundaries,
                "defects": dict(p.defects),
            }
            for p in sheet.partitions
        ],
        "missing": [{"source": source, "month": month} for source, month in sheet.missing],
    }


def _show(sheet: FactSheet) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False)
    console.print(f"\n[bold]{sheet.fact.title}[/bold]  {sheet.rows:,} rows")
    if not sheet.partitions:
        console.print("Nothing has arrived yet.")
        return
    shown = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for name in ("source", "month"):
        shown.add_column(name, no_wrap=True)
    for name in ("rows", "vintage"):
        shown.add_column(name, justify="right")
    shown.add_column("defects: rows", overflow="fold")
    rows = [((p.source, p.month), _partition_row(p)) for p in sheet.partitions]
    rows += [
        ((source, first), (source, span, "missing", "", "")) for source, first, span in _spans(sheet.missing)
    ]
    for _, row in sorted(rows):
        shown.add_row(*row, style="yellow" if row[2] == "missing" else "")
    console.print(shown)


def _partition_row(p: Partition) -> tuple[str, ...]:
    defects = "; ".join(f"{count:,} {name}" for name, count in p.defects.items())
    return p.source, p.month, f"{p.rows:,}", str(p.vintage), defects


def _spans(missing: Sequence[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Missing months run together: (source, first month, words for the span)."""
    from bluelamp.warehouse.store import months_between

    spans: list[list[str]] = []
    for source, month in missing:
        if spans and spans[-1][0] == source and list(months_between(spans[-1][2], month))[1:] == [month]:
            spans[-1][2] = month
        else:
            spans.append([source, month, month])
    return [
        (source, first, first if first == last else f"{first} to {last}") for source, first, last in spans
    ]
