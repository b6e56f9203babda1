"""A count that is told of our own place beside statistics of the country, and is many times what the paper counts
there itself: “131,140 households in temporary accommodation in Thornbeck”, of which there are 410."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bluelamp.board.proof_reading.claims import belonging
from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.figures.nouns import STOP, stem
from bluelamp.board.proof_reading.finding import Remark
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

PUBLISHED = patterns.compile(
    r"\b(?:context|published|publications?|statistics|official|releases?|bulletins?|department\w*|ministry|"
    r"government\w*|on record|comparison|perspective|data show|figures show)\b",
    re.IGNORECASE,
)
EVERYBODY = patterns.compile(
    r"\b(?:population|residents|inhabitants|census|live in|living in (?:the )?[A-Z]|estimated)\b"
)
TIMES = 20
"""So many times what is counted here is no growth of it."""
FEWEST = 1000
CLAUSE = patterns.compile(r"[,;:(]| (?:and|but|while|whereas|of whom|of which)\b")


def outsized(paper: Reading, names: tuple[str, ...]) -> Iterator[tuple[Sentence, Remark]]:
    """Each sentence with such a count, with what is to be said of it. ``names`` are the paper's own."""
    if not names:
        return
    ours = patterns.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")
    for sentence in paper.sentences:
        if not PUBLISHED.search(sentence.text) or EVERYBODY.search(sentence.text):
            continue
        for amount in sentence.amounts:
            said = CLAUSE.split(sentence.text[amount.end :])[0]
            place = ours.search(said) if _is_count(amount) and amount.value >= FEWEST else None
            if place and (here := _counted_here(paper, sentence, amount, said)):
                where = f"paragraph {paper.label(here[0].paragraph)} counts {shown.said(here[1])}"
                told = f"{shown.said(amount)} is told of “{place[0]}”; {where}"
                yield sentence, sentence.remark(told)
                break


def _counted_here(
    paper: Reading, sentence: Sentence, amount: Amount, said: str
) -> tuple[Sentence, Amount] | None:
    """The largest count of the same in the section, where it is far smaller."""
    noun, about = _noun(said), _stems(said)
    near = [
        (other, each)
        for other in paper.section_of(sentence)
        for each in other.amounts
        if _is_count(each)
        and each is not amount
        and noun
        and _noun(other.text[each.end :]) == noun
        and (about - {noun}) & (_stems(other.text) | _stems(sentence.section.title))
        and not belonging.ELSEWHERE.search(other.text)
    ]
    largest = max(near, key=lambda found: found[1].value, default=None)
    return largest if largest and largest[1].value * TIMES <= amount.value else None


def _is_count(amount: Amount) -> bool:
    return amount.unit == "count" and not amount.lasts and not amount.text.isalpha()


def _noun(after: str) -> str:
    found = re.match(r"\s([a-z]{3,})\b", after)
    return stem(found[1])[:6] if found else ""


def _stems(text: str) -> frozenset[str]:
    words = re.findall(r"[a-z]{4,}", text.lower())
    return frozenset(stem(word)[:6] for word in words if word not in STOP and word not in WHEN)


WHEN_SAID = """
year years month quarter ending ended march june september december total number living
"""
WHEN = frozenset(WHEN_SAID.split())
