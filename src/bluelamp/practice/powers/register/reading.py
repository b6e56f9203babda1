"""Reading the register of powers from its files. What is wrong is said with its line; a wrong file gives nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from bluelamp.practice.powers.register.power import Authority, Length, Needed, Power, Review, Standing, Window
from bluelamp.practice.powers.register.spans import Span, parse
from bluelamp.practice.powers.words import APPLICANTS, BEFORE, PLACES, PROOFS, RANKS, SUBJECTS

AGES = {"any": "", "adult": "", "child": ""}
PATHS = {**dict.fromkeys(BEFORE, ""), "in_force": ""}


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a file: where, and what."""

    file: str
    line: int
    says: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.says}"


class NotARegister(ValueError):
    """A file of powers with faults. Its sentence is one line a fault."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


class Wrong(ValueError):
    """One fault, at the line where it stands."""

    def __init__(self, line: int, says: str) -> None:
        super().__init__(says)
        self.line = line


@dataclass(frozen=True)
class At:
    """A node of a file and the line it stands on; lines count from 1."""

    value: Any
    line: int


def read(files: Iterable[Path]) -> tuple[Power, ...]:
    """All powers of these files. Raises :class:`NotARegister` with every fault of all of them."""
    faults: list[Fault] = []
    powers: dict[str, Power] = {}
    for file in files:
        for row in _rows(file, faults):
            _add(powers, row, file, faults)
    for power in powers.values():
        for key in set(power.replaced_by) - set(powers):
            faults.append(
                Fault(power.key, 0, f"is said to be replaced by {key}, which is not in the register.")
            )
    if faults:
        raise NotARegister(faults)
    return tuple(powers.values())


def _rows(file: Path, faults: list[Fault]) -> list[At]:
    try:
        node = yaml.compose(file.read_text(encoding="utf-8"))
        found = _placed(node) if node is not None else At([], 1)
        if not isinstance(found.value, list):
            raise Wrong(found.line, "a register is a list of powers.")
        return found.value
    except (yaml.MarkedYAMLError, UnicodeDecodeError) as broken:
        mark = getattr(broken, "problem_mark", None)
        faults.append(Fault(file.name, mark.line + 1 if mark else 1, "this is not YAML that can be read."))
    except Wrong as wrong:
        faults.append(Fault(file.name, wrong.line, str(wrong)))
    return []


def _placed(node: yaml.Node) -> At:
    """A node with its lines; scalars as YAML understands them. A key that stands twice is a fault, not the last one."""
    line = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        found: dict[str, At] = {}
        for key, value in node.value:
            if key.value in found:
                raise Wrong(key.start_mark.line + 1, f"{key.value} stands twice.")
            found[key.value] = _placed(value)
        return At(found, line)
    if isinstance(node, yaml.SequenceNode):
        return At([_placed(each) for each in node.value], line)
    return At(yaml.safe_load(yaml.serialize(node)), line)


def _add(powers: dict[str, Power], row: At, file: Path, faults: list[Fault]) -> None:
    try:
        power = _power(row)
        if power.key in powers:
            raise Wrong(row.line, f"there is already a power called {power.key}.")
        powers[power.key] = power
    except Wrong as wrong:
        faults.append(Fault(file.name, wrong.line, str(wrong)))


def _power(row: At) -> Power:
    said = Row(row)
    made = Power(
        key=said.text("key"),
        title=said.text("title"),
        law=said.text("law"),
        sections=said.text("sections"),
        says=said.text("says"),
        standing=tuple(map(_standing, said.rows("in_force", least=1))),
        applicants=said.several("applicants", APPLICANTS),
        subjects=said.several("subjects", SUBJECTS),
        least_age=said.age("least_age"),
        most_age=said.age("most_age"),
        test=said.text("test"),
        proof=said.one("proof", PROOFS),
        lengths=tuple(map(_length, said.rows("lengths"))),
        is_extendable=said.yes("extendable"),
        path=said.several("path", PATHS),
        optional=said.several("optional", PATHS, least=0),
        authorities=tuple(map(_authority, said.rows("authorised_by"))),
        begins_when_served=said.yes("begins_when_served"),
        consult=said.text("consult", ""),
        service=said.text("service", ""),
        warning=said.text("warning", ""),
        contents=tuple(map(_needed, said.rows("contents"))),
        hearing=said.window("hearing"),
        appeal=said.window("appeal"),
        review=said.review("review"),
        breach=said.text("breach"),
        replaced_by=said.several("replaced_by", None, least=0),
        source=said.text("source"),
        verified=said.yes("verified", needed=True),
        enabled=said.yes("enabled", default=True),
        note=said.text("note", ""),
    )
    said.nothing_else()
    _agree(made, row.line)
    return made


def _agree(power: Power, line: int) -> None:
    """Whether the parts of a power fit each other."""
    if power.path[0] != "considered" or power.path[-1] != "in_force":
        raise Wrong(line, f"{power.key}: a path begins with considered and ends with in_force.")
    order = [(*BEFORE, "in_force").index(step) for step in power.path]
    if order != sorted(set(order)):
        raise Wrong(line, f"{power.key}: the steps of a path follow one another once, in their order.")
    if stray := {need.by for need in power.contents} - set(power.path):
        raise Wrong(line, f"{power.key}: something is needed by {min(stray)}, which is no step of its path.")
    if stray := set(power.optional) - set(power.path):
        raise Wrong(line, f"{power.key}: {min(stray)} is optional and no step of its path.")
    if power.authorities and "authorised" not in power.path:
        raise Wrong(line, f"{power.key}: a rank authorises it, and its path has no such step.")
    if power.warning and "warned" not in power.path:
        raise Wrong(line, f"{power.key}: it wants a warning, and its path has no such step.")


def _standing(row: At) -> Standing:
    said = Row(row)
    found = Standing(said.several("places", PLACES), said.day("from"), said.day("to", needed=False))
    if found.until and found.until < found.since:
        raise Wrong(row.line, "it ends before it begins.")
    said.nothing_else()
    return found


def _length(row: At) -> Length:
    said = Row(row)
    found = Length(
        ages=said.one("ages", AGES, "any"),
        least=said.span("least"),
        most=said.span("most"),
        most_in_all=said.span("most_in_all"),
        is_open_ended=said.yes("open_ended"),
        skips_christmas=said.yes("skips_christmas"),
        law=said.text("law", ""),
    )
    said.nothing_else()
    if found.is_open_ended and found.most:
        raise Wrong(row.line, "what may run until further order has no longest time.")
    return found


def _authority(row: At) -> Authority:
    said = Row(row)
    found = Authority(said.one("rank", RANKS), said.span("up_to"))
    said.nothing_else()
    return found


def _needed(row: At) -> Needed:
    said = Row(row)
    found = Needed(said.text("key"), said.text("asks"), said.one("by", PATHS), said.one("only", AGES, "any"))
    said.nothing_else()
    return found


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
