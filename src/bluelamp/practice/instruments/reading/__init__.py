"""A questionnaire's file, read: every fault with its line and what is wrong, all of them at once."""

from __future__ import annotations

import yaml

from bluelamp.practice.instruments.questionnaire import Instrument
from bluelamp.practice.instruments.reading.nodes import Fault, Malformed, Nodes
from bluelamp.practice.instruments.reading.whole import instrument

__all__ = ["LARGEST", "Fault", "Malformed", "beside", "read"]

LARGEST = 200_000
"""Characters. The longest questionnaire in use fills a tenth of it."""


def read(text: str) -> Instrument:
    """The questionnaire in a file. :class:`Malformed` with all that is wrong."""
    if len(text) > LARGEST:
        raise Malformed([Fault(1, f"The file is longer than {LARGEST:,} characters.")])
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as problem:
        raise Malformed([_not_yaml(problem)]) from problem
    if node is None:
        raise Malformed([Fault(1, "The file is empty.")])
    nodes = Nodes()
    made = instrument(nodes, node)
    if nodes.faults or made is None:
        raise Malformed(nodes.faults)
    return made


def _not_yaml(problem: Exception) -> Fault:
    mark = getattr(problem, "problem_mark", None)
    why = getattr(problem, "problem", None) or getattr(problem, "reason", None) or "it cannot be read"
    return Fault(mark.line + 1 if mark else 1, f"This is not YAML: {why}.")


def beside(text: str, wrong: Malformed) -> list[tuple[int, str, str]]:
    """Line, what stands there, and what is wrong with it; for a page that shows them together."""
    lines = text.splitlines()
    return [
        (fault.line, lines[fault.line - 1].strip() if fault.line <= len(lines) else "", fault.reason)
        for fault in wrong.faults
    ]
