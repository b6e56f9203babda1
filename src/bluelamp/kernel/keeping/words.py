"""The words of keeping records and letting them go."""

from __future__ import annotations

DECISIONS = {"retain": "keep it", "dispose": "dispose of it"}

GROUNDS = {
    "review": "its time has come, and nobody needs it any longer",
    "request": "the person asked for it, and the law is on their side",
    "court": "a court or the Information Commissioner ordered it",
    "mistake": "it should never have been recorded",
}
"""Why a record goes. The ground stays when everything else is gone, so it says nothing of anybody."""

STANDINGS = {
    "due": "due for review",
    "waiting": "waiting for a second person",
    "held": "under a legal hold",
    "later": "not due yet",
}

ERASED = "(erased)"
"""What stands where words were that had to go."""
