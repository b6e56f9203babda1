"""The payloads by number, each with the mark of the field that it was put into: ``xq<field>z<payload>q``."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import yaml

PAYLOADS: tuple[str, ...] = tuple(
    payload
    for several in yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")).values()
    for payload in several
)
MARK = re.compile(r"xq(\d{3})z(\d\d)q", re.IGNORECASE)
PLACE = "@M@"


def spelt(field: int, number: int, longest: int | None = None) -> str:
    """The payload of this number, or the next that fits into ``longest`` characters; nothing where none does."""
    for each in range(number, number + len(PAYLOADS)):
        found = PAYLOADS[each % len(PAYLOADS)].replace(PLACE, f"xq{field:03}z{each % len(PAYLOADS):02}q")
        if longest is None or len(found) <= longest:
            return found
    return ""


def stands_alone(text: str, mark: re.Match[str]) -> bool:
    """Whether what a reader is shown before the mark is what was written before it, sign by sign.

    Spaces, controls and marks of direction may be tidied away, and letters written small or large.
    """
    before = PAYLOADS[int(mark[2])].partition(PLACE)[0]
    return bare(text[: mark.start()]).endswith(bare(before))


def bare(text: str) -> str:
    return "".join(each for each in text if not _is_passed_over(each)).casefold()


def _is_passed_over(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in ("Cc", "Cf")
