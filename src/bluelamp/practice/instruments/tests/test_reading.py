"""Malformed files: each with the line it is on and what is wrong, and nothing of it taken in."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bluelamp.practice.instruments.reading import Fault, Malformed, read
from bluelamp.practice.instruments.tests.factories import TEXT

LINES = TEXT.splitlines()


def swapped(before: str, after: str) -> str:
    assert TEXT.count(before) >= 1, before
    return TEXT.replace(before, after, 1)


def line_of(words: str) -> int:
    return next(number for number, line in enumerate(LINES, 1) if words in line)


def wrong(text: str) -> tuple[Fault, ...]:
    with pytest.raises(Malformed) as found:
        read(text)
    return found.value.faults


MALFORMED = yaml.safe_load((Path(__file__).parent / "malformed.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("way", MALFORMED, ids=lambda way: way["by"].strip()[:40])
def test_each_fault_is_told_with_its_line(way):
    faults = wrong(swapped(way["swap"], way["by"]))
    told = {fault.reason for fault in faults if fault.line == line_of(way["at"])}
    assert way["says"] in told, [str(fault) for fault in faults]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "The file is empty."),
        ("# nothing\n", 1, "The file is empty."),
        ("instrument: [", 1, "This is not YAML"),
        ("a: 1\n\tb: 2\n", 2, "This is not YAML"),
        ("- q1\n- q2\n", 1, "The file is a set of names and values."),
        ("instrument: asb\n", 1, "instrument is a set of names and values."),
        ("a: &x [1]\nb: *y\n", 2, "This is not YAML"),
        ("x" * 200_001, 1, "The file is longer than 200,000 characters."),
    ],
)
def test_what_is_no_questionnaire_at_all_is_told_too(text, line, says):
    faults = wrong(text)
    assert (faults[0].line, any(says in fault.reason for fault in faults)) == (line, True)


def test_all_faults_are_told_at_once_in_the_order_of_their_lines():
    text = swapped("type: multi", "type: several").replace("min: 22", "min: high", 1)
    lines = [fault.line for fault in wrong(text)]
    assert lines == sorted(lines)
    assert {line_of("type: multi"), line_of("min: 22")} <= set(lines)


def test_eleven_options_are_too_many_to_be_chosen_together():
    more = "".join(f"\n      - {{code: x{n}, text: More, pts: 1}}" for n in range(8))
    text = swapped("{code: self_harm, text: Thoughts of self-harm or suicide, pts: 6}",
                   "{code: self_harm, text: Thoughts of self-harm or suicide, pts: 6}" + more)  # fmt: skip
    assert "At most 10 options can be chosen together, not 12." in {fault.reason for fault in wrong(text)}


def test_the_file_that_is_shipped_reads_as_the_spec_says():
    found = read(TEXT)
    assert [(band.code, band.least) for band in found.bands] == [
        ("STANDARD", 0),
        ("MEDIUM", 14),
        ("HIGH", 22),
    ]
    assert [question.key for question in found.asked("contact-centre")] == [
        "q1",
        "q3",
        "q7",
        "q8",
        "q10",
        "q11",
    ]
    assert [(each.rank, each.within.days) for each in found.reviews["HIGH"]] == [
        ("sergeant", 14),
        ("inspector", 28),
        ("chief_inspector", 56),
    ]
