"""A figure that a paper has from elsewhere, told again as if it had been measured here."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from bluelamp.board.proof_reading.claims import belonging, likeness
from bluelamp.board.proof_reading.claims.foreign import Foreign
from bluelamp.board.proof_reading.claims.likeness import Figure
from bluelamp.board.proof_reading.figures.parts_of import parts_of
from bluelamp.board.proof_reading.figures.shown import said
from bluelamp.board.proof_reading.finding import Remark
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

SET_BESIDE = patterns.compile(
    r"\b(?:also|too(?= *(?:[,.;]|$))|same as|similar|identical|equal to|in line|matches|likewise|as well(?! as)|"
    r"nationally|national|as (?:\w+ )?as (?:those|in|the)|the (?:median|average|mean|norm|benchmark)(?= (?:of|for|"
    r"in|is|was)\b|[,.;)]|$)|"
    r"(?:than|against|compared (?:with|to)) (?:that|it|this|others|those|elsewhere|them)\b|leaves out)\b",
    re.IGNORECASE,
)
SUPPOSED = patterns.compile(
    r"\b(?:if|would|could|assum\w+|appl(?:y|ied|ying)|estimat\w+|suppos\w+|held)\b", re.IGNORECASE
)
"""“If the rate of 17% held here”: said in the clause of the figure."""
AIMED_AT = patterns.compile(
    r"\b(?:target|aim\w*|goal|reach(?:es|ing)?|bring(?:s|ing)?|meet(?:s|ing)?|short of|towards?|"
    r"(?:as|so) (?:low|high|good|bad|few|many|much) as|than|against|compared (?:with|to)|down to|up to|below|above)\b"
    r"[^.;,]{0,40}$",
    re.IGNORECASE,
)
"""“To reach 90.6% next year”: a figure that is not ours yet, or that ours is held against."""
FAR_OFF = patterns.compile(
    r"^[^.;]{0,60}\b(?:way off|out of reach|the (?:aim|target|goal))\b|"
    r"^[^.;,]{0,12} (?:in (?:19|20)\d\d|(?:a|the) year (?:ago|before|earlier)|last (?:year|time)|ago)\b",
    re.IGNORECASE,
)
HEDGED = patterns.compile(r"\b(?:more|less|fewer|better|other) than (?=an?\b|one\b|\d|half\b)", re.IGNORECASE)
NEAR = 90
"""Signs from a figure within which a word says whose it is."""
SOON = 3
"""Paragraphs after a figure within which the same decimals, or the same 137, are no coincidence."""
POINTED_AT = patterns.compile(r"\b(?:the|our|its|this|that) (?:own )?$", re.IGNORECASE)
"""“The 61.8% achieved by the Trust”: a figure that was told before."""


def borrowed(
    paper: Reading, names: tuple[str, ...], every: list[Foreign]
) -> Iterator[tuple[Sentence, Remark]]:
    """Each sentence that tells one of ``every`` figure from elsewhere of here, with what is to be said of it.
    ``names`` are the paper's own."""
    ours, here = belonging.ours(names), belonging.here(names)
    measured = {value for s in paper.sentences for value in _measured(s)}
    for sentence in paper.sentences:
        if of_both := (
            _said_of_both(sentence, ours)
            or _said_twice(sentence, ours)
            or _of_their_survey(sentence, here)
            or _in_brackets(sentence, ours)
        ):
            yield sentence, sentence.remark(of_both)
            continue
        for amount in sentence.amounts if every else ():
            told = amount.value not in measured and _told_here(sentence, amount, here)
            figure = likeness.figure(sentence, amount) if told else None
            source = figure and next((each for each in every if _is_same(each, sentence, figure)), None)
            if source:
                where = f"{source.where} it is from “{source.whence}”{source.own}"
                yield sentence, sentence.remark(f"{said(amount)} is told of “{told}”; {where}")
                break


IS_THEIRS = patterns.compile(
    r",? (?:which is|this being|being|as) (?:also )?(?:the )?(?:figure|number|rate|percentage|result)s? "
    r"(?:\w+ )?(?:in|from|of|for|given in|printed in) ",
    re.IGNORECASE,
)


