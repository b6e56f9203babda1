"""Files brought into the warehouse: previewed, checked row by row, and applied all together or not at all.

Every row is accepted, changed, duplicate, rejected or blank, and these add up to the rows that came in.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from bluelamp.warehouse import layouts, reading, settling
from bluelamp.warehouse.checking import Checked, Expected, Piece, check
from bluelamp.warehouse.facts import Fact
from bluelamp.warehouse.files import CsvFile, ParquetFile
from bluelamp.warehouse.layouts import Areas, Layout
from bluelamp.warehouse.lines import Fault
from bluelamp.warehouse.parquet import PartitionWriter, digest_of
from bluelamp.warehouse.reading import Input, Unreadable
from bluelamp.warehouse.report import FileReport, Rejections, Report
from bluelamp.warehouse.settling import Counts, Keys
from bluelamp.warehouse.store import ArrivedFile, Staged, Store, Writing

Progress = Callable[[int, int], None]
Digests = Mapping[Path, Future[str]]
ROWS_IN_HAND = 300_000
_AGAIN = tuple(f"-{number}" for number in range(2, 1000))
MOST_PARTITIONS = 600  # each is an open file while the file lasts
WORKERS = 2


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
    file: Any
    layout: Layout
    month: str
    source: str


@dataclass(slots=True)
class Tally:
    """What is known of one file so far."""

    name: str
    layout: str
    digest: Future[str]
    rows: int = 0
    blank: int = 0
    rejected: int = 0
    counts: Counts = field(default_factory=Counts)
    refusal: str = ""

    def report(self) -> FileReport:
        if self.refusal:
            return FileReport(self.name, self.layout, self.digest.result(), refusal=self.refusal)
        c = self.counts
        return FileReport(
            self.name, self.layout, self.digest.result(), self.rows, c.accepted, c.changed, c.duplicate, self.rejected,
            self.blank, c.withdrawn,
        )  # fmt: skip


def preview(store: Store, brought: Brought, *, progress: Progress | None = None) -> Report:
    """Everything :func:`apply` would do and say, without doing it. Raises as it does."""
    return _run(store, brought, progress, dry=True)


def apply(store: Store, brought: Brought, *, progress: Progress | None = None) -> Report:
    """Bring the files in: all of them at once, or none.

    ``progress`` is called with bytes done and bytes in all. Raises :class:`reading.Unreadable` when there is
    nothing to read as a whole, and :class:`store.StoreBusy` when another import is running.
    """
    return _run(store, brought, progress, dry=False)


def _run(store: Store, brought: Brought, progress: Progress | None, *, dry: bool) -> Report:
    inputs, skipped = reading.find(brought.paths)
    containers = tuple(dict.fromkeys(given.container for given in inputs))
    with ThreadPoolExecutor(1) as pool:  # digests are taken while the files are read
        digests = dict(zip(containers, (pool.submit(digest_of, path) for path in containers), strict=True))
        return _bring(store, brought, inputs, skipped, digests, progress, dry=dry)


def _bring(
    store: Store,
    brought: Brought,
    inputs: Sequence[Input],
    skipped: list[tuple[str, str]],
    digests: Digests,
    progress: Progress | None,
    *,
    dry: bool,
) -> Report:
    plans, refused, passed_over = _plan(brought, inputs, digests)
    skipped += passed_over
    if not (plans or refused):
        raise Unreadable(
            f"None of the {len(inputs)} files is one of a kind that is imported; the first is {inputs[0].name}."
        )
    fact = _one_fact(plans, brought)
    rejections = Rejections(_report_folder(brought))
    with store.writing(fact) as writing:
        work = _Work(store, writing, brought, rejections, digests)
        total = sum(plan.given.size for plan in plans)
        for number, plan in enumerate(plans):
            work.read(number, plan, lambda done: progress(min(done, total), total) if progress else None)
        staged = work.settle()
        files = tuple(tally.report() for tally in [*refused, *work.tallies])
        skipped += work.skipped
        reason = _reason_against(files, rejections.rows, brought, dry=dry)
        if not reason:
            _commit(writing, brought, staged, files, digests, work.due(plans))
        report = Report(
            fact=fact.name,
            applied=not reason,
            reason=reason,
            files=files,
            skipped=tuple(skipped),
            faults=tuple(rejections.first),
            fault_count=rejections.count,
            wrote=_wrote(store, fact, staged),
            missing=store.missing(fact),
            folder=rejections.folder,
        )
    rejections.keep(report)
    return report


def _report_folder(brought: Brought) -> Path | None:
    """A folder of this import's own, named by when it was and what came first."""
    if brought.reports is None:
        return None
    name = re.sub(r"[^\w.-]+", "-", brought.paths[0].name)[:60]
    folders = (brought.reports / f"{brought.at:%Y%m%dT%H%M%S}-{name}{again}" for again in ("", *_AGAIN))
    return next(folder for folder in folders if not folder.exists())


