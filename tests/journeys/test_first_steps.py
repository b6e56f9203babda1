"""A visitor finds the door, is let in, and is shown what is theirs."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.checking import check_accessible
from tests.journeys.steps import sign_in


def test_the_keeper_of_the_machine_sees_that_all_is_well(browser_page):
    health = browser_page.request.get("/healthz")
    assert health.status == 200
    assert (health.json()["status"], health.json()["engine"]) == ("ok", "sqlite")
    assert health.json()["pragmas"]["synchronous"] == 2


def test_a_visitor_who_has_not_signed_in_is_shown_the_door(browser_page):
    browser_page.goto("/")
    expect(browser_page.get_by_role("heading", level=1)).to_have_text("Sign in")
    check_accessible(browser_page)


def test_the_door_is_usable_on_a_small_telephone(small_page):
    small_page.goto("/access/sign-in")
    expect(small_page.get_by_role("button", name="Sign in")).to_be_visible()
    check_accessible(small_page)


def test_a_wrong_password_is_said_beside_what_was_typed(browser_page):
    browser_page.goto("/access/sign-in")
    browser_page.get_by_label("Name").fill("analyst")
    browser_page.get_by_label("Password", exact=True).fill("not the password")
    browser_page.get_by_role("button", name="Sign in").click()
    expect(browser_page.get_by_role("alert")).to_be_visible()
    expect(browser_page.get_by_label("Name")).to_have_value("analyst")
    check_accessible(browser_page)


def test_an_analyst_signs_in_and_is_home(browser_page, workspace):
    sign_in(browser_page, workspace, "analyst")
    expect(browser_page.get_by_role("heading", level=1)).to_be_visible()
    check_accessible(browser_page)


def test_home_fits_a_small_telephone(small_page, workspace):
    sign_in(small_page, workspace, "board")
    check_accessible(small_page)


def test_signing_in_and_out_works_without_scripts(no_javascript_page, workspace):
    sign_in(no_javascript_page, workspace, "board")
    no_javascript_page.get_by_role("button", name="Sign out").first.click()
    no_javascript_page.goto("/")
    expect(no_javascript_page.get_by_role("heading", level=1)).to_have_text("Sign in")
