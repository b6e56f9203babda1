"""Serving the workspace on this machine: one process, one request at a time, as SQLite likes it."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from bluelamp.web.starting import HOST


def serve(port: int) -> None:
    """Serve until Ctrl-C. Requests that fail are logged; the others are not: the audit record has them."""
    server = Granian(
        "bluelamp.web.wsgi:application",
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=1,
        websockets=False,
        log_level=LogLevels.warning,
    )
    server.serve()
    seal()


def seal() -> None:
    """Seal what the audit record holds and is not sealed: as the server starts, and when it has stopped."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bluelamp.web.settings")
    import django

    django.setup()
    from django.db import DatabaseError
    from django.utils import timezone

    from bluelamp.kernel.audit import sealing

    try:
        sealing.seal(at=timezone.now())
    except (DatabaseError, RuntimeError, OSError) as why:
        sys.stderr.write(f"bluelamp: the audit record was not sealed: {why}\n")


def serve_afresh(port: int) -> NoReturn:
    """Serve in the place of this process. The server forks its worker, and what draws charts does not survive a fork.

    A process that has drawn one, as a first start does for the paper, would hand on a painter whose threads are gone:
    the first page with a chart would wait for it for ever.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(sys.executable, [sys.executable, "-c", f"from bluelamp.web.serving import serve; serve({port})"])
