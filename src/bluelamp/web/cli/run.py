"""``bluelamp run``: from nothing to a board paper and a workspace in the browser. What ``make run`` calls."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from bluelamp.web.cli import app, ready

Port = Annotated[int, typer.Option(min=1, max=65535, help="Where to serve, on this machine alone.")]


@app.command()
def run(
    port: Port = 8000,
    serve: Annotated[
        bool, typer.Option("--serve/--no-serve", help="Serve the workspace when all is ready.")
    ] = True,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for another program.")] = False,
) -> None:
    """Load the made-up sample, take its figures, build the paper of 7 January 2014, and serve the workspace."""
    from bluelamp.web import starting
    from bluelamp.web.cli import showing

    var = Path(os.environ.get("BLUELAMP_VAR", "var")).resolve()
    with in_one_line(var):
        starting.check(var, port if serve else None)
        if not as_json:
            showing.heading("Bluelamp", "a made-up force, as on 7 January 2014")
        with showing.steps(quiet=as_json) as show, starting.only_one(var):
            show.progress("Opening the records", 0.0)
            ready()
            from bluelamp.web import preparing

            prepared = preparing.prepare(show)
    if as_json:
        typer.echo(json.dumps(prepared.as_json(), ensure_ascii=False))
    else:
        tell(prepared)
    if serve:
        serve_until_stopped(port, quiet=as_json)


@app.command()
def serve(port: Port = 8000) -> None:
    """Serve the workspace with the records as they are. Ctrl-C stops it."""
    from bluelamp.web import starting

    with in_one_line(Path(os.environ.get("BLUELAMP_VAR", "var")).resolve()):
        starting.check_port(port)
    ready()
    serve_until_stopped(port, quiet=False)


@contextmanager
def in_one_line(var: Path) -> Iterator[None]:
    """Say what stands in the way in one line that tells what to do; a full disk too, wherever it is met."""
    from bluelamp.web import starting
    from bluelamp.web.cli import showing

    try:
        yield
    except starting.CannotStart as why:
        showing.refuse(str(why))
    except Exception as problem:
        if starting.is_out_of_space(problem):
            showing.refuse(str(starting.no_space(var)))
        raise


def tell(prepared: Any) -> None:
    """What came out, in small tables: figures, signals, findings, files, sign-ins."""
    from django.conf import settings

    from bluelamp.web.cli import showing

    showing.table("What there is", outcome(prepared))
    if loaded := prepared.sample:
        people = [(p.name, p.full_name, p.is_what) for p in loaded.people]
        where = settings.VAR / "sample.json"
        showing.sign_ins(people, loaded.password, where=where, again=loaded.was_here)


def outcome(prepared: Any) -> list[tuple[str, str]]:
    """The short table of a start, row by row."""
    from bluelamp.web.cli.showing import near

    figures, paper = prepared.figures, prepared.paper
    rows = [("Figures taken", f"{figures['figures']:,} of {figures['measures']} measures")]
    found = signals(figures["signals"]) or ["none"]
    rows += [("Signals" if i == 0 else "", line) for i, line in enumerate(found)]
    if paper:
        settle = f"{paper['findings']} findings, {paper['open_findings']} to settle before sign-off"
        rows.append(("Proof-reading", settle))
        if paper["signed_by"]:
            rows.append(
                ("Signed", f"by {paper['signed_by']}; “board” reads it, and “analyst” writes the next")
            )
        rows += [("The paper" if i == 0 else "", near(Path(file))) for i, file in enumerate(paper["files"])]
    return rows


def signals(found: Mapping[str, str]) -> list[str]:
    """How many measures stand apart from their usual variation, by which way, and the chief ones by name."""
    lines = []
    for variation in dict.fromkeys(found.values()):
        measures = [measure for measure, what in found.items() if what == variation]
        chief = [measure for measure in measures if ":" not in measure]
        parts = f", and {len(measures) - len(chief)} of their parts" if len(measures) > len(chief) else ""
        lines.append(f"{len(measures)} {variation.lower()}: {'; '.join(chief)}{parts}")
    return lines


def serve_until_stopped(port: int, *, quiet: bool) -> None:
    """Serve; Ctrl-C is the ordinary way to stop, and says nothing but goodbye."""
    from bluelamp.web.serving import seal, serve_afresh

    seal()
    serve_afresh(port, is_told=not quiet)
