"""How long a text message is, and in how many parts a telephone gets it (3GPP TS 23.038, section 6.2.1)."""

from __future__ import annotations

from dataclasses import dataclass

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = frozenset("^{}\\[~]|€\f")
"""Each of these takes two places."""
ONE, PART = 160, 153
ONE_WIDE, PART_WIDE = 70, 67
"""Places in a message of one part and in each of several; the second pair where one sign is not in the table."""


@dataclass(frozen=True)
class Size:
    """``places`` taken up, in how many ``parts``, and the signs that make a message wide."""

    places: int
    parts: int
    wide: tuple[str, ...] = ()


def size(text: str) -> Size:
    """How a text is sent. A sign of two places is never cut between two parts."""
    wide = tuple(dict.fromkeys(sign for sign in text if sign not in BASIC and sign not in EXTENDED))
    if wide:
        widths = [2 if ord(sign) > 0xFFFF else 1 for sign in text]
        return Size(sum(widths), _parts(widths, ONE_WIDE, PART_WIDE), wide)
    widths = [2 if sign in EXTENDED else 1 for sign in text]
    return Size(sum(widths), _parts(widths, ONE, PART))


def _parts(widths: list[int], one: int, part: int) -> int:
    if sum(widths) <= one:
        return 1 if widths else 0
    parts, left = 1, part
    for width in widths:
        if width > left:
            parts, left = parts + 1, part
        left -= width
    return parts
