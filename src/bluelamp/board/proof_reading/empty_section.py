"""A section of the house order that was left empty."""

from __future__ import annotations

from collections.abc import Iterator

from bluelamp.board.document import Document, Heading
from bluelamp.board.proof_reading.finding import Remark, Rule


def read(document: Document) -> Iterator[Remark]:
    for section in document.sections:
        if section.file and all(isinstance(block, Heading) for block in section.blocks):
            yield Remark(section.key, section.title, 0, section.title, f"{section.file} holds no paragraph")


RULE = Rule(
    key="empty-section",
    title="A section left empty",
    severity="wrong",
    explanation="An empty section reads as if there were nothing to say. Say what there is, or that it is not yet "
    "reported and what it waits for.",
    read=read,
)
