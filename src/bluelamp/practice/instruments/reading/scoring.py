"""What follows from the answers in a file: bands, modifiers, overrides, short forms and reviews."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from itertools import pairwise

from bluelamp.practice.instruments.questionnaire import Band, Follows, Form, Modifier, Question, Review
from bluelamp.practice.instruments.reading.nodes import Nodes, Part
from bluelamp.practice.instruments.words import KINDS_OF_MODIFIER

BAND = re.compile(r"[A-Z][A-Z_]{0,19}")
KEY = re.compile(r"[a-z][a-z0-9_-]{0,39}")
PERIOD = re.compile(r"P\d{1,3}D")
UNASSESSED = "UNASSESSED"


def named(nodes: Nodes, file: Part, name: str) -> dict[str, str]:
    """Names and their words: sections, tasks, pathways."""
    if name not in file.values:
        return {}
    part = nodes.part(file.values[name], name, ())
    return {key: nodes.text(part, key) for key in part.values}


def bands(nodes: Nodes, file: Part, questions: Sequence[Question]) -> tuple[Band, ...]:
    found: list[tuple[Band, int]] = []
    seen: dict[str, int] = {}
    for row in nodes.rows(file, "bands", "bands"):
        part = nodes.part(row, "A band", ("code", "title", "min"), ("response",))
        code = nodes.like(part, "code", BAND, "STANDARD")
        nodes.once(seen, code, part.line, "Band")
        if code == UNASSESSED:
            nodes.fault(part.line_of("code"), "UNASSESSED is what nobody answered, and no band of a file.")
        least = nodes.whole(part, "min", high=10_000)
        band = Band(code, nodes.text(part, "title"), least, nodes.text(part, "response", most=500))
        found.append((band, part.line_of("min")))
    _in_order(nodes, found, sum(question.ceiling for question in questions))
    return tuple(band for band, _ in found)


def _in_order(nodes: Nodes, found: list[tuple[Band, int]], ceiling: int) -> None:
    """From 0 upwards, without two that begin together, and none that nobody can reach."""
    if found and found[0][0].least != 0:
        nodes.fault(found[0][1], "The first band begins at 0.")
    for (before, _), (band, line) in pairwise(found):
        if band.least <= before.least:
            nodes.fault(line, f"{band.code} begins at {band.least}, and has to begin above {before.least}.")
    for band, line in found[1:]:
        if band.least > ceiling:
            nodes.fault(
                line, f"{band.code} begins at {band.least}, and the answers come to {ceiling} at most."
            )


def modifiers(nodes: Nodes, file: Part) -> tuple[Modifier, ...]:
    made, seen = [], dict[str, int]()
    for row in nodes.rows(file, "modifiers", "modifiers"):
        part = nodes.part(row, "A modifier", ("id", "kind", "cap", "max_band_shift", "source"), ("title",))
        key = nodes.like(part, "id", KEY, "location")
        nodes.once(seen, key, part.line, "Modifier")
        nodes.one_of(part, "kind", KINDS_OF_MODIFIER)
        shift = nodes.whole(part, "max_band_shift", high=9)
        title = nodes.text(part, "title", default=key.capitalize())
        made.append(Modifier(key, title, nodes.whole(part, "cap", low=1), shift, nodes.text(part, "source")))
    return tuple(made)


def overrides(
    nodes: Nodes,
    file: Part,
    questions: Sequence[Question],
    codes: Sequence[str],
    tasks: Mapping[str, str],
    pathways: Mapping[str, str],
) -> tuple[Follows, ...]:
    made = []
    for row in nodes.rows(file, "overrides", "overrides"):
        part = nodes.part(row, "An override", ("when",), ("band", "task", "pathway"))
        if len(part.values) == 1 and "when" in part.values:
            nodes.fault(part.line, "An override sets a band, a task or a pathway.")
        question, option = _when(nodes, part, questions)
        made.append(
            Follows(
                question,
                option,
                band=nodes.one_of(part, "band", codes),
                task=nodes.one_of(part, "task", tasks),
                pathway=nodes.one_of(part, "pathway", pathways),
            )
        )
    return tuple(made)


def _when(nodes: Nodes, part: Part, questions: Sequence[Question]) -> tuple[str, str]:
    key, dot, code = nodes.text(part, "when").partition(".")
    line = part.line_of("when")
    asked = next((question for question in questions if question.key == key), None)
    if not dot and key:
        nodes.fault(line, f"when is a question and an option, such as q11.self_harm, and not {key!r}.")
    elif key and asked is None:
        nodes.fault(line, f"There is no question {key}.")
    elif asked is not None and code not in {option.code for option in asked.options}:
        nodes.fault(line, f"{key} has no option called {code}.")
    return key, code


def forms(nodes: Nodes, file: Part, questions: Sequence[Question]) -> tuple[Form, ...]:
    keys, seen = {question.key for question in questions}, dict[str, int]()
    made = []
    for row in nodes.rows(file, "forms", "forms"):
        part = nodes.part(row, "A form", ("id", "title", "items"))
        key = nodes.like(part, "id", KEY, "contact-centre")
        nodes.once(seen, key, part.line, "Form")
        asked: dict[str, int] = {}
        for item in nodes.rows(part, "items", "questions"):
            said, line = str(item.value), item.start_mark.line + 1
            nodes.once(asked, said, line, "Question")
            if said not in keys:
                nodes.fault(line, f"There is no question {said}.")
        made.append(Form(key, nodes.text(part, "title"), tuple(asked)))
    return tuple(made)


def reviews(nodes: Nodes, file: Part, codes: Sequence[str]) -> dict[str, tuple[Review, ...]]:
    if "reviews" not in file.values:
        return {}
    part = nodes.part(file.values["reviews"], "reviews", ())
    found = {}
    for code, node in part.values.items():
        if code not in codes:
            nodes.fault(part.line_of(code), f"There is no band {code}.")
        found[code] = _ranks(nodes, nodes.part(node, f"The reviews of {code}", ()))
    return found


def _ranks(nodes: Nodes, part: Part) -> tuple[Review, ...]:
    made: list[Review] = []
    for rank in part.values:
        said = nodes.like(part, rank, PERIOD, "P14D")
        days = int(said[1:-1]) if PERIOD.fullmatch(said) else 1
        if days == 0:
            nodes.fault(part.line_of(rank), f"{rank} is at least a day.")
        made.append(Review(rank, timedelta(days=days)))
    return tuple(made)
