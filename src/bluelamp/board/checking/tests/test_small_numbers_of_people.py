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
    "age, sex and village": "4. There were three: one girl aged 14 from Pell and two boys aged 15.",
    "one of those before": "4. Girls were 11. One, a 13-year-old of Chinese heritage in Ash Court, is at risk.",
    "a heritage at a school": "4. Two Roma boys at Mill Lane Primary were excluded for good.",
    "an age and an illness": "4. One patient, a woman of 34 from Little Oxley, has tuberculosis.",
    "the only one": "4. The only Sikh resident, aged 81, lives in Elm House.",
    "somebody without a number": "4. The youngest was a 12-year-old girl with epilepsy at St Anne's School.",
    "year and heritage": "4. Three Year 6 pupils of Somali heritage at Beech Hill School were moved.",
    "digits": "4. There were 2 women aged 19 living in Fern Court who had lost a child.",
    "an illness in a home": "4. One man with dementia at Oak Lodge was hurt.",
    "brothers": "4. Two brothers of 9 and 11 from Thorn End were taken into care.",
    "a faith on an estate": "4. Of these, one was a Jewish woman in her 70s on Marsh Farm.",
    "a sentence": "4. In Wick St Mary one girl of 14 had a termination.",
}  # fmt: skip
HARMLESS = {
    "engines": paper("Station", "Fires", "Vehicles", rows=(("Ash", "3", "2"), ("Beech", "11", "4"))),
    "risks": paper("Risk", "Likelihood", "Impact", rows=(("Staff", "3", "4"), ("Fire", "2", "4"))),
    "costs": paper(
        "Option", "Cost (£m)", "Years", rows=(("A", "3", "2"), ("B", "4", "1")), before="Residents were told of two."
    ),
    "many of each": paper("Ward", "Muslim", "Sikh", rows=(("Old Quay", "14", "21"), ("St Botolph's", "12", "0"))),
    "a rate": "4. One woman in ten aged 40 in Ashby Court has had a check.",
    "no place": "4. One girl aged 14 and two boys aged 15 were seen.",
    "many": "4. Some 41 girls aged 14 from Harrow Green were seen.",
    "an office": "4. Two members of Asian heritage from Pell joined the panel.",
    "a man of a town": "4. One man from Pell was fined.",
    "a month": "4. In May two women aged 30 were seen in April.",
    "a band of ages": "4. Four people aged 18 to 24 in Ashby Court took part.",
    "somebody of an age": "4. A man aged 40 from Pell won the prize.",
    "a country": "4. One woman aged 30 in England has a check each year.",
    "two buildings": "4. Two homes for people with dementia in Ashby Court were inspected.",
    "a programme": "4. One course for women aged 30 was held in Ashby Court.",
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
