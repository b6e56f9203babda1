"""Names that commas set apart beside their number: “our three offices, Hale, Marple and Romiley, stay open”, “two bids,
from Alder and Birch”, “Ash, Beech and Cedar are the three sites”."""

# ruff: noqa: RUF001 - papers are written with curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator

from bluelamp.board.proof_reading.finding import Remark
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.wording.announcing import NUMBER, PLURAL, value

NAME = (
    r"(?!And\b)[A-Z][\w’'&-]*"
    r"(?: (?:[A-Z][\w’'&-]*|plc|of|the|in|upon|on|le|and(?= [A-Z]\w+ (?:Council|Ltd|Trust)))){0,5}"
)
NAMES = rf"(?P<names>{NAME}(?:, (?!and\b){NAME}){{0,9}},? and {NAME})"
AFTER = patterns.compile(
    rf"\b(?P<number>(?i:{NUMBER})) (?:[a-z-]+ ){{0,3}}?(?P<noun>{PLURAL})(?: [a-z-]+){{0,5}}, (?:from |at |in |by )?"
    rf"{NAMES}(?=[,.;]|$)"
)
BEFORE = patterns.compile(
    rf"^{NAMES} (?:are|were|make up|form) (?:the |our |its |all )(?P<number>{NUMBER}) (?:[a-z-]+ ){{0,3}}?(?P<noun>"
    rf"{PLURAL})\b"
)
TITLED = patterns.compile(
    r"\b(?:Director|Head|Chair\w*|Leader|Manager|Officer|Councillor for|Lead|Secretary|Treasurer|Clerk|Chief|Member)\b"
)
"""“Jane Hill, Director of Housing, and Ali Khan”: what commas part is said of the name before it."""
SOME = patterns.compile(
    r"\b(?:among|includ\w+|such as|for example|especially|notably|mainly|other than|apart)\b", re.I
)


def set_apart(sentence: Sentence) -> Iterator[Remark]:
    """The number told with the names beside it, where they are more or fewer."""
    for way in (AFTER, BEFORE):
        for found in way.finditer(sentence.text):
            if SOME.search(found[0]) or TITLED.search(found["names"]):
                continue
            least, most = _many(found["names"])
            said = value(found["number"].lower())
            if said and not least <= said <= most and said not in (2 * least, 2 * most):
                many = str(least) if least == most else f"{least} or {most}"
                yield sentence.remark(f"“{found['number']} {found['noun']}” are stated, and {many} are named")
                return


def _many(names: str) -> tuple[int, int]:
    """How many names there are: the fewest and the most that each “and” allows."""
    parts = names.count(",") + 1
    ends = bool(re.search(r", and\b", names))
    joins = len(re.findall(r"\band\b", names))
    return parts + (not ends), parts - ends + joins
