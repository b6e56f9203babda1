"""The warehouse on disk: month partitions in Parquet, and one manifest a fact that says which of them count.

A manifest is only ever replaced whole (written beside, synced, renamed), so every partition of an import
becomes visible at once or not at all, and a run that is killed leaves nothing but files no manifest names.

    <root>/<fact>/manifest.json
    <root>/<fact>/<source>/<YYYY-MM>/<sha-256>.parquet
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from bluelamp.warehouse.facts import Fact, stands_for
from bluelamp.warehouse.parquet import PartitionWriter, columns_of, sync

FORMAT = 1
MANIFEST = "manifest.json"
STAGING = ".staging"


class StoreBusy(RuntimeError):
    """Someone else is writing this fact; carries the sentence the reader sees."""


class StoreDamaged(RuntimeError):
    """A manifest cannot be read, or names a file that is not there."""


@dataclass(frozen=True, slots=True)
class Partition:
    """One vintage of one (source, month). ``path`` is absolute; ``digest`` is the SHA-256 of the file at it.

    ``defects`` counts what is wrong with rows that were taken all the same; ``files`` are the SHA-256s of the
    files they came in; ``boundaries`` names the version of the areas stamped on them, ``columns`` that of the fact's
    columns when it was written.
    """

    fact: str
    source: str
    month: str
    digest: str
    rows: int
    path: Path
    vintage: int
    arrived_at: datetime
    boundaries: str = ""
    defects: Mapping[str, int] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    columns: str = ""


@dataclass(frozen=True, slots=True)
class ArrivedFile:
    """A file as it was given: its name, its size in bytes and its SHA-256."""

    name: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """One import: who brought what, when, how rows were counted; ``wrote`` is (source, month, vintage)."""

    by: str
    at: datetime
    files: tuple[ArrivedFile, ...]
    counts: Mapping[str, int]
    wrote: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Staged:
    """A partition written and synced, waiting to be put in its place."""

    source: str
    month: str
    path: Path
    digest: str
    rows: int
    boundaries: str = ""
    defects: Mapping[str, int] = field(default_factory=dict)
    files: tuple[str, ...] = ()


class Store:
    """Every fact kept under ``root``. Reading needs no lock: a manifest is always whole."""

    def __init__(self, root: Path | str) -> None:
        self.root = Path(root).absolute()

    def facts(self) -> tuple[str, ...]:
        """The names of the facts that have anything, in order."""
        return tuple(sorted(path.parent.name for path in self.root.glob(f"*/{MANIFEST}")))

    def partitions(self, fact: Fact) -> tuple[Partition, ...]:
        """What counts now: the latest vintage of each (source, month), in that order."""
        return tuple(vintages[-1] for _, vintages in sorted(_by_place(self._partitions(fact)).items()))

    def vintages(self, fact: Fact, source: str, month: str) -> tuple[Partition, ...]:
        """Every vintage kept of one (source, month), oldest first; empty when there is none."""
        return tuple(_by_place(self._partitions(fact)).get((source, month), ()))

    def missing(self, fact: Fact) -> tuple[tuple[str, str], ...]:
        """The (source, month) pairs that should be here and are not: unknown, which is not zero.

        A month is missing when its source has an earlier and a later one, or an archive had it for others.
        Made-up months of a sample fill the gaps of the source they stand for.
        """
        here = {(stands_for(source), month) for source, month in _by_place(self._partitions(fact))}
        due = {(stands_for(source), month) for source, month in self._manifest(fact)["due"]}
        for source in {source for source, _ in here}:
            months = sorted(month for s, month in here if s == source)
            due |= {(source, month) for month in months_between(months[0], months[-1])}
        return tuple(sorted(due - here))

    def arrivals(self, fact: Fact) -> tuple[Arrival, ...]:
        """Every import that was applied, newest first."""
        return tuple(_arrival(each) for each in reversed(self._manifest(fact)["arrivals"]))

    def digest(self, fact: Fact) -> str:
        """One SHA-256 for all that counts now: two stores with the same rows give the same."""
        lines = "".join(f"{p.source} {p.month} {p.digest}\n" for p in self.partitions(fact))
        return hashlib.sha256(lines.encode()).hexdigest()

    @contextmanager
    def writing(self, fact: Fact, *, wait_seconds: float = 10) -> Iterator[Writing]:
        """The one writer of this fact, until :meth:`Writing.commit`. Leaving without it changes nothing.

        What a killed run left behind is cleared first. Raises :class:`StoreBusy` when another keeps the lock.
        """
        folder = self.root / fact.name
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / ".lock").open("w") as lock:
            _take(lock, fact, wait_seconds)
            self._clear_orphans(fact)
            staging = folder / STAGING
            staging.mkdir()
            try:
                yield Writing(self, fact, staging)
            finally:
                shutil.rmtree(staging, ignore_errors=True)

    def replace(
        self,
        fact: Fact,
        tables: Mapping[tuple[str, str], pa.Table],
        *,
        by: str,
        at: datetime,
        boundaries: str = "",
        files: Sequence[ArrivedFile] = (),
    ) -> tuple[Partition, ...]:
        """Put whole partitions in place, all at once: ``tables`` maps (source, 'YYYY-MM') to rows in memory.

        Rows equal to what is already there make no new vintage. Returns what counts afterwards.
        """
        with self.writing(fact) as writing:
            staged = []
            for (source, month), rows in sorted(tables.items()):
                writer = writing.open(source, month)
                writer.write(rows)
                staged.append(
                    writing.stage(writer, boundaries=boundaries, files=tuple(f.digest for f in files))
                )
            counts = {"accepted": sum(each.rows for each in staged)}
            writing.commit(staged, by=by, at=at, files=files, counts=counts)
        return self.partitions(fact)

    def secret(self) -> bytes:
        """The key that makes a publisher's identifiers opaque: made once, readable by its owner alone."""
        path = self.root / "record-keys.secret"
        self.root.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            draft = path.with_suffix(f".{os.getpid()}")
            draft.touch(mode=0o600)
            draft.write_bytes(secrets.token_bytes(32))
            sync(draft)
            try:
                os.link(draft, path)  # fails when another process was first: then theirs is the key
                sync(self.root)
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        return path.read_bytes()

    def _manifest(self, fact: Fact) -> dict[str, Any]:
        path = self.root / fact.name / MANIFEST
        try:
            found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {"format": FORMAT, "fact": fact.name, "due": [], "partitions": [], "arrivals": []}
        except ValueError as damage:
            raise StoreDamaged(f"{path} cannot be read ({damage}). Restore it from a backup.") from damage
        if found["format"] != FORMAT:
            raise StoreDamaged(f"{path} was written by a newer Bluelamp. Upgrade to read it.")
        return found

    def _partitions(self, fact: Fact) -> tuple[Partition, ...]:
        folder = self.root / fact.name
        return tuple(_partition(fact, folder, each) for each in self._manifest(fact)["partitions"])

    def _clear_orphans(self, fact: Fact) -> None:
        folder = self.root / fact.name
        shutil.rmtree(folder / STAGING, ignore_errors=True)
        named = {partition.path for partition in self._partitions(fact)}
        for path in folder.glob("*/*/*.parquet"):
            if path not in named:
                path.unlink()
        (folder / f"{MANIFEST}.new").unlink(missing_ok=True)


