"""Records as released versions of Bluelamp left them: which migrations they had had, and rows of every table.

One file a release, written when it is made and never changed. The schema is that of the migrations themselves, so a
file serves both databases.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

RELEASES = tuple(sorted(path.stem for path in Path(__file__).parent.glob("*.json")))


def lay_down(release: str) -> None:
    """Make the records of this process those of a release. They must be empty."""
    from django.db import connection, transaction
    from django.db.migrations.executor import MigrationExecutor

    apps = MigrationExecutor(connection).migrate([tuple(each) for each in _read(release)["state"]]).apps
    with transaction.atomic():
        for model, rows in _rows(release, apps):
            model.objects.all().delete()
            model.objects.bulk_create(model(**row) for row in rows)


def lost(release: str) -> list[str]:
    """What a release had and the records of this process have not: rows by their keys, and their plain values."""
    from django.apps import apps

    missing = []
    for model, rows in _rows(release, apps):
        now = {field.attname for field in model._meta.concrete_fields}
        for row in rows:
            key = row[model._meta.pk.attname]
            found = model._base_manager.filter(pk=key).values().first()
            if found is None:
                missing.append(f"{model._meta.label} {key}")
                continue
            told = {
                name: value for name, value in row.items() if name in now and isinstance(value, str | int)
            }
            missing += [
                f"{model._meta.label} {key} {name}"
                for name, value in told.items()
                if _as_was(found[name]) != _as_was(value)
            ]
    return missing


def _as_was(value: Any) -> str:
    """A value as its release wrote it: moments and days are compared as text."""
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _rows(release: str, apps: Any) -> Iterator[tuple[Any, list[dict[str, Any]]]]:
    for label, rows in _read(release)["rows"].items():
        model = apps.get_model(label)
        binary = {f.attname for f in model._meta.concrete_fields if f.get_internal_type() == "BinaryField"}
        yield (
            model,
            [{k: bytes.fromhex(v) if k in binary and v else v for k, v in row.items()} for row in rows],
        )


def _read(release: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        (Path(__file__).parent / f"{release}.json").read_text(encoding="utf-8")
    )
    return found
