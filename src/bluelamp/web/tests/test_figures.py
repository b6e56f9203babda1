"""``bluelamp figures …`` and ``bluelamp measures`` as they are typed."""

import json

import pytest
from typer.testing import CliRunner

from bluelamp.performance import catalogue
from bluelamp.performance.tests.factories import NOVEMBER_2013, Asked, interviewed
from bluelamp.web.cli import app

pytestmark = pytest.mark.django_db


def run(*words):
    return CliRunner().invoke(app, list(words))


def took():
    interviewed([Asked(NOVEMBER_2013, 40, 20), Asked(NOVEMBER_2013, 5, 5, lpu="SH")])
    return json.loads(run("figures", "take", "--today", "2014-01-07", "--json").stdout)


def test_figures_are_taken_once_and_one_is_shown_with_what_stands_behind_it():
    assert took()["taken"] > 100
    assert json.loads(run("figures", "take", "--today", "2014-01-07", "--json").stdout)["taken"] == 0
    shown = json.loads(run("figures", "show", "asb-satisfaction", "2013-11", "--json").stdout)
    assert (shown["n"], shown["value"], shown["period"], shown["basis"]) == (
        45,
        25 / 45,
        "month:2013-11",
        "interview",
    )
    assert [version["reason"] for version in shown["versions"]] == [""]
    assert "55.6% in November 2013" in run("figures", "show", "asb-satisfaction", "month:2013-11").stdout


def test_a_small_base_is_withheld_at_the_keyboard_too():
    took()
    shown = json.loads(run("figures", "show", "asb-satisfaction", "2013-11", "--area", "SH", "--json").stdout)
    assert (shown["value"], shown["n"]) == (None, None)
    assert shown["withheld"] == "Withheld: it rests on fewer than 10."


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("asb-satisfacton", "2013-11"), 2, "Did you mean asb-satisfaction?"),
        (("asb-satisfaction", "fortnight:2013-11"), 2, "The kinds are month, rolling_year"),
        (("asb-satisfaction", "November"), 2, "Write it like month:2013-11"),
        (("asb-satisfaction", "quarter:2013-11"), 2, "A quarter ends in March"),
        (("asb-satisfaction", "2013-11", "--area", "XX"), 2, "No place of asb-satisfaction has the code XX."),
        (("asb-satisfaction", "2013-11", "--basis", "moon"), 2, "only by interview or incident"),
        (("asb-satisfaction", "2016-11"), 1, "There is no figure asb-satisfaction for November 2016"),
    ],
)
def test_a_wrong_question_gets_one_line_that_says_what_to_do(words, code, said):
    found = run("figures", "show", *words)
    assert found.exit_code == code
    assert said in found.stderr
    assert found.stderr.count("\n") == 1


def test_a_day_that_is_none_is_wrong_use():
    found = run("figures", "take", "--today", "7/1/2014")
    assert (found.exit_code, found.stderr) == (
        2,
        "bluelamp: “7/1/2014” is not a day. Write it like 2014-01-07.\n",
    )


def test_measures_are_listed_for_people_programs_and_the_reference():
    assert [m["key"] for m in json.loads(run("measures", "--json").stdout)] == list(catalogue.KEYS)
    assert "survey-interviews" in run("measures").stdout
    assert run("measures", "--markdown").stdout == catalogue.reference()
