"""The nodes of a file, each with its line: names, words and numbers, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import yaml

MOST_POINTS = 100


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong. Lines count from 1, as an editor counts them."""

    line: int
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason}"


class Malformed(ValueError):
    """The file is no questionnaire. Carries every fault, in the order of their lines."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("; ".join(str(fault) for fault in self.faults))


@dataclass
class Part:
    """One mapping of the file: its line, and the node under each of its names."""

    node: yaml.Node
    line: int
    values: dict[str, yaml.Node] = field(default_factory=dict)

    def line_of(self, name: str) -> int:
        return _line(self.values[name]) if name in self.values else self.line


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


class Nodes:
    """Walks the nodes, so that every fault knows its line; goes on after a fault, to find them all."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def fault(self, line: int, reason: str) -> None:
        self.faults.append(Fault(line, reason))

    # The small things: a mapping, a list, a word, a number.

    def part(
        self, node: yaml.Node, what: str, required: tuple[str, ...], optional: tuple[str, ...] = ()
    ) -> Part:
        """A mapping with these names and no others."""
        found = Part(node, _line(node))
        if not isinstance(node, yaml.MappingNode):
            self.fault(found.line, f"{what} is a set of names and values.")
            return found
        for name, value in node.value:
            self._name(found, what, name, value, (*required, *optional))
        for name in required:
            if name not in found.values:
                self.fault(found.line, f"{what} has no {name}.")
        return found

    def _name(
        self, found: Part, what: str, name: yaml.Node, value: yaml.Node, known: tuple[str, ...]
    ) -> None:
        said = str(name.value)
        if known and said not in known:
            hint = (
                " Where a version stands is decided in Bluelamp, not in its file." if said == "status" else ""
            )
            self.fault(_line(name), f"{what} has nothing called {said}.{hint}")
        elif said in found.values:
            self.fault(_line(name), f"{what} says {said} twice.")
        else:
            found.values[said] = value

    def rows(self, part: Part, name: str, what: str) -> list[yaml.Node]:
        node = part.values.get(name)
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.fault(_line(node), f"{name} is a list of {what}.")
            return []
        if not node.value:
            self.fault(_line(node), f"{name} holds no {what}.")
        return list(node.value)

    def text(self, part: Part, name: str, *, most: int = 300, default: str = "") -> str:
        node = part.values.get(name)
        if node is None:
            return default
        if not isinstance(node, yaml.ScalarNode) or not str(node.value).strip():
            self.fault(_line(node), f"{name} is empty.")
            return default
        if len(node.value) > most:
            self.fault(_line(node), f"{name} is longer than {most} characters.")
        return str(node.value).strip()

    def like(self, part: Part, name: str, shape: re.Pattern[str], example: str) -> str:
        said = self.text(part, name)
        if said and not shape.fullmatch(said):
            self.fault(part.line_of(name), f"{name} is written like {example}, and not {said!r}.")
        return said

    def whole(self, part: Part, name: str, *, low: int = 0, high: int = MOST_POINTS, default: int = 0) -> int:
        if name not in part.values:
            return default
        said = self.text(part, name)
        if not re.fullmatch(r"-?\d{1,6}", said) or not low <= int(said) <= high:
            self.fault(
                part.line_of(name), f"{name} is a whole number from {low} to {high}, and not {said!r}."
            )
            return default
        return int(said)

    def yes_or_no(self, part: Part, name: str, *, default: bool) -> bool:
        said = self.text(part, name, default=str(default).lower())
        if said not in ("true", "false"):
            self.fault(part.line_of(name), f"{name} is true or false, and not {said!r}.")
        return said == "true"

    def one_of(self, part: Part, name: str, known: Iterable[str], default: str = "") -> str:
        said = self.text(part, name, default=default)
        if said and said not in known:
            self.fault(part.line_of(name), f"{name} is one of {', '.join(known)}, and not {said!r}.")
        return said

    def once(self, seen: dict[str, int], key: str, line: int, what: str) -> None:
        if key in seen:
            self.fault(line, f"{what} {key} is on line {seen[key]} already.")
        elif key:
            seen[key] = line
