"""A paper of a few paragraphs, and what one rule says of it."""

from __future__ import annotations

from datetime import date

from bluelamp.board.checking import reading
from bluelamp.board.proof_reading import OF_SENSE, proof_read

HEAD = "Thornwick Borough Council\n\nOverview Panel\n\nMeeting of Thursday 16 October 2014\n\n"


def told(rule: str, *paragraphs: str, head: str = HEAD) -> list[str]:
    """What the rule of this key says, paragraph by paragraph. The meeting is on 16 October 2014."""
    numbered = (
        p[2:].upper() if p[:2] == "# " else p if p[:1] in "|-(" else f"{n}. {p}"
        for n, p in enumerate(paragraphs, 1)
    )
    text = head + "\n\n".join(numbered) + "\n"
    paper = reading.read("paper.txt", text.encode(), today=date(2014, 10, 1))
    rules = tuple(each for each in OF_SENSE if each.key == rule)
    return [finding.working for finding in proof_read(paper.document, rules, paper.labels)]
