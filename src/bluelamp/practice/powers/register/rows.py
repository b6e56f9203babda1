"""One mapping of the register, field by field: what is missing, of another kind or unknown is a fault at its line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from bluelamp.practice.powers.register.faults import Wrong
from bluelamp.practice.powers.register.power import Review, Window
from bluelamp.practice.powers.register.spans import Span, parse

AGES = {"any": "", "adult": "", "child": ""}


@dataclass(frozen=True)
class At:
    """A node of a file and the line it stands on; lines count from 1."""

    value: Any
    line: int


def placed(node: yaml.Node) -> At:
    """A node with its lines; scalars as YAML understands them. A key that stands twice is a fault, not the last one."""
    line = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        found: dict[str, At] = {}
        for key, value in node.value:
            if key.value in found:
                raise Wrong(key.start_mark.line + 1, f"{key.value} stands twice.")
            found[key.value] = placed(value)
        return At(found, line)
    if isinstance(node, yaml.SequenceNode):
        return At([placed(each) for each in node.value], line)
    return At(yaml.safe_load(yaml.serialize(node)), line)


class Row:
    """One mapping of a file, read field by field; what nobody asked for is a fault."""

    def __init__(self, at: At) -> None:
        if not isinstance(at.value, dict):
            raise Wrong(at.line, "this is a list of names and values, and here is something else.")
        self.at, self.asked = at, set[str]()

    def _get(self, name: str) -> At | None:
        self.asked.add(name)
        found: At | None = self.at.value.get(name)
        return None if found is None or found.value is None else found

    def _need(self, name: str) -> At:
        found = self._get(name)
        if found is None:
            raise Wrong(self.at.line, f"{name} is missing.")
        return found

    def text(self, name: str, default: str | None = None) -> str:
        found = self._need(name) if default is None else self._get(name)
        if found is None:
            return default or ""
        if isinstance(found.value, dict | list | bool) or not str(found.value).strip():
            raise Wrong(found.line, f"{name} is a text.")
        return " ".join(str(found.value).split())

    def one(self, name: str, choices: Mapping[str, str], default: str = "") -> str:
        found = self._get(name) if default else self._need(name)
        value = default if found is None else str(found.value)
        if value not in choices:
            raise Wrong(found.line if found else self.at.line, f"{name} is one of: {', '.join(choices)}.")
        return value

    def several(self, name: str, choices: Mapping[str, str] | None, least: int = 1) -> tuple[str, ...]:
        found = self._need(name) if least else self._get(name)
        if found is None:
            return ()
        if not isinstance(found.value, list) or len(found.value) < least:
            raise Wrong(found.line, f"{name} is a list.")
        for each in found.value:
            if choices is not None and each.value not in choices:
                raise Wrong(each.line, f"{each.value} is none of: {', '.join(choices)}.")
        return tuple(str(each.value) for each in found.value)

    def rows(self, name: str, least: int = 0) -> list[At]:
        found = self._need(name) if least else self._get(name)
        if found is None:
            return []
        if not isinstance(found.value, list) or len(found.value) < least:
            raise Wrong(found.line, f"{name} is a list.")
        return list(found.value)

    def yes(self, name: str, *, default: bool = False, needed: bool = False) -> bool:
        found = self._need(name) if needed else self._get(name)
        if found is not None and not isinstance(found.value, bool):
            raise Wrong(found.line, f"{name} is true or false.")
        return default if found is None else found.value

    def day(self, name: str, *, needed: bool = True) -> Any:
        found = self._need(name) if needed else self._get(name)
        if found is not None and type(found.value) is not date:
            raise Wrong(found.line, f"{name} is a day, such as 2014-10-20.")
        return None if found is None else found.value

    def age(self, name: str) -> int | None:
        found = self._get(name)
        if found is None:
            return None
        if type(found.value) is not int or not 0 < found.value < 120:
            raise Wrong(found.line, f"{name} is an age in years.")
        return found.value

    def span(self, name: str) -> Span | None:
        found = self._get(name)
        if found is None:
            return None
        try:
            return parse(str(found.value))
        except ValueError as wrong:
            raise Wrong(found.line, f"{name}: {wrong}") from None

    def window(self, name: str) -> Window | None:
        found = self._get(name)
        if found is None:
            return None
        said = Row(found)
        within = said.span("within")
        if within is None:
            raise Wrong(found.line, f"{name}: within is missing.")
        made = Window(within, said.text("where"), said.yes("skips_christmas"))
        said.nothing_else()
        return made

    def review(self, name: str) -> Review | None:
        found = self._get(name)
        if found is None:
            return None
        said = Row(found)
        every = said.span("every")
        if every is None:
            raise Wrong(found.line, f"{name}: every is missing.")
        made = Review(every, said.one("ages", AGES, "any"))
        said.nothing_else()
        return made

    def nothing_else(self) -> None:
        for name, at in self.at.value.items():
            if name not in self.asked:
                raise Wrong(at.line, f"nothing here is called {name}.")