def _plan(
    brought: Brought, inputs: Sequence[Input], digests: Digests
) -> tuple[list[Plan], list[Tally], list[tuple[str, str]]]:
    """What each file is read as; the files that cannot be; and those of an archive that are something else."""
    plans, refused, passed_over = [], [], []
    for given in inputs:
        try:
            plans.append(_plan_one(brought, given))
        except Exception as fault:  # noqa: BLE001 - whatever a strange file does, the reader gets a sentence
            if given.in_archive and not _named(brought.layouts, given):
                passed_over.append((given.name, "it is not a file of this kind"))
            else:
                tally = Tally(given.name, "", digests[given.container], refusal=str(reading.explained(fault)))
                refused.append(tally)
    return plans, refused, passed_over


def _plan_one(brought: Brought, given: Input) -> Plan:
    file = ParquetFile(given, brought.encoding) if given.is_parquet else CsvFile(given, brought.encoding)
    layout = layouts.likeliest(brought.layouts, file.names)
    if layout is None:
        known = " or ".join(dict.fromkeys(f"“{layout.title}”" for layout in brought.layouts))
        raise Unreadable(
            f"The columns are not those of {known}. Bluelamp's layouts are in docs/reference/layouts.md."
        )
    reasons = layouts.reasons_against(layout, file.names)
    if reasons:
        raise Unreadable(" ".join(reasons))
    name = re.search(layout.file_name, given.name) if layout.file_name else None
    month, source = (name["month"], name["source"]) if name else ("", "")
    folder = PurePosixPath(given.name).parent.name
    if name and re.fullmatch(r"\d{4}-\d{2}", folder) and folder != month:
        raise Unreadable(f"The file is named for {month} but lies in the folder {folder}.")
    if brought.source and layout.source_from:
        raise Unreadable(f"{layout.title} says itself where it comes from: leave out --source.")
    return Plan(given, file, layout, month, source or brought.source)


def _one_fact(plans: Sequence[Plan], brought: Brought) -> Fact:
    facts = {plan.layout.fact.name: plan.layout.fact for plan in plans} or {
        layout.fact.name: layout.fact for layout in brought.layouts[:1]
    }
    if len(facts) > 1:
        titles = " and ".join(fact.title.lower() for fact in facts.values())
        raise Unreadable(f"These files hold {titles}. Bring each in an import of its own.")
    return next(iter(facts.values()))


