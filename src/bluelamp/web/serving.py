"""Serving the workspace on this machine: as many processes as it has cores, each answering one request at a time.

What they share is in the records and on the disk. Nothing that one of them keeps in its memory can be out of date:
it is made of files that come with the program, or named by the digest of what it was made of.
"""

from __future__ import annotations

import os
import sys
from typing import Any, NoReturn

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from bluelamp.web import environment
from bluelamp.web.orphans import PATIENCE
from bluelamp.web.starting import HOST

APPLICATION = "bluelamp.web.wsgi:application"


def serve(port: int) -> None:
    """Serve until Ctrl-C. Requests that fail are logged; the others are not: the audit record has them."""
    server(APPLICATION, port).serve()
    seal()


def server(application: str, port: int) -> Any:
    """The processes that answer there, by ``BLUELAMP_WORKERS``. One that dies is started anew.

    A process answers one request at a time, so that nobody else's work comes between the lock on the records that it
    holds and the end of its transaction.
    """
    return Granian(
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


def serve_afresh(port: int) -> NoReturn:
    """Serve in the place of this process. The server forks its workers, and what draws charts survives no fork.

    A process that has drawn one, as a first start does for the paper, would hand on a painter whose threads are gone:
    the first page with a chart would wait for it for ever. Nor must two workers share a connection to the records.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(sys.executable, [sys.executable, "-c", f"from bluelamp.web.serving import serve; serve({port})"])
