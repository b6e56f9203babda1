"""A share in words and the counts of the same, which do not make it: “one in five visits was declined, and 240 of the
3,000 were declined”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.figures.parts_of import parts_of
from bluelamp.board.proof_reading.finding import Remark
from bluelamp.board.proof_reading.language import marked, patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence

BARE = marked.pattern(
    r"{part:c} (?:[a-z]+ ){0,3}?(?:out of|of|among(?:st)?) (?:the |all |our |these |"
    r"those )*{whole:c} (?!(?:per cent|points))",
    r"\bof (?:the |all |our |these |those )*{whole:c}[^⟦.;]{0,30}?, {part:c}(?![^⟦.;]{0,60}⟦[ps])",
)
AIM = patterns.compile(
    r"\b(?:target|standard|ambition|goal|plan|threshold|limit|required)\b[^,;]{0,40}$", re.IGNORECASE
)
OF_TIME = patterns.compile(
    r"\s?of (?:the |its |their |all )*(?:hours|time|days?|nights?|weeks?|shifts?)\b", re.IGNORECASE
)
"""“Available for three quarters of the hours” is no share of those counted."""
SAME = 3
"""Words of four letters or more that two clauses must share, less those that any clause has, to be of one thing."""


def told_twice(block: tuple[Sentence, ...]) -> Iterator[Remark]:
    """“One in five visits was declined, and 240 of 3,000 were declined”: a share in words, and counts of the same."""
    for before, sentence in zip((None, *block), block, strict=False):
        beside = [s for s in (sentence, before) if s is not None]
        shares = [
            (s, a)
            for s in beside
            for a in s.amounts
            if a.is_of_hundred and not AIM.search(s.text[: a.start]) and not OF_TIME.match(s.text[a.end :])
        ]
        found = list(marked.found(BARE, sentence.marked, sentence.amounts))
        if len(shares) != 1 or len(found) != 1:
            continue
        (where, share), part, whole = shares[0], found[0]["part"], found[0]["whole"]
        if any(share is tied.share for tied in parts_of(sentence, before)):
            continue
        if where is not sentence and _is_of_a_count(where, share):
            continue
        if part.value >= whole.value or share.agrees(part.value * 100 / whole.value) or part.hedged:
            continue
        if _is_said_again(where, share, sentence, part) or _of_one_thing(where, share, sentence, part):
            is_share = shown.percent(part.value * 100 / whole.value)
            yield sentence.remark(
                f"{shown.said(part)} of {shown.said(whole)} is {is_share}, and {shown.said(share)} is told of the same"
            )


def _is_of_a_count(sentence: Sentence, share: Amount) -> bool:
    """“We saw 1,123 students, 9.0% of all”: the share is of the count before it."""
    led = [a for a in sentence.amounts if a.end <= share.start and a.unit == "count" and not a.lasts]
    return bool(led) and share.unit == "percent" and bool(re.search(r"[,(] ?$", sentence.text[: share.start]))


def _is_said_again(where: Sentence, share: Amount, sentence: Sentence, part: Amount) -> bool:
    """“One in ten said so; that is 154 of the 512”."""
    before = sentence.text[share.end if where is sentence and share.end < part.start else 0 : part.start]
    return bool(
        re.search(
            r"(?:;|,|^)\s?(?:that|this|which|it) (?:is|was|means|represents|equates to)\s$", before, re.I
        )
    )


def _of_one_thing(where: Sentence, share: Amount, sentence: Sentence, part: Amount) -> bool:
    """Do the clauses of a share and of a count hold the same words?"""
    one, other = _clause(where, share), _clause(sentence, part)
    return bool(one) and bool(other) and len(one & other) * 2 >= min(len(one), len(other), SAME)


def _clause(sentence: Sentence, amount: Amount) -> frozenset[str]:
    rest = re.split(r"[,;:(]|\band\b|\bbut\b|\bwhile\b|\bwith\b", sentence.text[amount.end :])
    said = next((each for each in rest if re.search(r"[a-z]{4}", each)), "")
    return frozenset(word[:6] for word in re.findall(r"[a-z]{4,}", said.lower()) if word not in ANYWHERE)


ANYWHERE_SAID = """
were have been that which with from this these those they their made last year
"""
ANYWHERE = frozenset(ANYWHERE_SAID.split())
