"""A process that answers ends with the one that started it, however that one ended.

Nobody else would end it: it would go on answering at its port, beside a new server's, and hold the records against a
restore.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from multiprocessing.process import BaseProcess

PATIENCE = 5
"""Seconds that a process may take to end. One that is told to while it still reads the program in would never; what it
had not committed was told to nobody."""


def end_with_parent() -> None:
    """This process ends when its parent does. One that was started by hand has none to wait for."""
    if (parent := multiprocessing.parent_process()) is not None:
        threading.Thread(target=_end_after, args=(parent,), name="end-with-parent", daemon=True).start()


def _end_after(parent: BaseProcess) -> None:
    """Wait without asking: the system closes the line between the two when the other is gone."""
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(PATIENCE)
    os._exit(1)
