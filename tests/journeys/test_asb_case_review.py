"""The community trigger by keyboard: whoever rang three times asks for a review; it is counted, held and published."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.checking import check, check_no_sideways_scrolling
from tests.journeys.conftest import Workspace, walk
from tests.journeys.steps import follow, go, sign_in, tick, write

DAYS_AGO = (9, 6, 1)
"""When they rang."""
TODAY = "today"
"""Stands in a step for the day on which it is filled in."""
SAYS = "It goes on every night, and nobody comes."
STEPS = (
    ("The letter was sent", {}),
    ("Ask the agencies", {}),
    ("An agency answered", {"Police": True, "What was reported": "Three reports, and one visit."}),
    ("Decide on the threshold", {"Yes": True, "Why?": "Three separate incidents were reported to us."}),
    (
        "Arrange the panel",
        {
            "When does it meet?": TODAY,
            "Who chairs it?": "Canon Brindlewick",
            "Did the chair": True,
            "Is the victim": True,
        },
    ),
    ("Write down what it found", {"What did it find?": "Nobody spoke with the landlord in all that time."}),
    (
        "Add a recommendation",
        {
            "To which agency?": "Wickwell Homes",
            "What is recommended?": "Visit the flats.",
            "By when?": TODAY,
        },
    ),
    ("The outcome was sent", {}),
)
"""Each step by the words of its button, and what is filled in."""


def today() -> date:
    """The force's day, asked anew each time, as whoever types it does: a long run of tests goes on over midnight."""
    return datetime.now(ZoneInfo("Europe/London")).date()


def reported(page: Page, family: str) -> str:
    """Three calls by one person of three nights; the reference of their case."""
    case = "new"
    for days in DAYS_AGO:
        night = f"{today() - timedelta(days=days):%d %m %Y} 21:30"
        page.goto("/asb/report/")
        page.get_by_label("What happened", exact=True).fill("They race motorbikes between the garages.")
        page.get_by_label("When it began").fill(night)
        page.get_by_label("Where it happened").fill("4 Driftwood Close, Upper Stoke")
        page.get_by_label("Point on the map").fill("435000, 279500")
        page.get_by_label("Given names").fill("Ottoline")
        page.get_by_label("Family name").fill(family)
        for question in ("repeat", "targeted", "vulnerable", "effect"):
            page.locator(f"[name=asked_{question}][value=no]").check()
        page.get_by_label("Nuisance: trouble").check()
        page.get_by_label("No crime in it").check()
        go(page, page.get_by_role("button", name="Find what it may belong to").last)
        if page.locator("[name=caller]").count():
            page.get_by_role("radio", name=f"Ottoline {family}").check()
        page.locator(f"[name=into][value='{case}']").check()
        page.get_by_role("button", name="Take the report").click()
        link = page.get_by_role("main").locator("a[href^='/asb/cases/']").first
        case = str(link.get_attribute("href")).split("/")[-2]
    return case


def fill(page: Page, said: dict[str, str | bool]) -> None:
    """What is said of one step, by keyboard: a choice is a tick, a question is answered with yes."""
    for label, words in said.items():
        group = page.get_by_role("group", name=label)
        if words is not True:
            typed = f"{today():%d %m %Y}" if words == TODAY else str(words)
            write(page, page.get_by_label(label), typed)
        else:
            tick(page, group.get_by_label("Yes") if group.count() else page.get_by_label(label, exact=True))


@pytest.mark.parametrize(
    ("width", "scripts", "family"), [(320, True, "Pebblewick"), (1280, False, "Dunmarsh")]
)
def test_a_review_is_applied_for_counted_held_and_published(
    browser: Browser, workspace: Workspace, width: int, scripts: bool, family: str
):
    with walk(browser, workspace, width=width, height=900, scripts=scripts) as page:
        # given somebody who rang about three nights
        sign_in(page, workspace, "contact")
        case = reported(page, family)
        # then whoever opens the case is told that they may ask for a review
        page.goto(f"/asb/case-reviews/{case}/")
        expect(page.get_by_text("A victim here already meets the threshold")).to_be_visible()
        # when they ask, with the only person who complains chosen already
        follow(page, "Apply for a case review")
        expect(page.get_by_role("radio", name=f"Ottoline {family}")).to_be_checked()
        fill(page, {"Does the victim agree": True, "What do they complain of?": SAYS})
        follow(page, "Save")
        expect(page.get_by_role("heading", level=1)).to_have_text("Case review: received")
        application = page.url
        page.get_by_role("button", name="Sign out").or_(
            page.get_by_role("link", name="Sign out")
        ).first.click()
        # then a sergeant takes it from the letter to the outcome
        sign_in(page, workspace, "sergeant")
        page.goto(application)
        for words, said in STEPS:
            follow(page, words)
            fill(page, said)
            check_no_sideways_scrolling(page)
            follow(page, "Save")
            expect(page).to_have_url(application)
        # then the count stands there complaint by complaint, with what was recommended and the letter
        expect(page.get_by_text("3 separate incidents in 6 months, of 3 needed").first).to_be_visible()
        expect(page.get_by_role("cell", name="Counts", exact=True)).to_have_count(3)
        expect(page.get_by_text("Wickwell Homes, by").first).to_be_visible()
        check(page, scripts=scripts)
        page.get_by_role("link", name=re.compile("the letter$")).click()
        expect(page.get_by_text("Visit the flats.").first).to_be_visible()
        # then the year is published, and so few that nobody can be told apart are kept back
        page.goto("/asb/case-reviews/published/")
        expect(page.get_by_role("cell", name="kept back").first).to_be_visible()
        check(page, scripts=scripts)
