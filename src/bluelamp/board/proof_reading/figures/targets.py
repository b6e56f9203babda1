"""A target said to be met or missed, and the figure beside it: “93.1% were seen. The 95% standard was
met.”"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import marked, moving, patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

FLOOR = r"(?:target|standard|ambition|milestone|goal|trajectory|minimum|benchmark|threshold|plan)"
CEILING = r"(?:ceiling|limit|maximum|cap|tolerance|no more than)"
AIM = rf"(?P<aim>{FLOOR}|{CEILING})"
TOLD = patterns.compile(
    rf"\b{AIM} (?:of|was|is|being|set at|to be)? ?(?:at least |at most |no more than |under |below "
    rf")?⟦(?P<after>[cpmsr]\d+)⟧"
    rf"|⟦(?P<before>[cpmsr]\d+)⟧ (?!against|compared)(?:[a-z-]+ ){{0,2}}?{AIM.replace('?P<aim>', '?P<aim2>')}",
    re.IGNORECASE,
)
MET = patterns.compile(
    r"\b(?:met|achieved|hit|reached|exceed(?:s|ed|ing)?|surpass(?:ed|es|ing)|beat(?:en|ing)?|bettered|"
    r"meets?|meeting|inside|within (?:the |its |our )?(?:target|tolerance|limit|standard|budget|plan)|"
    r"on target|compliant|satisfied)\b",
    re.IGNORECASE,
)
MISSED = patterns.compile(
    r"\b(?:miss(?:ed|es|ing)?|not (?:been )?(?:met|achieved|hit|reached)|fail(?:ed|s|ing)? to|fell short|"
    r"falls short|short of|breach(?:ed|es|ing)?|outside|off target|did not (?:meet|achieve|reach|hit)|"
    r"never met|below target|narrowly miss\w*)\b",
    re.IGNORECASE,
)
OPEN = patterns.compile(
    r"\b(?:to (?:meet|achieve|hit|reach|exceed)|will|would|expected|forecast to|aims?|whether|if|could|"
    r"should|must|need(?:s|ed)?|in order|likely|on course|on track|risk|plans? to|not yet|"
    r"number of (?:standards|targets)|months?\b.{0,20}\bmet)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A figure, what it was measured by, and whether it was said to do."""

    actual: Amount
    aim: Amount
    is_ceiling: bool
    is_met: bool


def read(paper: Reading) -> Iterator[Remark]:
    for block in paper.blocks:
        for before, sentence in zip((None, *block), block, strict=False):
            said = _verdict(before, sentence)
            if wrong := (_wrong(said) if said else _apart(before, sentence)) or _of_plan(sentence):
                yield sentence.remark(wrong)


APART = marked.pattern(
    r"\b(?:target|plan|budget|trajectory|standard|profile|forecast|ambition|milestone)\b"
    r"~{aim:cpmr}~{by:cpmro} (?:ahead of|above|over|more than|in excess of) (?:it|this|that|plan|target|"
    r"budget|the (?:plan|target|budget|profile))\b"
)
SHORT = marked.pattern(
    r"\b(?:target|plan|budget|trajectory|standard|profile|forecast|ambition|milestone)\b"
    r"~{aim:cpmr}~{by:cpmro} (?:behind|below|under|short of|less than|fewer than) (?:it|this|that|plan|"
    r"target|budget|the (?:plan|target|budget|profile))\b"
)


def _apart(before: Sentence | None, sentence: Sentence) -> str:
    """“Savings of £4.8m have been made. The plan was £5.3m, so we are £0.5m ahead of it.”"""
    for ways, is_over in ((APART, True), (SHORT, False)):
        for found in marked.found(ways, sentence.marked, sentence.amounts):
            aim, by = found["aim"], found["by"]
            actual = _actual(_without(sentence, by), aim) or _first_of(before, aim)
            if actual is not None and (actual.value > aim.value) != is_over and actual.value != aim.value:
                return (
                    f"{shown.said(actual)} is {'below' if is_over else 'above'} {shown.said(aim)}, and "
                    f"{shown.said(by)} {'above' if is_over else 'below'} it is told"
                )
    return ""


