"""Words that say a figure went up or down, and whether that is good for what it measures."""

from __future__ import annotations

import re

from bluelamp.board.proof_reading.language import patterns

UP = patterns.compile(
    r"\b(?:rose|risen|rises?|rising|increas(?:e[sd]?|ing)|grew|grown|grows?|growing|growth|climb(?:s|ed|"
    r"ing)?|up|higher|upwards?|gain(?:s|ed)?|ahead of|above|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|"
    r"doubl(?:ed?|ing)|trebl(?:ed?|ing)|tripl(?:ed?|ing)|surge[sd]?|jump(?:ed|s)?|more than in|went up|"
    r"escalat(?:ed|ing)|lengthen(?:s|ed|ing)?|longer|widen(?:s|ed|ing)?|swell(?:ed)?|soar(?:ed|ing)|"
    r"expand(?:ed|ing)?|slow(?:er|ed))\b",
    re.IGNORECASE,
)
DOWN = patterns.compile(
    r"\b(?:fell|fallen|falls?|falling|drop(?:s|ped|ping)?|decreas(?:e[sd]?|ing)|declin(?:e[sd]?|ing)|"
    r"reduc(?:ed?|es|ing|tions?)|down|lower(?:ed)?|fewer|downwards?|dip(?:s|ped)?|slip(?:s|ped|ping)?|"
    r"halv(?:ed?|ing)|behind|below|short of|cut|shrank|shrunk|slump(?:ed)?|went down|shorten(?:s|ed|ing)?|"
    r"shorter|narrow(?:s|ed|ing)|quicker|faster|plummet\w*|plunge[sd]?|eas(?:e[sd]?|ing)|tumbled?|halving)\b",
    re.IGNORECASE,
)
A_CHANGE = (
    r"(?:increase|decrease|rise|fall|reduction|drop|growth|improvement|decline|change|difference|gain|dip|"
    r"uplift|movement|cut|saving|deterioration|loss|jump|leap|slide|shrinkage|expansion)"
)
"""What a change is called."""
BETTER = patterns.compile(
    r"\b(?:improv(?:e[sd]?|ing|ements?)|better|strengthened|recover(?:ed|y|ing))\b", re.IGNORECASE
)
WORSE = patterns.compile(r"\b(?:worsen(?:s|ed|ing)?|worse|deteriorat(?:e[sd]?|ing|ion))\b", re.IGNORECASE)
NOT_A_MOVE = patterns.compile(
    r"\b(?:(?:set|sign(?:ed)?|follow(?:ed)?|back|made|taken?|brought|broken?|split|catch|start|end(?:ed)?|"
    r"write|writing|written|pick(?:ed)?|roll(?:ed)?|draw(?:n)?|link(?:ed)?|join(?:ed)?|speed(?:ing)?|"
    r"clos(?:e|ed)|scal(?:e|ed)|ramp(?:ed)?) up|up to|up-to-date|up and running|(?:break|broken|closed?|"
    r"stand|laid|set|written) down|cut[- ](?:off|backs?)|follow-up|start-up|drop-(?:in|off|out)s?|"
    r"drop in (?:centre|session|clinic|surger)\w*|"
    r"falls (?:went|were|was|have|had|are|rose|dropped|numbered|with|per|among|prevention|team|clinic|causing))\b",
    re.IGNORECASE,
)
CHANGE = (
    r"(?:improv\w+|increas\w+|decreas\w+|reduc\w+|declin\w+|deteriorat\w+|rise|rose|risen|fall|fell|"
    r"fallen|drop\w*|"
    r"up|down)"
)
"""That a figure changed, whichever way."""
GOOD = patterns.compile(
    r"\b(?:satisf\w+|confiden\w+|avail(?:able|ability)|detect\w*|solv\w*|complet\w+|compli\w+|answer\w*|"
    r"occupan\w+|attend(?:ance|ed)|performance|on time|in time|within|success\w*|recover\w*|coverage|uptake|"
    r"take-up|vaccinat\w*|immunis\w*|collect(?:ion|ed)|recycl\w*|pass(?:ed)?|attain\w*|punctual\w*|"
    r"resol(?:ved|ution)|repaired|(?<!-)let|employment|achiev\w*|retention|trust|quality|positive outcomes?|"
    r"charge rate|response rate|engagement|recommend\w*|returns? of|turnout|participation|enrol\w+|income|"
    r"surplus|savings)\b",
    re.IGNORECASE,
)
BAD = patterns.compile(
    r"\b(?:crimes?|offences|complaints?|arrears|wait(?:s|ing)?|delays?|absence|absent\w*|sickness|vacanc\w+|"
    r"incidents?|turn-?around|void\w*|empty|re-?offend\w*|re-?convict\w*|mortality|deaths?|infections?|"
    r"re-?admissions?|falls|overdue|backlog\w*|breach\w*|burglar\w+|thefts?|robber\w+|violence|assaults?|"
    r"abandon\w*|missed|homeless\w*|evict\w*|exclu(?:sions?|ded)|accidents?|casualt\w+|fires?|errors?|"
    r"turnover|cost|spend|overspend|response times?|days|weeks|length of stay|unemploy\w*|debt|failures?|"
    r"reports? of|victims?|calls for service|demand|fly-?tip\w*)\b",
    re.IGNORECASE,
)


UNMOVED = patterns.compile(
    r"\b(?:(?P<hedge>broadly|largely|virtually|almost|relatively|roughly|fairly|much) "
    r")?(?P<strict>unchanged|no change|identical|"
    r"the same as|same level|static|(?:stayed|remained|held|kept|been|was|were|is) (?:the same|constant|"
    r"flat))\b"
    r"|\b(?P<hedge2>broadly|largely|virtually|almost|relatively|roughly|fairly|much )?\s?(?:(?:stayed|"
    r"remained|held|kept|been|is|was|were|"
    r"remains?) (?:\w+ )?(?:level|steady|stable))\b",
    re.IGNORECASE,
)
"""Said to stay where it was."""


def direction(text: str) -> int:
    """1 up, -1 down, 0 neither or both, by the words of a stretch of text."""
    quiet = NOT_A_MOVE.sub(" ", text)
    up, down = bool(UP.search(quiet)), bool(DOWN.search(quiet))
    return up - down


ALWAYS_BAD = patterns.compile(
    r"\b(?:re-?offend\w*|re-?convict\w*|mortality|unemploy\w*|sickness|absence)\b", re.IGNORECASE
)
WITHIN = patterns.compile(r"\bwithin\b", re.IGNORECASE)
"""“Reoffending within a year” is no service given in time."""


def which_is_better(text: str) -> int:
    """1 when more is better for what the text speaks of, -1 when less is, 0 when nothing or both say so."""
    plain = WITHIN.sub(" ", text) if ALWAYS_BAD.search(text) else text
    good, bad = bool(GOOD.search(plain)), bool(BAD.search(text))
    return good - bad


def judged(text: str) -> int:
    """1 called better, -1 called worse, 0 neither or both."""
    return bool(BETTER.search(text)) - bool(WORSE.search(text))
