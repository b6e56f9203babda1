"""What is checked on every journey: no complaint of the browser, no scrolling sideways, nothing axe objects to."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, Request, Response

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Watch:
    """Listens to one page from its first request: script errors, the content security policy, what fails to load."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)

    def _console(self, message: ConsoleMessage) -> None:
        # A page that is refused on purpose is logged as an error too: the status is looked at in the test instead.
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            self.complaints.append(f"console: {message.text}")

    def _failed(self, request: Request) -> None:
        # A navigation given up for another, and a download, count as aborted.
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"not loaded: {request.url} ({request.failure})")

    def _answered(self, response: Response) -> None:
        if response.status >= 500 or (
            response.status >= 400 and not response.request.is_navigation_request()
        ):
            self.complaints.append(f"answered {response.status}: {response.url}")

    def check_nothing_went_wrong(self) -> None:
        check_no_sideways_scrolling(self.page)
        assert self.complaints == []


def check_no_sideways_scrolling(page: Page) -> None:
    """WCAG 1.4.10: at 320 pixels a page is read by scrolling one way. A wide table scrolls inside its own frame."""
    # What was led to by a click may have begun only: half a page has no heading, and nothing to scroll.
    page.wait_for_load_state("load")
    assert page.evaluate(SIDEWAYS) <= 0, f"{page.url} scrolls sideways"


def check_accessible(page: Page) -> None:
    """No violation of any axe rule, best practice included, and no scrolling sideways."""
    check_no_sideways_scrolling(page)
    violations = Axe().run(page).response["violations"]
    broken = [(each["id"], each["help"], [node["html"] for node in each["nodes"]]) for each in violations]
    assert broken == []


def check(page: Page, *, scripts: bool) -> None:
    """axe is a script itself: a page without scripts is held to its width alone."""
    if scripts:
        check_accessible(page)
    else:
        check_no_sideways_scrolling(page)
