"""Files brought into the warehouse: previewed, checked row by row, and applied all together or not at all.

Every row is accepted, changed, duplicate, rejected or blank, and these add up to the rows that came in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

from bluelamp.warehouse import planning, reading
from bluelamp.warehouse.intake import Digests, Intake, Tally
from bluelamp.warehouse.parquet import digest_of
from bluelamp.warehouse.planning import Brought
from bluelamp.warehouse.reading import Input
from bluelamp.warehouse.report import FileReport, Rejections, Report, Wrote
from bluelamp.warehouse.store import ArrivedFile, Staged, Store, Writing

__all__ = ["Brought", "apply", "preview"]

Progress = Callable[[int, int], None]


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
    plans = planning.plan(brought, inputs)
    refused = [Tally(each.name, "", digests[each.container], refusal=why) for each, why in plans.refused]
    fact = planning.one_fact(plans.files, brought)
    rejections = Rejections(_report_folder(brought))
    with store.writing(fact) as writing:
        before = {(p.source, p.month): p.vintage for p in store.partitions(fact)}
        intake = Intake(store, writing, brought, rejections, digests)
        total = sum(plan.given.size for plan in plans.files)
        for number, plan in enumerate(plans.files):
            intake.read(number, plan, lambda done: progress(min(done, total), total) if progress else None)
        staged = intake.settle()
        files = tuple(tally.report() for tally in [*refused, *intake.tallies])
        reason = _reason_against(files, rejections.rows, brought, dry=dry)
        if not reason:
            _commit(writing, brought, staged, files, digests, intake.due(plans.files))
        report = Report(
            fact=fact.name,
            applied=not reason,
            reason=reason,
            files=files,
            skipped=(*skipped, *plans.passed_over, *intake.skipped),
            faults=tuple(rejections.first),
            fault_count=rejections.count,
            wrote=_described(staged, before),
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
    first = f"{brought.at:%Y%m%dT%H%M%S}-{name}"
    folders = (brought.reports / (first if again == 1 else f"{first}-{again}") for again in count(1))
    return next(folder for folder in folders if not folder.exists())


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


def _described(staged: Sequence[Staged], before: Mapping[tuple[str, str], int]) -> tuple[Wrote, ...]:
    """The partitions written, or those a preview would write; ``before`` are the vintages that counted till now."""
    found = [(s.source, s.month, before.get((s.source, s.month), 0) + 1, s.rows, s.defects) for s in staged]
    return tuple(sorted(found, key=lambda one: one[:2]))
