"""Two figures that stand in neighbouring sentences: “94, compared with 117. That is a drop of 23”,
“Availability was 71.4%. It has improved from 73.2%”."""

# ruff: noqa: RUF001 - papers are written with curly quotes
from __future__ import annotations

import re
from dataclasses import replace

from bluelamp.board.proof_reading.figures.pairs import ANY, MOVE, Pair, changes, pairs
from bluelamp.board.proof_reading.language import marked, moving, patterns
from bluelamp.board.proof_reading.language.amounts import BLOT, Amount
from bluelamp.board.proof_reading.language.moving import A_CHANGE
from bluelamp.board.proof_reading.language.periods import spoken
from bluelamp.board.proof_reading.language.sentences import Sentence

POINTS_BACK = patterns.compile(
    r"^(?:this|that|it|they|these|the (?:figure|rate|number|proportion|total|level|result)|performance|up|"
    rf"down|compared|an? (?:\w+ )?{A_CHANGE})\b",
    re.IGNORECASE,
)


def carried(before: Sentence | None, sentence: Sentence) -> tuple[Pair, ...]:
    """“94, compared with 117. That is a drop of 23, or 24%.” The change is of the one pair before it."""
    earlier = pairs(before) if before is not None and BACK_TO.match(sentence.text) else ()
    by = changes(sentence)
    told = {each.is_of_hundred for pair in earlier for each in pair.by}
    if (
        TO_COME.search(sentence.text)
        or len(earlier) != 1
        or told & {each.is_of_hundred for each in by}
        or pairs(sentence)
    ):
        return ()
    return (replace(earlier[0], by=by, told="", direction=moving.direction(sentence.text)),) if by else ()


BACK_TO = patterns.compile(
    r"^(?:this|that|it|which)(?:['’]s\b|\b (?:is|was|represents|means|amounts to|equates to|equals|makes|gives|"
    r"marks)\b)|^(?:(?:an?|the|this|that|such an?|so|thus|overall|hence|in other words,?) )*"
    rf"(?:[\w-]+ ){{0,2}}?{A_CHANGE}\b"
    r"|^(?:they|it|these|the (?:number|figure|total|level|rate)) (?:\w+ ){0,2}?(?:fell|fallen|rose|risen|dropped|"
    r"down|up|increased|decreased|declined|grown)\b",
    re.IGNORECASE,
)
"""“A reduction of 25% is most welcome”, “They have fallen by a quarter”."""
TO_COME = patterns.compile(
    r"\b(?:planned|proposed|targets?|expected|next (?:year|month|quarter)|would|will|forecast|could|aims?)\b",
    re.IGNORECASE,
)
FEW_WORDS = 40


def bridged(before: Sentence | None, sentence: Sentence) -> tuple[Pair, ...]:
    """“88% were seen in time. This is worse than in January, when it was 86%.” Of several figures in the
    first sentence any may be meant: the pair is told only where the first is, and none of them bears the
    change out."""
    if before is None or not POINTS_BACK.match(sentence.text) or pairs(sentence):
        return ()
    kinds = {a.unit for a in sentence.amounts} - {"points"}
    meant = [a for a in before.amounts if a.unit in kinds and not a.hedged]
    made = [pair for each in meant for pair in _across(before, each, sentence)]
    fits = any(abs(pair.new.value - pair.old.value) == by.value for pair in made for by in pair.by)
    return tuple(made[:1]) if made and (len(meant) == 1 or (made[0].by and not fits)) else ()


def _across(before: Sentence, meant: Amount, sentence: Sentence) -> list[Pair]:
    alone, cut = _alone(before, meant)
    head = alone.rstrip(". ") + ", "
    amounts = (_moved(meant, -cut), *(_moved(each, len(head)) for each in sentence.amounts))
    both = before.told_as(head + sentence.text[:1].lower() + sentence.text[1:], amounts)
    sizes = {each.text for each in changes(sentence)}
    found = [pair for pair in pairs(both) if pair.new.start < len(head) <= pair.old.start]
    return [pair for pair in found if pair.old.text not in sizes]


