"""A promise whose date will have gone by when the Board meets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bluelamp.board.proof_reading.days.tense import EVENTS, tense
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import patterns, verbs
from bluelamp.board.proof_reading.language.dates import MONTH
from bluelamp.board.proof_reading.reading import Reading
from bluelamp.ui import formats

AHEAD = patterns.compile(
    r"\b(?:will(?! have)|shall|must|about to|expects? to|(?:is|are) (?!July)(?:\w+ly )?(?:to\b|"
    rf"due(?! to (?:the|an?|our|its|this|that|{MONTH}))|planned|scheduled|expected|proposed|"
    r"anticipated|awaited|intended|set to|hoped|likely to)|"
    r"(?:closing date|return date|deadline)(?: for [^.;,]{2,40})? (?:is|are)|"
    r"expected (?:delivery |completion |start |opening )?date (?:is|of)|planned for|scheduled for|"
    r"due (?:for completion |to \w+ |to be \w+ )?(?:by|in|on|at)|"
    r"(?:is|are) (?:being (?:arranged|planned|organised) for|going to|invited to|"
    r"(?:being )?asked to (?:attend|come|reply|return|submit|vote|meet|complete))|"
    r"go(?:es)? live|(?:aims?|intends?|hopes?|"
    r"plans?) to|forecast to|(?:is|are) (?:listed|booked|fixed|set|timetabled|lined up|pencilled in|down) for|"
    r"(?:starts|begins|opens|takes (?:place|up \w+|effect|over)|comes (?:into|in|back)|launches|meets|closes|ends|"
    r"finishes|returns|reopens|resumes|reconvenes|sits|joins us|gets under ?way|kicks off) (?:again )?(?:on|in|at))"
    r"\b[^.;]{0,150}$|"
    r"\b[a-z]+s (?:start|begin|open|reopen|return|resume|close|end|finish|meet) (?:again )?on\s(?:the )?$|"
    r"(?:is|are) being \w+ (?:again )?on\s(?:the )?$|"
    r"\b(?:next|following|final|last) [^.;,]{3,40} (?:is|are) (?:on|in)\s(?:the )?$|"
    r"\b(?<!the )(?<!these )(?<!our )(?<!all )(?<!two )"
    r"(?:moves to|switches to|runs out|goes out|takes office|expires|lapses|retires|steps down|"
    r"takes over|hands over|changes hands)\b"
    r"(?: (?!that\b|which\b)\S+){0,5} on\s(?:the )?$",
    re.IGNORECASE,
)
PLANNED = patterns.compile(
    r"\b(?:planned|scheduled|due|expected) (?:for|on|in|by)\s(?:the )?(?:end of |mid-|late |early )?$",
    re.IGNORECASE,
)
AFTER = patterns.compile(
    r"^[^.;⟦]{0,20}?\b(?:will(?! have)|shall|is due|are due|is planned|is scheduled|is expected)\b",
    re.IGNORECASE,
)
OWED = patterns.compile(
    r"\b(?:tax|rent|rates|income|money|sums?|charges?|debt|payments?|amounts?|fees?) (?:that (?:is|was|"
    r"are|were) )?due\b[^.;]{0,30}$|\b(?:fell|fallen|falling|fall) due\b[^.;]{0,40}$",
    re.IGNORECASE,
)
"""“the rent due by the end of December” is owed, and nobody promises it."""
WAS_TO = patterns.compile(
    r"\b(?:was|were|been|being) (?:\w+ly |first |once )?(?:due|planned|scheduled|expected|proposed|"
    r"anticipated|intended|set|hoped|to|told|asked|warned|reminded|instructed|required|listed|booked)\b[^.;]{0,80}$|"
    r"\bhad (?:hoped|planned|intended|expected|meant|wanted) to\b[^.;]{0,80}$",
    re.IGNORECASE,
)
"""“We were due to open on 1 September but …”: what was meant to be is told as past."""
STILL = patterns.compile(r"\b(?:will|shall|is|are|has|have)\b", re.IGNORECASE)
TO_A_MEETING = patterns.compile(
    r"\b(?:will|shall|is to|are to) (?:come|go|be \w+) (?:back )?to (?:the|its|their|a|our) (?:\w+ ){0,5}?(?:of|on)\s$|"
    r"\b(?:will|shall) be [^.;,]{3,30} between \d{1,2} and $",
    re.IGNORECASE,
)
"""“A report will come to the meeting of 11 September.”"""
NOTED = patterns.compile(r"\b(?:that|how|when|what|where) (?:on|in|at|during)\s(?:the )?$", re.IGNORECASE)
"""“The Panel will wish to note that on 4 September …”"""
OF_WHICH = patterns.compile(
    r"\b(?<!is )(?<!are )(?<!now )(?:due|planned|scheduled|expected|listed|booked|timetabled) (?:for|by|in|on|at)\s"
    r"(?:the )?(?:(?:end|start|middle) of )?$",
    re.IGNORECASE,
)
"""“The reviews due in September were done”: which of them, and no promise."""
SINCE_TOLD = patterns.compile(
    r"^,? (?:(?:\d[\d,]*|all|both|most|none|half|only|\w+ty|[a-z]+teen|two|three|four|five|six|seven|eight|nine|ten|"
    r"eleven|twelve) )?(?:(?:of them|in all) )?(?P<verb>[a-z]+)"
)
BY_THEN = patterns.compile(
    r"\b(?:until|from|since|after|before|on or after|dated|of|following|as at|"
    r"beyond)\s+(?:the )?(?:[a-z]+ ){0,2}$",
    re.IGNORECASE,
)
"""“will run from 9 December” still holds at the meeting; “will start on 9 December” does not."""
END_OF = patterns.compile(
    r"\b(?:by|before|at|the) (?:the )?(?:end|close|start|beginning|middle) of (?:the )?$", re.IGNORECASE
)
SEEN = patterns.compile(
    r"\b(?:(?:agreed|held|began|started|reported|published|identified|approved|launched|introduced|seen|"
    r"seen in|met|noted|presented|recorded|undertaken|submitted|issued|completed|received|inspected|signed|"
    r"announced|carried out|made|set) (?:\w+ )?(?:in|on|at|during)|compared (?:to|with)|relating to|"
    r"based on|results? for|data (?:for|from)|figures? (?:for|from)|period|between|"
    r"year to)\s(?:the )?(?:\w+ ){0,2}$",
    re.IGNORECASE,
)

OF_AN_EVENT = patterns.compile(rf"\b{EVENTS} (?:on|in)\s(?:the )?$", re.IGNORECASE)
TO_BE = patterns.compile(
    r"^,?\s(?:which )?will (?:be (?:attended|held|opened|chaired|hosted|run|led|followed|filmed|used)|"
    r"take place|start|begin|include|feature|open|give|cover|consider|focus|look|bring)\b",
    re.IGNORECASE,
)
"""“The open day on 18 January will be attended by the Chair.”"""
DIRECTLY = patterns.compile(
    r"\b(?:will|shall|to|due to|expected to|planned to) (?:be )?(?:\w+ly )?\w+ (?:\w+ ){0,2}(?:in|on|at|"
    r"during|by)\s(?:the )?(?:\w+ ){0,2}$",
    re.IGNORECASE,
)
"""“will be published in May” is to come, where “the results published in May” are here."""


def read(paper: Reading) -> Iterator[Remark]:
    for sentence in paper.sentences:
        for dated in sentence.dates:
            before = sentence.text[: dated.start]
            if dated.last >= paper.meeting or not (dated.has_day or dated.has_year):
                continue  # “will report in September” is of the September to come
            if not _is_ahead(before, sentence.text[dated.end :]):
                continue
            written = sentence.text[dated.start : dated.end]
            yield sentence.remark(
                f"{written} will have gone by at the meeting of {formats.day(paper.meeting)}"
            )
            break


SPAN = patterns.compile(
    r"\b(?:year|quarter|month|half-year|half year|week|period)s? (?:ended|ending|beginning|from|to|"
    r"between)\s(?:on )?$|"
    r"\bcover(?:s|ed|ing)? (?:the )?(?:\w+ (?:of )?)?$|\bbetween [^.;,]{3,40} and (?:the )?$",
    re.IGNORECASE,
)
"""“the year ended 31 March 2014” names what was counted."""


def _is_ahead(before: str, after: str) -> bool:
    if TO_A_MEETING.search(before):
        return True
    if (
        re.match(r"\W?s\b|,? (?:each|every|in any) year", after)
        or SPAN.search(before)
        or tense(before) == "past"
    ):
        return False
    if SEEN.search(before) and not DIRECTLY.search(before):
        return False
    if (
        OWED.search(before)
        or (WAS_TO.search(before) and not STILL.search(before))
        or _is_told_of(before, after)
    ):
        return False
    if (BY_THEN.search(before) and not END_OF.search(before)) or not before.strip():
        return False
    if re.match(r"^(?:On|In|By)\s(?:the end of )?$", before.strip() + " ") and AFTER.search(after):
        return True
    if NOTED.search(before):
        return bool(AFTER.search(after))
    if OF_AN_EVENT.search(before) and TO_BE.match(after):
        return True
    return bool(AHEAD.search(before) or PLANNED.search(before))


def _is_told_of(before: str, after: str) -> bool:
    said = SINCE_TOLD.match(after) if OF_WHICH.search(before) else None
    return bool(said) and (said["verb"] in ("are", "have", "has", "is") or verbs.is_past(said["verb"]))  # type: ignore[index]


RULE = Rule(
    key="future-before",
    title="Promised for a day that will have gone by",
    severity="look",
    explanation="The Board reads this at its meeting. Say whether it happened, or give the new date.",
    read=read,
    kind="dates",
    certainty="likely",
)
