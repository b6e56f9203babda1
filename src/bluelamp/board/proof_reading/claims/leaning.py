"""A place among others that something is concluded from: “comes third, having been fifth, which confirms that …”."""

from __future__ import annotations

import re

from bluelamp.board.proof_reading.language import numerals, patterns

PLACE = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\w+teenth|twentieth|"
    r"\d{1,3}(?:st|nd|rd|th)|bottom|top|last)"
)
MANY = rf"(?:\d+|{numerals.WORDS})"
WORST = r"(?:best|worst|weakest|strongest|poorest|safest|quickest|slowest|fastest|cleanest|least safe|most dangerous)"
EXTREME = r"(?:highest|lowest|best|worst|greatest|smallest)"
MEASURE = r"(?:rates?|scores?|share|proportion|percentage|average|satisfaction|attendance|performance|results?|record)"
STANDS = r"(?:comes?|came|stands?|stood|sits?|sat|lies|lay|ranks?|finish(?:es|ed)|is|are|was|were|placed)"
STOOD = patterns.compile(
    rf"\b{STANDS} (?:now |joint |in )*(?P<place>{PLACE})(?: place)?"
    r"(?= this (?:year|time|quarter)|,| and| for| overall|\.)",
    re.IGNORECASE,
)
BEFORE = patterns.compile(
    rf"\b(?:having been|where (?:it|we|they) (?:was|were) once|(?:up|down|rising|climbing|moving) (?:from )?|"
    rf"(?:it|we|they) (?:was|were|came|stood)) {PLACE}\b|\b(?:up|down) (?:an?|{MANY}) places?\b|"
    rf"\b(?:from|and not|rather than) {PLACE}\b",
    re.IGNORECASE,
)
"""Where it stood the time before: so it is a place in a table and no order of a list."""
OF_SO_MANY = patterns.compile(
    rf"\b(?:is|are|was|were|remains?|be|still|now) (?:the |our |by far the |easily the )*(?P<is>{WORST}) "
    rf"(?:performer |performing |[a-z]+ )?(?:of|in|among|out of) (?:the |our |all |its |these )*{MANY}\b|"
    rf"\b(?:with|has|have|had|shows?|recorded|gave|posted) (?:the|our) (?P<has>{EXTREME}) (?:[\w-]+ ){{0,3}}?"
    rf"{MEASURE}\b[^.;,]{{0,40}}? (?:of|in|among|out of) (?:the |our |all |its |these )*{MANY}\b|"
    rf"\b(?:of|among) (?:the|our|all|its|these) {MANY} [^.;]{{2,60}}? (?:(?:is|are|was|were) the (?P<led>{WORST})\b|"
    rf"(?:has|have|had) the (?P<held>{EXTREME}) (?:[\w-]+ ){{0,3}}?{MEASURE}\b)",
    re.IGNORECASE,
)
BEATEN = patterns.compile(
    rf"\b(?:beat|beats|outdid|overtook|bettered) {MANY} of (?:the |our )?{MANY}\b|"
    rf"\b{MANY} of (?:the|our) (?:other )?{MANY} [a-z]+ (?:did|do|were|are|had|have|scored|score|came|come|fared|fare|"
    r"perform\w*) [^.;,]{0,30}?(?:worse|better|higher|lower|behind|below|above|ahead)\b[^.;,]{0,15}? (?:we|us|ours)\b",
    re.IGNORECASE,
)
"""“Nine of the twelve trusts did worse than we did, so …”"""
CONCLUDED = patterns.compile(
    r"\b(?:for (?:that|this|which) reason|which is why|that is why|on (?:that|this) basis|on the strength of|therefore|"
    r"thus|hence|accordingly|as a result|which (?:\w+ )?(?:confirms?|shows?|proves?|means|demonstrates?|vindicates?|"
    r"tells us|justifies)|(?:confirm|show|prov|demonstrat|vindicat|justif|reward|deserv)(?:s|es|ies|ing|ying)?|so|"
    r"can take it|evidence|proof|testament|tribute|"
    r"to (?:copy|adopt)|be copied)\b|^(?:since|because|as|given that|seeing that)\b",
    re.IGNORECASE,
)


def leaning(text: str, around: str) -> str:
    """The words of a text that tell a place, where its paragraph concludes something from it; else nothing."""
    stood = STOOD.search(text)
    found = OF_SO_MANY.search(text) or BEATEN.search(text)
    if not (stood or found) or not (CONCLUDED.search(text) or CONCLUDED.search(around)):
        return ""
    if stood and BEFORE.search(around, around.find(text)):
        return stood[0]
    return found[0] if found and CONCLUDED.search(text) else ""
