"""The numbers that stand beside figures on paper, where nobody can follow a link: each leads to “How we know”.

So that a page is not littered, a figure has its number once in a paragraph, and a table has its numbers in a line.
"""

from __future__ import annotations

from collections.abc import Iterable

from bluelamp.board.document import Block, Cited, Quoted, Runs, Table
from bluelamp.board.registers import number_of


def references(runs: Runs) -> tuple[str, ...]:
    """For each run the number that follows it, or nothing."""
    seen: set[str] = set()
    found = []
    for run in runs:
        key = run.passport if isinstance(run, (Cited, Quoted)) and run.text else ""
        found.append(number_of(key) if key and key not in seen else "")
        seen.add(key)
    return tuple(found)


def line_under(block: Block) -> str:
    """``Nos. 3 to 7 and 9 in “How we know”.`` under a table; nothing where it cites nothing."""
    if not isinstance(block, Table):
        return ""
    runs = (run for row in block.rows for cell in row for run in cell)
    numbers = sorted({int(number_of(run.passport)) for run in runs if isinstance(run, (Cited, Quoted))})
    if not numbers:
        return ""
    word = "No." if len(numbers) == 1 else "Nos."
    return f"{word} {_in_words(_ranges(numbers))} in “How we know”."


def _ranges(numbers: Iterable[int]) -> list[str]:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [f"{run[0]} to {run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]


def _in_words(parts: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))
