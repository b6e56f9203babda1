"""The rows of every table before anything was asked; which of them a request changed, and of which record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, Model

from bluelamp.kernel.access.models import Holding
from bluelamp.web.sample.canaries.world import World

DEEP = 4
"""How many keys lead from a row to the record it belongs to, at most."""
Rows = dict[int, tuple[object, ...]]


class Tables:
    """Every table that a model keeps, as it stood when this was made."""

    def __init__(self, world: World) -> None:
        self.models = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
        self.paths = {table: tuple(ways_to_a_record(model)) for table, model in self.models.items()}
        self.names = {held.pk: name for name, held in world.holdings.items()}
        self.before: dict[str, Rows] = {table: self._now(table) for table in self.models}

    def changed(self, tables: Iterable[str]) -> set[tuple[str, str]]:
        """Which of these tables have other rows now, and of which record; empty for rows about none."""
        found = set()
        for table in tables:
            if table not in self.models:
                found.add((table, ""))
                continue
            before, now = self.before[table], self._now(table)
            for pk in before.keys() | now.keys():
                if before.get(pk) != now.get(pk):
                    found |= {(table, record) for record in self._records(table, before.get(pk), now.get(pk))}
        return found

    def _records(self, table: str, *rows: tuple[object, ...] | None) -> set[str]:
        """The records that a row belonged to and belongs to. A record that came to be since is nobody's yet."""
        ways = len(self.paths[table])
        held = {one for row in rows if row is not None for one in row[:ways] if one is not None}
        return {self.names.get(one, "") for one in held} or {""}  # type: ignore[call-overload]

    def _now(self, table: str) -> Rows:
        model, ways = self.models[table], self.paths[table]
        fields = [field.attname for field in model._meta.concrete_fields]
        rows = model._base_manager.order_by().values_list("pk", *ways, *fields)
        return {row[0]: tuple(map(_plain, row[1:])) for row in rows}


def ways_to_a_record(model: type[Model], deep: int = DEEP) -> Iterator[str]:
    """The keys that lead from a row of ``model`` to a holding, nearest first."""
    if model is Holding:
        yield "pk"
    elif deep:
        for field in model._meta.concrete_fields:
            target = field.related_model
            if isinstance(field, ForeignKey) and isinstance(target, type) and target is not model:
                ways = ["id"] if target is Holding else _of_ours(target, deep - 1)
                yield from (f"{field.name}_id" if way == "id" else f"{field.name}__{way}" for way in ways)


def _of_ours(target: type[Model], deep: int) -> Iterator[str]:
    yield from (way for way in ways_to_a_record(target, deep) if way != "pk")


def _plain(value: Any) -> object:
    return (
        bytes(value)
        if isinstance(value, memoryview)
        else value
        if not isinstance(value, list | dict)
        else str(value)
    )