def _moved(amount: Amount, by: int) -> Amount:
    return replace(amount, start=amount.start + by, end=amount.end + by)


def _alone(before: Sentence, meant: Amount) -> tuple[str, int]:
    """The sentence up to a few words after a figure, without its others: they would stand between. And how many signs
    are cut off before it."""
    text = before.text
    for each in before.amounts:
        if each is not meant:
            text = text[: each.start] + BLOT * (each.end - each.start) + text[each.end :]
    cut = max(0, meant.start - 2 * FEW_WORDS)
    return text[cut : meant.end + FEW_WORDS], cut


MOVED_FROM = marked.pattern(
    rf"\b{MOVE}\b[^⟦.;:]{{0,60}}?\b(?:from|on|than) (?:the |its |a |"
    rf"an )?(?:[^⟦.;,]{{0,50}}? )?{{old:{ANY}}}(?![^⟦.;,]{{0,40}}\bto ⟦)",
    rf"\b(?:compared (?:with|to)|against|versus|up on|down on) (?:the |its )?(?:[^⟦.;,]{{0,50}}? )?{{old:{ANY}}}",
)
"""A figure that something moved from, with no other in the sentence."""
AIM = patterns.compile(
    r"\b(?:target|standard|ambition|milestone|plan|budget|ceiling|limit|threshold|trajectory|national\w*|England)\b"
    r"[^⟦.;,]{0,25}$",
    re.IGNORECASE,
)
EMPTY_SAID = """
this that these those there their they which have been than from with were when what also last year
month quarter period same previous performance compared number rate percentage proportion figure
level
"""
EMPTY = frozenset(EMPTY_SAID.split())


def since(block: tuple[Sentence, ...], place: int) -> tuple[Pair, ...]:
    """“71.4% of hours were covered. Cover has improved from 73.2%”: the one figure of a sentence before that is no
    target and speaks of the same thing."""
    sentence = block[place]
    if pairs(sentence):
        return ()
    found = next(marked.found(MOVED_FROM, sentence.marked, sentence.amounts), None)
    if found and found["old"].unit == "count" and any(by.unit == "points" for by in changes(sentence)):
        return ()  # “a rise of six points on 600 replies”
    others = [a for a in sentence.amounts if found and a.unit == found["old"].unit and a is not found["old"]]
    if found is None or (others and any(a not in changes(sentence) for a in others)):
        return ()
    for before in reversed(block[max(0, place - BACK_FAR) : place]):
        meant = [a for a in before.amounts if _may_be(before, a, found["old"])]
        is_next = before is block[place - 1]
        if meant and ((is_next and POINTS_BACK.match(sentence.text)) or _of_one_thing(before, sentence)):
            meant = meant if len(meant) == 1 else _named(before, meant, sentence)
            return _since(sentence, found["old"], meant[0]) if len(meant) == 1 else ()
    return ()


BACK_FAR = 3
"""Sentences looked back."""


def _since(sentence: Sentence, old: Amount, new: Amount) -> tuple[Pair, ...]:
    told = sentence.text
    sizes = tuple(by for by in changes(sentence) if by is not old)
    way = moving.direction(told[: old.start][-70:]) or moving.direction(told[old.end :][:40])
    return (Pair(old, new, sizes, told, told[: old.start], way),)


def _named(before: Sentence, meant: list[Amount], sentence: Sentence) -> list[Amount]:
    """“72 in hostels and 34 in bed and breakfast. Bed and breakfast is down on the 29”: the one named again."""
    stops = [*(a.start for a in before.amounts), len(before.text)]
    named = []
    for each in meant:
        after = before.text[each.end : min(stop for stop in stops if stop > each.start)]
        words = {w[:6].lower() for w in re.findall(r"[A-Za-z]{4,}", after)} - EMPTY
        if any(w in sentence.text.lower() for w in words):
            named.append(each)
    return named


