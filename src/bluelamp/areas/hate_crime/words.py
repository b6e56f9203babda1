"""The words of hate crime: the religions the force recorded for victims in 2012 to 2014."""

from __future__ import annotations

# As the table of paragraph 55 lists them. Unknown and blank are how a record was left, not religions.
RELIGIONS = {
    "agnostic": "Agnostic",
    "christianity": "Christianity",
    "hinduism": "Hinduism",
    "islam": "Islam",
    "judaism": "Judaism",
    "sikhism": "Sikhism",
    "unknown": "Unknown",
    "blank": "Blank",
}
NOT_RECORDED = ("unknown", "blank")
