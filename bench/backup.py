"""How long a backup and a restore take, beside copying the same bytes and syncing them."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

PROMISES = {"restore_minutes": 15.0}
ROWS_A_RECORD = 6
FILE = 10_000_000


def run(rows: int) -> dict[str, Any]:
    """``rows`` of people's records, and ten kilobytes of files for each of them. Seconds, and megabytes."""
    from django.conf import settings

    from bluelamp.web.backing_up import restoring, taking
    from bluelamp.web.upkeep import make_ready

    assert make_ready() == ""
    _people(rows // ROWS_A_RECORD)
    _files(settings.VAR / "attachments", max(1, rows * 10_000 // FILE))
    key, environ, to = bytes(range(32)), dict(os.environ), settings.VAR.with_name(settings.VAR.name + "-to")
    now = datetime.now(UTC)
    try:
        copied = _timed(lambda: _copied(settings.VAR, to / "copy"))
        taken: list[taking.Taken] = []
        backed_up = _timed(
            lambda: taken.append(
                taking.take(var=settings.VAR, to=to, key=key, environ=environ, now=now, mark=0)
            )
        )
        elsewhere = to / "machine" / "var"
        restored = _timed(
            lambda: restoring.restore(
                taken[0].path, var=elsewhere, key=key, environ={**environ, "DATABASE_URL": ""}, now=now
            )
        )
        return {
            "rows": taken[0].rows,
            "files_megabytes": round(sum(held.size for held in taken[0].manifest.held.values()) / 1e6),
            "backup_megabytes": round(taken[0].size / 1e6),
            "plain_copy_seconds": round(copied, 1),
            "backup_with_check_seconds": round(backed_up, 1),
            "restore_seconds": round(restored, 1),
            "restore_minutes": round(restored / 60, 2),
            "times_copy_restore": round(restored / copied, 1),
        }
    finally:
        shutil.rmtree(to, ignore_errors=True)


def _people(count: int) -> None:
    from django.db import transaction

    from bluelamp.kernel.organisations.models import Organisation
    from bluelamp.kernel.people.actions.records import Home, Kept, bring_in

    body = Organisation.objects.create(key="force", name="A force", kind="force", regime="part_3")
    now = datetime.now(UTC)
    for first in range(0, count, 10_000):
        several = [
            Kept(
                given="Ada",
                family=f"Number{n}",
                homes=(Home(f"{n} Lamp Street", "B1 1AA"),),
                phones=(f"0{n:010d}",),
            )
            for n in range(first, min(first + 10_000, count))
        ]
        with transaction.atomic():
            bring_in(several, body=body, now=now)


def _files(folder: Path, count: int) -> None:
    folder.mkdir(parents=True)
    rng = np.random.default_rng(20140107)
    for number in range(count):
        (folder / f"{number:05d}.bin").write_bytes(rng.bytes(FILE))


def _copied(var: Path, to: Path) -> None:
    """What any backup has to do at the least: read it all, write it all, sync it."""
    shutil.copytree(var, to)
    os.sync()
    shutil.rmtree(to)


def _timed(work: Any) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started
