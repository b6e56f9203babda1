"""A case shared from its own page by keyboard: previewed, then worked on by the housing association at 320 pixels."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.checking import check
from tests.journeys.conftest import walk
from tests.journeys.steps import answered, follow, go, press, sign_in, tick, write

OPENED = ["Case", "State", "Where", "Reports", "Risk", "Notes"]
TO = "Wickwell Homes (made up)"
WHY = "They manage the flats and can speak with their tenants tonight."
SAID = "The tenancy officer rings the bell tomorrow at nine."
RISK = "section[aria-labelledby=risk]"


def items(page: Page, of: str) -> list[str]:
    """What a page shows of a record, line by line."""
    rows = page.locator(f"{of} .govuk-summary-list").first.locator(".govuk-summary-list__row")
    return [" ".join(row.split()) for row in rows.all_inner_texts()]


def share(page: Page, which: int) -> tuple[str, list[str]]:
    """From the page of a case to what the others will see of it; its address, and the preview."""
    page.goto("/asb/")
    go(page, page.locator("main table a[href*='/asb/cases/']").nth(which))
    address = page.url
    follow(page, "Share it")
    page.get_by_label("Who is it for?").focus()
    page.keyboard.type(TO)
    tick(page, page.get_by_label("The items chosen below"))
    for label in OPENED:
        tick(page, page.get_by_label(label, exact=True))
    tick(page, page.get_by_label("Anti-social behaviour in Birmingham"))
    write(page, page.get_by_label("Why is it needed, and why no less?"), WHY)
    press(page, "See it as they will")
    return address, items(page, "section")


@pytest.mark.parametrize(("scripts", "which"), [(True, 0), (False, 1)])
def test_housing_sees_what_the_preview_showed_assesses_for_itself_and_answers(
    browser, workspace, scripts, which
):
    with (
        walk(browser, workspace, width=1280, height=900, scripts=scripts) as ours,
        walk(browser, workspace, width=320, height=900, scripts=scripts) as theirs,
    ):
        # given a case that the force alone sees
        sign_in(ours, workspace, "coordinator")
        sign_in(theirs, workspace, "wickwell-lead")
        address, shown = share(ours, which)
        check(ours, scripts=scripts)
        answer = theirs.goto(address)
        assert answer is not None
        assert answer.status == 404
        # when it is opened to housing
        press(ours, "Open this to them")
        theirs.goto("/sharing/")
        follow(theirs, f"Case of anti-social behaviour {address.split('/')[-2]}")
        # then they see exactly what was previewed, and work on the case itself
        assert items(theirs, "main") == shown
        follow(theirs, "Work on it")
        assert theirs.url == address
        expect(theirs.get_by_role("heading", name="People")).to_have_count(0)
        check(theirs, scripts=scripts)
        assess(theirs, scripts=scripts)
        theirs.goto(address)
        expect(theirs.locator(RISK)).to_contain_text(TO)
        write_a_note(theirs)
        # then what they said and how they assessed it stands on the force's page too
        ours.goto(address)
        expect(ours.get_by_text(SAID).first).to_be_visible()
        expect(ours.locator(RISK)).to_contain_text(TO)


def assess(page: Page, *, scripts: bool) -> None:
    """Their own assessment, in short: by the keys of the first answers, or with the space bar."""
    follow(page, "Short form")
    if scripts:
        answered(page)
    while "/questions/" in page.url:
        tick(page, page.get_by_role("main").locator("input[type=radio], input[type=checkbox]").first)
        press(page, "Save and continue")
    follow(page, "Finish")
    check(page, scripts=scripts)


def write_a_note(page: Page) -> None:
    follow(page, "Write a note")
    write(page, page.get_by_label("Note", exact=True), SAID)
    tick(page, page.get_by_label("Everybody the case is shared with"))
    press(page, "Keep the note")
    expect(page.get_by_text(SAID).first).to_be_visible()
