"""A record and the people around it: shared and taken back, opened in an emergency, restricted, joined, disposed of."""

from __future__ import annotations

import re
from contextlib import ExitStack

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.checking import check_accessible
from tests.journeys.conftest import walk
from tests.journeys.steps import confirm, go, sign_in

WHY = "They house the family and have to repair the door."


@pytest.fixture
def desk(browser, workspace):
    """Opens a browser of its own for each person: signed in, by default with scripts and at a desk."""
    with ExitStack() as stack:

        def opened(name: str, *, scripts: bool = True, width: int = 1280) -> Page:
            page = stack.enter_context(walk(browser, workspace, width=width, height=900, scripts=scripts))
            sign_in(page, workspace, name)
            return page

        yield opened


def found(page: Page, name: str) -> list[str]:
    """The references of people of this name whom the force has a record of, found as anybody would find them."""
    page.goto("/people/")
    page.get_by_label("Name", exact=True).fill(name)
    go(page, page.get_by_role("button", name="Find"))
    cards = page.locator(".people-card").filter(has_text="West Midlands Police")
    return [
        link.split("/")[-2]
        for link in cards.get_by_role("link").evaluate_all("all => all.map(each => each.href)")
    ]


def record_of(page: Page, name: str) -> str:
    """Open the force's record of the first of them, and say its reference."""
    page.goto(f"/people/{found(page, name)[0]}/")
    go(page, page.get_by_role("main").get_by_role("link", name="West Midlands Police", exact=True).last)
    return page.url.split("/")[-2]


def items(page: Page, of: str = "main") -> list[str]:
    """What a page shows of a record, line by line."""
    rows = page.locator(f"{of} .govuk-summary-list").first.locator(".govuk-summary-list__row")
    return [" ".join(row.split()) for row in rows.all_inner_texts()]


def test_what_is_shared_is_what_the_preview_showed_and_is_gone_at_once_when_withdrawn(desk):
    ours, theirs = desk("coordinator", scripts=False), desk("wickwell-lead", width=320)
    ref = record_of(ours, "Kettlemere")
    ours.get_by_role("button", name="Who sees it").click()
    check_no_leak(theirs, ref)
    ours.get_by_role("link", name="Share", exact=True).click()
    ours.get_by_role("button", name="See it as they will").click()
    expect(ours.get_by_role("alert")).to_contain_text("Choose an organisation")
    ours.get_by_label("Who is it for?").select_option(label="Wickwell Homes (made up)")
    ours.get_by_label("The items chosen below").check()
    ours.get_by_label("Name", exact=True).check()
    ours.get_by_label("Addresses").check()
    ours.get_by_label("Anti-social behaviour in Birmingham").check()
    ours.get_by_label("Why is it needed, and why no less?").fill(WHY)
    go(ours, ours.get_by_role("button", name="See it as they will"))
    shown = items(ours, "section")
    assert len(shown) == 2
    expect(ours.get_by_role("table")).to_contain_text("You did not choose it.")
    ours.get_by_role("button", name="Open this to them").click()

    theirs.goto(f"/sharing/with-us/source-record/{ref}/")
    assert items(theirs) == shown
    check_accessible(theirs)
    ours.reload()
    expect(ours.get_by_text("Read by them").first).to_be_visible()

    ours.get_by_role("link", name=re.compile("^Withdraw")).first.click()
    ours.get_by_label("Why is it withdrawn?").fill("They moved away last week.")
    ours.get_by_role("button", name="Withdraw").click()
    check_no_leak(theirs, ref)


def check_no_leak(page: Page, ref: str) -> None:
    answer = page.goto(f"/sharing/with-us/source-record/{ref}/")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")


