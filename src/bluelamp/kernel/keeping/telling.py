"""The schedule told: each retention group with its periods, and the days a record of it would be looked at."""

from __future__ import annotations

from datetime import date

from bluelamp.kernel.keeping import rules
from bluelamp.kernel.keeping.rules import Group
from bluelamp.ui.formats import day

TODAY = date(2014, 1, 7)
EVENT, BORN = date(2014, 1, 7), date(1930, 5, 1)
SHOWN = 3


def reference() -> str:
    """The page of reference, written from the data."""
    found, asked = rules.groups(TODAY), rules.questions(TODAY)
    lines = [
        "# Keeping", "",
        "Written by `make docs` from `kernel/keeping/data`; do not edit it here.", "",
        "## Retention groups", "",
        "| group | how long | ends | since | where it comes from | checked |", "|---|---|---|---|---|---|",
        *(_row(group) for group in found.values()), "",
        f"## When a record is looked at: last event on {day(EVENT)}, person born on {day(BORN)}", "",
        "Each review keeps it, on the very day.", "",
        "| group | first | second | third |", "|---|---|---|---|",
        *(f"| `{group.key}` | {' | '.join(map(day, walk(group)))} |" for group in found.values()), "",
        f"## What a reviewer is asked (version {asked.version}, {_checked(asked.verified)})", "",
        *(f"{number}. {asks}" for number, asks in enumerate(asked.asks.values(), 1)), "",
        f"After {asked.source}.", "",
    ]  # fmt: skip
    return "\n".join(lines)


def walk(group: Group) -> list[date]:
    """The first reviews of the example."""
    days: list[date] = []
    for _ in range(SHOWN):
        days.append(
            rules.next_review(
                group,
                last_event=EVENT,
                last_review=days[-1] if days else None,
                ends_on=rules.end_by_age(group, BORN),
            )
        )
    return days


def _row(group: Group) -> str:
    ends = {"review": "by a review", "lapse": "time alone is reason to dispose"}[group.ends]
    return (
        f"| `{group.key}` {group.title} | {group.says} | {ends} | {day(group.since)} | {group.source} "
        f"| {_checked(group.verified)} |"
    )


def _checked(verified: bool) -> str:
    return "checked" if verified else "not checked"
