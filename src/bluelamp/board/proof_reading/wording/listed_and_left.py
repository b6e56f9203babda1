"""A name listed among a few and said, in the same breath, to have left them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import numerals, patterns
from bluelamp.board.proof_reading.reading import Reading

LISTED = patterns.compile(
    r"\b(two|three|four|five|six|seven|eight|nine|ten|"
    r"[2-9])\b(?P<between>[^()]{0,80}?)\((?P<names>[^()]{5,160})\)(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
LEFT = (
    r"(?:\s\w+){0,3}?\s(?:(?:being|been|was|were|is|has|now|having)\s)*(?:lifted out|moved out|taken out|"
    r"removed|no longer|left|dropped out|out of|moved up|promoted|excluded|withdrawn|withdrew)\b"
)


def read(paper: Reading) -> Iterator[Remark]:
    for block in paper.blocks:
        for place, sentence in enumerate(block):
            found = LISTED.search(sentence.text)
            if not found:
                continue
            rest = found["rest"] + " " + (block[place + 1].text if place + 1 < len(block) else "")
            for name in _names(found["names"]):
                if re.search(rf"\b{re.escape(name)}\b{LEFT}", rest):
                    number = numerals.value(found[1]) or int(found[1])
                    yield sentence.remark(
                        f"{name} is named among the {found[1]} and is told to have left them: {number} or "
                        f"{number - 1}?"
                    )
                    break


def _names(listed: str) -> list[str]:
    found = [
        re.sub(r"\b(?:LPUs?|areas?|districts?|boroughs?)\b", "", part).strip()
        for part in re.split(r",|&|\band\b", listed)
    ]
    return [name for name in found if len(name) > 2 and name[0].isupper()]


RULE = Rule(
    key="listed-and-left",
    title="Named among the few it has left",
    severity="wrong",
    explanation="The list or the news is out of date. Say who is in it on the day of the meeting.",
    read=read,
    kind="wording",
    certainty="likely",
)
