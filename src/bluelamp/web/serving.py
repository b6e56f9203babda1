"""Serving the workspace on this machine: one process, one request at a time, as SQLite likes it."""

from __future__ import annotations

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