class Writing:
    """An import on its way in. Only :meth:`commit` makes any of it count."""

    def __init__(self, store: Store, fact: Fact, staging: Path) -> None:
        self.store, self.fact, self.staging = store, fact, staging
        self.folder = store.root / fact.name
        self._opened = 0

    def open(self, source: str, month: str) -> PartitionWriter:
        """A writer for one (source, month); give it to :meth:`stage` when all rows are in."""
        # Both become folder names, so nothing that could climb out of the warehouse is let in.
        if not (
            re.fullmatch(r"[a-z0-9][a-z0-9-]*", source) and re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", month)
        ):
            raise ValueError(
                f"“{source}”, “{month}” is not a source and a month such as west-midlands, 2014-01."
            )
        self._opened += 1
        return PartitionWriter(self.staging / f"{self._opened:06d}.parquet", self.fact, source, month)

    def stage(
        self,
        writer: PartitionWriter,
        *,
        boundaries: str = "",
        defects: Mapping[str, int] | None = None,
        files: tuple[str, ...] = (),
    ) -> Staged:
        """Finish a partition file: written and synced, not yet in its place."""
        digest = writer.finish()
        return Staged(
            writer.source,
            writer.month,
            writer.path,
            digest,
            writer.rows,
            boundaries,
            dict(defects or {}),
            files,
        )

    def commit(
        self,
        staged: Sequence[Staged],
        *,
        by: str,
        at: datetime,
        files: Sequence[ArrivedFile] = (),
        counts: Mapping[str, int] | None = None,
        due: Iterable[tuple[str, str]] = (),
    ) -> Arrival:
        """Make every staged partition count, together, and keep the record of the import.

        ``due`` names (source, month) pairs that should exist even when they did not come: see
        :meth:`Store.missing`.
        A partition whose bytes and boundaries are those that count already gets no new vintage.
        """
        manifest = self.store._manifest(self.fact)
        counting = {(p.source, p.month): p for p in self.store.partitions(self.fact)}
        fresh = [each for each in staged if not _is_same(counting.get((each.source, each.month)), each)]
        wrote = []
        for each in fresh:
            before = counting.get((each.source, each.month))
            vintage = before.vintage + 1 if before else 1
            manifest["partitions"].append(self._put(each, vintage, at))
            wrote.append((each.source, each.month, vintage))
        for directory in sorted({f for each in fresh for f in self._folders(each)}):
            sync(directory)
        arrival = Arrival(by, at, tuple(files), dict(counts or {}), tuple(wrote))
        known_due = {(source, month) for source, month in manifest["due"]}
        manifest["due"] = sorted(known_due | set(due))
        manifest["arrivals"].append(asdict(arrival) | {"at": at.isoformat()})
        self._publish(manifest)
        return arrival

    def _folders(self, staged: Staged) -> tuple[Path, Path, Path]:
        """The folder a partition is put in, and those above it that may be new as well."""
        return self.folder / staged.source / staged.month, self.folder / staged.source, self.folder

    def _put(self, staged: Staged, vintage: int, at: datetime) -> dict[str, Any]:
        folder = self._folders(staged)[0]
        folder.mkdir(parents=True, exist_ok=True)
        place = folder / f"{staged.digest}.parquet"
        staged.path.replace(place)
        return {
            "source": staged.source,
            "month": staged.month,
            "vintage": vintage,
            "rows": staged.rows,
            "digest": staged.digest,
            "arrived_at": at.isoformat(),
            "boundaries": staged.boundaries,
            "defects": dict(sorted(staged.defects.items())),
            "files": list(staged.files),
            "columns": columns_of(self.fact),
        }

    def _publish(self, manifest: dict[str, Any]) -> None:
        draft = self.folder / f"{MANIFEST}.new"
        with draft.open("w", encoding="utf-8") as file:
            json.dump(manifest, file, indent=1, ensure_ascii=False)
            file.write("\n")
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.folder / MANIFEST)
        sync(self.folder)
        sync(self.store.root)


