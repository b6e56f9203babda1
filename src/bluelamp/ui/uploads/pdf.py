"""PDF files: whole from the first byte to the last, and nothing in them that runs."""

from __future__ import annotations

import re

from bluelamp.ui.uploads.refusing import ARCHIVE_ENDS, Refused

RUNS = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile|RichMedia|OpenAction\s*<<)\b")
SPELT = re.compile(rb"#([0-9A-Fa-f]{2})")


def kept(content: bytes) -> bytes:
    """The file as it is. A name spelt in numbers, ``/J#61vaScript``, is read as PDF programs read it."""
    if not content.rstrip(b"\r\n\t \x00").endswith(b"%%EOF"):
        raise Refused("The PDF is cut short, or something stands behind its end.")
    if ARCHIVE_ENDS in content:
        raise Refused("The PDF holds another file of another kind. Print it into a new PDF.")
    if RUNS.search(SPELT.sub(lambda pair: bytes([int(pair[1], 16)]), content)):
        raise Refused("The PDF holds a program or another file. Print it into a new PDF.")
    return content
