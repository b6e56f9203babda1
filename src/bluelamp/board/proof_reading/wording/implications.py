"""“No implications”, beside paragraphs that imply some."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

WORDS = Path(__file__).with_name("implications.yaml")
NONE = patterns.compile(
    r"\b(?:no|not any|nil|without|not (?:anticipated|expected|considered) to be any)\b[^.]{0,60}\b"
    r"implications?\b|\bimplications?\b[^.]{0,20}\bnone\b|^[A-Z][a-z]+(?: [a-z]+){0,3}(?: "
    r"implications)?\s?[:–-]\s?(?:none|nil|no\b|not applicable)|^(?:none|nil|n/a|not applicable)\b|"
    r"\bno (?:direct |specific |additional |further |significant )*(?:costs?|financial impact|"
    r"legal issues?)\b",
    re.IGNORECASE,
)
KINDS = {
    "financial": r"financ|(?<!human )resourc|budget|cost",
    "legal": r"legal|law",
    "staffing": r"staff|workforce|personnel|human resource|people implications|\bHR\b",
    "equality": r"equalit|diversity|inclusion",
    "environmental": r"environment|sustainab|climate|carbon",
}


def read(paper: Reading) -> Iterator[Remark]:
    for kind in KINDS:
        claims = [s for s in paper.sentences if _claims(s, kind)]
        if not claims:
            continue
        elsewhere: dict[str, str] = {}
        for sentence in paper.sentences:
            if not _is_a_claim(sentence, claims) and (found := _implied(kind, sentence.text)):
                elsewhere.setdefault(_where(paper, sentence), found)
        if elsewhere:
            named = "; ".join(f"{where} says “{word}”" for where, word in list(elsewhere.items())[:6])
            more = f"; and {len(elsewhere) - 6} more" if len(elsewhere) > 6 else ""
            yield claims[0].remark(named + more)


def _where(paper: Reading, sentence: Sentence) -> str:
    if sentence.paragraph:
        return f"paragraph {paper.label(sentence.paragraph)}"
    return f"“{sentence.section.title}”"


AHEAD = patterns.compile(
    r"\b(?:will|would|shall|must|should|needs?|needed to|required?|propos\w+|recommend\w*|to be|plans? to|"
    r"were the|"
    r"threaten\w*|asked to (?:agree|approve)|intends?|adopting|extending|invites?|ongoing|under ?way|"
    r"current(?:ly)?|"
    r"not (?:yet )?(?:funded|budgeted|costed)|next (?:year|financial)|process|seek\w*|expected|expires?|"
    r"renew(?:al|ing)?|could be)\b",
    re.IGNORECASE,
)
"""What is still to be done or decided: money spent last year has no implication."""


def _implied(kind: str, text: str) -> str:
    ahead = _cues().get(f"{kind}-ahead") if AHEAD.search(text) else None
    found = [cue.search(text) for cue in (_cues()[kind], ahead) if cue]
    first = min((each for each in found if each), key=lambda each: each.start(), default=None)
    return first[0] if first else ""


def _is_a_claim(sentence: Sentence, claims: list[Sentence]) -> bool:
    """What a section of implications says of them is no sign of others, unless “none” were claimed in it."""
    beside = any(sentence.section is claim.section for claim in claims)
    return (
        sentence in claims or "implication" in sentence.text.lower() or (_is_about(sentence) and not beside)
    )


def _claims(sentence: Sentence, kind: str) -> bool:
    if not NONE.search(sentence.text):
        return False
    said = re.search(KINDS[kind], sentence.text, re.IGNORECASE)
    is_said = "implication" in sentence.text.lower() or _is_about(sentence)
    return bool(said and is_said) or _is_about(sentence, kind)


def _is_about(sentence: Sentence, kind: str = "") -> bool:
    title = sentence.section.title.lower()
    is_section = "implication" in title or title in (
        "finance",
        "legal",
        "financial comments",
        "legal comments",
    )
    return is_section and (not kind or bool(re.search(KINDS[kind], title)))


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    """Words that imply money, and words that imply law, as data."""
    listed = yaml.safe_load(WORDS.read_text("utf-8"))
    return {
        kind: patterns.compile(
            rf"\b(?:{'|'.join(words)})(?!\w)", re.IGNORECASE if not kind.startswith("legal") else 0
        )
        for kind, words in listed.items()
    }


RULE = Rule(
    key="implications",
    title="“No implications” beside paragraphs that imply some",
    severity="look",
    explanation="Members rely on these sections to know what a decision costs and which duties it touches. Name the "
    "implication, or say why it is none.",
    read=read,
    kind="wording",
    certainty="likely",
)
