"""What is brought to be imported, and which layout each file of it is to be read as."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from bluelamp.warehouse import layouts, reading
from bluelamp.warehouse.facts import Fact
from bluelamp.warehouse.files import CsvFile, ParquetFile
from bluelamp.warehouse.layouts import Areas, Layout
from bluelamp.warehouse.reading import Input, Unreadable


@dataclass(frozen=True, slots=True)
class Brought:
    """What someone brings: files, folders or zips at ``paths``, to be read as one of ``layouts``.

    ``partial`` takes the good rows although others are rejected. Reports and rejected rows go in a folder of
    their own under ``reports``, if given.
    """

    paths: tuple[Path, ...]
    layouts: tuple[Layout, ...]
    areas: Areas
    by: str
    at: datetime
    source: str = ""
    encoding: str = "utf-8"
    partial: bool = False
    reports: Path | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """One file to read: as which layout, and the month and source its name claims."""

    given: Input
    file: Any  # a CsvFile or a ParquetFile: each understands only its own blocks
    layout: Layout
    month: str
    source: str


@dataclass(frozen=True, slots=True)
class Plans:
    """The files to read, those that cannot be with the reason, and those of an archive that are something else."""

    files: tuple[Plan, ...]
    refused: tuple[tuple[Input, str], ...]
    passed_over: tuple[tuple[str, str], ...]


class OfAnotherKind(Unreadable):
    """A whole file, but not one of the layouts brought. In an archive it is passed over."""


def plan(brought: Brought, inputs: Sequence[Input]) -> Plans:
    """What each file is to be read as. Raises :class:`Unreadable` when none is of a kind that is imported."""
    files: list[Plan] = []
    refused: list[tuple[Input, str]] = []
    passed_over: list[tuple[str, str]] = []
    for given in inputs:
        try:
            files.append(_plan_one(brought, given))
        except OfAnotherKind as fault:
            if given.in_archive and not _named(brought.layouts, given):
                passed_over.append((given.name, "it is not a file of this kind"))
            else:
                refused.append((given, str(fault)))
        except Exception as fault:  # noqa: BLE001 - whatever a strange file does, the reader gets a sentence
            refused.append((given, str(reading.explained(fault))))
    if not (files or refused):
        raise Unreadable(
            f"None of the {len(inputs)} files is one of a kind that is imported; the first is {inputs[0].name}."
        )
    return Plans(tuple(files), tuple(refused), tuple(passed_over))


def _plan_one(brought: Brought, given: Input) -> Plan:
    file = ParquetFile(given, brought.encoding) if given.is_parquet else CsvFile(given, brought.encoding)
    layout = layouts.likeliest(brought.layouts, file.names)
    if layout is None:
        known = " or ".join(dict.fromkeys(f"“{layout.title}”" for layout in brought.layouts))
        raise OfAnotherKind(
            f"The columns are not those of {known}. Bluelamp's layouts are in docs/reference/layouts.md."
        )
    reasons = layouts.reasons_against(layout, file.names)
    if reasons:
        # Files that are known by their names too are often published beside others with nearly the same columns.
        kind = OfAnotherKind if layout.file_name else Unreadable
        raise kind(" ".join(reasons))
    name = re.search(layout.file_name, given.name) if layout.file_name else None
    month, source = (name["month"], name["source"]) if name else ("", "")
    folder = PurePosixPath(given.name).parent.name
    if name and re.fullmatch(r"\d{4}-\d{2}", folder) and folder != month:
        raise Unreadable(f"The file is named for {month} but lies in the folder {folder}.")
    if brought.source and layout.source_from:
        raise Unreadable(f"{layout.title} says itself where it comes from: leave out --source.")
    return Plan(given, file, layout, month, source or brought.source)


def one_fact(plans: Sequence[Plan], brought: Brought) -> Fact:
    """The fact all files become. Raises :class:`Unreadable` when they become several."""
    facts = {plan.layout.fact.name: plan.layout.fact for plan in plans} or {
        layout.fact.name: layout.fact for layout in brought.layouts[:1]
    }
    if len(facts) > 1:
        titles = " and ".join(fact.title.lower() for fact in facts.values())
        raise Unreadable(f"These files hold {titles}. Bring each in an import of its own.")
    return next(iter(facts.values()))


def _named(known: Sequence[Layout], given: Input) -> bool:
    return any(layout.file_name and re.search(layout.file_name, given.name) for layout in known)
