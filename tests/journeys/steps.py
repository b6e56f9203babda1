"""Steps that many journeys begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from tests.journeys.conftest import Workspace


def sign_in(page: Page, workspace: Workspace, name: str) -> None:
    """Sign in as one of the sample's people."""
    page.goto("/access/sign-in")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password", exact=True).fill(workspace.password)
    page.get_by_role("button", name="Sign in").click()
    expect(page).not_to_have_url(f"{workspace.url}/access/sign-in")
