"""Who takes the made-up reports and deals with the cases: made-up officers, and nobody real."""

from __future__ import annotations

import pytest

from bluelamp.areas.asb.actions.loading import Said
from bluelamp.web.sample import asb
from bluelamp.web.sample.asb import ENDED, FORCE

PLAN = asb.as_shipped()


def said(channel: str, agency: str = FORCE) -> Said:
    return Said(ENDED, channel, "Shouting at night.", {}, ENDED, agency=agency)


@pytest.mark.parametrize(
    ("report", "takers"),
    [
        (said("phone"), PLAN["takers"]["phone"]),
        (said("officer"), ["Nadia Sample"]),
        (said("partner", "wickwell-homes"), ["Parveen Sample"]),
    ],
)
def test_a_report_is_taken_by_those_whom_it_came_to(report, takers):
    assert asb._taker(report, "Nadia Sample") in takers


def test_every_partner_has_somebody_who_reports():
    assert set(PLAN["takers"]["partner"]) == set(PLAN["partners"])


def test_everybody_is_plainly_made_up():
    names = [*PLAN["takers"]["phone"], *PLAN["takers"]["partner"].values()]
    names += [name for officers in PLAN["officers"].values() for name in officers]
    assert {name.rpartition(" ")[2] for name in names} == {"Sample"}


@pytest.mark.parametrize(
    ("published", "said"),
    [
        ("On or near Walsall Road", "near Walsall Road"),
        ("On or near Payne'S Lane", "near Payne's Lane"),
        ("On or near Supermarket", "near a supermarket"),
    ],
)
def test_a_place_is_called_as_somebody_would_call_it(published, said):
    assert asb._street(published) == said


def test_no_map_point_is_called_by_two_words_at_once():
    assert [street for _, street in asb._places() if "/" in street] == []
