"""Ranks and league places used as a proof, without any sign of how sure they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import numerals
from bluelamp.board.proof_reading.language.dates import ANY_MONTH
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
SUPERLATIVE = r"(?:best|worst|highest|lowest|safest|fastest|quickest|slowest|cleanest|cheapest)"
REASONS = (
    r"(?:\w+ )?(?:reasons|issues|causes|priorities|risks|themes|categories|concerns|complaints|things|"
    r"topics|answers|"
    r"choices|types|floors?|up|posts?|grades?)"
)
RANKED = re.compile(
    r"\b(?:(?<!not )(?<!not be )(?<!nor )(?<!n't )ranked|(?<!other )(?<!all )ranks(?! of| and|"
    r" the (?:wards|areas|districts|schools|sites|risks))|ranking|"
    r"league tables?|"
    rf"(?:top|bottom) (?:quartile|decile|third|quarter|of (?:the|its|our) (?:\w+ )?(?:table|league|group|"
    rf"family|list))|"
    rf"(?:top|bottom) (?:two|three|four|five|six|ten|\d+)(?! {REASONS})|"
    rf"{PLACE}[- ]{SUPERLATIVE}\b[^.;]{{0,40}}? (?:in|of|out of|among|nationally)|"
    rf"{PLACE} out of {NUMBER}|"
    rf"(?<!the )(?<!a )(?<!one )(?<!two ){PLACE}(?: place| position)? (?:out of|of|among(?:st)?|"
    rf"in(?! {NUMBER})) "
    rf"(?:the |our |its |all )?(?:{NUMBER} )?(?:[\w-]+ ){{0,2}}?{PEERS}|"
    rf"{PLACE} (?:out of|among) (?:the |our )?\w+|\d{{1,3}}(?:st|nd|rd|th) of (?:the )?{NUMBER}|"
    rf"(?:rated|placed|came|come|comes|positioned|finished|stands?|now) (?:joint |"
    rf"equal )?{PLACE} (?:out )?(?:of|in|"
    rf"among)(?! (?:the )?(?:draw|queue|list|race|week|month|year|series|line))|"
    rf"(?:(?:up|down|rose|fell|moved|slipped|climbed) from|secur\w+|holds?|is in|are in|was in|now in|"
    rf"lies?|lying) {PLACE}(?= to|,|\.| place|"
    rf" position)"
    rf"(?! place (?:to|for|of)\b)|"
    rf"(?:best|worst|lowest|highest)[- ](?:performing|ranked)|position(?:ed)? \d+|number \d+ of \d+|"
    rf"from {PLACE} to {PLACE}(?= place| position| of| in|,|\.)|"
    rf"best of (?:the |all )?(?:{NUMBER} )?(?:[\w-]+ ){{0,2}}?{PEERS}|ahead of all but|out-?perform\w*|"
    rf"(?:better|ahead|higher|above) (?:than|of) (?:the )?{NUMBER} (?:of )?(?:[\w-]+ ){{0,3}}?{PEERS})\b",
    re.IGNORECASE,
)
BEST = re.compile(
    rf"\b(?:(?:the|has|had|have|our) {SUPERLATIVE}(?: [\w-]+){{0,4}}? (?:in|of|among|out of) (?:the |our |"
    rf"all )?"
    rf"(?:[\w-]+ ){{0,2}}?{PEERS}|only {NUMBER} of the {NUMBER} \w+ (?:scored|did|were|was|had) "
    r"(?:higher|lower|better|worse))\b",
    re.IGNORECASE,
)
PROOF = re.compile(
    r"\b(?:prov\w+|shows?|so|therefore|thus|proud|pride|should|congratulat\w+|tribute|leading|credit|"
    r"thank\w*|"
    r"commend\w*|success\w*|warned|praise\w*|best in the|testament|demonstrat\w+|which is (?:good|"
    r"welcome))\b",
    re.IGNORECASE,
)
"""“The lowest of the six districts” reads a table; with one of these it proves something by it."""
SURE = re.compile(
    r"\b(?:intervals?|uncertain\w*|(?<!beyond )(?<!what )chance|margin|not (?:statistically )?significant|"
    r"statistically|"
    r"indistinguishable|"
    r"overlap\w*|caution\w*|error|(?<!no )doubt|funnel|not be relied|completeness|too (?:few|small|close)|"
    r"(?:small|few) (?:numbers|samples|replies)|cannot be told apart|not reliable|no order)\b",
    re.IGNORECASE,
)
OF_PLACES = re.compile(
    r"\b(?:places?|ranks?|ranking|positions?|order|table|better than|next to each other)\b", re.IGNORECASE
)
NEAR = 2
"""Paragraphs from a rank within which a caution on places, with no rank of its own beside it, is about it."""


def read(paper: Reading) -> Iterator[Remark]:
    for block in paper.blocks:
        for sentence in block:
            found = _ranked(sentence.text, " ".join(s.text for s in block))
            if found and not _is_cautioned(paper, block):
                yield sentence.remark(f"“{found}” is told without how far a place may be from its true one")
                break


def _ranked(text: str, around: str) -> str:
    found = RANKED.search(text) or (PROOF.search(around) and BEST.search(text))
    return found[0] if found else ""


def _is_cautioned(paper: Reading, block: tuple[Sentence, ...]) -> bool:
    if any(SURE.search(s.text) for s in block):
        return True
    beside = [s for s in paper.section_of(block[0]) if 0 < abs(s.block - block[0].block) <= NEAR]
    own = {s.block for s in beside if _ranked(s.text, s.text)}
    return any(SURE.search(s.text) and OF_PLACES.search(s.text) for s in beside if s.block not in own)


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
