"""The words of casework: who hears what is written, how a file stands, how two cases belong together."""

from __future__ import annotations

ITEMS = {"notes": "Notes", "files": "Files"}
"""The items by which a kind of record says that it is a case; whoever sees the item sees what hangs on it."""

AUDIENCES = {
    "team": "My own team",
    "organisation": "My organisation",
    "shared": "Everybody the case is shared with",
    "told": "Told to the victim",
}
"""From the narrowest to the widest. What was told to the victim, everybody who sees the notes may know."""

HEARD = {
    "team": "Team only",
    "organisation": "Organisation only",
    "shared": "Shared",
    "told": "Told to the victim",
}
"""The same, as a reader is told who else hears of it."""

NATURES = {"fact": "What is known", "opinion": "What somebody thinks"}
"""Section 38 of the Data Protection Act 2018 has the two kept apart."""

FILE_STATES = {
    "waiting": "waiting for the virus scanner",
    "clean": "clean",
    "refused": "refused by the virus scanner",
}

LINKS = {
    "related": "related",
    "same_people": "of the same people",
    "same_place": "at the same place",
    "counter": "complaint and counter-complaint",
    "led_to": "one led to the other",
}

HOW_OFTEN = {"digest": "Once a day, together", "at_once": "At once"}
"""How somebody who follows a case hears of it."""

HAPPENINGS = {
    "note": "a note",
    "file": "a file",
    "assigned": "who works on it",
    "linked": "a link",
    "merged": "a merge",
    "other": "something else",
}
"""What happened on a case, without a word of what it was."""

SEARCH_AUDIENCES = {"own": "Only me", "team": "My own team", "organisation": "My organisation"}
