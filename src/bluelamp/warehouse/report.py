"""What an import says of itself: every row accounted for, every rejected one shown with its line and its reason."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from unicodedata import category, normalize

from bluelamp.warehouse.lines import Fault

SHOWN_FAULTS = 200
LONGEST_NAME = 150
Wrote = tuple[str, str, int, int, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class FileReport:
    """One file. ``rows`` = accepted + changed + duplicate + rejected + blank; all are 0 for a ``refusal``.

    ``withdrawn`` counts rows that were here before and that a whole file no longer gives.
    """

    name: str
    layout: str
    digest: str
    rows: int = 0
    accepted: int = 0
    changed: int = 0
    duplicate: int = 0
    rejected: int = 0
    blank: int = 0
    withdrawn: int = 0
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A rejected row: the file it is in and what is wrong with it."""

    file: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class Report:
    """An import or its preview. ``reason`` says why nothing was applied, empty when it was.

    ``faults`` are the first of ``fault_count``; all of them are in ``faults.csv`` in ``folder``, with the rejected
    rows as they came in ``rejected``. ``wrote`` is (source, month, vintage, rows, defects).
    """

    fact: str
    applied: bool
    reason: str
    files: tuple[FileReport, ...]
    skipped: tuple[tuple[str, str], ...] = ()
    faults: tuple[Row, ...] = ()
    fault_count: int = 0
    wrote: tuple[Wrote, ...] = ()
    missing: tuple[tuple[str, str], ...] = ()
    folder: Path | None = None

    def total(self, outcome: str) -> int:
        """The rows of all files with that outcome: ``rows``, ``accepted``, ``changed``, ``duplicate`` …"""
        return sum(getattr(file, outcome) for file in self.files)

    @property
    def adds_up(self) -> bool:
        """Whether every row that came in is accounted for."""
        parts = ("accepted", "changed", "duplicate", "rejected", "blank")
        return all(file.rows == sum(getattr(file, part) for part in parts) for file in self.files)

    def to_json(self) -> str:
        """The report for machines."""
        return json.dumps(asdict(self), indent=1, ensure_ascii=False, default=str)


@dataclass(slots=True)
class Rejections:
    """Keeps rejected rows and their reasons on disk as they are met, so that memory does not grow with them."""

    folder: Path | None
    count: int = 0
    rows: int = 0
    first: list[Row] = field(default_factory=list)
    named: dict[int, str] = field(default_factory=dict)

    def add(self, file: str, faults: Sequence[Fault]) -> None:
        """Note why rows of a file are rejected."""
        if not faults:
            return
        self.count += len(faults)
        self.first += [Row(file, fault) for fault in faults[: SHOWN_FAULTS - len(self.first)]]
        if self.folder is None:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / "faults.csv"
        fresh = not path.exists()
        with path.open("a", encoding="utf-8", newline="") as out:
            writer = csv.writer(out)
            if fresh:
                writer.writerow(("file", "line", "column", "reason", "value"))
            writer.writerows((_text(file), f.line, _text(f.column), f.reason, _text(f.value)) for f in faults)

    def place(self, number: int, file: str) -> Path | None:
        """Where the rejected rows of file ``number`` are kept, its folders flattened into its name."""
        if self.folder is None:
            return None
        (self.folder / "rejected").mkdir(parents=True, exist_ok=True)
        name = file.removesuffix(".gz").replace(os.sep, "__")
        stem, ending = Path(name).stem, Path(name).suffix
        # Two files of an archive must not share one name here, and no name may be longer than disks allow.
        stem = stem.encode()[:LONGEST_NAME].decode(errors="ignore")
        called = self.named.setdefault(number, f"{stem}{ending}")
        if list(self.named.values()).count(called) > 1:
            called = self.named[number] = f"{stem}-{number + 1}{ending}"
        return self.folder / "rejected" / called

    def keep(self, report: Report) -> None:
        """Write the report beside them."""
        if self.folder is not None:
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / "report.json").write_text(report.to_json(), encoding="utf-8")


def _text(cell: str) -> str:
    """What a spreadsheet would run as a formula is quoted, so that it stays a text."""
    first = next((each for each in cell if not (each.isspace() or category(each) in ("Cc", "Cf"))), "")
    return f"'{cell}" if first and normalize("NFKC", first)[:1] in "=+-@|%" else cell
