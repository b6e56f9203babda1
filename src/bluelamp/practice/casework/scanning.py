"""Having a virus scanner look at a file, before anybody can open it.

``settings.FILE_SCANNER`` is its command. It is given the file on its standard input, and ends with 0 for a clean file
and with 1 for one that it refuses, as ``clamdscan -`` does. However else it ends, the file goes on waiting.
"""

from __future__ import annotations

import shlex
import subprocess
from datetime import timedelta

from django.conf import settings

LONGEST = timedelta(minutes=1)
VERDICTS = {0: "clean", 1: "refused"}


def is_set() -> bool:
    """Does a scanner look at files here?"""
    return bool(command())


def command() -> list[str]:
    return shlex.split(str(getattr(settings, "FILE_SCANNER", "") or ""))


def verdict(data: bytes) -> str:
    """``clean``, ``refused``, or ``waiting`` where the scanner could not say."""
    try:
        ended = subprocess.run(
            command(), input=data, capture_output=True, timeout=LONGEST.total_seconds(), check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return "waiting"
    return VERDICTS.get(ended.returncode, "waiting")
