"""Reading the register of powers from its files. What is wrong is said with its line; a wrong file gives nothing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import yaml

from bluelamp.practice.powers.register.faults import Fault, NotARegister, Wrong
from bluelamp.practice.powers.register.power import Authority, Length, Needed, Power, Standing
from bluelamp.practice.powers.register.rows import AGES, At, Row, placed
from bluelamp.practice.powers.words import APPLICANTS, BEFORE, PLACES, PROOFS, RANKS, SUBJECTS

PATHS = {**dict.fromkeys(BEFORE, ""), "in_force": ""}


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
        found = placed(node) if node is not None else At([], 1)
        if not isinstance(found.value, list):
            raise Wrong(found.line, "a register is a list of powers.")
        return found.value
    except (yaml.MarkedYAMLError, UnicodeDecodeError) as broken:
        mark = getattr(broken, "problem_mark", None)
        faults.append(Fault(file.name, mark.line + 1 if mark else 1, "this is not YAML that can be read."))
    except Wrong as wrong:
        faults.append(Fault(file.name, wrong.line, str(wrong)))
    return []


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