@dataclass(slots=True)
class _Open:
    """A partition being filled from one file."""

    file: int
    writer: PartitionWriter
    keys: Keys = field(default_factory=Keys)
    defects: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class _Work:
    """An import under way: rows read so far, by partition (whole files) or in a spool (merged ones)."""

    store: Store
    writing: Writing
    brought: Brought
    rejections: Rejections
    digests: Digests
    tallies: list[Tally] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    filling: dict[tuple[str, str], _Open] = field(default_factory=dict)
    finished: dict[tuple[str, str], tuple[int, Staged]] = field(default_factory=dict)
    spools: dict[str, pq.ParquetWriter] = field(default_factory=dict)
    awaited: set[tuple[str, str]] = field(default_factory=set)
    con: Any = None
    done: int = 0

    def read(self, number: int, plan: Plan, tell: Callable[[int], None]) -> None:
        """Read one file to its end. What is wrong with the file as a whole becomes its refusal."""
        tally = Tally(plan.given.name, plan.layout.key, self.digests[plan.given.container])
        self.tallies.append(tally)
        self.plans.append(plan)
        try:
            for block, checked in _checked(plan, self.brought.areas):
                self._take(number, plan, tally, block, checked)
                self.done += plan.file.size(block)
                tell(self.done)
        except Exception as fault:  # noqa: BLE001 - whatever a strange file does, the reader gets a sentence
            tally.refusal = str(reading.explained(fault))
        if not tally.refusal and tally.rows == tally.blank:
            if plan.given.in_archive and plan.month:
                self.skipped.append((tally.name, "it holds no rows: its month is missing, not zero"))
                self.awaited.add((plan.source, plan.month))
            else:
                tally.refusal = "The file holds no rows, only the names of its columns."
        self._finish()

    def _take(self, number: int, plan: Plan, tally: Tally, block: Any, checked: Checked) -> None:
        rejected = {fault.line for fault in checked.faults}
        tally.blank += checked.blank
        tally.rejected += len(rejected)
        tally.rows += checked.blank + len(rejected) + sum(len(piece.numbers) for piece in checked.pieces)
        self._reject(plan, block, checked.faults, rejected)
        for piece in checked.pieces:
            if plan.layout.fact.arrives == "whole":
                self._fill(number, plan, piece)
            else:
                self._spool(number, plan.layout.fact, piece)

    def _reject(self, plan: Plan, block: Any, faults: Sequence[Fault], numbers: Collection[int]) -> None:
        if numbers:
            self.rejections.rows += len(numbers)
            self.rejections.add(plan.given.name, faults)
            plan.file.reject(block, numbers, self.rejections.place(plan.given.name))

    def _fill(self, number: int, plan: Plan, piece: Piece) -> None:
        place = (piece.source, piece.month)
        if place in self.finished:
            other = self.tallies[self.finished[place][0]].name
            raise Unreadable(
                f"{other} holds {piece.source} {piece.month} too. Bring one after the other, oldest first."
            )
        if place not in self.filling:
            if len(self.filling) == MOST_PARTITIONS:
                raise Unreadable(
                    f"The file holds more than {MOST_PARTITIONS} force-months. Split it by month."
                )
            self.filling[place] = _Open(number, self.writing.open(*place))
        partition = self.filling[place]
        partition.writer.write(piece.rows)
        partition.keys.add(piece.rows[plan.layout.fact.key])
        partition.defects.update(piece.defects)
        if sum(each.writer.waiting_rows for each in self.filling.values()) > ROWS_IN_HAND:
            for each in self.filling.values():
                each.writer.flush()

    def _spool(self, number: int, fact: Fact, piece: Piece) -> None:
        rows = piece.rows.append_column("spool_file", pa.repeat(pa.scalar(number), piece.rows.num_rows))
        rows = rows.append_column("spool_line", pa.array(piece.numbers, pa.int64()))
        if piece.source not in self.spools:
            self.spools[piece.source] = pq.ParquetWriter(self._spool_path(piece.source), rows.schema)
        self.spools[piece.source].write_table(rows)

    def _spool_path(self, source: str) -> Path:
        return self.writing.staging / f"{source}.spool"

    def _finish(self) -> None:
        """Close the partitions a file filled: no other file may add to them."""
        for place, partition in self.filling.items():
            self.finished[place] = self._finish_one(partition)
        self.filling.clear()

    def _finish_one(self, partition: _Open) -> tuple[int, Staged]:
        staged = self.writing.stage(
            partition.writer,
            boundaries=self.brought.areas.version,
            defects={name: count for name, count in partition.defects.items() if count},
            files=(self.tallies[partition.file].digest.result(),),
        )
        if not partition.keys.may_repeat:
            return partition.file, staged
        single = settling.without_copies(self._compare(), self.writing.fact, self.writing, staged)
        copies = staged.rows - single.rows
        self.tallies[partition.file].counts += Counts(duplicate=copies)
        defects = {**single.defects, **(self._defects(single) if copies else {})}
        return partition.file, replace(single, defects=defects)

    def settle(self) -> list[Staged]:
        """Compare with what counts now; the partitions that need a new vintage."""
        current = {(p.source, p.month): p for p in self.store.partitions(self.writing.fact)}
        fresh: list[Staged] = []
        for place, (number, staged) in self.finished.items():
            counts, differs = settling.settle_whole(
                self._compare, self.writing.fact, staged, current.get(place)
            )
            self.tallies[number].counts += counts
            fresh += [staged] if differs else []
        for source, spool in self.spools.items():
            spool.close()
            fresh += self._merge(self._compare(), source, [p for p in current.values() if p.source == source])
        return fresh

    def _compare(self) -> Any:
        """One DuckDB for all comparisons, started when there is something to compare."""
        if self.con is None:
            self.con = settling.connect(self.writing.staging)
        return self.con

    def _merge(self, con: Any, source: str, current: Sequence[Any]) -> list[Staged]:
        fact, spool = self.writing.fact, self._spool_path(source)
        torn = settling.conflicts(con, fact, spool)
        for number, plan in enumerate(self.plans):
            self._reject_torn(number, plan, {each.line for each in torn if each.file == number})
        if torn:
            spool = self._without(spool, torn)
        merged, counted = settling.merge(con, fact, self.writing, source, spool, current)
        for number, counts in counted.items():
            self.tallies[number].counts += counts
        files = tuple(dict.fromkeys(tally.digest.result() for tally in self.tallies))
        version = self.brought.areas.version
        return [replace(s, boundaries=version, defects=self._defects(s), files=files) for s in merged]

    def _reject_torn(self, number: int, plan: Plan, torn: set[int]) -> None:
        if not torn:
            return
        key = next(given for given in plan.layout.columns if given.into == plan.layout.fact.key)
        file = type(plan.file)(plan.given, self.brought.encoding)
        again = replace(plan, file=file)
        for block in file.blocks():
            parsed = file.parse(block, [key.header], [key.header])
            reason = "This identifier comes more than once, with different answers."
            faults = [
                Fault(int(line), key.header, reason, value.as_py())
                for line, value in zip(parsed.numbers, parsed.columns[key.header], strict=True)
                if int(line) in torn
            ]
            self._reject(again, block, faults, {fault.line for fault in faults})
        self.tallies[number].rejected += len(torn)

    def _without(self, spool: Path, torn: Sequence[settling.Conflict]) -> Path:
        rest = spool.with_suffix(".whole.spool")
        gone = {(each.file, each.line) for each in torn}
        with pq.ParquetFile(spool) as file, pq.ParquetWriter(rest, file.schema_arrow) as out:
            for batch in file.iter_batches():
                places = zip(batch["spool_file"].to_pylist(), batch["spool_line"].to_pylist(), strict=True)
                out.write_batch(batch.filter(pa.array([place not in gone for place in places], pa.bool_())))
        return rest

    def _defects(self, staged: Staged) -> dict[str, int]:
        """The defects of a partition counted in its rows, as kept."""
        table = pq.read_table(staged.path, partitioning=None)
        rows = {name: table[name].combine_chunks() for name in table.column_names}
        defects = self.plans[-1].layout.defects
        counted = {defect.name: sum(defect.found(rows).to_pylist()) for defect in defects}
        return {name: count for name, count in counted.items() if count}

    def due(self, plans: Sequence[Plan]) -> set[tuple[str, str]]:
        """The force-months an archive laid out by month should hold: each force it has, in each month it has."""
        named = [plan for plan in plans if PurePosixPath(plan.given.name).parent.name == plan.month != ""]
        return self.awaited | {(one.source, other.month) for one in named for other in named}


