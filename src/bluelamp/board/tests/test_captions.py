"""A chart's own sentence: each number in it has its own passport, and nothing is kept of what it does not print."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from bluelamp.board import captions
from bluelamp.board.assembling import assemble
from bluelamp.board.document import Cited, Picture, Text, freeze, thaw, words
from bluelamp.board.publishing.copying import public_copy
from bluelamp.board.rendering import html
from bluelamp.board.tests.factories import ASB, BOARD, a_figure, a_paper, asb_satisfaction

pytestmark = pytest.mark.django_db

DATED = re.compile(r"[A-Z][a-z]+ (?:19|20)\d\d")


def taken() -> None:
    """Months by both dates, and rolling years."""
    asb_satisfaction()
    for month, (n, satisfied) in ASB.items():
        a_figure("asb-satisfaction", month, n, satisfied, basis="incident", by_default=False)


def the_chart(citation: str):
    document = assemble(a_paper(f"{{{{ chart({citation}) }}}}"), BOARD)
    return document, next(block for _, block in document.blocks() if isinstance(block, Picture))


@pytest.mark.parametrize(
    ("citation", "numbers"),
    [
        ('"rolling", "asb-satisfaction", "2013-11"', "0.7 percentage points, 77.8%, 77.1%, 84.9%, 76.4%"),
        ('"control", "asb-satisfaction", "2013-11"', "76.4%, 72.6% to 79.8%, 542, 80.0%"),
        ('"two-dates", "asb-satisfaction", "2013-11"', "71.0%, 65.9% to 75.6%, 331"),
        ('"fan", "asb-satisfaction", "2013-11"', "80.0%, 113.7%, 96.8%, 87.9%, 80.3%, 80.7%"),
    ],
)
def test_every_number_of_a_charts_sentence_is_cited(citation, numbers):
    taken()
    document, picture = the_chart(citation)
    assert words(picture.runs) == picture.sentence
    assert ", ".join(run.text for run in picture.runs if isinstance(run, Cited)) == numbers
    left = "".join(run.text for run in picture.runs if isinstance(run, Text))
    assert not re.search(r"\d", DATED.sub("", left))
    assert {run.passport for run in picture.runs if isinstance(run, Cited)} <= {
        p.key for p in document.passports
    }


def test_a_text_and_a_chart_share_the_passport_of_one_number():
    taken()
    text = (
        '{{ sentence("roll-off", "asb-satisfaction", "rolling_year:2013-11") }} '
        'The aim is {{ milestone("asb-satisfaction", "rolling_year:2013-11") }}.\n\n'
        '{{ chart("rolling", "asb-satisfaction", "2013-11") }}\n\n'
        '{{ chart("control", "asb-satisfaction", "2013-11") }}'
    )
    shown = [passport.shown for passport in assemble(a_paper(text), BOARD).passports]
    times = {
        number: shown.count(number) for number in ("0.7 points", "0.7 percentage points", "80%", "80.0%")
    }
    assert times == {"0.7 points": 1, "0.7 percentage points": 0, "80%": 1, "80.0%": 0}


def test_what_a_sentence_does_not_print_is_not_cited_and_a_longer_number_is_another():
    asked: list[str] = []

    def cite(said: str) -> Cited:
        asked.append(said)
        return Cited(said, "figure-1")

    told = [captions.Told(words, cite) for words in ("12%", "", "1.2", "11 months")]
    runs = captions.cited("It fell from 112% to 12%, by 1.25 points, for 11 months running.", told)
    assert asked == ["12%", "11 months"]
    texts = [run.text for run in runs]
    assert texts == ["It fell from 112% to ", "12%", ", by 1.25 points, for ", "11 months", " running."]


def test_an_edition_made_before_charts_cited_their_numbers_keeps_its_sentence():
    taken()
    document, picture = the_chart('"rolling", "asb-satisfaction", "2013-11"')
    frozen = json.loads(freeze(document))
    for block in frozen["sections"][0]["blocks"]:
        block.pop("cited", None)
    before = thaw(json.dumps(frozen))
    (drawn,) = (block for _, block in before.blocks() if isinstance(block, Picture))
    assert drawn.runs == (Text(picture.sentence),)


def test_a_number_of_a_charts_sentence_leads_to_its_line_on_the_page():
    taken()
    document, picture = the_chart('"rolling", "asb-satisfaction", "2013-11"')
    said = html.standalone(document).split('<p class="paper-sentence">')[1].split("</p>")[0]
    keys = [run.passport for run in picture.runs if isinstance(run, Cited)]
    assert re.findall(r'href="#(figure-\d+)"', said) == keys


def test_a_public_copy_has_the_passports_of_its_charts_and_no_chart_that_tells_of_few():
    taken()
    document, _ = the_chart('"control", "asb-satisfaction", "2013-11"')
    assert [p.shown for p in public_copy(document).document.passports] == ["76.4%", "80%"]
    passports = tuple(replace(p, n=12) if p.kind == "figure" else p for p in document.passports)
    assert public_copy(replace(document, passports=passports)).left_out == (
        "Chart 1 because it speaks of fewer than 20 people or events somewhere",
    )
