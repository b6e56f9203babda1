"""What stands on every page and is not part of the paper: running heads, page numbers, markings."""

from __future__ import annotations

import re
from collections import Counter

PAGE = re.compile(
    r"^\W*(?:page\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?\W*$|^\W*page\s+\d+.*$|^\W*(?:official|"
    r"official[- ]sensitive|not protectively marked|protected?|restricted|"
    r"unclassified|public|confidential)(?:[:\s-]*(?:\(?sensitive\)?|page \d+))?\W*$",
    re.IGNORECASE,
)
OFTEN = 3
LONGEST = 90


def without(lines: list[str]) -> list[str]:
    """The lines without those that return on page after page. Blank lines stay: they part paragraphs."""
    seen = Counter(_shape(line) for line in lines if line.strip())
    return [line for line in lines if not _is_furniture(line, seen)]


def _is_furniture(line: str, seen: Counter[str]) -> bool:
    said = line.strip()
    if not said or "\t" in said or "|" in said:
        return False
    if PAGE.match(said):
        return not re.fullmatch(r"\d+\.?", said) or seen[_shape(line)] >= OFTEN
    has_words = len(re.findall(r"[A-Za-z]{3,}", said)) >= 2
    return (
        seen[_shape(line)] >= OFTEN
        and has_words
        and len(said) <= LONGEST
        and bool(re.search(r"\d", said) or said.isupper() or seen[_shape(line)] > OFTEN)
    )


def _shape(line: str) -> str:
    """The line with its digits blotted out: “Page 3 of 12” is one line on every page."""
    return re.sub(r"\d+", "#", " ".join(line.split()))