def _said_of_both(sentence: Sentence, ours: re.Pattern[str]) -> str:
    """“83,630 children looked after by us, which is the figure in the Department's release”."""
    theirs = IS_THEIRS.search(sentence.text)
    source = belonging.RELEASE.search(sentence.text, theirs.end()) if theirs else None
    here = list(ours.finditer(sentence.text[: theirs.start()])) if theirs else []
    figures = [a for a in sentence.amounts if theirs and a.end <= theirs.start()]
    if not source or not here or not figures:
        return ""
    return f"{figures[-1].text.strip()} is told of “{here[-1][0]}”, and is from “{source[0]}”"


IN_SHORT = patterns.compile(r";|\b(?:in short|that is|therefore|so|thus|meaning)\b", re.IGNORECASE)
OF_OURS = re.compile(r"\s*(?:of|in|among) (?:the |all )?")


def _said_twice(sentence: Sentence, ours: re.Pattern[str]) -> str:
    """“In England 34% had seen it; in short, 34% of Brackenshire adults have.”"""
    text, source = sentence.text, belonging.elsewhere(sentence.text)
    shares = [each for each in sentence.amounts if each.is_of_hundred] if source else []
    for first, again in pairwise(shares):
        of = OF_OURS.match(text, again.end)
        place = ours.match(text, of.end()) if of else None
        between = text[first.end : again.end]
        is_theirs = source and first.value == again.value and source.start() < again.start
        is_set_beside = bool(SUPPOSED.search(between) or SET_BESIDE.search(text[first.end :]))
        if source and place and is_theirs and not is_set_beside and IN_SHORT.search(between):
            return f"{said(again)} is told of “{place[0]}”, and is from “{source[0].strip()}”"
    return ""


BY_SURVEY = patterns.compile(
    r"\b(?:according to|from|in|by|source:) (?:the )?(?:\w+ ){0,2}[A-Z]\w+(?: \w+){0,3}? Survey (?:for|of) "
    rf"{belonging.LANDS}|"
    r"\b(?:according to|source:|taken from|as (?:shown|found|measured|reported|given|published) (?:by|in))"
    rf" (?:[\w-]+ ){{0,3}}?"
    rf"(?:survey|study|poll|census|research|statistics|figures|report|tracker|panel|index|barometer)\b[^.;,⟦]{{0,50}} "
    rf"(?:across|in|for|of|throughout) (?:all of |the whole of )?{belonging.LANDS}"
)


def _of_their_survey(sentence: Sentence, here: re.Pattern[str]) -> str:
    """“44% of victims in Penmarrow tell the police, according to the Crime Survey for England and Wales”."""
    source = BY_SURVEY.search(sentence.text)
    shares = [each for each in sentence.amounts if each.is_of_hundred]
    if not source or len({each.value for each in shares}) != 1 or SET_BESIDE.search(sentence.text):
        return ""
    theirs = range(*source.span())
    place = next(
        (m for m in here.finditer(sentence.text) if m.start() not in theirs and m.end() - 1 not in theirs),
        None,
    )
    return f"{said(shares[0])} is told of “{place[0]}”, and is from “{source[0]}”" if place else ""


BRACKETS = re.compile(r"[^.;()]{0,110}\((?P<said>[^()]{6,120})\)")
OF_ALL = patterns.compile(
    rf"\b(?:all|average of|across) (?:\w+ )?{belonging.MANY}\b|\bregion(?:al)?\b|\bregion-?wide\b",
    re.IGNORECASE,
)


