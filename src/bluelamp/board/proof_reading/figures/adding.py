"""Parts named in a sentence against the total it states: “45 posts: 20 officers, 15 wardens and 9 clerks”."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache
from math import sqrt

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import marked, patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

LIST = r"(?P<parts>(?:[^⟦.;:()]{0,60}⟦[KIND]\d+⟧){2,}[^⟦.;:()]{0,60})"
OPENS = (
    r"(?:,? (?:comprising|consisting of|consists of|comprises|comprised|made up of|composed of|"
    r"split (?:between|into|as follows|as)|broken down (?:as|into)(?: follows)?|"
    r"of which|being|namely|divided (?:between|into))|\s?:|\s[-–—]\s|\s?\()"
)
TOTAL_FIRST = rf"⟦(?P<total>[KIND]\d+)⟧(?P<between>[^⟦.;:(]{{0,60}}?){OPENS}{LIST}"
TOTAL_COMMA = (
    rf"\b(?:a total of|in total,?|altogether,?) ⟦(?P<total>[KIND]\d+)⟧(?P<between>[^⟦.;:(]{{0,60}}?),{LIST}"
)
TOTAL_PLAIN = (
    r"⟦(?P<total>[KIND]\d+)⟧(?P<between>[^⟦.;:(]{0,60}?)[,;:] (?P<parts>⟦[KIND]\d+⟧[^⟦.;:()]{0,50}"
    r"(?:, ⟦[KIND]\d+⟧[^⟦.;:()]{0,50})*,? and ⟦[KIND]\d+⟧[^⟦.;:()]{0,50})"
)
OF_TOTAL = (
    r"\b(?:of|out of|from|among(?:st)?) (?:(?:the|these|those|all|our|its|their|a total of) "
    r")*⟦(?P<total>[KIND]\d+)⟧(?P<between>[^⟦;:()]{0,90}?),? "
    r"(?P<parts>⟦[KIND]\d+⟧[^⟦;:()]{0,70}(?:,[^⟦;:()]{0,25} ⟦[KIND]\d+⟧[^⟦;:()]{0,70})*?,? (?:and|with|while|"
    r"plus) (?:[a-z]+ ){0,3}?⟦[KIND]\d+⟧[^⟦.;:()]{0,50})"
)
"""“Of 48 measures, 29 are on target, 11 within reach and nine are not.”"""
MAKING = (
    rf"{LIST}(?:,|\band\b|[-–—(])?\s?(?:which )?(?:makes?|making|gives|giving|brings|bringing|takes|"
    rf"taking|adding up|adds up|add up|summing|amounting|"
    r"amounts|totalling|coming|comes|came) "
    r"(?:the (?:total|number|figure|count|sum) |this |that |it |us )?(?:up )?(?:to |it |this |in all "
    r")?⟦(?P<total>[KIND]\d+)⟧"
)
ASIDE = patterns.compile(r"\s?\((?:[a-z]+ )?(?:⟦[psor]\d+⟧|[^⟦()]{1,25})[^⟦()]{0,25}\)")
"""A share, or a word, in brackets after a part."""
COUNTED = patterns.compile(r"\s?\((⟦[cm]\d+⟧)\)")
"""“eviction (61), relationship breakdown (33)”"""
LEAVES = patterns.compile(
    r"\b(?:leaving|leaves|left|(?:so|and) (?:that )?(?:there )?\S+ (?:\w+ )?(?:were|remain\w*|are)(?: still)? (?:open|"
    r"outstanding|waiting|left|on the list))\b",
    re.IGNORECASE,
)
"""“5,611 were raised, 5,256 completed and 104 cancelled, leaving 2,213”: what was there before is not told."""
WITHIN = patterns.compile(
    r" (?:within|more than|less than|over|under|at least|up to|by) ⟦[po]\d+⟧"
    r"(?: (?:of|below|above|off|from|short of|over|under)(?: (?:the|their|its|our))?(?: (?:target|plan|budget|it))?)?",
    re.IGNORECASE,
)
"""“nine are within 5% of target”: what a part is, and no part itself."""
REST = patterns.compile(
    r"\b(?:the|its) (?:remaining|other|rest|remainder|balance)[^⟦.]{0,30}?⟦(?P<rest>[KIND]\d+)⟧".replace(
        "KIND", "cm"
    )
)
TAKEN_AWAY = patterns.compile(
    r"\b(?:underspen\w+|saving|credit|surplus|less|minus|offset by|net of)\b[^⟦,]{0,25}$", re.IGNORECASE
)
"""“614 replies were received, 398 on paper and 226 on line”: only where the sum is close."""
CLOSE = Fraction(1, 10)
TOTAL_LAST = (
    rf"{LIST}(?:,|\band\b|[-–—(])?\s?(?:(?:making|giving|gives|makes|for|with|which is|"
    rf"bringing) )?(?:an? |the )?(?:combined |overall |grand )?"
    r"total(?:s|ling)?(?: [a-z]+){0,3}? (?:of |to |is |was |at )?⟦(?P<total>[KIND]\d+)⟧"
)
NEAR = Fraction(3, 10)
INCOMPLETE = patterns.compile(
    r"\b(?:includ\w+|such as|for example|e\.g|at least|among them|mainly|mostly|compared|(?:from|to|"
    r"by)\s+#|up\b|down\b|than|last year|previous|by another|"
    r"target|against|per|rather|over|under|increase|decrease|rise|fall|aged|average)",
    re.IGNORECASE,
)


def read(paper: Reading) -> Iterator[Remark]:
    for block in paper.blocks:
        for before, sentence in zip((None, *block), block, strict=False):
            if before is not None and (
                wrong := _looked_back(before, sentence) or _listed_after(before, sentence)
            ):
                yield sentence.remark(wrong)
            if len(sentence.amounts) >= 3:
                for kind in "cm":
                    if sum(LETTER[a.unit] == kind for a in sentence.amounts) >= 3:
                        yield from _sums(sentence, kind)


BACK = patterns.compile(
    r"^(?:(?:that|this|these|together|combined|taken together|they|the \w+ together)(?:,)?(?: (?:makes?|"
    r"made|is|are|was|were|gives?|gave|brings?|comes?|came|totals?|totalled|adds?|added)(?: up)?(?: to)?)?|"
    r"in (?:all|total)|altogether|overall),?(?: (?:it is|there were|we \w+))? (?:a (?:grand |combined |"
    r"overall )?total of )?⟦(?P<total>[cm]\d+)⟧",
    re.IGNORECASE,
)


BACK_LIST = patterns.compile(
    r"^(?:of (?:that|this|these|those|which)|(?:this|that|it|these) (?:is|was|comprises?|consists? of|are|"
    r"were)(?: made up of)?|made up of)\b,? (?P<parts>[^.;:()]+)$",
    re.IGNORECASE,
)


def _listed_after(before: Sentence, sentence: Sentence) -> str:
    """“An overspend of £1.4m. Of that, placements are £0.9m, transport £0.3m and agency staff £0.6m.”"""
    found = BACK_LIST.match(ASIDE.sub("", sentence.marked).rstrip(". "))
    parts = [a for a in sentence.amounts if found and a.unit in ("count", "money") and not a.lasts]
    if len(parts) < 2 or len({a.unit for a in parts}) > 1 or INCOMPLETE.search(TAKEN.sub("", found["parts"])):  # type: ignore[index]
        return ""
    if not _is_a_list(found["parts"], LETTER[parts[0].unit]):  # type: ignore[index]
        return ""
    totals = [a for a in before.amounts if a.unit == parts[0].unit and not a.lasts]
    wrongs = [_working(total, parts, NEAR) for total in totals]
    added = sum((a.value for a in parts), Fraction(0))
    is_over = totals and added > max(a.value for a in totals) and len(totals) == 1
    if not all(wrongs) or (len(parts) < 3 and not is_over):
        return ""
    return wrongs[-1] if wrongs else ""


def _looked_back(before: Sentence, sentence: Sentence) -> str:
    """“38,450 emergency calls and 96,120 others. That makes 143,570.”"""
    found = BACK.match(sentence.marked)
    if not found:
        return ""
    total = sentence.amounts[int(found["total"][1:])]
    parts = [a for a in before.amounts if a.unit == total.unit and not a.lasts]
    whole = re.search(
        r"\b(?:total|in all|altogether|together|makes?|combined|sum)\b", sentence.text, re.IGNORECASE
    )
    return _working(total, parts, CLOSE) if whole and 2 <= len(parts) <= 6 else ""


def _sums(sentence: Sentence, kind: str) -> Iterator[Remark]:
    text = WITHIN.sub(" on its way", COUNTED.sub(r" \1", ASIDE.sub("", sentence.marked)))
    for way, found in _lists(text, kind):
        total = sentence.amounts[int(found["total"][1:])]
        inside = [sentence.amounts[int(m[0][2:-1])] for m in marked.MARK.finditer(found["parts"])]
        parts = [e for e in inside if LETTER[e.unit] == kind and not EVERY_ONE.search(sentence.text[: e.end])]
        words = marked.MARK.sub(" # ", found["parts"])
        others = {each.unit for each in inside} - {parts[0].unit, "percent"}
        is_open = INCOMPLETE.search(TAKEN.sub("", words))
        if len(parts) < 2 or others or is_open or not _is_a_list(found["parts"], kind):
            continue
        if way is OF_TOTAL and _may_overlap(sentence, total, parts):
            continue
        if way is TOTAL_PLAIN and LEAVES.search(sentence.text):
            continue
        total = _meant(text[: found.start("parts")], total, parts, sentence.amounts)
        parts = _signed(text, parts, sentence.amounts) + _rest(text[found.end() :], sentence, kind)
        if _is_made_of_some(total, parts) or _is_one_of_them(total, parts, sentence):
            return
        if wrong := _working(total, parts, CLOSE if way is TOTAL_PLAIN else NEAR):
            yield sentence.remark(wrong)
            return


EVERY_ONE = patterns.compile(r"\b(?:every|each|any|no) ?one$", re.IGNORECASE)


def _is_made_of_some(total: Amount, parts: list[Amount]) -> bool:
    """“136 defects, of which 118 were low risk and 18 medium, all 18 of them …”: what follows is no further part."""
    runs = (parts[:end] for end in range(2, len(parts)))
    return any(total.agrees(sum((each.value for each in run), Fraction(0))) for run in runs)


def _is_one_of_them(total: Amount, parts: list[Amount], sentence: Sentence) -> bool:
    """“402 full-time, 268 part-time and 31 on call: 701 in all”: what seemed the whole is the first part of it."""
    added = total.value + sum((each.value for each in parts), Fraction(0))
    return any(a.agrees(added) for a in sentence.amounts if a.unit == total.unit)


def _may_overlap(sentence: Sentence, total: Amount, parts: list[Amount]) -> bool:
    """“Of 110 children, 83 (75.5%) were in training and 44 (40.0%) had a special need”: each is its own share of the
    whole, and told by a verb of its own, so that somebody may be in both."""
    verbs, shares = [], []
    for part in parts:
        found = OWN_SHARE.match(sentence.text[part.end :])
        after = next((a for a in sentence.amounts if a.start >= part.end and a.unit == "percent"), None)
        if not found or after is None or after.start > part.end + found.end() or total.value <= 0:
            return False
        verbs.append(found["verb"].lower())
        shares.append(after.agrees(100 * part.value / total.value))
    return all(shares) and len({BE.get(verb, verb) for verb in verbs}) == len(verbs)


OWN_SHARE = patterns.compile(r"\s?\((?:or )?[\d.]+\s?(?:%|per cent)\)\s(?P<verb>[a-z]+)\b", re.IGNORECASE)
BE = {"was": "were", "is": "were", "are": "were", "has": "had", "have": "had"}


def rounding(halves: list[Fraction]) -> Fraction:
    """How far rounding may move a sum: all of it at once for two parts, and hardly ever for many."""
    worst = sum(halves, Fraction(0))
    return (
        worst if len(halves) <= 2 else min(worst, Fraction(3 * sqrt(sum(float(h) ** 2 for h in halves) / 3)))
    )


def _lists(text: str, kind: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Every total with its list: one may begin inside another, as “budget £95m: overspend £1.3m, made up
    of …”."""
    for way in (TOTAL_FIRST, OF_TOTAL, TOTAL_COMMA, TOTAL_LAST, MAKING, TOTAL_PLAIN):
        ways, start = _compiled(way, kind), 0
        while found := ways.search(text, start):
            yield way, found
            start = found.start("total") + 1 if way in (TOTAL_FIRST, OF_TOTAL, TOTAL_COMMA) else len(text)


