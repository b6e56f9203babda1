"""The words of the satisfaction survey: who is asked, about what, and how an answer is written down."""

from __future__ import annotations

SURVEYS = {"asb": "Anti-social behaviour", "crime": "Crime"}

CRIME_GROUPS = {
    "asb": "Anti-social behaviour",
    "burglary": "Burglary",
    "violence": "Violent crime",
    "vehicle": "Vehicle crime",
    "hate": "Hate crime",
}

# Each part of the service asked about, and what it asks.
PARTS = {
    "contact": "Ease of contacting someone who could help",
    "action": "Actions taken",
    "follow_up": "Kept informed of progress",
    "treatment": "Treatment by officers and staff",
    "whole": "The whole experience",
}

ANSWERS = {
    1: "Completely satisfied",
    2: "Very satisfied",
    3: "Fairly satisfied",
    4: "Neither satisfied nor dissatisfied",
    5: "Fairly dissatisfied",
    6: "Very dissatisfied",
    7: "Completely dissatisfied",
    97: "Don't know",
    98: "Refused",
    99: "Not applicable",
}
SATISFIED = (1, 2, 3)
VALID = (1, 2, 3, 4, 5, 6, 7)


def spellings() -> dict[str, int]:
    """Every way an answer may be written in a file: its code, or its words with or without the first capital."""
    return (
        {str(code): code for code in ANSWERS}
        | {words: code for code, words in ANSWERS.items()}
        | {words.lower(): code for code, words in ANSWERS.items()}
    )
