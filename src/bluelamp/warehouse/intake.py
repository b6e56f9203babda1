"""An import under way: files read to their end, their rows put in partitions or spooled, then settled."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from bluelamp.warehouse import merging, reading, settling
from bluelamp.warehouse.checking import Checked, Expected, Piece, check
from bluelamp.warehouse.facts import Fact
from bluelamp.warehouse.layouts import Areas
from bluelamp.warehouse.lines import Fault
from bluelamp.warehouse.parquet import PartitionWriter
from bluelamp.warehouse.planning import Brought, Plan
from bluelamp.warehouse.reading import Unreadable
from bluelamp.warehouse.report import FileReport, Rejections
from bluelamp.warehouse.settling import Counts, Keys
from bluelamp.warehouse.store import Partition, Staged, Store, Writing

Digests = Mapping[Path, Future[str]]
ROWS_IN_HAND = 200_000
MOST_PARTITIONS = 600  # each is an open file while the file lasts
WORKERS = 2


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


@dataclass(slots=True)
class _Open:
    """A partition being filled from one file."""

    file: int
    writer: PartitionWriter
    keys: Keys = field(default_factory=Keys)
    defects: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Intake:
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
        today = self.brought.at.date()
        try:
            for block, checked in _checked(plan, self.brought.areas, today):
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
        self._reject(number, plan, block, checked.faults, rejected)
        for piece in checked.pieces:
            if plan.layout.fact.arrives == "whole":
                self._fill(number, plan, piece)
            else:
                self._spool(number, plan.layout.fact, piece)

    def _reject(
        self, number: int, plan: Plan, block: Any, faults: Sequence[Fault], numbers: Collection[int]
    ) -> None:
        if numbers:
            self.rejections.rows += len(numbers)
            self.rejections.add(plan.given.name, faults)
            plan.file.reject(block, numbers, self.rejections.place(number, plan.given.name))

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

    def _merge(self, con: Any, source: str, current: Sequence[Partition]) -> list[Staged]:
        fact, spool = self.writing.fact, self._spool_path(source)
        torn = settling.conflicts(con, fact, spool)
        for number, plan in enumerate(self.plans):
            self._reject_torn(number, plan, {each.line for each in torn if each.file == number})
        if torn:
            spool = self._without(spool, torn)
        merged, counted = merging.merge(con, fact, self.writing, source, spool, current)
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
            self._reject(number, again, block, faults, {fault.line for fault in faults})
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


def _checked(plan: Plan, areas: Areas, today: date) -> Iterator[tuple[Any, Checked]]:
    """Each block with what became of it, in order: one is read and two are worked on at a time."""
    wanted = [g.header for g in plan.layout.columns if g.into and g.header in plan.file.names]
    distinct = [g.header for g in plan.layout.columns if g.distinct]
    expected = Expected(areas, plan.month, plan.source, today)

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