def _may_be(before: Sentence, amount: Amount, old: Amount) -> bool:
    """Of the same kind, near it in size, no target and not itself an earlier figure."""
    near = amount.unit == old.unit and not amount.hedged and amount.lasts == old.lasts
    is_of_size = bool(old.value) and old.value / 3 <= amount.value <= old.value * 3
    text = before.text[: amount.start]
    is_earlier = re.search(r"\b(?:from|than|compared (?:with|to)|against)\b[^,;]{0,30}$", text, re.IGNORECASE)
    return near and is_of_size and not AIM.search(text) and not is_earlier


def _of_one_thing(before: Sentence, sentence: Sentence) -> bool:
    """Do they share a word that is not one of any sentence? “available” and “availability” are one."""
    one, other = (
        {word[:6].lower() for word in re.findall(r"[A-Za-z]{5,}", each.text) if word.lower() not in EMPTY}
        for each in (before, sentence)
    )
    return bool(one & other)


def sized(block: tuple[Sentence, ...], place: int) -> tuple[Pair, ...]:
    """“1,382 are in arrears. A year ago it was 1,506. That is down by 124, or 12%”: the two counts of the
    paragraph that the difference lies between."""
    sentence = block[place]
    told = changes(sentence)
    differences = [by for by in told if by.unit in ("count", "money") and by.value > 0 and not by.lasts]
    shares = [by for by in told if by.unit == "percent"]
    if len(differences) != 1 or not shares or pairs(sentence):
        return ()
    by, around = differences[0], [a for s in block[max(0, place - BACK_FAR) : place] for a in s.amounts]
    same = [a for a in around if a.unit == by.unit and not a.hedged and not a.lasts]
    apart = [(a, b) for n, a in enumerate(same) for b in same[n + 1 :] if abs(a.value - b.value) == by.value]
    if len(apart) != 1:
        return ()
    way = moving.direction(sentence.text)
    old, new = sorted(apart[0], key=lambda a: way * a.value)
    return (Pair(old, new, (shares[0],), "", "", 0),) if way else ()


STEP = marked.pattern(
    rf"^(?:the|this|that|a|an|such an?) (?:\w+ ){{0,2}}?{A_CHANGE} of (?:just |only )?{{by:cmpso}}",
    rf"^(?:this|that|which|it)(?:['’]s| is| was| represents| means) an? (?:\w+ ){{0,2}}?{A_CHANGE} of (?:just |only )?"
    r"{by:cmpso}",
)
EARLIER = patterns.compile(
    r"\b(?:a year (?:earlier|ago|before)|last (?:year|month|quarter)|previous\w*|(?:year|month|"
    r"quarter) before|before)\b",
    re.IGNORECASE,
)


def stepped(block: tuple[Sentence, ...], place: int) -> tuple[Pair, ...]:
    """“We helped 418. A year earlier we helped 402. The rise of 26 …”: one figure in each of two sentences."""
    sentence, earlier = block[place], block[max(0, place - 2) : place]
    found = next(marked.found(STEP, sentence.marked, sentence.amounts), None)
    if found is None or len(earlier) < 2:
        return ()
    by = found["by"]
    units = {"points": ("percent",), "percent": ("count", "money"), "share": ("count", "money")}
    wanted = units.get(by.unit, (by.unit,))
    each = [[a for a in s.amounts if a.unit in wanted and not a.lasts and not a.hedged] for s in earlier]
    if any(len(only) != 1 for only in each) or each[0][0].unit != each[1][0].unit:
        return ()
    order = in_order(earlier[0], each[0][0], earlier[1], each[1][0])
    if order is None or not (EARLIER.search(earlier[1].text) or _of_one_thing(*earlier)):
        return ()
    return (Pair(*order, (by,), "", "", moving.direction(sentence.text[: by.start])),)


def in_order(first: Sentence, one: Amount, second: Sentence, two: Amount) -> tuple[Amount, Amount] | None:
    """The earlier figure and the later one of two sentences, by their years or by “a year before”."""
    years = [sorted(int(y[:4]) for y in spoken(s.text) if y[:4].isdigit()) for s in (first, second)]
    if EARLIER.search(second.text) or (all(years) and years[1][-1] < years[0][0]):
        return two, one
    if EARLIER.search(first.text) or (all(years) and years[0][-1] < years[1][0]):
        return one, two
    return None
