"""How long work and its results look in a terminal: a bar while it runs, one line a step, small tables at the end."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import typer
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Table
from rich.text import Text

LAMP = "#3b82c4"
AMBER = "#d98b1f"


class Steps:
    """Steps done one after the other, each leaving a line with what came of it and how long it took."""

    def __init__(self, console: Console, bar: Progress) -> None:
        self.console, self.bar = console, bar
        self.task = bar.add_task("", total=1.0, visible=False)
        self.since = time.monotonic()

    def progress(self, what: str, share: float) -> None:
        """What is being done now, and how much of the step is behind us (0 to 1)."""
        self.bar.update(self.task, description=what, completed=share, visible=True)

    def done(self, what: str, result: str, *, again: bool = False) -> None:
        """A step is over. ``again`` says that it had been done before and nothing was repeated."""
        took = "as was" if again else f"{time.monotonic() - self.since:.1f} s"
        self.bar.update(self.task, visible=False)
        line = Table.grid(padding=(0, 2), expand=True)
        line.add_column(width=10, no_wrap=True)
        line.add_column(ratio=1)
        line.add_column(justify="right", width=7, no_wrap=True)
        line.add_row(Text.assemble(("✓ ", "green"), what), result, Text(took, "dim"))
        self.console.print(Padding(line, (0, 0, 0, 2)))
        self.since = time.monotonic()

    def refuse(self, why: str) -> NoReturn:
        """Give up, in one line that says what to do."""
        self.bar.stop()
        refuse(why)


def refuse(why: str) -> NoReturn:
    """Give up, in one line on standard error that says what to do."""
    typer.echo(f"bluelamp: {why}", err=True)
    raise typer.Exit(1)


@contextmanager
def steps(*, quiet: bool = False) -> Iterator[Steps]:
    """A place to show steps. ``quiet`` when another program reads what we print."""
    console = Console(highlight=False, quiet=quiet)
    bar = Progress(
        SpinnerColumn(style=LAMP),
        TextColumn("{task.description}"),
        BarColumn(bar_width=28, complete_style=LAMP, finished_style=LAMP),
        TextColumn("{task.percentage:>3.0f}%", style="dim"),
        console=console,
        transient=True,
    )
    with bar:
        yield Steps(console, bar)


def heading(words: str, note: str) -> None:
    """The name over everything that follows."""
    _say(Text.assemble((words, f"bold {LAMP}"), (f"  {note}", "dim")), above=1, below=1)


def table(title: str, rows: Sequence[tuple[str, str]]) -> None:
    """What came out, a line or two each."""
    shown = Table.grid(padding=(0, 2))
    shown.add_column(style="dim", no_wrap=True)
    shown.add_column(overflow="fold")
    for row in rows:
        shown.add_row(*row)
    _say(Text(title, "bold"), above=1)
    _say(shown)


def sign_ins(people: Sequence[tuple[str, str, str]], password: str, *, where: Path, again: bool) -> None:
    """Who can sign in to the sample: name, full name, role. The password is shown once, then only where it is kept."""
    if again:
        names = ", ".join(name for name, _, _ in people)
        rows = [("Names", names), ("Password", f"one for all, kept in {near(where)}")]
        return table("Sample sign-ins", rows)
    shown = Table.grid(padding=(0, 2))
    for style in (LAMP, "", "dim"):
        shown.add_column(style=style, overflow="fold")
    for row in people:
        shown.add_row(*row)
    _say(Text("Sample sign-ins", "bold"), above=1)
    _say(shown)
    once = f"  for all of them; shown this once, kept in {near(where)}"
    _say(Text.assemble("password  ", (password, f"bold {AMBER}"), (once, "dim")), above=1)


def address(where: str) -> None:
    """Where the workspace is, and how to stop it."""
    told = ("The workspace is at ", (where, f"bold {LAMP}"), ("   Ctrl-C stops it.", "dim"))
    _say(Text.assemble(*told), above=1, below=1)


def near(path: Path) -> str:
    """A path as somebody in this folder would type it."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _say(what: RenderableType, *, above: int = 0, below: int = 0) -> None:
    Console(highlight=False).print(Padding(what, (above, 0, below, 2), expand=False))
