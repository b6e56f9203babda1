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


def confirm(page: Page, workspace: Workspace) -> None:
    """Prove once more who is there, where the page asks for it; then it shows what was asked for."""
    if "/access/confirm-it-is-you" in page.url:
        page.get_by_label("Password", exact=True).fill(workspace.password)
        page.get_by_role("button", name="Confirm").click()
