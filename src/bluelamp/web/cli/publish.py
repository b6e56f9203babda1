"""``bluelamp publish``: facts written from the records, so that figures can be taken of what was done here."""

from __future__ import annotations

from typing import Annotated

import typer

from bluelamp.web.cli import app, ready


@app.command()
def publish(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for another program.")] = False,
) -> None:
    """Write what the records tell as facts without anybody in them: only months that changed get a new vintage."""
    ready()
    import json

    from django.utils import timezone

    from bluelamp.kernel.access.scope import Scope
    from bluelamp.warehouse.store import StoreBusy
    from bluelamp.web import publishing
    from bluelamp.web.cli.showing import refuse, steps

    with steps(quiet=as_json) as shown:
        try:
            found = publishing.publish(by=Scope.system("bluelamp publish"), now=timezone.now())
        except StoreBusy as busy:
            refuse(str(busy))
        for one in found:
            shown.done("Facts", f"{one.fact.title}: {one.rows:,} ({one.written} of {one.months} months anew)")
    if as_json:
        told = [
            {"fact": one.fact.name, "rows": one.rows, "months": one.months, "written": one.written}
            for one in found
        ]
        typer.echo(json.dumps(told))
