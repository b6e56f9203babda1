"""The words of papers: markings, what is decided about findings, comments, minutes and public copies."""

from __future__ import annotations

PUBLIC, OFFICIAL, SENSITIVE, SECRET = "PUBLIC", "OFFICIAL", "OFFICIAL-SENSITIVE", "SECRET"
MARKINGS = (PUBLIC, OFFICIAL, SENSITIVE, SECRET)
"""Lowest first. A whole takes the highest of its parts."""

CLEARED, ACCEPTED = "cleared", "accepted"
DECISIONS = {CLEARED: "It is right as it stands", ACCEPTED: "It stays all the same, and I answer for it"}
"""What may be decided about a finding."""

WRITTEN, REWRITTEN, CONFIRMED, TAKEN_BACK = "written", "rewritten", "confirmed", "taken back"
COMMENT_STEPS = {
    WRITTEN: "Written",
    REWRITTEN: "Rewritten",
    CONFIRMED: "Confirmed",
    TAKEN_BACK: "Taken back",
}

DECISION, ACTION, QUESTION = "decision", "action", "question"
MINUTES = {DECISION: "Decision", ACTION: "Action", QUESTION: "Question"}
"""What a meeting leaves behind."""

UNDER_WAY, DONE, CLOSED, DROPPED = "under way", "done", "closed", "dropped"
OUTCOMES = {
    UNDER_WAY: "Under way",
    DONE: "Done, its effect not yet shown",
    CLOSED: "Closed: its effect is shown",
    DROPPED: "Dropped",
}
"""What became of it. Only the last two end it."""
ENDED = frozenset({CLOSED, DROPPED})

APPROVED, DECLINED, WITHDRAWN = "approved", "declined", "withdrawn"
RELEASE_STEPS = {APPROVED: "Let out", DECLINED: "Turned down", WITHDRAWN: "Taken back"}

KEPT_BACK = "[c]"
"""What stands in a public copy for a number kept back: c for confidential, as national statistics write it."""