@cache
def _compiled(way: str, kind: str) -> re.Pattern[str]:
    return patterns.compile(way.replace("KIND", kind), re.IGNORECASE)


def _meant(before: str, total: Amount, parts: list[Amount], every: tuple[Amount, ...]) -> Amount:
    """“Its eight recommendations fall into three groups: …”: of several totals the one that the parts
    make, or come nearest to."""
    added = sum((each.value for each in parts), Fraction(0))
    told = [every[int(mark[0][2:-1])] for mark in marked.MARK.finditer(before)]
    same = [each for each in told if each.unit == total.unit and each not in parts and not each.lasts]
    is_list_of = total.value == len(parts) and len(same) > 1
    return min(same, key=lambda each: abs(each.value - added)) if is_list_of else total


def _signed(text: str, parts: list[Amount], every: tuple[Amount, ...]) -> list[Amount]:
    """An underspend among overspends is taken away."""
    places = {each.start: f"⟦{LETTER[each.unit]}{place}⟧" for place, each in enumerate(every)}
    return [
        _negative(part) if TAKEN_AWAY.search(text[: text.index(places[part.start])]) else part
        for part in parts
    ]


def _negative(part: Amount) -> Amount:
    return replace(part, value=-part.value, low=-part.high, high=-part.low, text=f"(-{part.text.strip()})")