def _checked(plan: Plan, areas: Areas) -> Iterator[tuple[Any, Checked]]:
    """Each block with what became of it, in order: one is read and two are worked on at a time."""
    wanted = [g.header for g in plan.layout.columns if g.into and g.header in plan.file.names]
    distinct = [g.header for g in plan.layout.columns if g.distinct]
    expected = Expected(areas, plan.month, plan.source)

    def work(block: Any) -> Checked:
        return check(plan.layout, plan.file.parse(block, wanted, distinct), expected)

    blocks = plan.file.blocks()
    with ThreadPoolExecutor(WORKERS + 1) as pool:
        under_way: deque[Any] = deque()
        ahead = pool.submit(next, blocks, None)
        try:
            while (block := ahead.result()) is not None:
                ahead = pool.submit(next, blocks, None)
                under_way.append((block, pool.submit(work, block)))
                if len(under_way) > WORKERS:
                    block, checked = under_way.popleft()
                    yield block, checked.result()
            while under_way:
                block, checked = under_way.popleft()
                yield block, checked.result()
        finally:
            for _, checked in under_way:
                checked.cancel()


def _reason_against(files: Sequence[FileReport], rejected: int, brought: Brought, *, dry: bool) -> str:
    """Why nothing is applied; empty when all may be."""
    refused = [file for file in files if file.refusal]
    if refused:
        one = f"{refused[0].name}: {refused[0].refusal}"
        return one if len(refused) == 1 else f"{len(refused)} files cannot be read; the first is {one}"
    if rejected and not brought.partial:
        rows = sum(file.rows for file in files)
        return f"{rejected:,} of {rows:,} rows are rejected, so nothing was imported. Correct them, or add --partial."
    return "This was a preview." if dry else ""


def _commit(
    writing: Writing,
    brought: Brought,
    staged: Sequence[Staged],
    files: Sequence[FileReport],
    digests: Digests,
    due: Collection[tuple[str, str]],
) -> None:
    """Make it count. An import that brings nothing new leaves no trace, so that doing it again changes nothing."""
    if not staged:
        return
    outcomes = ("rows", "accepted", "changed", "duplicate", "rejected", "blank", "withdrawn")
    writing.commit(
        staged,
        by=brought.by,
        at=brought.at,
        files=[
            ArrivedFile(path.name, path.stat().st_size, digest.result()) for path, digest in digests.items()
        ],
        counts={outcome: sum(getattr(file, outcome) for file in files) for outcome in outcomes},
        due=due,
    )


def _wrote(store: Store, fact: Fact, staged: Sequence[Staged]) -> tuple[tuple[str, str, int, int, Any], ...]:
    """The vintages written, or those a preview would write."""
    found = []
    for each in staged:
        vintages = store.vintages(fact, each.source, each.month)
        written = bool(vintages) and vintages[-1].digest == each.digest
        found.append((each.source, each.month, len(vintages) + (not written), each.rows, each.defects))
    return tuple(sorted(found, key=lambda one: one[:2]))


def _named(known: Sequence[Layout], given: Input) -> bool:
    return any(layout.file_name and re.search(layout.file_name, given.name) for layout in known)
