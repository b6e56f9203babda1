"""The words of promises: clocks, how contact went, how a promise stands, the headings of a plan."""

from __future__ import annotations

CLOCKS = {
    "ELAPSED_H": "hours, whatever the day",
    "ELAPSED_H_EXCL": "hours, leaving out Sundays, Christmas Day, Good Friday and bank holidays",
    "WORKING_D": "working days",
    "CAL_D_INCL": "days, beginning with the day it starts on",
    "CAL_M": "months",
    "ROLLING": "the time just past, counted when somebody asks",
}

UNASSESSED = "unassessed"
BANDS = {"high": "High", "medium": "Medium", "standard": "Standard", UNASSESSED: "Not assessed"}
"""The bands of risk, the gravest first. Who was not assessed is looked after like medium until they are."""

GRADES = {**BANDS, "enhanced": "Enhanced entitlement", "any": "Everybody"}
"""What a timer's length may depend on: a band of risk, or an entitlement under the Victims' Code."""

STATES = {
    "due": "due",
    "kept": "kept",
    "kept_late": "kept late",
    "missed": "missed",
    "paused": "paused",
    "cancelled": "cancelled",
}
"""How a promise stands. Computed from its times, never typed."""

TO = {
    "complainant": "the person who reported it",
    "victim": "the victim",
    "witness": "a witness",
    "parent": "a parent or guardian",
    "supporter": "somebody who speaks for them",
    "partner": "a partner organisation",
}
"""To whom a promise is made: their part in the record, never their name."""

SOURCES = {
    "hand": "made by hand",
    "card": "told on a card",
    "plan": "from the contact plan",
    "law": "set by law",
}

METHODS = {
    "phone": "by telephone",
    "visit": "in person",
    "text": "by text message",
    "email": "by e-mail",
    "letter": "by letter",
}

OUTCOMES = {
    "spoke": "spoke with them",
    "message_safe": "left a message, where that is safe",
    "no_answer": "no answer",
    "wrong_number": "wrong number or address",
    "refused": "they did not want to speak",
    "returned": "it came back unread",
}
REACHED = frozenset({"spoke"})
FAILED = frozenset({"no_answer", "wrong_number", "returned", "refused"})
"""Contact that reached nobody. A safe message is neither: they were told, and nobody knows yet that they heard."""

AT_FIRST = ("first-contact", "officer-visit", "next-contact")
"""The timers of what is usually promised to whoever reports something, so that the card says it."""

CARD_METHODS = {"print": "on paper", "email": "by e-mail", "sms": "by text message"}

ENGLISH = "en"
LANGUAGES = {ENGLISH: "English", "pl": "Polish", "ur": "Urdu", "pa": "Punjabi"}
"""In which a card can be handed over: a file of data/cards for each. After English those most asked for here."""

RANKS = {"sergeant": "Sergeant", "inspector": "Inspector", "chief_inspector": "Chief Inspector"}


def reviewed_as(rank: str, *, is_for_closing: bool) -> str:
    """What a supervisor's review is called."""
    return f"{RANKS[rank]}, before it is closed" if is_for_closing else RANKS[rank]


TASKS = {"contact_failed": "Three attempts to reach them failed"}

PIER = {
    "prevention": "Prevention",
    "intelligence": "Intelligence",
    "enforcement": "Enforcement",
    "reassurance": "Reassurance",
}
PLAN = {
    "risks": "What they are at risk of",
    "objectives": "What the plan is to achieve",
    **PIER,
    "perpetrator_plan": "What is done about whoever causes it",
    "victims_view": "What the victim thinks of it",
    "exit_criteria": "When it is over",
}
"""The headings of a plan for a vulnerable victim."""

MEASURES = {
    "target_hardening": "Locks, alarms and lights",
    "urgent_marker": "Treat calls as urgent",
    "patrol": "Patrols",
    "other": "Something else",
}

ACTION_STATES = {"open": "to do", "done": "done", "dropped": "no longer needed"}

RESULTS = {"pass": "Pass", "fail": "Fail", "na": "Does not apply", "not_evidenced": "Not evidenced"}
"""What a standard says of one record. What is not evidenced never counts as a pass."""
