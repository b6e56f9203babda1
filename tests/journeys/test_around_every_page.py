"""What stands around every page: the way in and on, by keyboard, on a telephone, without scripts, and where none is."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.checking import check_accessible
from tests.journeys.steps import sign_in

MADE_UP = "Every person and interview here is made up."


@pytest.mark.parametrize("name", ["analyst", "acc", "administrator"])
def test_home_speaks_to_each_role(browser_page, workspace, name):
    sign_in(browser_page, workspace, name)
    expect(browser_page.get_by_role("heading", level=1)).to_be_visible()
    expect(browser_page.get_by_text(MADE_UP)).to_be_visible()
    expect(browser_page.get_by_text("OFFICIAL", exact=True)).to_be_visible()
    check_accessible(browser_page)


def test_home_leads_from_what_needs_attention_to_the_measure(browser_page, workspace):
    sign_in(browser_page, workspace, "board")
    card = browser_page.get_by_role("listitem").filter(has_text="77.1%")
    expect(card).to_contain_text("the twelve months to November 2013")
    card.get_by_role("link", name="ASB satisfaction").click()
    expect(browser_page.get_by_role("heading", level=1)).to_have_text("ASB satisfaction")
    check_accessible(browser_page)


def test_the_keyboard_skips_to_the_content(browser_page, workspace):
    sign_in(browser_page, workspace, "analyst")
    browser_page.goto("/")
    browser_page.keyboard.press("Tab")
    expect(browser_page.get_by_role("link", name="Skip to main content")).to_be_focused()
    browser_page.keyboard.press("Enter")
    expect(browser_page.get_by_role("main")).to_be_focused()


def test_a_telephone_folds_the_menu_and_opens_it(small_page, workspace):
    sign_in(small_page, workspace, "analyst")
    summary = small_page.get_by_role("navigation", name="Main").get_by_role("link", name="Board summary")
    expect(summary).to_be_hidden()
    small_page.get_by_role("button", name="Menu").click()
    expect(summary).to_be_visible()
    check_accessible(small_page)


def test_without_scripts_the_menu_is_open(no_javascript_page, workspace):
    sign_in(no_javascript_page, workspace, "analyst")
    menu = no_javascript_page.get_by_role("navigation", name="Main")
    expect(menu.get_by_role("link", name="Board summary")).to_be_visible()


def test_a_telephone_gets_the_chart_that_was_drawn_for_it(small_page, workspace):
    sign_in(small_page, workspace, "board")
    small_page.goto("/performance/measures/asb-satisfaction/")
    expect(small_page.locator(".bl-chart__narrow svg").first).to_be_visible()
    expect(small_page.locator(".bl-chart__wide").first).to_be_hidden()
    smallest = small_page.eval_on_selector_all(
        ".bl-chart__narrow svg text", "texts => Math.min(...texts.map(t => t.getBoundingClientRect().height))"
    )
    assert smallest >= 11, "text in the chart is too small to read"


@pytest.mark.parametrize("address", ["/accessibility", "/attributions", "/no/such/page"])
def test_pages_open_to_anybody_are_accessible(browser_page, small_page, address):
    for page in (browser_page, small_page):
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        check_accessible(page)


def test_a_page_that_is_not_there_leads_home(browser_page):
    answer = browser_page.goto("/no/such/page")
    assert answer.status == 404
    expect(browser_page.get_by_role("heading", level=1)).to_have_text("Page not found")
    expect(browser_page.get_by_role("link", name="Go to the home page")).to_be_visible()


@pytest.mark.parametrize("address", ["/performance/hot-spots/", "/performance/measures/recorded-asb/places/"])
def test_maps_and_comparisons_can_be_read_by_everybody(browser_page, small_page, workspace, address):
    for page in (browser_page, small_page):
        sign_in(page, workspace, "analyst")
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        check_accessible(page)


def test_hot_spots_are_asked_for_by_keyboard_alone(no_javascript_page, workspace):
    sign_in(no_javascript_page, workspace, "analyst")
    no_javascript_page.goto("/performance/hot-spots/")
    no_javascript_page.get_by_label("Crime", exact=True).select_option("Burglary")
    no_javascript_page.get_by_role("button", name="Show").press("Enter")
    expect(no_javascript_page.get_by_role("heading", level=1)).to_have_text("Hot spots of burglary")
    expect(no_javascript_page.locator(".bl-map svg").first).to_be_visible()
