"""A table of counts in a file: read with every doubt said, kept back where it must be, and written again."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

import numpy as np

from bluelamp.analysis import suppression
from bluelamp.analysis.suppression import Release, Table, with_margins
from bluelamp.ui import cells as spreadsheet

TOTALS = {"total", "totals", "all", "sum", "grand total"}
KEPT_BACK = "c"
"""What stands for a count that was kept back, as the Government Analysis Function advises: c for confidential."""


class NotCounted(ValueError):
    """The file is no table of counts; the message says where."""


@dataclass(frozen=True)
class Counts:
    """Labels of rows and columns, and the counts between them, without totals."""

    rows: list[str]
    columns: list[str]
    corner: str
    counts: list[list[int]]

    @property
    def table(self) -> Table:
        return with_margins(self.counts)


@dataclass(frozen=True)
class Counted:
    """The table with its totals as it may be published: ``None`` is a count that was kept back."""

    rows: list[str]
    columns: list[str]
    corner: str
    cells: list[list[int | None]]
    told: dict[str, int] = field(default_factory=dict)

    @property
    def summary(self) -> str:
        small, hidden, all_ = (self.told[name] for name in ("small", "kept_back", "of"))
        return f"{small} small, {hidden} kept back of {all_}; {(all_ - hidden) / all_:.0%} shown."

    def csv(self) -> str:
        """For a spreadsheet: no label is taken for a formula."""
        lines = StringIO()
        write = csv.writer(lines, lineterminator="\n")
        write.writerow(spreadsheet.safe(label) for label in [self.corner, *self.columns])
        for label, row in zip(self.rows, self.cells, strict=True):
            write.writerow([spreadsheet.safe(label), *(KEPT_BACK if cell is None else cell for cell in row)])
        return lines.getvalue()


def read(file: Path) -> Counts:
    """A CSV file of counts. Totals in it have to add up. :class:`NotCounted` names the line that is wrong."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as missing:
        raise NotCounted(f"{file.name} cannot be read: {missing.strerror}.") from missing
    except UnicodeDecodeError as strange:
        raise NotCounted(f"{file.name} is not written in UTF-8. Save it as “CSV UTF-8”.") from strange
    lines = [(number, row) for number, row in enumerate(csv.reader(StringIO(text)), 1) if any(row)]
    if len(lines) < 2 or len(lines[0][1]) < 2:
        raise NotCounted(f"{file.name} needs a row of labels, and below it rows of a label and counts.")
    head = [label.strip() for label in lines[0][1]]
    body = [(number, row[0].strip(), _counts(row, head, number)) for number, row in lines[1:]]
    return _without_totals(head, body)


def kept_back(
    counts: Counts, *, threshold: int, zeros_are_shown: bool, before: Sequence[Counts] = ()
) -> Counted:
    """The table as it may be published, alone or after those ``before``, which were made safe in their turn.

    ``CannotProtect`` when that is not possible.
    """
    if any((each.rows, each.columns) != (counts.rows, counts.columns) for each in before):
        raise NotCounted("The earlier table has other rows or columns than this one.")
    out: list[Release] = []
    for each in (*before, counts):
        table = each.table
        found = suppression.protect_after(out, table, threshold=threshold, zeros_are_shown=zeros_are_shown)
        out.append(Release(table, found.hidden))
    told = {"small": int(found.small.sum()), "kept_back": int(found.hidden.sum()), "of": found.hidden.size}
    shown = table.shown(found.hidden).tolist()
    return Counted([*counts.rows, "Total"], [*counts.columns, "Total"], counts.corner, shown, told)


def _counts(row: list[str], head: list[str], number: int) -> list[int]:
    if len(row) != len(head):
        raise NotCounted(f"Line {number} has {len(row)} columns, and the first line {len(head)}.")
    found = []
    for label, cell in zip(head[1:], row[1:], strict=True):
        plain = cell.strip().replace(",", "")
        if not (plain.isascii() and plain.isdigit()):
            raise NotCounted(f"Line {number}, {label}: “{cell.strip()}” is not a count.")
        found.append(int(plain))
    return found


def _without_totals(head: list[str], body: list[tuple[int, str, list[int]]]) -> Counts:
    """The counts alone, once what totals were given are seen to be right."""
    columns = head[1:]
    if columns[-1].casefold() in TOTALS and len(columns) > 1:
        for number, _, row in body:
            if sum(row[:-1]) != row[-1]:
                raise NotCounted(f"Line {number} adds up to {sum(row[:-1])}, but its total says {row[-1]}.")
        columns, body = columns[:-1], [(number, label, row[:-1]) for number, label, row in body]
    if body[-1][1].casefold() in TOTALS and len(body) > 1:
        (number, _, totals), body = body[-1], body[:-1]
        sums = np.sum([row for *_, row in body], axis=0).tolist()
        for label, said, found in zip(columns, totals, sums, strict=True):
            if said != found:
                raise NotCounted(f"{label} adds up to {found}, but line {number} says {said}.")
    return Counts([label for _, label, _ in body], columns, head[0], [row for *_, row in body])
