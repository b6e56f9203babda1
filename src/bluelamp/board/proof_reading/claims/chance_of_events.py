"""Two numbers of events that a paragraph makes something of, and that chance would often make differ so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from bluelamp.board.proof_reading.claims import verdicts
from bluelamp.board.proof_reading.claims.proportions import proportions
from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.figures.pairs import pairs
from bluelamp.board.proof_reading.finding import Remark
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.dates import ANY_MONTH
from bluelamp.board.proof_reading.language.sentences import Sentence

CHANCE = 0.05
MOST = 500
"""Above it two counts that differ enough to be told differ by more than chance."""
LEAST = 5
"""Below it nobody makes a number of it: “a mother of three”."""
NEAR = 80
"""Signs between two counts told one after the other."""
WHEN = patterns.compile(
    rf"\b(?:(?-i:{ANY_MONTH})|this|last|previous\w*|before|after|earlier|later|now|quarter|year|month|"
    rf"week|spring|summer|"
    r"autumn|winter)\b",
    re.IGNORECASE,
)
AT_ONCE = patterns.compile(
    r"^ (?:in|for|by|during|last|this|before|after|afterwards|since|the|a|now|did|was|were)\b", re.IGNORECASE
)
"""After a second count of the same thing comes when it was, and no other thing."""

COUNTED = patterns.compile(
    r"(?:^|\b(?:there (?:were|was)|had|saw|recorded|logged|received|numbered|totalled|came to|with|were|"
    r"winter|"
    r"summer|spring|autumn|year|month|week|quarter)\s)(?:only |just )?$",
    re.IGNORECASE,
)
"""What happened, where “we ran nine courses” tells what was done."""


def of_events(block: tuple[Sentence, ...], sentence: Sentence) -> Iterator[Remark]:
    """Two numbers of events, and a claim that something was achieved: their ratio tested as Poisson counts are."""
    place = block.index(sentence)
    following = [s for s in block[place + 1 : place + 2] if not pairs(s)]
    if not verdicts.VERDICT.search(" ".join(s.text for s in (sentence, *following))):
        return
    for old, new, told in _pairs(sentence):
        if not _are_events(sentence, old, new) or verdicts.STOCK.search(told):
            continue
        if any(each.place == place for each in proportions(block)):
            return
        if wrong := by_chance(old, new):
            yield judging(block, place).remark(wrong)
            return


def by_chance(old: Amount, new: Amount) -> str:
    """What the exact test says of two counts that chance would often make differ so; otherwise nothing."""
    from bluelamp.analysis.poisson import ratio

    found = ratio(int(new.value), int(old.value))
    if found.p_value <= CHANCE:
        return ""
    return (
        f"{shown.said(old)} and {shown.said(new)} events: the exact test of two counts gives p = "
        f"{found.p_value:.2f}, so chance alone would often do this"
    )


def judging(block: tuple[Sentence, ...], place: int) -> Sentence:
    """The sentence that makes something of a difference: the one that tells it, or the one after."""
    here, following = block[place], block[place + 1 : place + 2]
    is_after = (
        following and not verdicts.VERDICT.search(here.text) and verdicts.VERDICT.search(following[0].text)
    )
    return following[0] if is_after else here


def _pairs(sentence: Sentence) -> Iterator[tuple[Amount, Amount, str]]:
    """Two counts set against each other, or told of two times one after the other."""
    for pair in pairs(sentence):
        yield pair.old, pair.new, pair.told
    text = sentence.text
    for first, second in pairwise(sentence.amounts):
        between, after = text[first.end : second.start], text[second.end :]
        if not COUNTED.search(text[: first.start]):
            continue
        is_timed = WHEN.search(between) and WHEN.search(text[: first.start] + after[:30])
        if len(between) <= NEAR and is_timed and AT_ONCE.match(after):
            yield first, second, text[: second.start]


def _are_events(sentence: Sentence, old: Amount, new: Amount) -> bool:
    both = (old, new)
    if any(a.unit != "count" or a.lasts or a.hedged or a.value.denominator > 1 for a in both):
        return False
    if (
        not LEAST <= max(old.value, new.value) <= MOST
        or old.value == new.value
        or not min(old.value, new.value)
    ):
        return False
    if verdicts.OWNING.search(sentence.text[: min(old.start, new.start)]) or MEASURED.search(sentence.text):
        return False
    return not any(verdicts.STOCK.match(sentence.text[each.end :]) for each in both)


MEASURED = patterns.compile(
    r"\b(?:averag(?:e[ds]?|ing)|means?(?= (?:number|wait|time|score|of \d))|medians?|ind(?:ex|ices)|scores?|"
    r"tonn(?:es?|age)|tons?|kilo\w+|kg|litres?|hectares?|acres|miles|megawatt\w*|[kM]Wh)\b",
    re.IGNORECASE,
)
"""“The rolling average fell from 41 to 38”, “from 412 to 400 tonnes”: nothing was counted."""
