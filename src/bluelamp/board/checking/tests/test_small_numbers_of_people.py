"""Tables and sentences whose small numbers may tell a reader who somebody is, and small numbers that harm nobody."""

from __future__ import annotations

from datetime import date

import pytest

from bluelamp.board.checking.checked import check


def paper(*head: str, rows, before: str = "The numbers are below.") -> str:
    lines = [" | ".join(row) for row in (head, ("---",) * len(head), *rows)]
    return f"4. {before}\n\n" + "".join(f"| {line} |\n" for line in lines)


TELLING = {
    "faith by ward": paper("Ward", "Muslim", "Sikh", rows=(("Old Quay", "4", "1"), ("St Botolph's", "12", "0"))),
    "heritage by school": paper(
        "School", "White British", "Roma", rows=(("Ash", "30", "2"), ("Beech", "24", "1")), before="Risks were seen."
    ),
    "girls by village": paper("Village", "Aged 15", "Outcome", rows=(("Wick", "1", "Birth"), ("Orford", "0", "None"))),
    "faiths in rows": paper("Of", "2014", "2015", rows=(("Christian", "41", "44"), ("Sikh", "1", "2"))),
    "an illness": paper("Practice", "With tuberculosis", rows=(("Mill Street", "2"), ("Church Lane", "11"))),
    "what leads to it": paper(
        "Ward", "2014", "2015", rows=(("Ash", "1", "2"), ("Beech", "3", "2")), before="Women who told of rape:"
    ),
    "staff by heritage": paper("Grade", "White British", "Asian", rows=(("Sergeant", "30", "2"), ("Chief", "12", "1"))),
    "staff with a disability": paper("Department", "With a disability", rows=(("Wards", "9"), ("Theatres", "1"))),
    "those who harmed themselves": "4. Two girls and one boy from Thornby harmed themselves in May.",
    "a sentence": "4. In Wick St Mary one girl of 14 had a termination.",
}  # fmt: skip
HARMLESS = {
    "engines": paper("Station", "Fires", "Vehicles", rows=(("Ash", "3", "2"), ("Beech", "11", "4"))),
    "risks": paper("Risk", "Likelihood", "Impact", rows=(("Staff", "3", "4"), ("Fire", "2", "4"))),
    "costs": paper(
        "Option", "Cost (£m)", "Years", rows=(("A", "3", "2"), ("B", "4", "1")), before="Residents were told of two."
    ),
    "many of each": paper("Ward", "Muslim", "Sikh", rows=(("Old Quay", "14", "21"), ("St Botolph's", "12", "0"))),
    "a sentence without a place": "4. Two victims of rape were helped by a new adviser in May 2014.",
    "a sentence without a person": "4. Three Sikh festivals were held in Wick St Mary.",
}  # fmt: skip


def found(text: str) -> list[str]:
    every = check("paper.md", f"{text}\n".encode(), today=date(2020, 1, 1)).findings
    return [each.working for each in every if each.rule == "small-cells"]


@pytest.mark.parametrize("of", TELLING)
def test_small_numbers_of_people_who_could_be_known_are_found(of):
    assert len(found(TELLING[of])) == 1


@pytest.mark.parametrize("of", HARMLESS)
def test_small_numbers_that_tell_of_nobody_are_let_be(of):
    assert found(HARMLESS[of]) == []
