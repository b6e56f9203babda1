"""A call about anti-social behaviour, from the first word to the case, by keyboard alone and without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.checking import check_accessible, check_no_sideways_scrolling
from tests.journeys.conftest import walk
from tests.journeys.steps import answered, follow, press, sign_in, tab_to, tick, type_into

SHORT = 6
"""Questions of the contact centre's short form."""
PROMISED = "We will speak with you about what has happened."


def choose(page: Page, name: str) -> None:
    tab_to(page, f"[name={name}]")
    page.keyboard.press("Space")


def fill_in(page: Page, family: str) -> None:
    """A call as it is typed, questions answered by their numbers where scripts run."""
    type_into(page, "what", "Youths kick a ball against the shutters and shout.")
    type_into(page, "happened_from", "yesterday 21:30")
    type_into(page, "address", "58 Shingle Avenue, Ladywood")
    type_into(page, "point", "407010, 287000")
    type_into(page, "given", "Mabel")
    type_into(page, "family", family)


def test_a_call_is_taken_by_keyboard_alone(browser_page, workspace):
    # given a contact-centre officer at the script
    sign_in(browser_page, workspace, "contact")
    browser_page.goto("/asb/report/")
    expect(browser_page.get_by_label("What happened", exact=True)).to_be_focused()
    check_accessible(browser_page)
    # when the call is typed, and each question answered by its number
    fill_in(browser_page, "Tidewrack")
    tab_to(browser_page, "[name=asked_repeat]")
    for number in "1221":
        browser_page.keyboard.press(number)
    choose(browser_page, "qualifier")
    choose(browser_page, "crime")
    browser_page.keyboard.press("Enter")
    # then the cases it may belong to are shown before a new one begins
    expect(browser_page.get_by_role("heading", level=1)).to_have_text("Which case is it?")
    check_accessible(browser_page)
    # then the first of them has the focus, and the last is a new one
    expect(browser_page.locator("main input[type=radio]").first).to_be_focused()
    browser_page.keyboard.press("ArrowUp")
    expect(browser_page.get_by_label("A new case")).to_be_checked()
    browser_page.keyboard.press("Enter")
    # then its reference is there to be read out, with what comes next: the risk, in few questions
    expect(browser_page.get_by_role("heading", level=1)).to_have_text("Report taken")
    case = browser_page.get_by_role("main").locator("a[href^='/asb/cases/']").first.get_attribute("href")
    check_accessible(browser_page)
    follow(browser_page, f"Assess the risk: {SHORT} questions")
    assert answered(browser_page) == 2 * SHORT
    follow(browser_page, "Finish")
    check_accessible(browser_page)
    # when they go on to the card, the first conversation is promised on it already
    follow(browser_page, "Go on to the card")
    expect(browser_page.get_by_label(PROMISED)).to_be_checked()
    check_accessible(browser_page)
    follow(browser_page, "Issue the card")
    # then the card is there to be printed, and the case says what happened
    check_card(browser_page)
    check_accessible(browser_page)
    browser_page.goto(str(case))
    expect(browser_page.get_by_text("58 Shingle Avenue, Ladywood").first).to_be_visible()
    expect(browser_page.get_by_role("link", name="Mabel Tidewrack", exact=True)).to_be_visible()
    expect(browser_page.get_by_text(PROMISED).first).to_be_visible()
    check_accessible(browser_page)


def check_card(page: Page) -> None:
    """One card, as it goes to whoever rang."""
    card = page.get_by_role("article")
    expect(card.get_by_role("heading", name="What happens next")).to_be_visible()
    expect(card.get_by_text(PROMISED)).to_be_visible()
    expect(page.get_by_role("link", name="Download the card (PDF)")).to_be_visible()