def months_between(first: str, last: str) -> Iterator[str]:
    """Each month from ``first`` to ``last``, both counted, as ``YYYY-MM``."""
    start, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    for ordinal in range(start, end + 1):
        yield f"{ordinal // 12:04d}-{ordinal % 12 + 1:02d}"


def _is_same(before: Partition | None, staged: Staged) -> bool:
    return before is not None and (before.digest, before.boundaries) == (staged.digest, staged.boundaries)


def _by_place(partitions: Iterable[Partition]) -> dict[tuple[str, str], list[Partition]]:
    found: dict[tuple[str, str], list[Partition]] = {}
    for partition in partitions:
        found.setdefault((partition.source, partition.month), []).append(partition)
    return found


def _partition(fact: Fact, folder: Path, kept: Mapping[str, Any]) -> Partition:
    return Partition(
        fact=fact.name,
        source=kept["source"],
        month=kept["month"],
        digest=kept["digest"],
        rows=kept["rows"],
        path=folder / kept["source"] / kept["month"] / f"{kept['digest']}.parquet",
        vintage=kept["vintage"],
        arrived_at=datetime.fromisoformat(kept["arrived_at"]),
        boundaries=kept["boundaries"],
        defects=kept["defects"],
        files=tuple(kept["files"]),
        columns=kept.get("columns", ""),
    )


def _arrival(kept: Mapping[str, Any]) -> Arrival:
    return Arrival(
        by=kept["by"],
        at=datetime.fromisoformat(kept["at"]),
        files=tuple(ArrivedFile(**each) for each in kept["files"]),
        counts=kept["counts"],
        wrote=tuple((source, month, vintage) for source, month, vintage in kept["wrote"]),
    )


def _take(lock: Any, fact: Fact, wait_seconds: float) -> None:
    patience = time.monotonic() + wait_seconds
    while True:
        try:
            return fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= patience:
                raise StoreBusy(
                    f"Another import of {fact.title.lower()} is running. Try again when it has finished."
                ) from None
            time.sleep(0.05)
