"""One to four of a group so small that whoever is in it knows them: “of five students, one paused after …”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bluelamp.board.proof_reading.finding import Remark
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.dates import ANY_MONTH, WEEKDAY
from bluelamp.board.proof_reading.language.people import WHO
from bluelamp.board.proof_reading.reading import Reading
from bluelamp.board.proof_reading.tables.attributes import PRIVATE

SOME = r"(?:two|three|four|five|six|seven|eight|nine|ten|[2-9]|10)"
GROUP = patterns.compile(
    rf"(?<![\w,.£-]){SOME} (?:[a-z-]+ ){{0,2}}?(?:{WHO}|staff|colleagues)\b|"
    rf"\b(?:group|class|course|team|cohort|crew|set|household|year) of (?:only |just )?{SOME}\b(?![,.]?\d)",
    re.IGNORECASE,
)
OF_THEM = patterns.compile(
    rf"\b(?P<few>one|two|three|four|[1-4])\b(?: of (?:them|these|whom))?(?: {WHO})?,?(?: who)? "
    r"(?:is|was|are|were|has|have|had|paused|left|withdrew|died|dropped|stopped|missed|took|needs?|needed|"
    r"resigned)(?! (?:moved|transferred|gone|joined)\b)\b(?P<told>[^.;]*)",
    re.IGNORECASE,
)
NAMED = patterns.compile(rf"(?<=[a-z,] )(?!{ANY_MONTH}|{WEEKDAY}|Year\b|I\b)[A-Z][a-z]{{2,}}")
"""A name further on than the first word: the course, the clinic or the class."""


def told(paper: Reading) -> Iterator[Remark]:
    for block in paper.blocks:
        for before, sentence in zip((None, *block), block, strict=False):
            led = before.text + " " if before is not None else ""
            group = GROUP.search(led + sentence.text)
            if group is None or not NAMED.search(led + sentence.text):
                continue
            few = OF_THEM.search(led + sentence.text, group.end())
            if few is None or few.start() < len(led):
                continue
            if private := PRIVATE.search(few["told"]):
                yield sentence.remark(
                    f"{few['few'].lower()} of “{group[0]}”, told with “{private[0]}”: whoever knows the group knows "
                    "who it is"
                )
