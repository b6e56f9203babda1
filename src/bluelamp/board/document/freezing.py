"""A paper as canonical JSON and back, so that an edition holds its whole content and asks the records nothing."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from typing import Any

from bluelamp.board.document.blocks import (
    Cited,
    Column,
    Heading,
    Items,
    Note,
    Paragraph,
    Picture,
    Quoted,
    Register,
    Table,
    Text,
)
from bluelamp.board.document.passports import Count, Passport
from bluelamp.board.document.whole import Document, Section


def freeze(document: Document) -> str:
    """The document as canonical JSON: equal documents give equal text."""
    return json.dumps(_plain(document), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def thaw(frozen: str) -> Document:
    """The document that :func:`freeze` wrote."""
    built: Document = _built(json.loads(frozen))
    return built


KINDS: dict[str, type] = {
    kind.__name__: kind
    for kind in (
        Text, Cited, Quoted, Heading, Paragraph, Items, Column, Table, Picture, Note, Register, Passport, Count,
        Section, Document,
    )
}  # fmt: skip


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, date):
        return {"is": "date", "day": value.isoformat()}
    if type(value).__name__ in KINDS:
        parts = {name.name: _plain(getattr(value, name.name)) for name in fields(value)}
        return {"is": type(value).__name__, **parts}
    return value


def _built(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_built(inner) for inner in value)
    if not isinstance(value, dict):
        return value
    if value["is"] == "date":
        return date.fromisoformat(value["day"])
    return KINDS[value["is"]](**{name: _built(inner) for name, inner in value.items() if name != "is"})
