"""A rate against the events and the people it is worked out from: “45 burglaries among 9,000 homes, 6 per 1,000”."""

from __future__ import annotations

from collections.abc import Iterator

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import marked
from bluelamp.board.proof_reading.reading import Reading

PEOPLE = (
    r"(?:(?:[a-z]+ ){0,3}(?:population|residents|inhabitants|people|households|homes|dwellings|properties|"
    r"patients|admissions|pupils|children|adults|tenants|tenancies|beds|bed days|births|staff|employees|"
    r"journeys|calls|vehicles|premises))"
)
RATES = marked.pattern(
    rf"{{events:c}}[^⟦.;]{{0,90}}?\b(?:among|across|in|for|from|out of|of|per|population of|serving|"
    rf"covering|by)\b[^⟦.;]{{0,50}}?{{people:c}} ?{PEOPLE}[^⟦.;]{{0,70}}?{{rate:r}}",
    r"{events:c}[^⟦.;]{0,90}?\b(?:population|households|homes|residents|dwellings|patients|admissions|"
    r"bed days|births) of {people:c}[^⟦.;]{0,70}?{rate:r}",
    rf"{{rate:r}}[^⟦.;()]{{0,60}}?\({{events:c}}[^⟦.;]{{0,60}}?\b(?:among|across|in|for|from|out of|of|"
    rf"/)\b[^⟦.;]{{0,40}}?{{people:c}}(?: ?{PEOPLE})?",
    r"{events:c}[^⟦.;]{0,70}?{rate:r}[^⟦.;]{0,50}?\b(?:among|across|in|for|from|of|on)\b (?:a |"
    r"an |the |our )?(?:population of |base of )?{people:c}",
    rf"\b(?:with|in|of|for|among|"
    rf"has) (?:a population of )?{{people:c}} ?{PEOPLE}?[^⟦.;]{{0,60}}?{{events:c}}[^⟦.;]{{0,70}}?{{rate:r}}",
)


def read(paper: Reading) -> Iterator[Remark]:
    for sentence in paper.sentences:
        if not any(each.unit == "rate" for each in sentence.amounts):
            continue
        for found in marked.found(RATES, sentence.marked, sentence.amounts):
            events, people, rate = found["events"], found["people"], found["rate"]
            if people.low <= 0 or events.value >= people.value:
                continue
            if not rate.agrees(events.low / people.high, events.high / people.low):
                per = round(float(events.value / people.value * 1000 * _per(rate.text)), max(rate.digits, 1))
                yield sentence.remark(
                    f"{shown.said(events)} of {shown.said(people)} is {per:g} per "
                    f"{int(1000 * _per(rate.text)):,}, "
                    f"and {shown.said(rate)} is printed"
                )
            break


def _per(said: str) -> float:
    """The base of a printed rate, in thousands."""
    return next(
        (
            k
            for word, k in (
                ("100,000", 100),
                ("100000", 100),
                ("10,000", 10),
                ("10000", 10),
                ("million", 1000),
            )
            if word in said
        ),
        1,
    )


RULE = Rule(
    key="rates",
    title="A rate that does not follow from its counts",
    severity="wrong",
    explanation="The rate, the events or the population is wrong, or they are of different years or places.",
    read=read,
    kind="sums",
    certainty="likely",
)
