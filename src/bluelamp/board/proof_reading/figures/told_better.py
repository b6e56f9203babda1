"""What a paper calls better or worse, higher or lower, against the figures it says so of, in that sentence or beside
it: “Retention has improved: withdrawals went from 6.1% to 6.9%”, “91.0%, 90.0% and 89.0%. It improved each month”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.figures.overall import stems
from bluelamp.board.proof_reading.figures.pairs import changes, pairs
from bluelamp.board.proof_reading.figures.pairs_before import pairs_before
from bluelamp.board.proof_reading.figures.sized_change import REFERRING, is_of_a_year
from bluelamp.board.proof_reading.figures.timed import FOLLOWS, SAYS_NOTHING
from bluelamp.board.proof_reading.figures.times import NAMES
from bluelamp.board.proof_reading.figures.two_levels import UNITS, Levels, levels
from bluelamp.board.proof_reading.finding import Remark
from bluelamp.board.proof_reading.language import moving, patterns
from bluelamp.board.proof_reading.language.sense import judged, sense
from bluelamp.board.proof_reading.language.sentences import Sentence

NOT_TOLD = patterns.compile(
    r"\b(?:no|not|nor|never|without|if|would|could|should|(?-i:may)|might|must|will|hope\w*|anticipat\w*|"
    r"expect\w*|"
    r"targets?|aim\w*|plan\w*|"
    r"forecast\w*|whether|despite|although|though|but|however|than (?:expected|planned|target|average|"
    r"most|others?|the "
    r"(?:national|target|average|standard))|need\w*|rather|unless|until|except|apart|even so|still|only|"
    r"real terms|"
    r"adjusted|once)\b",
    re.IGNORECASE,
)
EACH = patterns.compile(
    r"\b(?:each|every|throughout|steadily|steady|continu\w+|again|successive|consecutive|in turn|(?:month|"
    r"quarter|year|week|"
    r"term) (?:on|after|by) (?:month|quarter|year|week|term))\b",
    re.IGNORECASE,
)
JOINED = patterns.compile(r"[;,]? (?:while|whereas|and|as|with)\b", re.IGNORECASE)
OF_SERVICE_SAID = """
service services performance result results work position picture has have become becoming been got getting gone been
each every steadily again continued them much since things quality clearly time being are
"""
OF_SERVICE = stems(OF_SERVICE_SAID) | SAYS_NOTHING | NAMES
STANDING = patterns.compile(
    r"\b(?:above|below|ahead of|behind|short of|exceed\w*|beyond|up to|down to|up from|cut (?:in|off|"
    r"out))\b",
    re.IGNORECASE,
)
"""Where something stands beside others, where a movement says how it came there."""
SHORT = 45
"""Signs of a sentence that only heads the figures after it: “Punctuality got better.”"""
TOPIC = re.compile(r"\b(?:it|they|this|that|these|which)\b", re.IGNORECASE)


def told_better(block: tuple[Sentence, ...]) -> Iterator[Remark]:
    """Each sentence of a paragraph that judges figures, or says which way they went, and does not fit them."""
    for place, sentence in enumerate(block):
        if NOT_TOLD.search(sentence.text) or not (judged(sentence.text) or moving.direction(sentence.text)):
            continue
        if wrong := next(filter(None, (_wrong(sentence, found) for found in _spoken_of(block, place))), ""):
            yield sentence.remark(wrong)


def _spoken_of(block: tuple[Sentence, ...], place: int) -> Iterator[Levels]:
    """The figures a sentence speaks of: its own, those before it, or those of the next where it only heads them."""
    sentence = block[place]
    if pairs(sentence) or (changes(sentence) and pairs_before(block, place)):
        return
    if not sentence.amounts:
        for beside in (*block[max(0, place - 1) : place], *block[place + 1 : place + 2]):
            is_of_it = _is_of if beside.block == sentence.block and block.index(beside) < place else None
            for pair in pairs(beside)[:1] if len(pairs(beside)) == 1 and not pairs(beside)[0].by else ():
                found = Levels(((beside, pair.old), (beside, pair.new)), is_sure=True)
                if is_of_it(sentence, found) if is_of_it else _heads(sentence, block, place):
                    yield found
    units = ("percent",) if any(by.unit == "points" for by in changes(sentence)) else UNITS
    for found in levels(block, place, units):
        if found.is_sure and not is_of_a_year(sentence, found) and _is_of(sentence, found):
            yield found
    if not sentence.amounts and place + 1 < len(block) and not pairs(block[place + 1]):
        for found in levels(block, place + 1):
            if found.is_sure and found.sentences == (block[place + 1],) and _heads(sentence, block, place):
                yield found


def _is_of(sentence: Sentence, found: Levels) -> bool:
    own = [a for s, a in found.each if s is sentence]
    known = frozenset().union(*(stems(s.text) for s in found.sentences if s is not sentence))
    if not own:
        said = stems(sentence.text) - OF_SERVICE
        return not sentence.amounts and (bool(REFERRING.match(sentence.text)) or said <= known)
    after = sentence.text[max(a.end for a in own) :]
    joined = JOINED.search(after)
    return not (joined and _tells(after[joined.start() :]) and not FOLLOWS.search(after))


def _tells(text: str) -> bool:
    return bool(judged(text) or moving.direction(text))


def _heads(sentence: Sentence, block: tuple[Sentence, ...], place: int) -> bool:
    following = block[place + 1].text
    shared = (stems(sentence.text) - OF_SERVICE) & stems(following)
    return bool(shared or TOPIC.search(following) or (place == 0 and len(sentence.text) <= SHORT))


def _wrong(sentence: Sentence, found: Levels) -> str:
    amounts = found.amounts
    own = [a for s, a in found.each if s is sentence]
    said = sentence.text
    if own:
        first, last = min(a.start for a in own), max(a.end for a in own)
        said = f"{said[:first]} {said[last:]}"
    steps = list(pairwise(amounts)) if EACH.search(said) else [(amounts[0], amounts[-1])]
    better, told, way = _sense(sentence, found), judged(said), moving.direction(STANDING.sub(" ", said))
    for old, new in steps:
        moved = (new.value > old.value) - (new.value < old.value)
        went = f"{shown.said(new)} is {'higher' if moved > 0 else 'lower'} than {shown.said(old)}"
        if moved and told and better and moved * better != told:
            return f"{went}, and it is told as {'better' if told > 0 else 'worse'}"
        if moved and way and not told and moved != way and not _is_judged_by_time(said, amounts[0].lasts):
            return f"{went}, and {'a rise' if way > 0 else 'a fall'} is told"
    return ""


def _is_judged_by_time(said: str, lasts: str) -> bool:
    """“Quicker” and “slower” say which way a time went, and of anything else only how good it is."""
    return not lasts and bool(re.search(r"\b(?:quicker|faster|slow\w*|shorter|longer)\b", said, re.I))


def _sense(sentence: Sentence, found: Levels) -> int:
    """By the clause that tells the figures, else by the sentence that judges them."""
    first = found.each[0]
    text = first[0].text
    start = max(text.rfind(mark, 0, first[1].start) for mark in (":", ";"))
    last = max(amount.end for each, amount in found.each if each is first[0])
    clause = text[start + 1 : last]
    return sense(clause, first[1]) or sense(sentence.text, first[1])
