"""Plain text and CSV: text that can be read, and that no browser would take for a page."""

from __future__ import annotations

import re

from bluelamp.ui.uploads.refusing import Refused

PAGE = re.compile(r"\s*<(!doctype|html|svg|\?xml|\?php|script|head|body|iframe)", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def kept(content: bytes) -> bytes:
    """The bytes as they are, when they are UTF-8 with or without its mark."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("The text is not in UTF-8. Save it again as UTF-8.") from None
    if CONTROL.search(text):
        raise Refused("The file is not plain text.")
    if PAGE.match(text):
        raise Refused("The file is a page or a program, not plain text.")
    return content
