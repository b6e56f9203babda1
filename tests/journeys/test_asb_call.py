"""A call about anti-social behaviour, from the first word to the case, by keyboard alone and without scripts."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.checking import check_accessible, check_no_sideways_scrolling
from tests.journeys.steps import sign_in


def go_to(page: Page, name: str) -> None:
    """Tab until the field with this name has the focus."""
    for _ in range(60):
        if page.evaluate("document.activeElement.name") == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never came to {name}.")


def say(page: Page, name: str, words: str) -> None:
    go_to(page, name)
    page.keyboard.type(words)


def choose(page: Page, name: str) -> None:
    go_to(page, name)
    page.keyboard.press("Space")


def fill_in(page: Page, family: str) -> None:
    """A call as it is typed, questions answered by their numbers where scripts run."""
    say(page, "what", "Youths kick a ball against the shutters and shout.")
    say(page, "happened_from", "yesterday 21:30")
    say(page, "address", "58 Shingle Avenue, Ladywood")
    say(page, "point", "407010, 287000")
    say(page, "given", "Mabel")
    say(page, "family", family)


def test_a_call_is_taken_by_keyboard_alone(browser_page, workspace):
    # given a contact-centre officer at the script
    sign_in(browser_page, workspace, "contact")
    browser_page.goto("/asb/report/")
    expect(browser_page.get_by_label("What happened", exact=True)).to_be_focused()
    check_accessible(browser_page)
    # when the call is typed, and each question answered by its number
    fill_in(browser_page, "Tidewrack")
    go_to(browser_page, "asked_repeat")
    for number in "1221":
        browser_page.keyboard.press(number)
    choose(browser_page, "qualifier")
    choose(browser_page, "crime")
    browser_page.keyboard.press("Enter")
    # then the cases it may belong to are shown before a new one begins
    expect(browser_page.get_by_role("heading", level=1)).to_have_text("Which case is it?")
    check_accessible(browser_page)
    browser_page.get_by_label("A new case").focus()
    browser_page.keyboard.press("Space")
    browser_page.keyboard.press("Enter")
    # then its reference is there to be read out, with what comes next: the risk, and the card
    expect(browser_page.get_by_role("heading", level=1)).to_have_text("Report taken")
    expect(browser_page.get_by_role("heading", name="Now: the risk")).to_be_visible()
    check_accessible(browser_page)
    browser_page.get_by_role("main").locator("a[href^='/asb/cases/']").first.click()
    expect(browser_page.get_by_text("58 Shingle Avenue, Ladywood").first).to_be_visible()
    expect(browser_page.get_by_role("link", name="Mabel Tidewrack", exact=True)).to_be_visible()
    check_accessible(browser_page)


def test_the_next_call_finds_the_case(small_page, workspace):
    # given somebody who rang before, and a telephone instead of a desk
    sign_in(small_page, workspace, "contact")
    for family in ("Saltmarsh", "Saltmarsh"):
        small_page.goto("/asb/report/")
        fill_in(small_page, family)
        for question in ("repeat", "targeted", "vulnerable", "effect"):
            small_page.locator(f"[name=asked_{question}][value=no]").check()
        small_page.get_by_label("nuisance: trouble").check()
        small_page.get_by_label("no crime in it").check()
        small_page.get_by_role("button", name="Find what it may belong to").last.click()
        check_accessible(small_page)
        if small_page.get_by_text("Who is calling?").count():
            # then they are known, and so is their case, with the reason said
            expect(
                small_page.get_by_text("The same person has complained before in it").first
            ).to_be_visible()
            small_page.locator("[name=caller]").first.check()
            small_page.locator("[name=into]").first.check()
        else:
            small_page.get_by_label("A new case").check()
        small_page.get_by_role("button", name="Take the report").click()
    expect(small_page.get_by_text("a case that has 2 reports now")).to_be_visible()


def test_a_report_of_several_people_is_taken_without_scripts(no_javascript_page, workspace):
    # given a call by two neighbours about two people
    page = no_javascript_page
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
    page.get_by_label("A new case").check()
    page.get_by_role("button", name="Take the report").click()
    # then those who complain stand in the case, and those they blame do for whoever may read of offences
    page.get_by_role("main").locator("a[href^='/asb/cases/']").first.click()
    for name in ("Ida Quillfeather", "Otto Quillfeather"):
        expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()
    case = page.url
    page.context.clear_cookies()
    sign_in(page, workspace, "coordinator")
    page.goto(case)
    for words in ("man in a grey hoodie", "woman with a white dog"):
        expect(page.get_by_text(words).first).to_be_visible()
