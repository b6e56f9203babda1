"""Names told beside their number: set apart by commas, after “namely”, before “are the five”, with a clause after."""

from __future__ import annotations

import pytest

from bluelamp.board.checking.tests.asked import asked, cases, texts

COUNTED = cases("""
{} bids were received, from Alder Ltd, Birch plc and Cedar Care. || Two || Three

Abbey, Bell, Castle and Dene are the {} sites chosen for the trial. || five || four

{} schools were rated good, namely Hillside, Elm Park, Oakwood and St Anne's. || Three || Four

Our {} offices, Hale, Marple, Romiley and Bredbury, stay open. || three || four

{} wards, Ash, Beech and Cedar, have no councillor. || Two || Three

I propose {} priorities, namely the timely closing of damp cases, the first-visit completion of repairs, the replacing
of the 212 oldest boilers, and the survey of every home, each of which will have a lead. || three || four

{} of our parks were given the flag in July, namely Castle Park, the Botanic Garden, St Anne's Ground, Jubilee Park and
Weir Island, and the judges were good enough to remark upon the planting. || Six || Five

{} districts lie above the county figure of 13.9: Ferrow, Oxley, Staine and Tarn Valley. || Three || Four

The trust runs {} hospitals, Royal, Queens, St Mary's, Bell and North, and a clinic. || four || five
""")


@pytest.mark.parametrize(("text", "wrong", "right"), COUNTED)
def test_as_many_are_named_as_are_stated(text, wrong, right):
    assert "lists" in asked(text.format(wrong))
    assert asked(text.format(right)) == frozenset()


@pytest.mark.parametrize(
    "text",
    texts("""
    We met two colleagues, Jane Hill, Director of Housing, and Ali Khan, Head of Finance.

    The three wardens work in Ash, Beech, Cedar and Dene.

    Two of the sites, Ash and Beech, and the depot at Cole, are closed.

    Six councils, including Ash, Beech and Cole, have signed.
    """),
)
def test_names_that_are_not_those_counted_are_left_alone(text):
    assert asked(text) == frozenset()
