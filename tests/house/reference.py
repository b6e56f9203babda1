"""``python -m tests.house.reference``: writes the pages of docs/reference that the program itself can write best.

With ``--check`` it writes nothing, and says which pages differ from what the program would write.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from typing import Any

from tests.house.tree import ROOT, SOURCE

PLACE = ROOT / "docs" / "reference"
WIDTH = 100


def every_command() -> Iterator[tuple[str, Any]]:
    """Each command with the words that call it, a group before its own."""
    import typer

    from bluelamp.web.cli import app

    def under(words: str, command: Any) -> Iterator[tuple[str, Any]]:
        yield words, command
        for name, inner in sorted(getattr(command, "commands", {}).items()):
            yield from under(f"{words} {name}", inner)

    return under("bluelamp", typer.main.get_command(app))


def commands() -> str:
    """What each command says of itself."""
    from typer import _click as click

    page = ["# Commands", "", "Written by `make docs` from `bluelamp --help`; do not edit it here.", ""]
    page += [
        "A command ends with 0 when all is well, 1 when it refused or found something, 2 when it was called wrongly."
    ]
    for words, command in every_command():
        context = click.Context(command, info_name=words, terminal_width=WIDTH, max_content_width=WIDTH)
        page += ["", f"## {words}", "", "```text", command.get_help(context).strip(), "```"]
    return "\n".join([*page, ""])


def permissions() -> str:
    """Who may do what, and what each address asks."""
    from bluelamp.kernel.access.permissions import ACTS, MAY, ROLES
    from bluelamp.kernel.access.policy import routes

    page = [
        "# Permissions",
        "",
        "Written by `make docs` from `kernel/access` and the addresses; do not edit it here.",
        "",
    ]
    page += [
        "What is not in these tables is not allowed.",
        "",
        "## Acts",
        "",
        "| act | lets somebody |",
        "|---|---|",
    ]
    page += [f"| `{act}` | {says} |" for act, says in ACTS.items()]
    page += ["", "## Roles", "", "| role | may |", "|---|---|"]
    for role, noun in ROLES.items():
        page += [f"| {noun} | {', '.join(f'`{act}`' for act in ACTS if act in MAY[role])} |"]
    page += ["", "## Addresses", "", "| address | asks | name |", "|---|---|---|"]
    page += [f"| `{route.pattern}` | {route.needs} | `{route.name}` |" for route in routes()]
    return "\n".join([*page, ""])


def measures() -> str:
    from bluelamp.performance import catalogue

    return catalogue.reference()


def layouts() -> str:
    """What each file that can be imported may hold."""
    from datetime import date

    import pyarrow as pa

    from bluelamp.areas.neighbourhoods import facts as neighbourhoods
    from bluelamp.areas.satisfaction import facts as satisfaction
    from bluelamp.warehouse.layouts import reference

    nowhere = pa.table({level: pa.array([], pa.string()) for level in ("lsoa", "lpu", "neighbourhood")})
    interviews = satisfaction.interview_file(key=b"", today=date.min, areas=nowhere)
    return reference((interviews, *neighbourhoods.LAYOUTS))


def decisions() -> str:
    """What each role sees of a record, situation by situation."""
    from bluelamp.kernel.access.telling import reference

    return reference()


def keeping() -> str:
    """How long each group of records is kept."""
    from bluelamp.kernel.keeping.telling import reference

    return reference()


def checks() -> str:
    """What is asked of a paper."""
    from bluelamp.board.proof_reading.telling import reference

    return reference()


def api() -> str:
    """What programs may call."""
    from bluelamp.web.api.telling import reference

    return reference()


PAGES: dict[str, Callable[[], str]] = {
    "api": api,
    "checks": checks,
    "commands": commands,
    "decisions": decisions,
    "keeping": keeping,
    "layouts": layouts,
    "measures": measures,
    "permissions": permissions,
}


def settings_read() -> set[str]:
    """Every environment variable that the product reads, found in its source."""
    asked = re.compile(r"""environ(?:\.get\(|\[|,)\s*["']([A-Z_]+)["']""")
    files = [path for path in SOURCE.rglob("*.py") if "tests" not in path.parts]
    return {name for path in files for name in asked.findall(path.read_text(encoding="utf-8"))}


def main(arguments: list[str]) -> int:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    differing = 0
    for name, write in PAGES.items():
        page, path = write(), PLACE / f"{name}.md"
        if not path.exists() or path.read_text(encoding="utf-8") != page:
            differing += 1
            if "--check" in arguments:
                print(f"{path.relative_to(ROOT)} differs from the program: type make docs.")  # noqa: T201
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(page, encoding="utf-8")
                print(f"{path.relative_to(ROOT)} written.")  # noqa: T201
    return int(differing > 0 and "--check" in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
