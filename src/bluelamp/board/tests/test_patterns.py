"""Patterns that are tried only where a word stands which they cannot do without find what plain ones find."""

from __future__ import annotations

import re
from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

from bluelamp.board import checking, proof_reading
from bluelamp.board.checking import reading
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.needed import needed
from bluelamp.board.proof_reading.language.sentences import sentences

PAPERS = Path(checking.__file__).parent / "tests" / "papers"
MOST = 60
"""Texts are enough to try every pattern on."""


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\b(?:rose|fell) by \d+", ("fell by ", "rose by ")),
        (r"(?:in|de)creas(?:ed?|ing)", ("increase", "increasing", "decrease", "decreasing")),
        (r"was (?:only )?met", ("was met", "was only met")),
        (r"\d+ (?:per cent|%)", (" per cent", " %")),
        (r"(?:over )?[a-z]+ing\b", ("ing",)),
        (r"(?=under)\w+", ()),
        (r"\d+|two", ()),
        (r"(?:up )*", ()),
        (r"Act[- ]?\d", ("act",)),
    ],
)
def test_the_words_that_a_pattern_cannot_do_without(pattern, words):
    assert sorted(needed(pattern, re.IGNORECASE)) == sorted(words)


def test_a_pattern_still_compares_signs_of_any_case():
    assert patterns.compile("straße|king", re.IGNORECASE).findall("STRAßE, \N{KELVIN SIGN}ING") == [
        "STRAßE",
        "\N{KELVIN SIGN}ING",
    ]


def every() -> list[patterns.Sparing]:
    """Every pattern of every rule."""
    found = [
        each
        for module in walk_packages(proof_reading.__path__, f"{proof_reading.__name__}.")
        for each in vars(import_module(module.name)).values()
    ]
    flat = [one for each in found for one in (each if isinstance(each, tuple) else (each,))]
    return [each for each in flat if isinstance(each, patterns.Sparing)]


def test_every_pattern_of_every_rule_finds_what_it_would_find_by_itself():
    read = reading.read("paper.txt", next(PAPERS.glob("*.txt")).read_bytes(), today=date(2026, 1, 1))
    texts = [text for each in sentences(read.document) for text in (each.text, each.marked)][:MOST]
    tried = every()
    assert len(tried) > 300
    for each in tried:
        plain = re.compile(each.pattern, each.flags)
        found = [[one.span() for one in each.finditer(text)] for text in texts]
        assert found == [[one.span() for one in plain.finditer(text)] for text in texts], each.pattern


def test_a_pattern_that_needs_no_word_is_tried_on_nothing_too():
    assert patterns.compile(r"(?:^|winter )$").search("") is not None
