"""Anti-social behaviour by keyboard alone: questions in few keys, a case closed by two people, two cases made one."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.checking import check, check_accessible
from tests.journeys.conftest import walk
from tests.journeys.steps import answered, follow, go, sign_in, tab_to, type_into

QUESTIONS = 15
WHY = "Nothing since November, and they agree to it."


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
        go(first, first.locator("table tbody th a").nth(3))
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
    # then somebody else approves it, on a telephone that runs no scripts
    with walk(browser, workspace, width=320, height=640, scripts=False) as second:
        sign_in(second, workspace, "coordinator")
        second.goto(case)
        follow(second, "Approve that it is closed")
        check(second, scripts=False)
        tab_to(second, "[name=reason]")
        second.keyboard.type(WHY)
        follow(second, "Approve that it is closed")
        expect(second).to_have_url(case)


@pytest.mark.parametrize(("width", "scripts", "first"), [(320, True, 5), (1280, False, 7)])
def test_two_cases_are_joined_and_parted_again(browser, workspace, width, scripts, first):
    with walk(browser, workspace, width=width, height=900, scripts=scripts) as page:
        # given a sergeant with two cases that look like one
        sign_in(page, workspace, "sergeant")
        page.goto("/asb/")
        links = page.locator("table tbody th a").all()[first : first + 2]
        kept, gone = (str(link.get_attribute("href")).split("/")[3] for link in links)
        page.goto(f"/asb/cases/{kept}/work")
        # when they are joined, both read first
        follow(page, "Join with another case")
        type_into(page, "other", gone.lower())
        follow(page, "See both")
        expect(page.get_by_role("heading", name=f"{gone} is joined with it")).to_be_visible()
        check(page, scripts=scripts)
        type_into(page, "reason", "The same shop, and the same man at it.")
        follow(page, "Join them")
        # then the one that is gone leads to the one that is kept, and stands in no list
        page.goto(f"/asb/cases/{gone}/")
        expect(page.get_by_text(f"It was joined with {kept}")).to_be_visible()
        check(page, scripts=scripts)
        page.goto("/asb/")
        expect(page.locator(f"table a[href*='{gone}']")).to_have_count(0)
        # when they are parted, each is as it was
        page.goto(f"/asb/cases/{kept}/work")
        follow(page, "Part them")
        check(page, scripts=scripts)
        type_into(page, "reason", "They are two after all.")
        follow(page, "Part them")
        page.goto("/asb/")
        expect(page.locator(f"table a[href*='{gone}']")).to_have_count(1)
