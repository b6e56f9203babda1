"""Steps that many journeys begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import Locator, Page, expect

if TYPE_CHECKING:
    from tests.journeys.conftest import Workspace


def sign_in(page: Page, workspace: Workspace, name: str) -> None:
    """Sign in as one of the sample's people."""
    page.goto("/access/sign-in")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password", exact=True).fill(workspace.password)
    page.get_by_role("button", name="Sign in").click()
    expect(page).not_to_have_url(f"{workspace.url}/access/sign-in")


def confirm(page: Page, workspace: Workspace) -> None:
    """Prove once more who is there, where the page asks for it; then it shows what was asked for."""
    if "/access/confirm-it-is-you" in page.url:
        page.get_by_label("Password", exact=True).fill(workspace.password)
        page.get_by_role("button", name="Confirm").click()


def go(page: Page, wanted: Locator) -> None:
    """Click what leads to another page, and wait until all of it is there: a click alone waits for its first line.

    For steps that look at the next page at once, such as counting what is on it.
    """
    with page.expect_navigation():
        wanted.click()


def tab_to(page: Page, where: str) -> None:
    """Tab until the focus is on what this selects."""
    page.wait_for_load_state("load")  # a page of which little is there has nothing that could have the focus
    for _ in range(80):
        if page.evaluate("where => document.activeElement.matches(where)", where):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never came to {where}.")


def follow(page: Page, words: str) -> None:
    """Tab to the link or button with these words, and press Enter on it."""
    page.wait_for_load_state("load")
    for _ in range(80):
        if page.evaluate("document.activeElement.innerText.trim()").startswith(words):
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never came to “{words}”.")


def type_into(page: Page, name: str, words: str) -> None:
    """Tab to the field with this name and type."""
    tab_to(page, f"[name='{name}']")
    page.keyboard.type(words)


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


def write(page: Page, wanted: Locator, words: str) -> None:
    """Tab to a field, and type over what stands there."""
    reach(page, wanted)
    page.keyboard.press("Control+A")
    page.keyboard.type(words)


def tick(page: Page, wanted: Locator) -> None:
    """Choose by keyboard: a box with the space bar, one of several with the arrows, as a browser has it."""
    if wanted.is_checked():
        return
    if wanted.get_attribute("type") == "checkbox":
        reach(page, wanted)
        page.keyboard.press("Space")
        return
    tab_to(page, f"[name='{wanted.get_attribute('name')}']")
    page.keyboard.press("Space")
    for _ in range(30):
        if wanted.is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"The arrows never came to {wanted}.")


def reach(page: Page, wanted: Locator) -> None:
    """Tab until the focus is on it."""
    page.wait_for_load_state("load")
    for _ in range(120):
        if wanted.evaluate("it => it === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never came to {wanted}.")


def press(page: Page, button: str) -> None:
    """Tab to the button of this name, and press Enter on it."""
    reach(page, page.get_by_role("button", name=button, exact=True))
    with page.expect_navigation():
        page.keyboard.press("Enter")
