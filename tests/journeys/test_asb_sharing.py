"""A case shared from its own page: previewed, then worked on by the housing association at 320 pixels."""

from __future__ import annotations

from contextlib import ExitStack

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.checking import check_accessible
from tests.journeys.conftest import walk
from tests.journeys.steps import sign_in

OPENED = ["Case", "State", "Where", "Reports", "Risk", "Notes"]
WHY = "They manage the flats and can speak with their tenants tonight."
SAID = "The tenancy officer rings the bell tomorrow at nine."


@pytest.fixture
def desk(browser, workspace):
    """Opens a browser of its own for each person, signed in."""
    with ExitStack() as stack:

        def opened(name: str, *, width: int = 1280) -> Page:
            page = stack.enter_context(walk(browser, workspace, width=width, height=900))
            sign_in(page, workspace, name)
            return page

        yield opened


def items(page: Page, of: str) -> list[str]:
    """What a page shows of a record, line by line."""
    rows = page.locator(f"{of} .govuk-summary-list").first.locator(".govuk-summary-list__row")
    return [" ".join(row.split()) for row in rows.all_inner_texts()]


def share(page: Page) -> tuple[str, list[str]]:
    """From the page of the newest case to what the others will see of it; its address, and the preview."""
    page.goto("/asb/")
    page.locator("main table a[href*='/asb/cases/']").first.click()
    address = page.url
    page.get_by_role("link", name="Share it", exact=True).click()
    page.get_by_label("Who is it for?").select_option(label="Wickwell Homes (made up)")
    page.get_by_label("The items chosen below").check()
    for label in OPENED:
        page.get_by_label(label, exact=True).check()
    page.get_by_label("Anti-social behaviour in Birmingham").check()
    page.get_by_label("Why is it needed, and why no less?").fill(WHY)
    page.get_by_role("button", name="See it as they will").click()
    check_accessible(page)
    return address, items(page, "section")


def test_housing_sees_what_the_preview_showed_assesses_for_itself_and_answers(desk):
    # given a case that the force alone sees
    ours, theirs = desk("coordinator"), desk("wickwell-lead", width=320)
    address, shown = share(ours)
    answer = theirs.goto(address)
    assert answer is not None
    assert answer.status == 404
    # when it is opened to housing
    ours.get_by_role("button", name="Open this to them").click()
    theirs.goto("/sharing/")
    theirs.get_by_role("link", name=f"Case of anti-social behaviour {address.split('/')[-2]}").click()
    # then they see exactly what was previewed, and work on the case itself
    assert items(theirs, "main") == shown
    theirs.get_by_role("link", name="Work on it").click()
    assert theirs.url == address
    expect(theirs.get_by_role("heading", name="People")).to_have_count(0)
    check_accessible(theirs)
    assess(theirs, address)
    write_a_note(theirs, address)
    ours.goto(address)
    expect(ours.get_by_text(SAID).first).to_be_visible()
    expect(ours.locator("section[aria-labelledby=risk]")).to_contain_text("Wickwell Homes (made up)")


def assess(page: Page, address: str) -> None:
    """Their own assessment, answered with the keys of the first answers."""
    page.locator("section[aria-labelledby=risk] form button").last.click()
    while "/questions/" in page.url:
        page.keyboard.press("1")
        page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("button", name="Finish").click()
    check_accessible(page)
    page.goto(address)
    expect(page.locator("section[aria-labelledby=risk]")).to_contain_text("Wickwell Homes (made up)")


def write_a_note(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Write a note").click()
    page.get_by_label("Note", exact=True).fill(SAID)
    page.get_by_label("Everybody the case is shared with").check()
    page.get_by_role("button", name="Keep the note").click()
    page.goto(address)
    expect(page.get_by_text(SAID).first).to_be_visible()
