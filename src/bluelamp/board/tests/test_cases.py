"""Short papers by rule, as an author might write them: those that a rule stops at once, and those it lets pass."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bluelamp.board.proof_reading import OF_SENSE
from bluelamp.board.tests.paragraphs import told

LISTED = {
    file.stem: yaml.safe_load(file.read_text("utf-8"))
    for file in sorted((Path(__file__).parent / "cases").glob("*.yaml"))
}
WRONG = [(rule, text) for rule, known in LISTED.items() for text in known["wrong"]]
RIGHT = [(rule, text) for rule, known in LISTED.items() for text in known["right"]]


def test_every_case_is_of_a_rule():
    assert set(LISTED) <= {rule.key for rule in OF_SENSE}


def _name(said: str) -> str:
    return said if len(said) < 20 else " ".join(said.split())[-50:]


@pytest.mark.parametrize(("rule", "text"), WRONG, ids=_name)
def test_a_rule_stops_at_what_an_author_should_read_again(rule, text):
    assert len(told(rule, *paragraphs(text))) == 1


@pytest.mark.parametrize(("rule", "text"), RIGHT, ids=_name)
def test_and_lets_pass_what_is_right(rule, text):
    assert told(rule, *paragraphs(text)) == []


def paragraphs(text: str) -> list[str]:
    """A blank line parts two paragraphs; a table keeps its lines."""
    return [
        part if part.startswith(("|", "-")) else " ".join(part.split()) for part in text.strip().split("\n\n")
    ]
