"""Ranks and league places used as a proof, without any sign of how sure they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bluelamp.board.proof_reading.claims import verdicts
from bluelamp.board.proof_reading.claims.leaning import leaning
from bluelamp.board.proof_reading.claims.placings import placed
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import numerals, patterns
from bluelamp.board.proof_reading.language.dates import ANY_MONTH
from bluelamp.board.proof_reading.language.remembered import remembered
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

PLACE = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\w+teenth|"
    r"twentieth|"
    rf"\d{{1,3}}(?:st|nd|rd|th)(?! (?:{ANY_MONTH}))|bottom|top|last)"
)
NUMBER = rf"(?:\d+|{numerals.WORDS}|most|all|half|any|many)"
PEERS = (
    r"(?:forces|councils|authorit(?:y|ies)|areas|boroughs|trusts|districts|providers|funds|CCGs|parks|"
    r"universities|"
    r"colleges|schools|hospitals|partnerships|services|companies|associations|divisions|stations|counties|"
    r"cities|regions?|country|county|famil(?:y|ies)|peers?|(?:peer|comparator|family|"
    r"benchmark(?:ing)?) group|"
    r"neighbours|comparators|sector|England|Wales|Britain|UK|league|landlords|practices|prisons|depots|"
    r"courts|agencies|boards|"
    r"teams|units|sites|wards|homes|operators|nationally)"
)
TURNS = (
    r"(?:meetings|reports|papers|phases|schemes|sessions|visits|days|weeks|items|chapters|steps|stages|stops)"
)
SUPERLATIVE = r"(?:best|worst|highest|lowest|safest|fastest|quickest|slowest|cleanest|cheapest)"
REASONS = (
    r"(?:\w+ )?(?:reasons|issues|causes|priorities|risks|themes|categories|concerns|complaints|things|"
    r"topics|answers|"
    r"choices|types|floors?|up|posts?|grades?)"
)
RANKED = patterns.compile(
    r"\b(?:(?<!not )(?<!not be )(?<!nor )(?<!n't )ranked|(?<!other )(?<!all )ranks(?! of| and|"
    r" the (?:wards|areas|districts|schools|sites|risks))|ranking|"
    r"league tables?(?! (?:looks?|ranks?|uses?|counts?|measures?|takes?)\b)|"
    rf"(?:top|bottom) (?:quartile|quintile|decile|third|quarter|fifth|tenth|of (?:the|its|our) "
    rf"(?:\w+ )?(?:table|league|group|family|list))|"
    rf"(?:top|bottom) (?:two|three|four|five|six|ten|\d+)(?! {REASONS})|"
    rf"{PLACE}[- ]{SUPERLATIVE}\b[^.;]{{0,40}}? (?:in|of|out of|among|nationally)|"
    rf"{PLACE} out of {NUMBER}|"
    rf"(?<!the )(?<!a )(?<!one )(?<!two ){PLACE}(?: place| position)? (?:out of|of|among(?:st)?|"
    rf"in(?! {NUMBER})) "
    rf"(?:the |our |its |all )?(?:{NUMBER} )?(?:[\w-]+ ){{0,2}}?{PEERS}|"
    rf"{PLACE} (?:out of|among) (?:the |our )?\w+|\d{{1,3}}(?:st|nd|rd|th) of (?:the )?{NUMBER}(?! {TURNS})|"
    rf"(?:came|stood|stands?|finished|lay|lies?|lying|placed|rank) (?:joint |equal )?(?:\d{{1,3}}(?:st|nd|rd|th)|"
    rf"(?<=placed ){PLACE})(?=,|;| for\b| on\b| overall| up\b| down\b| and\b| in the table)|"
    rf"(?:puts?|placed?s?|ranked) (?:us|it|them|[A-Z]\w+) (?:joint |equal )?{PLACE}(?= (?!out of|of|among))|"
    rf"(?:of|among) (?:the |our |all )?{NUMBER} (?:[\w-]+ ){{0,2}}?{PEERS}\b[^.;]{{0,50}}? {PLACE} {SUPERLATIVE}|"
    rf"{PLACE} from (?:the )?(?:bottom|top) (?:of|in)|"
    rf"(?<!an )(?<!a )(?<!one )(?<!one-)(?:sixth|seventh|eighth|ninth|tenth|\w+teenth) of (?:the )?\d+(?!\d|,\d|%)|"
    rf"(?:rated|placed|came|come|comes|positioned|finished|stands?|now) (?:joint |"
    rf"equal )?{PLACE} (?:out )?(?:of|in|"
    rf"among)(?! (?:the )?(?:draw|queue|list|race|week|month|year|series|line|structure|order|"
    r"sequence|programme|agenda|report))|"
    rf"(?:(?:up|down|rose|fell|moved|slipped|climbed) from|secur\w+|holds?|is in|are in|was in|now in|"
    rf"lies?|lying) {PLACE}(?= to|,|\.| place|"
    rf" position)"
    rf"(?! place (?:to|for|of)\b)|"
    rf"(?:best|worst|lowest|highest)[- ](?:performing|ranked)|position(?:ed)? \d{{1,3}}(?![\d/])|number \d+ of \d+|"
    rf"from {PLACE} to {PLACE}(?= place| position| of| in|,|\.)|"
    rf"best of (?:the |all )?(?:{NUMBER} )?(?:[\w-]+ ){{0,2}}?{PEERS}|ahead of all but|out-?perform\w*|"
    rf"(?:better|ahead|higher|above) (?:than|of) (?:the )?{NUMBER} (?:of )?(?:[\w-]+ ){{0,3}}?{PEERS})\b",
    re.IGNORECASE,
)
BEST = patterns.compile(
    rf"\b(?:(?:the|has|had|have|our) {SUPERLATIVE}(?: [\w-]+){{0,4}}? (?:in|of|among|out of) (?:the |our |"
    rf"all )?"
    rf"(?:[\w-]+ ){{0,2}}?{PEERS}|only {NUMBER} (?:of the {NUMBER} )?(?:[\w-]+ ){{0,2}}?(?:\w+) (?:scored?|did|do|"
    rf"were|are|was|had|have|rank|"
    r"perform\w*) (?:[\w-]+ ){0,3}?(?:higher|lower|better|worse))\b",
    re.IGNORECASE,
)
PROOF = patterns.compile(
    rf"\b(?:prov\w+|proof|shows?|so|therefore|thus|{verdicts.PRIDE}|should|leading|credit|thank\w*|warned|"
    r"best in the|demonstrat\w+|which is (?:good|"
    r"welcome)|follows|confirm\w*|conclu\w+|evidence|sign|reason|right to say|claim|overtak\w+|better run|hence|"
    r"means)\b",
    re.IGNORECASE,
)
"""“The lowest of the six districts” reads a table; with one of these it proves something by it."""
SURE = patterns.compile(
    r"\b(?:intervals?|uncertain\w*|(?<!beyond )(?<!what )chance|margin|not (?:statistically )?significant|"
    r"statistically|"
    r"indistinguishable|"
    r"overlap\w*|caution\w*|error|(?<!no )doubt|funnel|(?:not|never|nor|hardly)\b[^.;]{0,20} relied|"
    r"completeness|too (?:few|small|close)|"
    r"(?:small|few) (?:numbers|samples|replies)|(?:little|no|much) weight|could (?:easily|as well|just)|"
    r"easily (?:be|have)|"
    r"(?:draws?|read|infer|make) (?:nothing|little)|no (?:conclusion|inference)|(?:means?|tells?|says?|proves?) "
    r"(?:(?:us|the \w+) )?(?:next to )?(?:nothing|little)|whisker|"
    r"cannot be (?:told apart|put before)|not reliable|(?:order|places?|table) means? nothing|"
    r"no order)\b",
    re.IGNORECASE,
)
OF_PLACES = patterns.compile(
    r"\b(?:places?|ranks?|ranking|positions?|order|table|better than|next to each other)\b", re.IGNORECASE
)
LEANED_ON = patterns.compile(
    rf"{PROOF.pattern}|\b(?:(?:up|down)(?= (?:from|\w+ places?))|better|worse|higher|lower|(?:rose|risen|fell|"
    rf"fallen|moved|"
    r"slipped|climbed|dropped)(?= (?:from|up|down|to))|having been|last (?:year|quarter|time)|(?:year|quarter|"
    r"time) before|previous\w*|(?:puts?|placed?s?|makes?) "
    rf"(?:us|it|them|[A-Z]\w+)|ahead of|because|thanks|lying {PLACE}|joint|league|bottom|best|worst|but|only|"
    r"despite)\b",
    re.IGNORECASE,
)
"""A place that changed, or something concluded from it; “the county stood 44th of 151” is a fact told."""
BARE = patterns.compile(
    rf"(?:\w+ )?(?:\d{{1,3}}(?:th|[23]?1st|[23]?2nd|[23]?3rd)|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|"
    rf"twelfth|\w+teenth|twentieth)\b.*|ranked(?= (?:[a-z]+ )?{PLACE})",
    re.IGNORECASE,
)
"""Somewhere in the middle of others."""
CONTEST = patterns.compile(
    r"\b(?:bids?|bidders?|tenders?|candidates?|prizes?|awards?|competitions?|quiz|race|draw|register|order of \w+|"
    r"by size|population|on (?:cost|price))\b",
    re.IGNORECASE,
)
OF_IT_ALONE = patterns.compile(
    r"\b(?:on|for|in) this (?:question|measure|matter|one|service|figure)\b", re.IGNORECASE
)
"""A caution that is about another measure."""
NEAR = 2
"""Paragraphs from a rank within which a caution on places, with no rank of its own beside it, is about it."""


def read(paper: Reading) -> Iterator[Remark]:
    for block in paper.blocks:
        around = " ".join(s.text for s in block)
        from_few = _is_of_a_survey(paper, block)
        ranked = [
            (s, found)
            for s in block
            if (found := _ranked(s.text, around, from_few=from_few) or placed(block, s))
        ]
        if ranked and not _is_cautioned(paper, block):
            proofs = [each for each in ranked if PROOF.search(each[0].text)]
            numbered = [each for each in ranked if NTH.search(each[1])]
            sentence, found = (proofs or numbered or ranked)[0]
            yield sentence.remark(f"“{found}” is told without how far a place may be from its true one")


@remembered
def _place(text: str) -> re.Match[str] | None:
    return RANKED.search(text)


def _ranked(text: str, around: str, *, from_few: bool = False) -> str:
    if CONTEST.search(text):
        return ""
    found = _place(text) or (PROOF.search(around) and BEST.search(text))
    if not found:
        return leaning(text, around)
    is_bare = BARE.match(text, found.start()) and not (LEANED_ON.search(around) or from_few)
    return "" if is_bare else found[0]


NTH = patterns.compile(rf"\b{PLACE}\b|\d", re.IGNORECASE)


ASKED = patterns.compile(
    r"\b(?:asked|replied|answered|repl(?:y|ies)|respon\w+|questionnaires?|surveyed)\b", re.IGNORECASE
)
LEAST, MOST_ASKED = 20, 1000
"""So few replies leave a share several points of doubt, and a place many more."""


def _is_of_a_survey(paper: Reading, block: tuple[Sentence, ...]) -> bool:
    """Does the paragraph, or the one above it, tell how few people were asked?"""
    if not any(_place(s.text) for s in block):
        return False
    return any(
        ASKED.search(s.text) and any(a.unit == "count" and LEAST <= a.value <= MOST_ASKED for a in s.amounts)
        for s in paper.around(block[0], 1, 0)
    )


def _is_cautioned(paper: Reading, block: tuple[Sentence, ...]) -> bool:
    if any(SURE.search(s.text) for s in block):
        return True
    beside = [s for s in paper.around(block[0], NEAR, NEAR) if s.block != block[0].block]
    own = {s.block for s in beside if _place(s.text)}
    return any(
        SURE.search(s.text) and OF_PLACES.search(s.text) and not OF_IT_ALONE.search(s.text)
        for s in beside
        if s.block not in own
    )


RULE = Rule(
    key="ranks",
    title="Ranks without their doubt",
    severity="ask",
    explanation="Places next to each other often change by chance alone. Show the interval of each, or the chance "
    "that it truly is among the first or last few.",
    read=read,
    kind="claims",
    certainty="likely",
)
