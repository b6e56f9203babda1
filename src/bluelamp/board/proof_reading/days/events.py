"""What is told of an event by its date: “the open day of 13 November drew 400 people”, “ran until 13 November”."""

# ruff: noqa: RUF001 - papers are written with curly quotes
from __future__ import annotations

import re

from bluelamp.board.proof_reading.days.tense import AHEAD
from bluelamp.board.proof_reading.language import patterns, verbs

PLANNED = patterns.compile(
    r"\b(?:cancelled|called|postponed|deferred|delayed|moved|put|brought|arranged|rearranged|rescheduled|agreed|"
    r"approved|announced|booked|set|fixed|scheduled|planned|proposed|suggested|chosen|picked|selected|advertised|"
    r"given|offered|confirmed|abandoned|dropped|withdrawn|changed|intended|meant|supposed|expected|hoped|wanted|"
    r"aimed|needed|due|to|timed|timetabled|listed|circulated|oversubscribed|full|filled|sold|promised|known|"
    r"published|drawn|mentioned|discussed|extended|made|funded|granted|hired|invited|asked)\b",
    re.IGNORECASE,
)
"""What is done to an event while it is still to come."""
NAMES_A_DAY = patterns.compile(r"\b(?:date|deadline|day|target|due)s? of (?:the )?$", re.IGNORECASE)
NAMED = patterns.compile(
    r"(?:^|[,;] (?:and |but )?|\bthat )\W*(?!wh\w+\b)"
    r"(?:the|our|their|its|this|that|an?|his|her|[A-Z][\w'’]*)\b"
    r"(?: (?!(?:for|about|to|towards|before|until|by|from|with|ahead|on|of|dated?|deadline)\b)[\w'’&-]+){0,8}"
    r" (?:on|of|in)\s(?:the\s)?$",
    re.IGNORECASE,
)
"""“The open day of”, with no verb between."""
ASIDE = patterns.compile(
    r", (?:at|in|on|during) (?:its|the|their|our|his|her|a) [\w ]{3,40} (?:on|of)\s(?:the )?$", re.IGNORECASE
)
"""“The Senate, at its meeting of 19 November, approved …”"""
BRACKETED = patterns.compile(
    r"^[^.;()]{3,60}\((?:(?:from|on) )?(?:\d{1,2}\s?(?:to|[-–])\s?)?$", re.IGNORECASE
)
AFTER_IT = patterns.compile(
    r"^(?:following|after|since) (?:its|the|our|their) [\w ’'-]{3,50} (?:on|of|in)\s(?:the )?$", re.IGNORECASE
)
HAS = patterns.compile(
    r"^,? [^.;,]{0,40}?\b(?:has|have) (?:(?:now|since|already|all) )?(?:been|\w+ed)\b", re.IGNORECASE
)
READY_BY = patterns.compile(
    r"\b(?:was|were) (?:all |both |fully )?(?:back|completed?|done|finished|open|in (?:place|use|post|service)|"
    r"up and running|ready)[^.;,]{0,20} by\s(?:the )?(?:end of )?$",
    re.IGNORECASE,
)
LASTED = patterns.compile(
    r"\b(?:ran|lasted|stayed|remained|continued|(?:went|carried) on|lived|sat|stood|worked|"
    r"(?:was|were|had been)(?: (?:with (?:us|them)|here|there|on (?:site|show|display|leave|sale)|"
    r"in (?:place|use|force|residence|post)|out of (?:use|action)|away|absent|ill|open|present)))\b"
    r"[^,;.]{0,30}? (?:until|till|from|to)\s(?:the\s)?(?:end of )?$",
    re.IGNORECASE,
)
NOT_BEFORE = patterns.compile(
    r"\bdid(?: not|n['’]t) (?!expect|plan|intend|want|need|have|end|expire|fall)[^,;.]{1,40} until (?:the )?$",
    re.IGNORECASE,
)
WHEN = patterns.compile(r"^, when (?P<told>[^.;:,]{3,60})")
TOLD_OF = patterns.compile(
    r"\b(?:if|whether|so|agreed|said|told|noted|hoped|would|will|might)\b", re.IGNORECASE
)
NEAR = 8
"""Words before a date among which a plan would be told."""


def happened(before: str, after: str) -> bool:
    """Does what stands around a date say that its event is over?"""
    if NOT_BEFORE.search(before) or READY_BY.search(before) or (AFTER_IT.match(before) and HAS.match(after)):
        return True
    if ASIDE.search(before) and (said := re.match(r", (?:\w+ly )?([a-z]+)", after)):
        return verbs.is_past(said[1])
    if BRACKETED.match(before) and after[:1] == ")":
        return _tells(after[1:])
    if (lasted := LASTED.search(before)) and not TOLD_OF.search(before[: lasted.start()]):
        return True
    if (told := WHEN.match(after)) and not AHEAD & {*before.lower().split()[-NEAR:]}:
        return verbs.tells_past(told["told"]) and not PLANNED.search(told["told"])
    return bool(NAMED.search(before)) and not NAMES_A_DAY.search(before) and _tells(after)


def _tells(after: str) -> bool:
    """“drew 400 people”, “was busy”, “went well”: a verb in the past at once, and no plan."""
    said = re.match(r"^,? (?:(?:also|again|\w+ly) )?(?P<verb>[a-z]+)(?P<rest>[^.;:,]{0,30})", after)
    if not said or not verbs.is_past(said["verb"]):
        return False
    return not PLANNED.search(said["verb"] + " " + " ".join(said["rest"].split()[:2]))
