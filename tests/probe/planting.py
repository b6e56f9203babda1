"""Putting a payload wherever the small world has words, and into the names of staff, organisations and agreements."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.apps import apps
from django.db.models import CharField, Field, JSONField, Model, TextField

from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.audit import actions as audit
from bluelamp.web.sample.canaries.canary import WORD
from bluelamp.web.sample.canaries.world import World
from tests.probe.payloads import PAYLOADS, spelt

NAMES = ("name", "title", "author_name", "owner_name", "user_name")
AUDITED, TEXTS = 900, 5
"""The number of what stands in the audit record, which is written and never changed, and the texts of each line."""


def plant(world: World, turn: int) -> dict[int, str]:
    """Each row of a field gets the next payload, and another each turn. The fields, by the numbers in the marks."""
    several = dict(enumerate(fields()))
    for model, mine in groupby(several.items(), key=lambda one: one[1][0]):
        known = [(number, field) for number, (_, field) in mine]
        rows = list(model._base_manager.order_by("pk"))
        for place, row in enumerate(rows):
            for number, field in known:
                payload = spelt(number, turn + number + place, field.max_length)
                setattr(row, field.attname, changed(field, getattr(row, field.attname), payload))
        model._base_manager.bulk_update(rows, [field.attname for _, field in known])
    _written_down(world, turn)
    planted = {number: f"{model._meta.label}.{field.name}" for number, (model, field) in several.items()}
    return planted | {AUDITED: "audit.Record"}


def fields() -> list[tuple[type[Model], Field[Any, Any]]]:
    """Those that hold words of the small world, and names that somebody typed: no keys, and nothing that is empty."""
    return [
        (model, field)
        for model in apps.get_models()
        if model._meta.app_label != "audit" and model.__module__.startswith("bluelamp.")
        for field in model._meta.concrete_fields
        if isinstance(field, CharField | TextField | JSONField) and not (field.choices or field.unique)
        if _holds(model, field)
    ]


def _holds(model: type[Model], field: Field[Any, Any]) -> bool:
    is_a_name = field.name in NAMES or field.name.endswith("by_name")
    said = model._base_manager.values_list(field.name, flat=True)
    return any(value and (is_a_name or WORD.search(str(value))) for value in said)


def changed(field: Field[Any, Any], value: Any, payload: str) -> Any:
    """The value with the payload where words were; what is empty stays so, as do the numbers and keys beside."""
    if isinstance(value, dict):
        return {key: changed(field, each, payload) for key, each in value.items()}
    if isinstance(value, list):
        return [changed(field, each, payload) for each in value]
    is_said = isinstance(value, str) and value and payload
    return payload if is_said and (not isinstance(field, JSONField) or WORD.search(value)) else value


def _written_down(world: World, turn: int) -> None:
    """Every payload somewhere in the audit record, which is told to those who read it."""
    about = f"holding:{world.holdings['near'].ref}"
    for first in range(turn, turn + len(PAYLOADS), TEXTS):
        name, query, reason, recipient, before = (spelt(AUDITED, first + part, 120) for part in range(TEXTS))
        audit.record(
            by=Scope.system(name),
            operation="people.read",
            objects=[about, f"person:{query}"],
            detail={"query": query},
            reason=reason,
            recipient=recipient,
            payload={"before": before, "after": before},
        )
