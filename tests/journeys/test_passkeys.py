"""Somebody sets up a passkey, comes in with it, and takes it away again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.checking import check_accessible
from tests.journeys.conftest import Workspace, walk
from tests.journeys.steps import sign_in

KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def page_with_key(browser: Browser, workspace: Workspace) -> Iterator[Page]:
    """A desk with a key of its own. Browsers make passkeys for names, and not for bare numbers such as 127.0.0.1."""
    at_localhost = Workspace(
        workspace.url.replace("127.0.0.1", "localhost"), workspace.password, workspace.people
    )
    with walk(browser, at_localhost, width=1280, height=900) as page:
        session = page.context.new_cdp_session(page)
        session.send("WebAuthn.enable")
        session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
        yield page


def test_a_passkey_is_set_up_asked_for_at_the_door_and_removed(page_with_key, workspace):
    page = page_with_key
    sign_in(page, workspace, "workforce")
    page.goto("/access/account/passkey")
    check_accessible(page)
    page.get_by_label("What to call it").fill("Desk key")
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    expect(page.locator(".bl-codes li")).to_have_count(10)
    check_accessible(page)

    page.get_by_role("button", name="Sign out").click()
    sign_in(page, workspace, "workforce")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your second factor")
    expect(page.get_by_role("alert")).to_be_hidden()
    check_accessible(page)
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(lambda address: not address.endswith("/access/code"))
    page.goto("/access/account")
    expect(page.get_by_text("Passkey: Desk key")).to_be_visible()
    check_accessible(page)

    page.get_by_role("button", name="Remove Passkey Desk key").click()
    expect(page.get_by_text("It was removed.")).to_be_visible()
    expect(page.get_by_text("Passkey: Desk key")).to_have_count(0)


def test_an_app_is_set_up_without_scripts_and_a_wrong_code_is_told(no_javascript_page, workspace):
    page = no_javascript_page
    sign_in(page, workspace, "workforce")
    page.goto("/access/account/app")
    page.get_by_label("Code that the app shows").fill("000000")
    page.get_by_role("button", name="Set up").click()
    expect(page.get_by_role("alert")).to_contain_text("The code is not right.")
