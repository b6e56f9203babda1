"""Serving the workspace on this machine: as many processes as it has cores, each answering one request at a time.

What they share is in the records and on the disk. Nothing that one of them keeps in its memory can be out of date:
it is made of files that come with the program, or named by the digest of what it was made of.
"""

from __future__ import annotations

import os
import sys
import time
import urllib.error
import urllib.request
from http.client import HTTPException
from threading import Thread
from typing import Any, NoReturn

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from bluelamp.web import environment
from bluelamp.web.orphans import PATIENCE
from bluelamp.web.starting import HOST

APPLICATION = "bluelamp.web.wsgi:application"
BETWEEN = 0.1
"""Seconds between two questions whether it answers yet."""


def serve(port: int, *, is_told: bool = False) -> None:
    """Serve until Ctrl-C, and say where as soon as it answers, if that ``is_told``.

    Requests that fail are logged; the others are not: the audit record has them.
    """
    server(APPLICATION, port, is_told=is_told).serve()
    seal()


class Telling(Granian):  # type: ignore[misc,valid-type]
    """A server that says where it is. The thread that waits begins after the workers do, so that no fork copies it."""

    def startup(self, *how: Any) -> None:
        super().startup(*how)
        Thread(target=_tell, args=(f"http://{HOST}:{self.bind_port}/",), name="telling", daemon=True).start()


def _tell(where: str) -> None:
    from bluelamp.web.cli import showing

    while not _answers(f"{where}healthz"):
        time.sleep(BETWEEN)
    showing.address(where)
    sys.stdout.flush()


def _answers(where: str) -> bool:
    """A refusal is an answer too. A worker that still reads the program in lets the question wait."""
    try:
        urllib.request.urlopen(where, timeout=PATIENCE).close()
    except urllib.error.HTTPError:
        return True
    except (OSError, HTTPException):
        return False
    return True


def server(application: str, port: int, *, is_told: bool = False) -> Any:
    """The processes that answer there, by ``BLUELAMP_WORKERS``. One that dies is started anew.

    A process answers one request at a time, so that nobody else's work comes between the lock on the records that it
    holds and the end of its transaction.
    """
    return (Telling if is_told else Granian)(
        application,
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=environment.workers(os.environ),
        workers_kill_timeout=PATIENCE,
        blocking_threads=1,
        respawn_failed_workers=True,
        websockets=False,
        log_level=LogLevels.warning,
    )


def seal() -> None:
    """Seal what is not sealed of the audit record, and take stock: as the server starts, and when it has stopped."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bluelamp.web.settings")
    import django

    django.setup()
    from django.db import DatabaseError
    from django.utils import timezone

    from bluelamp.kernel.audit import sealing
    from bluelamp.web import upkeep

    try:
        sealing.seal(at=timezone.now())
        upkeep.take_stock()
    except (DatabaseError, RuntimeError, OSError) as why:
        sys.stderr.write(f"bluelamp: the audit record was not sealed: {why}\n")


def serve_afresh(port: int, *, is_told: bool) -> NoReturn:
    """Serve in the place of this process. The server forks its workers, and what draws charts survives no fork.

    A process that has drawn one, as a first start does for the paper, would hand on a painter whose threads are gone:
    the first page with a chart would wait for it for ever. Nor must two workers share a connection to the records.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    serving = f"from bluelamp.web.serving import serve; serve({port}, is_told={is_told})"
    os.execv(sys.executable, [sys.executable, "-c", serving])
