"""The questions of a file, and their options."""

from __future__ import annotations

import re

import yaml

from bluelamp.kernel.access.words import CATEGORIES
from bluelamp.practice.instruments.questionnaire import Option, Question
from bluelamp.practice.instruments.reading.nodes import Nodes, Part
from bluelamp.practice.instruments.words import COUNTS, TYPES

MOST_TOGETHER = 10
"""Options that may be chosen together: every combination of them is looked at."""
MOST_QUESTIONS = 60
SHORT_KEY = re.compile(r"[a-z][a-z0-9_]{0,19}")
OPTIONAL = ("required", "counts", "most", "note", "words", "category")


def questions(nodes: Nodes, file: Part, sections: dict[str, str]) -> tuple[Question, ...]:
    seen: dict[str, int] = {}
    rows = nodes.rows(file, "items", "questions")
    if len(rows) > MOST_QUESTIONS:
        nodes.fault(
            file.line_of("items"), f"At most {MOST_QUESTIONS} questions can be asked, not {len(rows)}."
        )
        return ()
    return tuple(_question(nodes, row, sections, seen) for row in rows)


def _question(nodes: Nodes, row: yaml.Node, sections: dict[str, str], seen: dict[str, int]) -> Question:
    part = nodes.part(row, "A question", ("id", "section", "text", "type", "options"), OPTIONAL)
    key = nodes.like(part, "id", SHORT_KEY, "q1")
    nodes.once(seen, key, part.line, "Question")
    kind = nodes.one_of(part, "type", TYPES)
    options = _options(nodes, part, kind)
    if kind != "multi" and (said := {"counts", "most"} & set(part.values)):
        name = min(said)
        nodes.fault(part.line_of(name), f"{name} is for questions of type multi.")
    if kind == "multi" and len(options) > MOST_TOGETHER:
        nodes.fault(
            part.line_of("options"),
            f"At most {MOST_TOGETHER} options can be chosen together, not {len(options)}.",
        )
    return Question(
        key=key,
        section=nodes.one_of(part, "section", sections),
        text=nodes.text(part, "text"),
        type=kind,
        options=options,
        required=nodes.yes_or_no(part, "required", default=True),
        counts=nodes.one_of(part, "counts", COUNTS, "max"),
        most=nodes.whole(part, "most", low=1) if "most" in part.values else None,
        note=nodes.text(part, "note"),
        asks_words=nodes.yes_or_no(part, "words", default=False),
        category=nodes.one_of(part, "category", CATEGORIES, "risk"),
    )


def _options(nodes: Nodes, question: Part, kind: str) -> tuple[Option, ...]:
    seen: dict[str, int] = {}
    rows = nodes.rows(question, "options", "options")
    if len(rows) == 1:
        nodes.fault(question.line_of("options"), "A question has at least two options.")
    return tuple(_option(nodes, row, kind, seen) for row in rows)


def _option(nodes: Nodes, row: yaml.Node, kind: str, seen: dict[str, int]) -> Option:
    part = nodes.part(row, "An option", ("code", "text"), ("pts", "alone"))
    code = nodes.like(part, "code", SHORT_KEY, "most_days")
    nodes.once(seen, code, part.line, "Option")
    if kind == "info" and "pts" in part.values:
        nodes.fault(part.line_of("pts"), "A question asked for information gives no points.")
    if kind in ("single", "multi") and "pts" not in part.values:
        nodes.fault(part.line, f"Option {code} has no pts.")
    if kind == "single" and "alone" in part.values:
        nodes.fault(part.line_of("alone"), "alone is for questions with several answers.")
    alone = nodes.yes_or_no(part, "alone", default=False)
    return Option(code, nodes.text(part, "text"), nodes.whole(part, "pts"), alone)
