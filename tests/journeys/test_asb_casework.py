"""Cases of anti-social behaviour in hand: given to many, joined and parted, told to the victim, refused by the law."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.checking import check, check_accessible
from tests.journeys.conftest import walk
from tests.journeys.steps import follow, go, press, sign_in, tick, write

CASES = "table tbody th a"


def refs(page: Page) -> list[str]:
    """The references of the cases in the list, the one reported last first."""
    page.goto("/asb/")
    return [str(link.get_attribute("href")).split("/")[3] for link in page.locator(CASES).all()]


def give_to(page: Page, name: str) -> None:
    """Tick the first two cases and say who is to work on them; what will happen is shown."""
    page.goto("/asb/")
    for box in page.locator("tbody input[type=checkbox]").all()[:2]:
        box.check()
    page.get_by_role("button", name="Assign", exact=True).click()
    page.get_by_label("Who is to work on them?").select_option(name)
    page.get_by_label("Why").fill("They know the street.")
    page.get_by_role("button", name="See what will happen").click()


def test_many_cases_are_given_to_somebody_and_taken_back_each_time_anew(browser_page, workspace):
    # given a sergeant who has not ticked anything
    page = browser_page
    sign_in(page, workspace, "sergeant")
    page.goto("/asb/")
    page.get_by_role("button", name="Assign", exact=True).click()
    expect(page.get_by_text("Nothing is ticked.")).to_be_visible()
    for _ in range(2):
        # when two are given to the sergeant, it is shown before it happens
        give_to(page, "sergeant")
        expect(page.get_by_text("It will be done to 2 cases.")).to_be_visible()
        check_accessible(page)
        page.get_by_role("button", name="Assign", exact=True).click()
        expect(page.get_by_text("2 done, ")).to_be_visible()
        check_accessible(page)
        # then it can be taken back, and be done again as something new
        page.get_by_role("button", name="Take it back").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Assign: taken back")


@pytest.mark.parametrize(("width", "scripts"), [(320, True), (1280, False)])
def test_a_sergeant_clears_a_weeks_reviews_by_keyboard_with_one_note_and_a_way_back(
    browser, workspace, width, scripts
):
    with walk(browser, workspace, width=width, height=900, scripts=scripts) as page:
        # given the reviews of a week in one list, the first due first
        sign_in(page, workspace, "sergeant-east")
        page.goto("/asb/reviews/?due=due-sergeant")
        check(page, scripts=scripts)
        due = page.locator("#count strong").inner_text()
        # when all are reviewed with one note, it is shown before it happens
        tick(page, page.get_by_label(re.compile(rf"All {due} that were found")))
        press(page, "Review")
        write(page, page.get_by_label("What did you look at"), "Read each of them; they go on as planned.")
        follow(page, "See what will happen")
        expect(page.get_by_text(re.compile(r"Reviewed by a sergeant, due \d+")).first).to_be_visible()
        check(page, scripts=scripts)
        press(page, "Review")
        expect(page.get_by_text(re.compile(rf"{due} done, "))).to_be_visible()
        # then none is due any more, until it is taken back
        page.goto("/asb/reviews/?due=due-sergeant")
        expect(page.locator("#count strong")).to_have_text("0")
        page.go_back()
        follow(page, "Take it back")
        expect(page.get_by_role("heading", level=1)).to_have_text("Review: taken back")
        page.goto("/asb/reviews/?due=due-sergeant")
        expect(page.locator("#count strong")).to_have_text(due)


def test_many_are_proposed_for_closing_and_taken_back_without_scripts(no_javascript_page, workspace):
    page = no_javascript_page
    sign_in(page, workspace, "sergeant")
    page.goto("/asb/")
    for box in page.locator("tbody input[type=checkbox]").all()[:2]:
        box.check()
    page.get_by_role("button", name="Propose closing").click()
    page.get_by_label("Why").fill("It has been quiet there since the summer.")
    page.get_by_role("button", name="See what will happen").click()
    expect(page.get_by_text("Proposed for closing, until now:").first).to_be_visible()
    page.get_by_role("button", name="Propose closing").click()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Propose closing: taken back")


def test_a_promise_goes_on_a_card_that_is_shown_ready_for_print(no_javascript_page, workspace):
    # given a promise that lies in the past, which is refused
    page = no_javascript_page
    sign_in(page, workspace, "sergeant")
    case = refs(page)[0]
    page.goto(f"/promises/{case}/make")
    page.get_by_label("The victim", exact=True).check()
    page.get_by_label("A day of its own").check()
    page.get_by_label("What did you say will happen?").fill("We will ring you.")
    page.get_by_label("By which day?").fill("1 1 2014")
    page.get_by_role("button", name="Make the promise").click()
    expect(page.get_by_text("That is in the past.").first).to_be_visible()
    # when one of the usual is made, and the card is issued
    page.get_by_label("Keep in touch").check()
    page.get_by_label("By which day?").fill("")
    page.get_by_role("button", name="Make the promise").click()
    expect(page.get_by_text("We will ring you.").first).to_be_visible()
    page.goto(f"/promises/{case}/card")
    page.get_by_role("button", name="Issue the card").click()
    # then the card itself is there, with what was promised on it
    expect(page).to_have_url(re.compile(r"/cards/\d+$"))
    expect(page.get_by_role("heading", name="What happens next")).to_be_visible()
    expect(page.get_by_text("We will ring you.").first).to_be_visible()


def test_the_law_says_how_long_and_from_when(browser_page, workspace):
    # given a dispersal direction with all in writing
    page = browser_page
    sign_in(page, workspace, "sergeant")
    case = refs(page)[1]
    page.goto(f"/powers/{case}/orders/add/")
    page.get_by_label("Which power?").select_option("dispersal")
    page.get_by_label("Who would use it?").select_option("police")
    page.get_by_label("Somebody or something else").check()
    page.get_by_label("If not named, who or what is it?").fill("man in a grey hoodie")
    page.get_by_label("How old are they?").fill("34")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Dispersal direction").first.click()
    go(page, page.get_by_role("link", name="Write it down", exact=True).first)
    for words in page.locator("main textarea").all():
        words.fill("Authorised by the inspector on the day, for the shops.")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="It was served").or_(
        page.get_by_role("button", name="It was served")
    ).click()
    # when it is served for three months, and then on a day before the Act
    for day, amount, unit, why in (
        ("1 January 2015", "3", "months", "lasts 48 hours at most"),
        ("1 June 2013", "24", "hours", "it is not in force on 1 June 2013"),
    ):
        page.get_by_label("On which day?").fill(day)
        page.get_by_label("At what time?").fill("21:30")
        page.get_by_label("How long does it last?").fill(amount)
        page.get_by_label("Hours, days, months or years").select_option(unit)
        page.get_by_label("How was it served?").select_option(label="Given by word of mouth")
        page.get_by_role("button", name="Save").click()
        # then the law is said, and what was typed stays
        expect(page.get_by_text(why).first).to_be_visible()
        expect(page.get_by_label("On which day?")).to_have_value(day)
        check_accessible(page)


def test_what_an_application_for_a_case_review_still_wants_is_said(small_page, workspace):
    page = small_page
    sign_in(page, workspace, "sergeant")
    page.goto(f"/asb/case-reviews/{refs(page)[4]}/apply/")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="Ask whether the victim agrees")).to_be_visible()
    expect(page.get_by_role("link", name="Say what they complain of")).to_be_visible()
    check_accessible(page)