def _rest(after: str, sentence: Sentence, kind: str) -> list[Amount]:
    """“…; the remaining 672 were leasehold”: a part as well."""
    found = REST.search(after)
    return [sentence.amounts[int(found["rest"][1:])]] if found and found["rest"][0] == kind else []


LETTER = marked.LETTERS
TAKEN = patterns.compile(
    r"\b(?:under|over)-?spen\w+|\b(?:on|off|above|below|within|behind|ahead of|near|to|their|its|"
    r"the)\s(?:the )?target\b",
    re.IGNORECASE,
)
"""Words that say what a part is, and would otherwise be read as a comparison."""


def _is_a_list(said: str, kind: str) -> bool:
    """Between two parts of a list stands a comma or an “and”."""
    between = re.split(rf"⟦{kind}\d+⟧", said)[1:-1]
    return all(re.search(r",|\band\b|&|\bplus\b|/", marked.MARK.sub(" ", each)) for each in between)


def _working(total: Amount, parts: list[Amount], reach: Fraction) -> str:
    if any(each.hedged for each in parts) or total.value <= max(each.value for each in parts):
        return ""
    slack = rounding([each.value - each.low for each in parts])
    added = sum((each.value for each in parts), Fraction(0))
    is_near = abs(added - total.value) <= max(
        total.value * reach, Fraction(total.unit == "count" and total.value >= 3)
    )
    if total.agrees(added - slack, added + slack) or not is_near:
        return ""
    terms = " + ".join(shown.said(each) for each in parts)
    return f"{terms} = {shown.like(added, total)}, and {shown.said(total)} is printed"


RULE = Rule(
    key="adding",
    title="Parts in a sentence that do not add up to its total",
    severity="wrong",
    explanation="Either a part is missing or wrong, or the total is.",
    read=read,
    kind="sums",
    certainty="likely",
)
