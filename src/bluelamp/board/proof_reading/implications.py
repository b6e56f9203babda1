"""“No implications”, beside paragraphs that imply some."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

from bluelamp.board.document import Document
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.sentences import Sentence, sentences

WORDS = Path(__file__).with_name("implications.yaml")
NONE = re.compile(
    r"\b(?:no|not any|nil|without)\b[^.]{0,40}\bimplications?\b|\bimplications?\b[^.]{0,20}\bnone\b|^(?:none|nil)\b",
    re.IGNORECASE,
)


def read(document: Document) -> Iterator[Remark]:
    said = list(sentences(document))
    for kind, cue in _cues().items():
        claims = [s for s in said if _is_about(s, kind) and NONE.search(s.text)]
        elsewhere = [
            (s.paragraph, found[0]) for s in said if not _is_about(s) and (found := cue.search(s.text))
        ]
        if claims and elsewhere:
            named = "; ".join(f"paragraph {paragraph} says “{word}”" for paragraph, word in elsewhere[:6])
            more = f"; and {len(elsewhere) - 6} more" if len(elsewhere) > 6 else ""
            yield claims[0].remark(named + more)


def _is_about(sentence: Sentence, kind: str = "") -> bool:
    title = sentence.section.title.lower()
    return "implications" in title and kind in title


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    """Words that imply money, and words that imply law, as data."""
    listed = yaml.safe_load(WORDS.read_text("utf-8"))
    return {
        kind: re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE if kind == "financial" else 0)
        for kind, words in listed.items()
    }


RULE = Rule(
    key="implications",
    title="“No implications” beside paragraphs that imply some",
    severity="look",
    explanation="Members rely on these sections to know what a decision costs and which duties it touches. Name the "
    "implication, or say why it is none.",
    read=read,
)
