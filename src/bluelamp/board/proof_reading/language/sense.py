"""Which way is good for a figure, by what it measures: shorter waits, fewer complaints, more answered in time."""

from __future__ import annotations

import re

from bluelamp.board.proof_reading.language import moving, patterns
from bluelamp.board.proof_reading.language.amounts import Amount

ALWAYS_LESS = patterns.compile(
    r"\b(?:missed|cancelled|failed|abandoned|overdue|withdraw\w+|complain\w+|sickness|waste|vacan\w+|"
    r"turnover|arrears|"
    r"unpaid|unfilled|re-?admi\w+|re-?offend\w*|re-?convict\w*|mortality|unemploy\w*)\b",
    re.IGNORECASE,
)
"""“Missed collections”, “turnover of staff”: less of them, whatever else is named."""
IN_TIME = patterns.compile(
    r"\b(?:within|in time|on time|on target|inside|met|meeting|answered|handled|replied|seen|decided|"
    r"dealt with|punctual\w*|"
    r"passed|passing|passes|kept|attended|completed|collected|filled|available|satisf\w+|content|happy|"
    r"good or better|stayed)\b",
    re.IGNORECASE,
)
TOO_LATE = patterns.compile(
    r"\b(?:late|later|overdue|missed|miss|unanswered|abandoned|not|never|failed|failing|refused|(?:over|"
    r"more than|longer than) (?=\d|an? |one|two|three|four|five|six|ten)|"
    r"exceed\w*|cancelled|lost|without|un(?:filled|met|seen|paid))\b",
    re.IGNORECASE,
)
TAKES = patterns.compile(
    r"\b(?:took|takes?|taking|taken|wait\w*|times?|speed|respon\w+|turn-?around|re-?let\w*|delay\w*|"
    r"answer\w*|queue\w*|hold|"
    r"repl(?:y|ies)|decisions?|decid\w+|settl\w+|process\w*|repairs?|handover\w*|empty|void\w*|sick\w*|"
    r"absen\w+|overdue|"
    r"complet\w+|arriv\w+|reach\w*|visit\w*)\b",
    re.IGNORECASE,
)
LESS_IS_BETTER = patterns.compile(
    r"\b(?:withdraw\w+|drop-?outs?|dropped out|waste|overcrowd\w*|cancel\w*|repossess\w*|leaks?|leakage|"
    r"outstanding|unread|"
    r"no-shows?|did not attend|near misses|injur\w+|suspen\w+|poverty|obes\w+|smok\w+|pollut\w+|"
    r"emissions?|damp|mould|"
    r"vandal\w+|grievances?|escapes?|stillbirths?|fraud|ulcers?|collisions?|vacant|unfilled|unallocated|"
    r"overtime|agency|"
    r"penalt\w+|appeals? (?:lost|against)|tooth decay|litter|no access|left us|leavers?|resign\w+|damaged|"
    r"injured|killed|"
    r"lateness|late|stay)\b",
    re.IGNORECASE,
)
MORE_IS_BETTER = patterns.compile(
    r"\b(?:retention|retain\w*|punctual\w*|renew\w+|attainment|progression|reliab\w+|accura\w+|timel\w+|"
    r"uptime|donat\w+|"
    r"volunteer\w*|biodiversity|life expectancy|on time)\b",
    re.IGNORECASE,
)
BETTER = patterns.compile(
    r"\b(?:improv(?:e[sd]?|ing|ements?)|better|bettered|strengthened|recover(?:ed|y|ing)|quicker|faster|"
    r"swifter|prompter|"
    r"speedier|safer|healthier|cleaner|more (?:reliable|punctual|regular|prompt|timely|efficient|"
    r"satisfied|content))\b",
    re.IGNORECASE,
)
WORSE = patterns.compile(
    r"\b(?:worsen(?:s|ed|ing)?|worse|deteriorat(?:e[sd]?|ing|ion)|slower|slip(?:s|ped|ping)?|"
    r"less (?:reliable|punctual|"
    r"regular|prompt|timely|efficient|satisfied|content|safe))\b",
    re.IGNORECASE,
)
NO_JUDGEMENT = patterns.compile(
    r"\b(?:or (?:worse|better)|to (?:\w+ )?(?:improve|recover|better)|(?:service|road|school|home|capital|"
    r"quality) improvement|improvement (?:plan|"
    r"programme|board|notice|works?|team|journey|grant|district|measures?|target|partner)s?|better (?:off|"
    r"care fund|than "
    r"(?:half|expected)|half)|good or better|recovery (?:plan|programme|team|action|of|rate)|"
    r"faster (?:broadband|payments))\b",
    re.IGNORECASE,
)


SATISFIED = patterns.compile(r"\b(?<!dis)(?<!not )satisf(?:ied|action)\b", re.IGNORECASE)
COMPLAINT = patterns.compile(r"\bcomplain\w*\b", re.IGNORECASE)
"""“Satisfied with how the complaint was handled”: more of them is better."""


def sense(text: str, of: Amount) -> int:
    """1 when a larger figure is better, -1 when a smaller one is, 0 when nothing tells."""
    text = COMPLAINT.sub(" ", text) if SATISFIED.search(text) else text
    if of.unit == "percent" and not ALWAYS_LESS.search(text) and IN_TIME.search(text):
        return -1 if TOO_LATE.search(re.sub(r"\bwithin\b[^,;.]*", "", text)) else 1
    if of.lasts:
        return -1 if TAKES.search(text) else 0
    plain = re.sub(r"\b(?:days|weeks)\b", " ", text) if of.unit == "percent" else text
    if ALWAYS_LESS.search(plain):
        return -1
    known = moving.which_is_better(plain)
    own = bool(MORE_IS_BETTER.search(plain)) - bool(LESS_IS_BETTER.search(plain))
    return known if known * own >= 0 and known else own if not known else 0


def judged(text: str) -> int:
    """1 called better, -1 called worse, 0 neither or both."""
    said = NO_JUDGEMENT.sub(" ", text)
    return bool(BETTER.search(said)) - bool(WORSE.search(said))
