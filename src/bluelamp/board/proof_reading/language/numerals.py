"""Numbers written in words: “twenty-three”, “two hundred and five”, “a dozen”."""

from __future__ import annotations

import re

SAID = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen
"""
UNITS = SAID.split()
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
VALUES = {word: value for value, word in enumerate(UNITS)} | {
    word: 10 * value for value, word in enumerate(TENS, 2)
}
SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
SMALL = "|".join(sorted((*UNITS[1:], *TENS), key=len, reverse=True))
TO_NINETY_NINE = rf"(?:{SMALL})(?:[- ](?:{SMALL}))?"
HUNDREDS = rf"(?:(?:{TO_NINETY_NINE}|a)\shundred(?:(?:\s(?:and\s)?){TO_NINETY_NINE})?)"
WORDS = (
    rf"(?:a dozen|(?:(?:{TO_NINETY_NINE}|a)\sthousand(?:,?\s{HUNDREDS}|(?:\s(?:and\s)?){TO_NINETY_NINE})?)"
    rf"|{HUNDREDS}|(?:{'|'.join(TENS)})[- ](?:{'|'.join(UNITS[1:10])})|(?:{SMALL}))"
)
"""A number of up to six digits in words."""


def value(words: str) -> int | None:
    """The number that ``words`` spell; ``None`` when they spell none."""
    said = re.split(r",?[\s-]+", words.lower().strip())
    if said == ["a", "dozen"]:
        return 12
    total = current = 0
    for word in said:
        if word in VALUES:
            current += VALUES[word]
        elif word == "a":
            current += 1
        elif word in SCALES:
            current = max(current, 1) * SCALES[word]
            if word != "hundred":
                total, current = total + current, 0
        elif word != "and":
            return None
    return total + current
