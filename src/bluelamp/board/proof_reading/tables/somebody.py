"""Somebody told of by their work, their family or what they once were, whose age, heritage or misfortune a neighbour
knows: “a retired headmaster of 83 at Upper Slade, knocked down on his way to the clinic”.

Whether a word is of a person is not looked up: a person has an age, or is taken up by “who”, “his” or “she”.
"""

# ruff: noqa: RUF001 - papers are written with curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator

from bluelamp.board.proof_reading.finding import Remark
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.reading import Reading
from bluelamp.board.proof_reading.tables import attributes
from bluelamp.board.proof_reading.tables.places_named import place_near
from bluelamp.board.proof_reading.tables.private_of_few import OF_OFFICE, OF_WORK, PRIVATE

ONE = (
    r"(?:an?|one|the (?:one|only|single|sole|youngest|oldest|eldest)|our (?:one|only|sole)|two|both|"
    r"two of (?:our|the))"
)
NOBODY = (
    r"(?:class|team|group|fleet|average|total|score|set|cohort|party|crew|rate|panel|list|sample|range|cost|mean|age|"
    r"speed|reading|bill|area|staff|budget|number|majority|minimum|maximum|peak|ward|unit|site|target|base|sum|mine|"
    r"station|school|building|house|estate|limit|fall|rise|drop|increase|population|ratio|share|margin|length|depth|"
    r"height|width|weight|size|order|row|form|stock|bank|network|ring|course|difference|"
    r"variation|gap|change|saving|reduction|gain|loss|shortfall|excess|surplus|balance|further|figure|value|count|"
    r"loan|fee|charge|fine|block|street|road|village|batch|pool|queue|ceiling|floor|quota|minority)"
)
"""What may be “of 30” and is nobody."""
UNIT = (
    r"(?:years|per|hours|miles|days|weeks|months|points|minutes|(?:and|or) (?:over|under)|to|acres|metres|of)"
)
AGED = patterns.compile(
    rf"\b{ONE} (?!in\b|out\b)(?:[\w'’-]+ ){{0,4}}?(?!{NOBODY}\b)[a-z][\w'’-]+ of \d{{1,2}}"
    rf"(?=[,.;)]| (?!{UNIT}\b)[a-z])(?![,.]\d)|"
    rf"\b{ONE} (?:[\w'’-]+ ){{1,5}}?(?!{NOBODY}\b)[a-z][\w'’-]+, (?:[a-z]+ and )?(?:aged )?\d{{1,2}},|"
    rf"\b{ONE} (?:[\w'’-]+ ){{1,5}}?(?:at|in|of|from) (?:[A-Z][\w'’]+ ?){{1,3}},? aged \d{{1,2}}\b|"
    rf"\b(?:{ONE}|an) \d{{1,2}}[- ]year[- ]old\b",
    re.IGNORECASE,
)
TAKEN_UP = patterns.compile(
    rf"\b{ONE} (?:[\w'’-]+ ){{0,4}}?(?!{NOBODY}\b)[a-z][\w'’-]+,?(?: (?!who|whose)[\w'’-]+,?){{0,9}}? "
    r"(?:who|whose|she|he|her|his)\b",
    re.IGNORECASE,
)
ALONE = patterns.compile(
    r"\b(?:the|our) (?:one|only|sole|single) (?:[\w'’-]+ ){0,2}?[a-z]{3,}\b", re.IGNORECASE
)
OFF_WORK = patterns.compile(
    rf"\b{ONE} (?:[\w'’-]+ ){{1,9}}?(?:off (?:work|sick)|signed off|on sick leave|resigned|retired early)\b",
    re.IGNORECASE,
)
BEFELL = patterns.compile(
    rf"{attributes.BEFELL.pattern}|\b(?:killed|struck|knocked (?:down|over)|drowned|stabbed|beaten|beating|fled|"
    r"inquest|fatality|hanged|defrauded|bullied|collapsed|found dead|burnt|rescued|arrears|served with|refused|"
    r"no (?:running )?(?:water|heating))\b",
    re.IGNORECASE,
)
STEP = 140
"""Signs beyond somebody within which what is told is theirs."""


def told(paper: Reading) -> Iterator[Remark]:
    whole = paper.document.title.lower()
    for led, sentence in paper.led:
        if (said := _somebody(sentence.text)) and (place := place_near(sentence, led, whole)):
            yield sentence.remark(f"one person, told with {said}, and {place} is named")


def _somebody(text: str) -> str:
    """By what somebody in a text would be known; nothing where nobody would."""
    if (aged := AGED.search(text)) and not OF_OFFICE.search(aged[0]):
        private = _private(text, aged)
        befell = BEFELL.search(text, aged.start(), min(len(text), aged.end() + STEP))
        if private or befell or attributes.HERITAGE.search(aged[0]):
            return f"an age and “{private}”" if private else "an age and what befell them"
    for taken in (*TAKEN_UP.finditer(text), *ALONE.finditer(text)):
        is_known = attributes.HERITAGE.search(taken[0]) or ALONE.match(taken[0])
        if is_known and not OF_OFFICE.search(taken[0]) and (private := _private(text, taken)):
            return f"“{private}” and who they are"
    if (sick := OFF_WORK.search(text)) and (private := _private(text, sick)):
        return f"“{private}” and where they work"
    return ""


def _private(text: str, said: re.Match[str]) -> str:
    """What is private to them, and no work of theirs."""
    for private in PRIVATE.finditer(text, said.start(), min(len(text), said.end() + STEP)):
        between = re.sub(r"\b[A-Z]\w+", "", text[said.end() : max(said.end(), private.start())])
        if not OF_WORK.search(between):
            return private[0]
    return ""