def test_the_next_call_finds_the_case(small_page, workspace):
    # given somebody who rang before, and a telephone instead of a desk
    page = small_page
    sign_in(page, workspace, "contact")
    for is_known in (False, True):
        page.goto("/asb/report/")
        fill_in(page, "Saltmarsh")
        for question in ("repeat", "targeted", "vulnerable", "effect"):
            tick(page, page.locator(f"[name=asked_{question}][value=no]"))
        tick(page, page.get_by_label("nuisance: trouble"))
        tick(page, page.get_by_label("no crime in it"))
        press(page, "Find what it may belong to")
        check_accessible(page)
        if is_known:
            # then they are known, and so is their case, with the reason said
            expect(page.get_by_text("The same person has complained before in it").first).to_be_visible()
            tick(page, page.locator("[name=caller]").first)
            tick(page, page.locator("[name=into]").first)
        else:
            tick(page, page.get_by_label("A new case"))
        press(page, "Take the report")
    expect(page.get_by_text("a case that has 2 reports now")).to_be_visible()
    # when the card is issued, it can be read and printed here too
    follow(page, "Issue the")
    check_accessible(page)
    press(page, "Issue the card")
    check_card(page)
    check_accessible(page)


@pytest.fixture
def small_plain_page(browser, workspace):
    """A visitor on a small telephone that runs no scripts."""
    with walk(browser, workspace, width=320, height=640, scripts=False) as page:
        yield page


def test_a_report_of_several_people_is_taken_without_scripts_on_a_telephone(small_plain_page, workspace):
    # given a call by two neighbours about two people
    page = small_plain_page
    sign_in(page, workspace, "contact")
    page.goto("/asb/report/")
    page.get_by_label("What happened", exact=True).fill("They throw bottles at the bus stop.")
    page.get_by_label("When it began").fill("yesterday 21:30")
    page.get_by_label("Where it happened").fill("3 Sandglass Row, Ladywood")
    page.get_by_label("Point on the map").fill("407010, 287000")
    page.get_by_label("Given names").fill("Ida")
    page.get_by_label("Family name").fill("Quillfeather")
    page.get_by_role("button", name="Add somebody else who complains").click()
    # when the second has a block of their own, where the cursor is, and nothing is lost
    second = page.get_by_role("group", name="The second who complains")
    expect(second.get_by_label("Given names")).to_be_focused()
    expect(page.get_by_label("What happened", exact=True)).to_have_value(
        "They throw bottles at the bus stop."
    )
    check_no_sideways_scrolling(page)
    second.get_by_label("Given names").fill("Otto")
    second.get_by_label("Family name").fill("Quillfeather")
    page.get_by_label("Who is said to do it").fill("man in a grey hoodie\nwoman with a white dog")
    for question in ("repeat", "targeted", "vulnerable", "effect"):
        page.locator(f"[name=asked_{question}][value=no]").check()
    page.get_by_label("Nuisance: trouble").check()
    page.get_by_label("No crime in it").check()
    page.get_by_label("Landlord of the home it is about").select_option("Not known")
    page.get_by_role("button", name="Find what it may belong to").last.click()
    check_no_sideways_scrolling(page)
    page.get_by_label("A new case").check()
    page.get_by_role("button", name="Take the report").click()
    case = str(page.get_by_role("main").locator("a[href^='/asb/cases/']").first.get_attribute("href"))
    # when the risk is assessed in short, and the card issued
    page.get_by_role("button", name=f"Assess the risk: {SHORT} questions").click()
    while "/questions/" in page.url:
        page.get_by_role("main").locator("input[type=radio], input[type=checkbox]").first.check()
        page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("button", name="Finish").click()
    page.get_by_role("button", name="Go on to the card").click()
    page.get_by_role("button", name="Issue the card").click()
    check_card(page)
    # then those who complain stand in the case, and those they blame do for whoever may read of offences
    page.goto(case)
    for name in ("Ida Quillfeather", "Otto Quillfeather"):
        expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()
    page.context.clear_cookies()
    sign_in(page, workspace, "coordinator")
    page.goto(case)
    for words in ("man in a grey hoodie", "woman with a white dog"):
        expect(page.get_by_text(words).first).to_be_visible()
