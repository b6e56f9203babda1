"""A start from nothing, at full scale: sample, figures and paper; and a second start that repeats nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bluelamp.board import queries as papers
from bluelamp.board.queries import comments, minutes
from bluelamp.kernel.access import actions as access
from bluelamp.kernel.access.models import User
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.figures import periods
from bluelamp.kernel.figures import queries as figures
from bluelamp.kernel.organisations.actions import load_organisations
from bluelamp.kernel.places.actions import load_places
from bluelamp.web import preparing
from bluelamp.web.sample.plan import as_shipped

pytestmark = pytest.mark.django_db
BY = Scope.system("bluelamp run")
MEASURES = {
    "asb": "asb-satisfaction",
    "crime": "crime-satisfaction",
    "vehicle": "vehicle-crime-satisfaction",
    "other": "crime-satisfaction-excluding-vehicle",
}


class Seen:
    """What was shown: each step, and whether it had been done before."""

    def __init__(self) -> None:
        self.steps: list[tuple[str, bool]] = []

    def progress(self, what: str, share: float) -> None:
        assert what
        assert 0 <= share <= 1

    def done(self, what: str, result: str, *, again: bool = False) -> None:
        self.steps.append((what, again))


@pytest.fixture(autouse=True)
def _quick_passwords(settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def test_a_start_gives_the_figures_of_the_paper_and_a_second_one_repeats_nothing(var: Path) -> None:
    first = Seen()
    prepared = preparing.prepare(first)
    assert first.steps == [("Sample", False), ("Figures", False), ("Paper", False)]
    for target in as_shipped().about["targets"]:
        if target.get("basis", "pooled") == "pooled":
            read = figures.reading(BY, MEASURES[target["series"]], periods.parse(target["period"]))
            assert f"{100 * read.value:.1f}" == target["prints"], target["says"]
    for month, interviews in as_shipped().about["interviews"].items():
        assert figures.reading(BY, "survey-interviews", periods.parse(month)).n == interviews
    signals = prepared.figures["signals"]
    assert (
        signals["Crime satisfaction"]
        == signals["Crime satisfaction without vehicle crime"]
        == "Worse than usual"
    )
    assert [Path(file).stat().st_size > 1_000 for file in prepared.paper["files"]] == [True] * 3
    assert {Path(file).parent for file in prepared.paper["files"]} == {var / "papers" / "2014-01-07"}

    asked = {one.number: one for one in minutes.opening(BY, date(2014, 1, 7))}
    assert [number for number, one in asked.items() if one.is_late(date(2014, 1, 7))] == [4, 7]
    assert [number for number, one in asked.items() if one.has_ended] == [3]
    assert [one.is_stale for one in comments.standing(BY, "2014-01-07")] == [False, False]
    assert prepared.paper["edition"] == 2
    assert (prepared.paper["findings"], prepared.paper["signed_by"]) == (0, "Ade Sample")
    a_member = Scope.of(User.objects.get(username="board"))
    (paper,) = papers.papers(a_member)
    assert (paper.key, paper.latest.built_by_name) == ("2014-01-07", "Anil Sample")

    (draft, _) = papers.papers(BY)
    assert (draft.key, draft.signed, draft.open_findings) == ("2014-02-04", None, 0)
    assert draft.latest.document.sections[0].title == "What the Board asked last time"
    (stale,) = comments.standing(BY, draft.key)
    assert [(one.then, one.now) for one in stale.rests_on] == [("84.8%", "84.0%")]

    second = Seen()
    again = preparing.prepare(second)
    assert second.steps == [("Sample", True), ("Figures", True), ("Paper", True)]
    assert (again.figures, again.paper) == (prepared.figures, prepared.paper)
    assert "password" not in again.as_json()["sample"]

    Path(prepared.paper["files"][0]).unlink()
    third = Seen()
    preparing.prepare(third)
    assert third.steps == [("Sample", True), ("Figures", True), ("Paper", False)]


def test_a_start_beside_real_records_leaves_the_sample_and_its_paper_out(var: Path) -> None:
    load_places(by=BY)
    load_organisations(by=BY)
    access.add_user(
        by=BY, name="jo.real", password="long-enough-to-pass", role="analyst",
        organisation="west-midlands-police", now=preparing.timezone.now(),
    )  # fmt: skip
    seen = Seen()
    prepared = preparing.prepare(seen)
    assert seen.steps == [("Records", True), ("Figures", False)]
    assert (prepared.sample, prepared.paper, prepared.figures["figures"]) == (None, {}, 0)
    assert not (var / "sample.json").exists()
