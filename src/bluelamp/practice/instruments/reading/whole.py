"""A whole file: what it is about, then its parts, each checked against those before it."""

from __future__ import annotations

import re
from datetime import date

import yaml

from bluelamp.practice.instruments.questionnaire import Instrument
from bluelamp.practice.instruments.reading import scoring
from bluelamp.practice.instruments.reading.nodes import Nodes, Part
from bluelamp.practice.instruments.reading.questions import questions

NUMBER = re.compile(r"\d{1,3}\.\d{1,3}\.\d{1,3}")
REQUIRED = ("instrument", "sections", "items", "bands")
OPTIONAL = ("forms", "modifiers", "overrides", "tasks", "pathways", "reviews")
ABOUT = ("id", "version", "title", "owner", "source", "verified", "effective_from", "treat_unassessed_as")


def instrument(nodes: Nodes, node: yaml.Node) -> Instrument | None:
    """The questionnaire, or none where the file is not even a set of names. Faults are left with ``nodes``."""
    file = nodes.part(node, "The file", REQUIRED, OPTIONAL)
    if "instrument" not in file.values:
        return None
    about = nodes.part(file.values["instrument"], "instrument", ABOUT)
    sections = scoring.named(nodes, file, "sections")
    asked = questions(nodes, file, sections)
    bands = scoring.bands(nodes, file, asked)
    codes = [band.code for band in bands]
    tasks, pathways = scoring.named(nodes, file, "tasks"), scoring.named(nodes, file, "pathways")
    return Instrument(
        key=nodes.like(about, "id", scoring.KEY, "asb-ram"),
        number=nodes.like(about, "version", NUMBER, "0.1.0"),
        title=nodes.text(about, "title", most=120),
        owner=nodes.text(about, "owner"),
        source=nodes.text(about, "source"),
        verified=nodes.yes_or_no(about, "verified", default=False),
        since=_day(nodes, about),
        sections=sections,
        questions=asked,
        bands=bands,
        modifiers=scoring.modifiers(nodes, file),
        follows=scoring.overrides(nodes, file, asked, codes, tasks, pathways),
        forms=scoring.forms(nodes, file, asked),
        tasks=tasks,
        pathways=pathways,
        reviews=scoring.reviews(nodes, file, codes),
        treat_as=nodes.one_of(about, "treat_unassessed_as", codes),
    )


def _day(nodes: Nodes, about: Part) -> date:
    said = nodes.text(about, "effective_from")
    try:
        return date.fromisoformat(said)
    except ValueError:
        if said:
            nodes.fault(
                about.line_of("effective_from"), f"effective_from is a day like 2014-01-01, and not {said!r}."
            )
        return date.min
