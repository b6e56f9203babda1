"""Figures told in an order they do not have: “highest in A (71%), followed by B (84%)”, “the best at 68%; our
neighbours have 71%”, “grew for the third month: 11,240, 11,655, 11,512”, “twice as many (88) as (61)”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import marked, moving, patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

MOST = r"(?:highest|largest|biggest|greatest|most|longest|top)"
LEAST = r"(?:lowest|smallest|fewest|least|shortest)"
FOLLOWED = patterns.compile(
    rf"\b(?:(?P<most>{MOST})|{LEAST})\b[^⟦.;]{{0,80}}?⟦(?P<first>[cpmr]\d+)⟧[^⟦]{{0,12}}?,? (?:then|"
    rf"followed by|ahead of|next|before)\b"
    r"(?P<rest>.*)",
    re.IGNORECASE,
)
AT = patterns.compile(
    rf"\b(?:the )?(?:(?P<most>{MOST}|best)|{LEAST}|worst)\b(?! (?:of|in|for) (?:\w+ ){{0,3}}(?:years?|"
    rf"months?|time|since))"
    r"(?! since| recorded| ever)[^⟦.;:]{0,70}? (?:at|with|on|\() ?⟦(?P<claimed>[pmr]\d+)⟧(?P<rest>.*)",
    re.IGNORECASE,
)
OTHERS = patterns.compile(
    r"\b(?:neighbours?|others?|while|whereas|compared|against|followed|than|peers|next|second|elsewhere|"
    r"and the)\b",
    re.IGNORECASE,
)
TREND = patterns.compile(
    r"\b(?:for the (?:second|third|fourth|fifth|sixth) (?:month|quarter|year|week|time|period)|(?:month|"
    r"quarter|year|week) (?:on|after|by) (?:month|quarter|year|week)|every (?:month|quarter|year)|"
    r"each (?:month|quarter|year)|steadily|steady|consistently|continu\w+|successive|consecutive|running|"
    r"in turn|progressively)\b",
    re.IGNORECASE,
)
MANY = marked.pattern(
    r"\b(?:twice|double|two times|three times|four times|five times|half|treble) (?:as (?:many|much|long|"
    r"high|likely|often)|the (?:number|rate|level|share|proportion|cost|amount))~{new:cpmr}~\b(?:as|of|than|"
    r"that of|the)\b~{old:cpmr}",
    r"{new:cpmr}~\b(?:twice|double|three times|four times|five times|half|treble|a third of|a quarter of) "
    r"(?:the |that of |as (?:many|much|high|long) as (?:the |in )?)~{old:cpmr}",
)
THEN = marked.pattern(
    r"{old:cpmr}~\b(?:and|then|to)\b~{new:cpmr},? (?:\w+ )?(?:twice|double|two times|three times|four times|"
    r"five times) as (?:many|much|high|often)"
)
TIMES = {"twice": 2, "double": 2, "two": 2, "three": 3, "treble": 3, "four": 4, "five": 5}
PARTS = {"half": Fraction(1, 2), "a third of": Fraction(1, 3), "a quarter of": Fraction(1, 4)}
TIMES_SAID = patterns.compile(
    r"\b(?P<loose>more than |over |nearly |almost |about |around |some )?(?:(?P<times>twice|double|"
    r"two times|three times|four times|five times|treble)|(?P<part>half|a third of|a quarter of))\b",
    re.IGNORECASE,
)


def read(paper: Reading) -> Iterator[Remark]:
    for sentence in paper.sentences:
        if len(sentence.amounts) < 2:
            continue
        if (
            wrong := _followed(sentence)
            or _not_of_all_time(sentence)
            or _beaten(sentence)
            or _turned(sentence)
            or _times(sentence)
        ):
            yield sentence.remark(wrong)


def _followed(sentence: Sentence) -> str:
    found = FOLLOWED.search(sentence.marked)
    if not found:
        return ""
    first = sentence.amounts[int(found["first"][1:])]
    rest = _of_kind(sentence, found["rest"], first)
    way = 1 if found["most"] else -1
    for before, after in pairwise((first, *rest)):
        if way * (after.low - before.high) > 0:
            return f"{shown.said(after)} is told after {shown.said(before)}, and is {'higher' if way > 0 else 'lower'}"
    return ""


def _beaten(sentence: Sentence) -> str:
    found = AT.search(sentence.marked)
    if not found or not OTHERS.search(found["rest"]):
        return ""
    claimed = sentence.amounts[int(found["claimed"][1:])]
    following = re.split(rf"\b(?:{MOST}|{LEAST}|best|worst)\b", found["rest"], flags=re.IGNORECASE)[0]
    rest = _of_kind(sentence, following, claimed)
    said = found[0].lower()
    better = moving.which_is_better(sentence.text) or 1
    way = better if "best" in said[:12] else -better if "worst" in said[:12] else 1 if found["most"] else -1
    beyond = [a for a in rest if way * (a.value - claimed.value) > 0 and a.value < 3 * claimed.value]
    if not beyond or TREND.search(sentence.text) or re.search(r"\bfrom\b|\b20\d\d\b", found["rest"]):
        return ""
    where = "above" if way > 0 else "below"
    return (
        f"{shown.said(beyond[0])} is {where} {shown.said(claimed)}, which is told to be the “{_word(said)}”"
    )


OF_YEARS = patterns.compile(
    rf"⟦(?P<claimed>[cpmr]\d+)⟧[^⟦.;()]{{0,60}}?\b(?:(?P<most>{MOST}|best)|{LEAST}|worst)\b[^⟦.;:(]{{0,50}}?\b(?:for|in|since|of|"
    r"over)\b[^⟦.;:(]{0,40}?\((?P<rest>[^()]*)\)",
    re.IGNORECASE,
)


def _not_of_all_time(sentence: Sentence) -> str:
    """“212, the lowest for three years (2012/13: 240; 2013/14: 205)”."""
    found = OF_YEARS.search(sentence.marked)
    if not found or (not re.search(r"\b(?:best|worst)\b", found[0]) and not found["rest"]):
        return ""
    claimed = sentence.amounts[int(found["claimed"][1:])]
    way = 1 if found["most"] else -1
    if re.search(r"\b(?:best|worst)\b", found[0], re.IGNORECASE):
        way *= moving.which_is_better(sentence.text)
    beyond = [a for a in _of_kind(sentence, found["rest"], claimed) if way * (a.value - claimed.value) > 0]
    if not way or not beyond:
        return ""
    where = "above" if way > 0 else "below"
    told = _word(found[0].lower())
    return f"{shown.said(beyond[0])} is {where} {shown.said(claimed)}, told as “{told}”"


def _word(said: str) -> str:
    found = re.search(rf"{MOST}|{LEAST}|best|worst", said)
    return found[0] if found else ""


def _of_kind(sentence: Sentence, rest: str, like: Amount) -> list[Amount]:
    every = [sentence.amounts[int(mark[0][2:-1])] for mark in marked.MARK.finditer(rest)]
    return [each for each in every if each.unit == like.unit and not each.lasts]


def _turned(sentence: Sentence) -> str:
    """A run of figures said to go one way throughout, and one of them goes back."""
    way = moving.direction(sentence.text)
    found = TREND.search(sentence.text)
    if not way or not found:
        return ""
    runs = [
        a
        for a in sentence.amounts
        if not a.lasts and a.unit in ("count", "percent", "money", "rate") and a.value > 12
    ]
    same = [a for a in runs if a.unit == runs[0].unit] if runs else []
    if len(same) < 3 or max(a.value for a in same) > 2 * min(a.value for a in same):
        return ""
    steps = list(pairwise(same))
    back = [(a, b) for a, b in steps if way * (b.value - a.value) < 0]
    if not back or len(back) == len(steps):
        return ""
    before, after = back[0]
    moved = "lower" if way > 0 else "higher"
    return f"{shown.said(after)} is {moved} than {shown.said(before)} before it, and “{found[0]}” is told"


FEW = 2
"""Numbers in words up to it are rather of things than of how many."""


def _times(sentence: Sentence) -> str:
    for found in marked.found((*MANY, *THEN), sentence.marked, sentence.amounts):
        new, old = found["new"], found["old"]
        said = TIMES_SAID.search(sentence.text)
        if not said or new.unit != old.unit or old.value <= 0 or new.lasts != old.lasts:
            continue
        if new.text.isalpha() and old.text.isalpha() and max(new.value, old.value) <= FEW:
            continue  # “of one, twice the smaller of the two”
        wanted = PARTS.get((said["part"] or "").lower()) or Fraction(TIMES[said["times"].lower().split()[0]])
        times = new.value / old.value
        slack = Fraction(1, 4) if said["loose"] else Fraction(15, 100)
        if abs(times - wanted) > wanted * slack:
            word = (said["times"] or said["part"]).lower()
            return f"{shown.said(new)} is {float(times):.2g} times {shown.said(old)}, and “{word}” is told"
    return ""


RULE = Rule(
    key="orders",
    title="Figures that are not in the order or proportion told",
    severity="wrong",
    explanation="What is called highest, steady or twice as many is not, by the figures printed beside it.",
    read=read,
    kind="sums",
    certainty="likely",
)
