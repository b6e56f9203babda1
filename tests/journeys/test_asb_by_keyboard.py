"""Anti-social behaviour by keyboard alone: the fifteen questions in few keys, and a case closed by two people."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.checking import check_accessible
from tests.journeys.conftest import walk
from tests.journeys.steps import sign_in

QUESTIONS = 15
WHY = "Nothing since November, and they agree to it."


def tab_to(page: Page, where: str) -> None:
    """Tab until the focus is on what this selects."""
    for _ in range(80):
        if page.evaluate("where => document.activeElement.matches(where)", where):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never came to {where}.")


def follow(page: Page, words: str) -> None:
    """Tab to the link or button with these words, and press Enter on it."""
    for _ in range(80):
        if page.evaluate("document.activeElement.innerText.trim()").startswith(words):
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never came to “{words}”.")


def answered(page: Page) -> int:
    """Answer question after question with its first answer; how many keys that took."""
    keys = 0
    while "/questions/" in page.url:
        before = page.url
        expect(page.get_by_text("Press a number to choose")).to_be_visible()
        for key in ("1", "Enter"):
            page.keyboard.press(key)
            keys += 1
        expect(page).not_to_have_url(before)
    return keys


def test_the_fifteen_questions_take_two_keys_each(browser_page, workspace):
    # given an officer at a case where the matrix is tried
    page = browser_page
    sign_in(page, workspace, "coordinator")
    page.goto("/asb/")
    page.locator("table tbody th a").nth(2).click()
    page.locator("section[aria-labelledby=risk] form button").first.press("Enter")
    expect(page.get_by_text(f"Question 1 of {QUESTIONS}")).to_be_visible()
    check_accessible(page)
    # when each is answered by its number: the first answer has the focus already, and no Tab is needed
    assert answered(page) == 2 * QUESTIONS
    follow(page, "Finish")
    # then the band stands there, with what it came from
    expect(page.get_by_text("Standard").first).to_be_visible()
    check_accessible(page)


def test_a_case_is_closed_by_two_people_neither_of_whom_can_do_it_alone(browser, workspace):
    # given a case that a sergeant proposes to close
    with walk(browser, workspace, width=1280, height=900) as first:
        sign_in(first, workspace, "sergeant-east")
        first.goto("/asb/")
        first.locator("table tbody th a").nth(3).click()
        case = first.url
        follow(first, "Move it on")
        tab_to(first, "[name=to]")
        while not first.locator("[name=to][value=closure_proposed]").is_checked():
            first.keyboard.press("ArrowDown")
        tab_to(first, "[name=reason]")
        first.keyboard.type(WHY)
        follow(first, "Move it")
        expect(first.get_by_text("Closing proposed").first).to_be_visible()
        # when whoever proposed it approves it, that is refused in words
        follow(first, "Approve that it is closed")
        expect(first.get_by_text("Whoever proposed it does not approve it.").first).to_be_visible()
        check_accessible(first)
    # then somebody else approves it, and their name stands on the timeline
    with walk(browser, workspace, width=320, height=640) as second:
        sign_in(second, workspace, "coordinator")
        second.goto(case)
        follow(second, "Approve that it is closed")
        check_accessible(second)
        tab_to(second, "[name=reason]")
        second.keyboard.type(WHY)
        follow(second, "Approve that it is closed")
        expect(second).to_have_url(case)
