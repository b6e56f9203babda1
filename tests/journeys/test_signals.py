"""From what stands out to the rows behind it; and a sergeant takes the week to the briefing on one sheet of paper."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.journeys.checking import check_accessible
from tests.journeys.steps import sign_in


def test_an_analyst_goes_from_a_signal_to_its_chart_its_figure_and_its_rows(browser_page, workspace):
    sign_in(browser_page, workspace, "analyst")
    browser_page.get_by_role("navigation", name="Main").get_by_role("link", name="Signals").click()
    expect(browser_page.get_by_text(re.compile(r"signals? stands? out in \d{3} charts"))).to_be_visible()
    check_accessible(browser_page)
    browser_page.get_by_role("link", name="Recorded anti-social behaviour, Sherbourne", exact=True).click()
    expect(browser_page.get_by_text("limits from 12 points")).to_be_visible()
    browser_page.get_by_role("link", name="Where the figure for November 2013 comes from").click()
    browser_page.get_by_role("link", name="Open the 59 rows behind it").click()
    expect(browser_page.get_by_role("heading", level=1)).to_contain_text("The 59 rows behind 59")


def test_a_unit_is_laid_out_by_neighbourhood_on_a_small_telephone(small_page, workspace):
    sign_in(small_page, workspace, "neighbourhood")
    small_page.goto("/performance/signals/lpu/CV/")
    check_accessible(small_page)
    small_page.goto("/performance/signals/neighbourhood/N-E05001229/")
    check_accessible(small_page)


def test_an_officer_chooses_a_neighbourhood_by_keyboard_and_prints_one_sheet(no_javascript_page, workspace):
    page = no_javascript_page
    sign_in(page, workspace, "neighbourhood")
    page.goto("/performance/week/")
    choice = page.get_by_label("Your neighbourhood")
    choice.focus()
    page.keyboard.type("Earlsdon")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("This week in Earlsdon")
    expect(page.get_by_role("heading", level=2)).to_have_count(4)  # three things, and the footer's
    sheet = page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1


def test_the_week_fits_a_small_telephone(small_page, workspace):
    sign_in(small_page, workspace, "neighbourhood")
    small_page.goto("/performance/week/?place=N-E05001229")
    check_accessible(small_page)
