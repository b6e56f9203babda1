"""A section of the house order that was left empty."""

from __future__ import annotations

from collections.abc import Iterator

from bluelamp.board.document import Heading
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.reading import Reading


def read(paper: Reading) -> Iterator[Remark]:
    for section in paper.document.sections:
        if section.file and all(isinstance(block, Heading) for block in section.blocks):
            yield Remark(section.key, section.title, 0, section.title, f"{section.file} holds no paragraph")


RULE = Rule(
    key="empty-section",
    title="A section left empty",
    severity="wrong",
    explanation="An empty section reads as if there were nothing to say. Say what there is, or that it is not yet "
    "reported and what it waits for.",
    read=read,
    kind="wording",
)
