"""An order of people, teams or places by figures of few, which the paper acts on: “Ling East comes first with 51 of 60
satisfied, Holme second with 48 of 57, and objectives will be set by their place”.

Whether the first of them is truly before the next is asked of their own counts; where the paper prints none, it is
enough that something is decided by the order.
"""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from itertools import pairwise

from bluelamp.board.proof_reading.claims.proportions import Proportion, proportions
from bluelamp.board.proof_reading.language import numerals, patterns
from bluelamp.board.proof_reading.language.sentences import Sentence

MANY = rf"(?:\d+|{numerals.WORDS})"
NAME = r"(?-i:[A-Z][\w'’]+(?: [A-Z][\w'’]+){0,3})"
JUDGED = (
    r"(?:best(?:[- ](?!value\b|site\b)[a-z]+)?|worst|happiest|unhappiest|safest|friendliest|cleanest|dirtiest|calmest|"
    r"kindest|"
    r"quickest|slowest|fastest|weakest|strongest|healthiest|fittest|keenest|"
    r"(?:most|least) (?:satisfied|content|trusted|liked|effective|punctual|reliable|productive|improved|popular|"
    r"efficient|safe|helpful|happy|confident|welcoming|accurate|diligent|successful))"
)
"""What one of them is better or worse by; the largest and the oldest are what they are."""
ORDER = patterns.compile(
    rf"\b{JUDGED} (?:[a-z-]+ ){{0,3}}?(?:of|among|in|out of) (?:the |our |all |its |these |those )*{MANY}\b"
    rf"(?! (?:years|months|weeks|days|times|sites|options|bids|tenders|designs|ways|methods|answers|ideas|plans))|"
    rf"\b(?:comes?|came|stands?|stood|lies|finish(?:es|ed)|is|was|were|ranks?|ranked) (?:easily |joint |equal )?"
    rf"(?:first|top|last|bottom)(?: (?:with|at|on|by)(?= [^.;]{{0,12}}\d)|(?= (?:of|among) {MANY}\b))|"
    rf"(?:\b{NAME}|,) (?:being|coming|placed) (?:first|top|last|bottom|best|worst)\b|"
    rf"\b(?:leads|leading|tops) (?:the (?:table|list|field|others) )?(?:with|at|on) [^.;]{{0,12}}\d|"
    rf"\b{MANY} (?:[a-z]+ )?(?:scored|did|were|was|fared|came|performed) (?:[a-z]+ )?(?:worse|better|higher|lower) "
    r"than\b|"
    rf"\b(?:above|below|ahead of|behind|better than|worse than) {MANY} of (?:the )?(?:other )?{MANY}\b|"
    rf"\b(?:best|worst|highest|lowest) first\b|"
    rf"\b{NAME},? (?:[a-z]+ ){{0,3}}?first\b[^.;]{{1,120}}?\b{NAME},? (?:[a-z]+ ){{0,3}}?second\b|"
    rf"\brank(?:s|ed)? (?:them |the \w+ )?{NAME}(?:, {NAME})+|"
    rf"\bwas the {JUDGED} of\b",
    re.IGNORECASE,
)
DONE_BY_IT = patterns.compile(
    r"\b(?:will|shall|should|must|ought|propose|recommend|(?:has|have) been (?:asked|told|warned|moved|given|chosen|"
    r"replaced|sent|thanked)|(?:is|are) to|goes to|gets?|follow|award|reward\w*|bonus\w*|vindicat\w+|so|therefore|"
    r"deserv\w+|congratulat\w+|proud|prov(?:es|ing)|shows?|confirms?)\b",
    re.IGNORECASE,
)
"""That something is concluded from the order, or somebody is treated by it."""
COUNTED = patterns.compile(
    r"\b(?:visits?|visitors?(?! surveys?)|tenders?|bids?|quotations?|agenda|alphabet\w*|order of size|election|vote)\b",
    re.IGNORECASE,
)
CHANCE = 0.05
OF_ONE_SIZE = 3
"""How many times as large as another the whole of one may be; parts of one whole are no samples."""


def placed(block: tuple[Sentence, ...], sentence: Sentence) -> str:
    """The words of a sentence that tell an order on which the paper rests too much, or nothing."""
    found = ORDER.search(sentence.text)
    if not found or COUNTED.search(sentence.text):
        return ""
    place = block.index(sentence)
    samples = [each for each in proportions(block) if each.place in (place, place + 1)]
    if (beyond := _is_beyond_chance(samples)) is not None:
        return "" if beyond else found[0]
    text = f"{sentence.text[: found.start()]} {sentence.text[found.end() :]}"
    then = " ".join((text, *(s.text for s in block[place + 1 : place + 2])))
    return found[0] if DONE_BY_IT.search(then) else ""


def _is_beyond_chance(samples: list[Proportion]) -> bool | None:
    """Is each of two or more shares of few told apart from the next? None where there are no two to ask."""
    from bluelamp.analysis.comparing import fisher

    pairs = [
        (first, second)
        for first, second in pairwise(samples)
        if first.whole != second.part
        and first.whole < OF_ONE_SIZE * second.whole < OF_ONE_SIZE**2 * first.whole
    ]
    if not pairs:
        return None
    return all(fisher(a.part, a.whole, b.part, b.whole) < CHANCE for a, b in pairs)
