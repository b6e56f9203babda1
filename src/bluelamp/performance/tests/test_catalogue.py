"""The catalogue: complete, consistent, and described."""

from dataclasses import replace

import pytest

from bluelamp.kernel.figures.measures import Milestone
from bluelamp.kernel.figures.periods import KINDS, Month, RollingYear
from bluelamp.performance import catalogue

AGREED = {
    *("asb-satisfaction", "asb-satisfaction-contact", "asb-satisfaction-action"),
    *("asb-satisfaction-follow-up", "asb-satisfaction-treatment"),
    *("crime-satisfaction", "crime-satisfaction-contact", "crime-satisfaction-action"),
    *("crime-satisfaction-follow-up", "crime-satisfaction-treatment"),
    *("vehicle-crime-satisfaction", "crime-satisfaction-excluding-vehicle"),
    *("survey-interviews", "recorded-crime", "recorded-burglary", "recorded-vehicle-crime", "recorded-asb"),
}


def test_every_agreed_measure_is_there_once():
    keys = [measure.key for measure in catalogue.MEASURES]
    assert len(keys) == len(set(keys))
    assert set(keys) >= AGREED


def test_every_kind_of_measure_is_in_use():
    assert {measure.kind for measure in catalogue.MEASURES} == {
        "count",
        "share",
        "rate",
        "mean",
        "quantile",
        "ratio",
    }


@pytest.mark.parametrize("measure", catalogue.MEASURES, ids=lambda m: m.key)
def test_a_measure_says_what_it_means_in_one_sentence_and_who_owns_it(measure):
    assert measure.meaning.endswith(".")
    assert ". " not in measure.meaning
    assert measure.owner
    assert measure.paragraphs


def test_the_milestone_is_the_one_in_force_in_the_last_month():
    asb = catalogue.measure("asb-satisfaction")
    assert asb.milestone_at(RollingYear(2013, 11)).level == 0.80
    assert asb.milestone_at(Month(2013, 3)) is None


def test_an_unknown_measure_gets_the_nearest_name():
    with pytest.raises(catalogue.NoSuchMeasure, match="Did you mean asb-satisfaction-follow-up"):
        catalogue.measure("asb-satisfaction-followup")
    with pytest.raises(catalogue.NoSuchMeasure, match="bluelamp measures"):
        catalogue.measure("weather")


def test_the_reference_page_has_every_measure_with_its_milestone_and_base():
    page = catalogue.reference()
    assert all(f"`{measure.key}`. {measure.meaning}" in page for measure in catalogue.MEASURES)
    assert "* Milestone: 80.0% from April 2013. Board paper of 7 January 2014, paragraph 24" in page
    assert "* Not published below: 10 in the base" in page


def declared(**about):
    return replace(catalogue.measure("survey-interviews"), **about)


def test_a_measure_declared_wrongly_is_refused():
    share = catalogue.measure("asb-satisfaction").tally
    assert declared(milestones=(Milestone(Month(2013, 4), 1, "x"),)).kind == "count"
    for wrong in (
        {"quantile": 0.5},
        {"tally": share, "over": share},
        {"tally": share, "per": {"force": {"": 1}}},
    ):
        with pytest.raises(TypeError):
            declared(**wrong)
    with pytest.raises(ValueError, match="keeps no ward"):
        declared(area_levels=("ward",))


def test_a_level_takes_only_kinds_of_period_that_there_are():
    with pytest.raises(ValueError, match="there is no kind of period fortnight"):
        declared(periods_at={"lpu": ("fortnight",)})


def test_a_neighbourhood_is_charted_by_month_for_counts_and_by_rolling_year_alone_for_surveys():
    taken = {
        measure.key: [kind for kind in KINDS if measure.is_taken_for("neighbourhood", KINDS[kind](2013, 3))]
        for measure in catalogue.MEASURES
        if "neighbourhood" in measure.area_levels
    }
    counts = ["recorded-crime", "recorded-burglary", "recorded-vehicle-crime", "recorded-asb"]
    by_month = {key: ["month", "rolling_year"] for key in counts}
    assert taken == by_month | {key: ["rolling_year"] for key in ("asb-satisfaction", "crime-satisfaction")}