OF_PLAN = marked.pattern(
    r"{actual:cm}~\b(?:against|compared (?:with|to)|of) (?:an? |the |its |our )?(?:[a-z]+ ){0,2}(?:plan|"
    r"target|budget|profile|forecast|trajectory)(?:ned)?(?: [a-z]+){0,2} {aim:cm}~{share:p} of (?:the |that |"
    r"our |its |this )?(?:[a-z]+ )?(?:plan|target|budget|profile|forecast|trajectory|it)\b"
)


def _of_plan(sentence: Sentence) -> str:
    """“£5.4m against a plan of £6.1m, which is 96% of the plan”."""
    for found in marked.found(OF_PLAN, sentence.marked, sentence.amounts):
        actual, aim, share = found["actual"], found["aim"], found["share"]
        if actual.unit == aim.unit and aim.low > 0 and not actual.hedged and not aim.hedged:
            low, high = actual.low * 100 / aim.high, actual.high * 100 / aim.low
            if not share.agrees(low, high):
                told = shown.percent(actual.value * 100 / aim.value)
                return (
                    f"{shown.said(actual)} of {shown.said(aim)} is {told}, and {shown.said(share)} is printed"
                )
    return ""


def _without(sentence: Sentence, by: Amount) -> tuple[Amount, ...]:
    """The amounts of a sentence without the distance itself."""
    return tuple(a for a in sentence.amounts if a is not by)


def _first_of(sentence: Sentence | None, aim: Amount) -> Amount | None:
    return next(
        (
            a
            for a in (sentence.amounts if sentence else ())
            if a.unit == aim.unit and aim.value / 2 <= a.value <= 2 * aim.value
        ),
        None,
    )


def _verdict(before: Sentence | None, sentence: Sentence) -> Verdict | None:
    found = TOLD.search(sentence.marked)
    met, missed = bool(MET.search(sentence.text)), bool(MISSED.search(sentence.text))
    if not found or not (met or missed) or TWO_AIMS.search(sentence.marked) or OPEN.search(sentence.text):
        return None
    aim = sentence.amounts[int((found["after"] or found["before"])[1:])]
    actual = _actual(sentence.amounts, aim) or _actual(before.amounts if before else (), aim)
    name = found["aim"] or found["aim2"]
    text = sentence.text if before is None else f"{before.text} {sentence.text}"
    is_ceiling = bool(re.fullmatch(CEILING, name, re.IGNORECASE))
    if actual is None or (not is_ceiling and moving.which_is_better(text) < 0):
        return None
    if not is_ceiling and not actual.is_of_hundred and moving.which_is_better(text) <= 0:
        return None
    return Verdict(actual, aim, is_ceiling, met and not missed)


TWO_AIMS = patterns.compile(
    r"⟦[cpmr]\d+⟧ (?:for|in|at) [^⟦.;,]{2,50}(?:,| and) ⟦[cpmr]\d+⟧ (?:for|in|at) ", re.IGNORECASE
)
"""“95% for emergencies and 85% for routine work” are two targets, and neither is what was done."""


def _actual(every: tuple[Amount, ...], aim: Amount) -> Amount | None:
    """The one other figure of the same unit; of several, none is sure to be meant."""
    same = [
        a
        for a in every
        if a.unit == aim.unit and a is not aim and not a.lasts and not a.hedged and a.value != aim.value
    ]
    return same[0] if len(same) == 1 and aim.value / 3 <= same[0].value <= 3 * aim.value else None


def _wrong(said: Verdict) -> str:
    is_over, is_under = said.actual.value > said.aim.value, said.actual.value < said.aim.value
    does = not is_over if said.is_ceiling else not is_under
    if does == said.is_met:
        return ""
    way = "above" if is_over else "below"
    told = "met" if said.is_met else "missed"
    return f"{shown.said(said.actual)} is {way} {shown.said(said.aim)}, and it is told as {told}"


RULE = Rule(
    key="targets",
    title="A target told as met or missed that its figure does not bear out",
    severity="wrong",
    explanation="The figure, the target or the verdict is wrong. If less is better here, say so.",
    read=read,
    kind="sums",
    certainty="likely",
)
