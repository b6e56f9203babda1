"""A paper from its minutes to the public, in a browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.checking import check, check_accessible
from tests.journeys.conftest import walk
from tests.journeys.steps import follow, reach, sign_in

PAPER = "/board/papers/2014-01-07"


def test_the_lead_writes_minutes_of_an_earlier_meeting_and_the_paper_is_read_in_ten_minutes(
    browser_page, workspace
):
    page = browser_page
    sign_in(page, workspace, "lead")
    page.goto(f"{PAPER}/minutes/")
    check_accessible(page)
    page.get_by_label("What was decided, asked for or asked?").fill("Bring a test of each hypothesis.")
    page.get_by_label("Who answers for it").fill("Gold Group")
    page.get_by_label("By when").fill("20 December 2013")
    page.get_by_label("Of an earlier meeting?").fill("5 November 2013")
    page.get_by_role("button", name="Write it down").click()
    page.get_by_role("link", name="Action 1", exact=True).click()
    check_accessible(page)
    page.goto(f"{PAPER}/ten-minutes/")
    late = page.get_by_role("region", name="What is late")
    expect(late).to_contain_text("Action 1, Gold Group, due 20 December 2013")
    check_accessible(page)


def test_a_comment_is_written_by_keyboard_alone(no_javascript_page, workspace):
    page = no_javascript_page
    sign_in(page, workspace, "analyst")
    page.goto(f"{PAPER}/comments/")
    page.get_by_label("At the end of which section?").select_option("satisfaction")
    page.get_by_label("What do the figures mean?").focus()
    page.keyboard.type("The fall follows from the month that left.")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.get_by_role("button", name="Write comment").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Comment", exact=True).last).to_be_visible()
    expect(page.get_by_role("blockquote").last).to_have_text("The fall follows from the month that left.")


def test_anybody_sees_which_papers_are_public_on_a_small_telephone(small_page):
    small_page.goto("/board/public/")
    expect(small_page.get_by_role("heading", name="Papers for the public")).to_be_visible()
    check_accessible(small_page)
    small_page.goto("/board/public/2014-01-07/")
    expect(small_page).not_to_have_title("Local Policing and Service Improvement portfolio - Bluelamp")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_chief_officer_goes_from_home_to_the_rows_behind_a_sentence_by_keyboard(
    browser, workspace, scripts
):
    with walk(browser, workspace, width=320, height=640, scripts=scripts) as page:
        sign_in(page, workspace, "acc")
        follow(page, "Read the paper of 7 January 2014")
        check(page, scripts=scripts)
        reach(page, page.locator("a.paper-figure[href^='/performance/figures/']", has_text="77.1%").first)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        passport = page.get_by_role("heading", level=1)
        expect(passport).to_have_text("ASB satisfaction, the twelve months to November 2013")
        check(page, scripts=scripts)
        follow(page, "See its chart")
        expect(page.get_by_text("ASB satisfaction has been below its usual level").first).to_be_visible()
        page.go_back()
        follow(page, "Open the 4,620 rows behind it")
        expect(page.get_by_role("table").first).to_be_visible()
        check(page, scripts=scripts)
