"""What a date's verb says of it: told as past, or as still to come. The verb nearest before a date governs it."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from typing import Literal

from bluelamp.board.proof_reading.language import patterns, verbs
from bluelamp.board.proof_reading.language.dates import MONTH

Tense = Literal["past", "ahead", ""]

WITHIN = 14
"""Words before a date among which its verb stands."""
CLAUSE = patterns.compile(
    r"[;:–—]|\. |, (?:which|who|but|so|while|whereas|with) |\band (?:on|in|at|during) (?:the )?$"
)
NO_PLAN = patterns.compile(
    r"\bfor (?:the (?:first|second|third|last) time|(?:(?:a|an|another) (?:further )?|further )?"
    r"(?:(?:two|three|four|five|six|seven|eight|nine|ten|several|\d+) )?(?:hours?|days?|weeks?|months?|years?))\b",
    re.IGNORECASE,
)
"""How often or how long something was done."""
GOES_ON = patterns.compile(
    rf"(?:\b(?:{MONTH}|20\d\d|(?:last|this) (?:week|month|year|spring|summer|autumn|winter)|yesterday|recently),? and "
    r"| and (?:we|it|they|she|he|you|this|these|there) )"
)
"""After a time, “and” goes on to another verb: “were hired in May and join us on …”."""
BEFORE_DATE = patterns.compile(
    r"(?:,\s)?\b(?P<how>on|in|at|during|since|as at|as of|by|from(?=\s\d{1,2}(?:st|nd|rd|th)? to $)|"
    r"between(?=\s\d{1,2}(?:st|nd|rd|th)? and $))\s(?:the\s)?"
    r"(?:week (?:beginning |commencing |ending |of )|(?:evening|morning|afternoon|night) of |mid-|late |"
    r"early |"
    r"(?:start|beginning|middle|end) of |"
    r"(?:its |their |our )?(?:\w+ )?(?:meeting|session) of (?:the )?)?"
    r"(?:\d{1,2}(?:st|nd|rd|th)?(?:,| and| to| or|-) ?)?$",
    re.IGNORECASE,
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


AHEAD = _words(
    """
    will shall would could should may might must can is are be being due planned scheduled expected
    anticipated proposed intended forecast projected targeted booked fixed arranged promised committed
    designed aimed invited asked allocated earmarked budgeted timetabled postponed deferred delayed extended
    advertised needed required requested set until before after following for unless when if starting ending
    beginning closing opening commencing expiring falling running lasting opens closes ends begins starts
    expires falls takes runs returns meets comes goes reopens lapses finishes launches planning hoping
    aiming likely ready subject effective deadline
    """
)
"""Words after which a date is still to come, or is not said to have been."""
THEY = _words("come go meet begin expire arrive reopen")
ASKED = _words("did didn't didn’t has have had")
"""“The audited accounts come to the Board on …”, but “they did not meet on …”."""
NOT_YET = _words("to will would should could may might must shall be being if is are can")
MOVED = patterns.compile(
    r"^(?:transferred|moved|handed|went|came|gone|given|gave|sent|submitted|presented|awarded|returned|"
    r"reported|referred|"
    r"sold|let|back|over|brought|taken|took|paid|issued|(?:re)?open(?:ed)?|closed|out|up|down|on|off|forward|through|delivered|circulated|announced|spoke|"
    r"promoted|"
    r"appointed|relocated|switched|changed|converted|released|made|restored|extended|in|visits?|available)$"
)
JOINED = _words("and or then later")
"""“Will be published in May and reported in June”: the verb before says when."""
THERE = _words("joined met gathered assembled came attended")
"""Who “joined us for the drill” was there."""
HAPPENED = _words(
    """
    opened reopened closed live began started ended finished stopped ceased switched changed rolled rose fell voted
    ruled found ran broke failed resumed
    """
)
"""What happens of itself: “closed for repairs on …” is over, where “was cleared for the count on …” is not."""
PARTICLES = _words("on off over out up down again")
FOR_BOTH = _words("opened reopened closed")
"""“Entries opened for the awards on …”: which of the two is on that day nobody knows."""
TOLD = _words("told reminded warned informed notified advised announced")
TIMED = _words("opened reopened closed began started ended finished met ran")
"""“Told parents that the school opened late on …” may still be to come: “it opens late” was what they were told."""
TO_MANY = patterns.compile(r"^(?!focus$|canvas$)[a-z]+(?<!s)s$|^staff$")
"""“Available to patients”, “put to members”: no verb after “to” ends so."""
POINTS = patterns.compile(
    r"^(?:the|a|an|its|our|their|his|her|this|that|these|those|all|both|each|every|[A-Z].*|\d.*)$"
)
DETERMINED = patterns.compile(r"^(?:the|our|its|their|this|a|an)$")
GAVE = _words(
    "gave given made took taken put brought withdrew sent signed reached passed accepted refused received"
)
EVENTS = (
    r"(?:launch|start|end|opening|closure|closing|meetings?|conference|hearing|visit|inspection|exhibition|ceremony|"
    r"event|days?|sessions?|workshop|elections?|referendum|parade|march|festival|deadline|expiry|interviews?|review|"
    r"summit|debate|completion|handover|introduction|implementation|change|move|strike|training|course|exercise|fair|"
    r"seminar|forum|surgery|match|service)"
)
EVENT = patterns.compile(rf"^{EVENTS}$", re.IGNORECASE)
ATTENDED = patterns.compile(
    r"^(?:attended|came|went|held|visited|hosted|ran|opened|joined|led|chaired|conducted|undertook|"
    r"undertaken|started|"
    r"began|spoke|took|completed|finished|saw|had|seen|carried|received|got)$"
)
"""“Invited to the open day on …” is to come, where “four hundred came to the open day on …” is not."""


def tense(before: str) -> Tense:
    """How the text before a date tells of it."""
    joined = BEFORE_DATE.search(before)
    if joined is None:
        return ""
    if joined["how"].lower() == "since":
        return "" if re.search(r"\bwill\b", before[-80:]) else "past"
    is_deadline = joined["how"].lower() == "by"
    said = NO_PLAN.sub("", CLAUSE.split(before[: joined.start()])[-1])
    words = re.findall(r"[A-Za-z'’-]+|\d[\d,.]*", said)[-WITHIN:]
    *earlier, last = GOES_ON.split(said)
    if earlier and not verbs.tells_past(last):
        return ""
    found = _governing(words)
    return "" if is_deadline and found == "past" else found


def _governing(words: list[str]) -> Tense:
    """The nearest verb going back from the date."""
    if len(words) > 1 and words[-2].lower() == "and" and words[-1].endswith("s"):
        return ""  # “was agreed in May and reports on …”
    is_event = bool(words) and bool(EVENT.match(words[-1]))
    for place in range(len(words) - 1, -1, -1):
        word = words[place].lower()
        if word == "to" and _is_infinitive(words, place):
            return "ahead"
        if _is_past(word) and not JOINED & {each.lower() for each in words[max(0, place - 1) : place]}:
            if NOT_YET & {each.lower() for each in words[max(0, place - 2) : place]}:
                return "ahead"
            earlier = {each.lower() for each in words[:place]}
            if earlier & {"will", "shall"} and earlier & {"how", "what", "whether"}:
                return ""  # “we will report on how it went in April”
            if words[place : place + 2] == ["led", "to"] or _may_be_to_come(words, place):
                return ""
            if is_event and {"at", "during"} & {each.lower() for each in words[place + 1 :]}:
                return "past"  # “judged us good at its inspection on …”
            return "" if is_event and not ATTENDED.match(word) and word not in ("was", "were") else "past"
        if word == "for" and _is_of_what_was(words, place, is_event=is_event):
            continue  # “joined us for the drill on …”
        if word == "about" and words[place + 1 :][:1] and DETERMINED.match(words[place + 1]):
            return "ahead"  # “sent a notice about the works in …”
        if word in AHEAD or (word in THEY and not ASKED & {*words[max(0, place - 3) : place]}):
            return "ahead"
        if word in ("that", "which") and place < len(words) - 1 and not _points_at_a_noun(words, place):
            return ""  # “tickets that run out on …”
    return ""


def _is_of_what_was(words: list[str], place: int, *, is_event: bool) -> bool:
    """Does “for” follow at once what somebody came to, or what happened of itself?"""
    before = [each.lower() for each in words[max(0, place - 3) : place]]
    if THERE & {*before}:
        return True
    verb = before[-2] if len(before) > 1 and before[-1] in PARTICLES else before[-1] if before else ""
    is_of_one = words[place + 1 : place + 2] in (["the"], ["a"], ["an"], ["our"]) and verb in FOR_BOTH
    return verb in HAPPENED and not is_event and not is_of_one


def _points_at_a_noun(words: list[str], place: int) -> bool:
    """“Gave that agreement at its meeting”, “put that offer to its members”: no verb stands after “that”."""
    led, following = words[place - 1].lower() if place else "", words[place + 2 : place + 3]
    return led in GAVE and (not following or following[0].lower() in ("at", "in", "to", "with", "by", "from"))


def _may_be_to_come(words: list[str], place: int) -> bool:
    """Is it what somebody was told before: “parents were told that the school opened late on …”?"""
    earlier = [each.lower() for each in words[:place]]
    return words[place].lower() in TIMED and "that" in earlier and bool(TOLD & {*earlier})


def _is_past(word: str) -> bool:
    return word not in AHEAD and verbs.is_past(word)


def _is_infinitive(words: list[str], place: int) -> bool:
    """“Agreed to meet” is to come; “moved to new premises” and “handed back to the landlord” are not."""
    following = words[place + 1] if place + 1 < len(words) else ""
    before = words[place - 1].lower() if place else ""
    if not following or POINTS.match(following) or TO_MANY.match(following):
        return False
    return not MOVED.match(before)