def _in_brackets(sentence: Sentence, ours: re.Pattern[str]) -> str:
    """“Our leavers have an employment rate of 91.2% (East of England region, all universities)”."""
    for amount in sentence.amounts:
        note = BRACKETS.match(sentence.text, amount.end) if amount.is_of_hundred else None
        if not note or any(amount.end <= a.start < note.end() for a in sentence.amounts):
            continue
        whence = OF_ALL.search(note["said"]) or belonging.elsewhere(note["said"])
        led = sentence.text[max(0, amount.start - NEAR) : amount.start]
        own = list(ours.finditer(led))
        if whence and own and not SET_BESIDE.search(led) and not belonging.elsewhere(led):
            return f"{said(amount)} is told of “{own[-1][0]}”, and is of “{whence[0].strip()}”"
    return ""


def _measured(sentence: Sentence) -> Iterator[Fraction]:
    """The shares that are printed after their count, or with “(310 of 499)”: somebody here counted. A count after the
    share, “one in five of our 95 takeaways, 19”, may be worked out from it."""
    if belonging.elsewhere(sentence.text):
        return
    for part in parts_of(sentence):
        between = sentence.text[part.share.end : part.part.start]
        if (
            part.part.start < part.share.start
            or between.rstrip().endswith(("(", "["))
            or COUNTED.search(sentence.text)
        ):
            yield part.share.value


COUNTED = patterns.compile(
    r"\b(?:asked|counted|tested|inspected|checked|surveyed|sampled|replied|answered|audited|recorded|found)\b",
    re.IGNORECASE,
)
OUR_COUNT = patterns.compile(
    r"\b(?:we|who|were) (?:\w+ )?(?:asked|tested|counted|inspected|checked|surveyed|sampled|audited)\b|"
    r"\b(?:our|its) (?:own )?(?:\w+ )?(?:survey|audit|count|sample|register|census|records)\b|"
    r"\b(?:survey|audit|sample|count) of (?:our|its|\d)",
    re.IGNORECASE,
)
"""Where our own figure comes from."""


def _told_here(sentence: Sentence, amount: Amount, here: re.Pattern[str]) -> str:
    text = sentence.text
    clause = text[: amount.end] + text[amount.end :].partition(",")[0]
    if (
        belonging.elsewhere(text)
        or OUR_COUNT.search(text)
        or SET_BESIDE.search(text)
        or SUPPOSED.search(clause)
        or AIMED_AT.search(HEDGED.sub(" ", text[: amount.start]))
        or FAR_OFF.match(text[amount.end :])
    ):
        return ""
    found = [
        m for m in here.finditer(text) if m.start() < amount.end + NEAR and m.end() > amount.start - NEAR
    ]
    return found[0][0] if found else ""


THEREFORE = patterns.compile(r"\b(?:therefore|so|thus|hence|accordingly|means?|this shows)\b", re.IGNORECASE)
AS_SHOWN = patterns.compile(r"\bas (?:the|this) \w+ (?:shows|says|tells us)\b|, then,", re.IGNORECASE)
APPLIED = patterns.compile(r"^ of (?:[A-Z][\w'’]+['’]s|our|the [a-z]+['’]s|its) [\d,]+ [a-z]")
"""“One in five of Mardle's 95 takeaways”: the rate of elsewhere laid upon what is counted here."""


def _is_same(theirs: Foreign, sentence: Sentence, figure: Figure) -> bool:
    """So exact a figure is hardly met twice by chance; a round one has to be told in the same words."""
    common = theirs.figure.likeness(figure)
    if common < 0:
        return False
    if figure.is_particular and theirs.figure.is_particular:
        apart = sentence.block - theirs.block
        is_pointed_at = bool(POINTED_AT.search(sentence.text[: figure.amount.start]))
        near = 0 < apart <= SOON or (is_pointed_at and bool(figure.amount.digits))
        return common > (0 if not near or figure.of == "money" else -1)
    after = sentence.text[figure.amount.end :]
    is_told_of_it = (
        theirs.is_alone
        or THEREFORE.search(sentence.text[: figure.amount.start] + after.partition(",")[0])
        or AS_SHOWN.search(after)
        or APPLIED.match(after)
    )
    if is_told_of_it and theirs.block == sentence.block:
        return True
    exact = theirs.figure.value == figure.value
    return common > (0 if is_told_of_it and exact else 1 if is_told_of_it or exact else 2)