def test_the_glass_is_broken_with_a_reason_and_somebody_else_reviews_it(desk, workspace):
    ours, officer, governance = desk("coordinator"), desk("dudley"), desk("governance")
    ref = record_of(ours, "Shingledene")
    officer.goto("/sharing/emergency/")
    confirm(officer, workspace)
    officer.get_by_label("Reference of the record").fill(ref)
    officer.get_by_label("Why do you need it now?").fill("A child is missing")
    officer.get_by_role("button", name="Open the record").click()
    expect(officer.get_by_role("alert")).to_contain_text("20 characters")
    officer.get_by_label("Why do you need it now?").fill("A child is missing and was seen near this address.")
    check_accessible(officer)
    officer.get_by_role("button", name="Open the record").click()
    expect(officer.get_by_text("Everything you read is reviewed.")).to_be_visible()
    check_accessible(officer)

    governance.goto("/")
    governance.get_by_role("link", name=re.compile("new notice")).click()
    governance.get_by_role("link", name=re.compile("opened a record in an emergency")).first.click()
    check_accessible(governance)
    governance.get_by_role("row").filter(has_text="was seen near this address").get_by_role("link").click()
    governance.get_by_label("Justified", exact=True).check()
    governance.get_by_label("What did you look at?").fill("The log of the call, and the record itself.")
    governance.get_by_role("button").filter(has_text=re.compile("Save|Review|review")).click()
    expect(governance.get_by_text("The log of the call, and the record itself.").first).to_be_visible()


def test_a_restricted_record_is_found_by_nobody_who_is_not_named_on_it(desk, workspace):
    ours, other = desk("coordinator"), desk("sergeant")
    ref = record_of(ours, "Amberlow")
    page = f"/sharing/records/source-record/{ref}/handling"
    ours.goto(page)
    confirm(ours, workspace)
    check_accessible(ours)
    ours.get_by_label("Restricted to those named on it").check()
    ours.get_by_label("Why").fill("A colleague's family lives there.")
    ours.get_by_role("button", name="Save").click()
    expect(ours.get_by_text("Restricted to those named on it").first).to_be_visible()
    answer = other.goto(f"/people/records/{ref}/")
    assert answer is not None
    assert answer.status == 404
    ours.goto(f"/people/records/{ref}/")
    expect(ours.get_by_role("button")).not_to_have_count(0)


def test_two_people_are_joined_and_parted_again_by_keyboard_alone(desk):
    ours = desk("coordinator")
    one, other = found(ours, "Kettlemere")[:2]
    ours.goto(f"/people/{one}/merge")
    ours.get_by_label("Reference").focus()
    ours.keyboard.type(other)
    ours.keyboard.press("Enter")
    expect(ours.get_by_text("and this is found to be the same person")).to_be_visible()
    check_accessible(ours)
    ours.get_by_label("Why").focus()
    ours.keyboard.type("The same date of birth, and the officer knows them.")
    ours.keyboard.press("Tab")
    expect(ours.get_by_role("button", name="Join them")).to_be_focused()
    ours.keyboard.press("Enter")
    undo = ours.get_by_role("link", name=re.compile("^Undo the merge")).first
    undo.focus()
    ours.keyboard.press("Enter")
    expect(ours.get_by_role("heading", level=1)).to_have_text("Undo a merge")
    check_accessible(ours)
    ours.get_by_label("Why").focus()
    ours.keyboard.type("They were seen together in one room.")
    ours.keyboard.press("Tab")
    ours.keyboard.press("Enter")
    expect(ours.get_by_text("parted again on")).to_be_visible()
    assert {one, other} <= set(found(ours, "Kettlemere"))


def test_a_record_is_disposed_of_by_two_people(desk, workspace):
    first, second = desk("coordinator"), desk("governance", width=320)
    first.goto("/keeping/")
    check_accessible(first)
    ref = (
        first.get_by_role("main")
        .locator("a[href^='/keeping/']")
        .filter(has_text=re.compile(r"^\w{10}$"))
        .first.inner_text()
    )
    first.goto(f"/keeping/{ref}/")
    check_accessible(first)
    first.goto(f"/keeping/{ref}/dispose")
    check_accessible(first)
    first.get_by_role("radio").first.check()
    first.get_by_label("Why").fill("Its time is over and nobody needs it any more.")
    first.get_by_role("button", name="Put it forward").click()
    answer = first.goto(f"/keeping/{ref}/erase")
    assert answer is not None
    assert answer.status == 404
    second.goto(f"/keeping/{ref}/erase")
    confirm(second, workspace)
    check_accessible(second)
    second.get_by_role("main").get_by_role("textbox").fill("I read the review and agree with it.")
    second.get_by_role("button", name="Erase it for good").click()
    expect(second.get_by_role("heading", level=1)).to_have_text("Records to review")
    gone = first.goto(f"/people/records/{ref}/")
    assert gone is not None
    assert gone.status == 404
