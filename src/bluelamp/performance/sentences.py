"""What the pages of signals and the sergeant's page say, to a reader with ten minutes and no training in statistics."""

from __future__ import annotations

from bluelamp.analysis.spc.signal import in_words
from bluelamp.kernel.figures.measures import Measure
from bluelamp.kernel.figures.readings import Reading
from bluelamp.ui import formats

DO_NEXT = {
    "none": "Nothing yet: wait until there are enough months to tell signal from noise.",
    "common": "Nothing to chase this month. Ask nobody to explain a number that is within its usual variation.",
    "improvement": "Find out what changed for the better, and write it down, so that it can be kept.",
    "concern": "Ask what changed when it began: in the place, in who was on duty, in how it is recorded. Then choose "
    "one thing to try, and say what you expect to see.",
    "neutral-high": "Ask what changed when it began, and whether it is to be expected.",
    "neutral-low": "Ask what changed when it began, and whether it is to be expected.",
}
"""What to do about a chart, by what its rules say."""
AT_A_REPEAT_PLACE = (
    "Walk it at the times it happens, ask those who live and work there what they see, and take it to the next tasking "
    "meeting with the partner who owns the place."
)
WHAT_WAS_SAID = {
    "": "Nothing sets the neighbourhood apart. Use what people say rather than the percentage: ring back, and tell "
    "them what was done.",
    "below": "See which part of the service people were least satisfied with, and agree one promise the team keeps.",
    "above": "Say thank you, and tell the other teams what you do.",
}
"""What to do about residents' answers, by where the neighbourhood stands beside its unit."""


def look(charts: int, holding: int, flagged: int, by_chance: int) -> tuple[str, str]:
    """How many charts were looked at, what holds, and what chance alone would have given: the first lines of a page."""
    of = f"{formats.number(charts)} {'chart' if charts == 1 else 'charts'}"
    if not charts:
        return "There are no charts to look at yet.", "A chart can be judged once it has two months or more."
    by_rules = "none is" if not flagged else "one is" if flagged == 1 else f"{formats.number(flagged)} are"
    chance = f"about {formats.number(by_chance)} of so many" if by_chance else "hardly one of so few"
    looked = f"By the rules alone {by_rules} flagged in the last month; chance alone would flag {chance}."
    if not holding:
        return f"Nothing out of the ordinary in {of}.", looked
    stand = "One signal stands" if holding == 1 else f"{in_words(holding).capitalize()} signals stand"
    return (
        f"{stand} out in {of}.",
        f"{looked} What is listed here is more than chance gives.",
    )


def of_week(sentence: str, holding: int, charts: int, place: str) -> str:
    """The chart that a week begins with, and how it stands among the others of the place."""
    if not holding:
        return f"Nothing out of the ordinary in {in_words(charts)} charts of {place}. {sentence}"
    if holding == 1:
        return sentence
    more = "One more stands" if holding == 2 else f"{in_words(holding - 1).capitalize()} more stand"
    return f"{sentence} {more} out among {in_words(charts)} charts."


def away(measure: Measure, people: float, direction: str) -> str:
    """``about 28 more than usual``; of a share, in people interviewed."""
    way = "more" if direction == "high" else "fewer"
    noun = "satisfied people " if measure.unit == "percent" else ""
    return f"about {formats.number(round(people))} {way} {noun}than usual"


def pooled(
    measure: Measure,
    read: Reading,
    value: float | None,
    low: float | None,
    high: float | None,
    level: float | None,
    unit: str,
) -> str:
    """A neighbourhood's share by itself and drawn towards its unit, and whether that sets it apart."""
    own = f"{formats.number(read.n)} {'person' if read.n == 1 else 'people'} interviewed over {read.period.label}"
    drawn = f"{formats.value(value, measure.unit)} ({formats.interval(low, high, measure.unit)})"
    satisfied = f"{formats.value(read.value, measure.unit)} were satisfied"
    opening = f"Of {own}, {satisfied}; taken together with the rest of {unit}, {drawn}."
    if level is None or low is None or high is None:
        return opening
    whole = f"{unit} as a whole ({formats.value(level, measure.unit)})"
    if low <= level <= high:
        return f"{opening} That does not set it apart from {whole}."
    return f"{opening} That is {'above' if low > level else 'below'} {whole}, and not by chance alone."


def apart_beyond(n: int, unit: str, below: float | None, above: float | None) -> str:
    """Which answers, of as many interviews, would set a neighbourhood apart from its unit."""
    if below is None and above is None:
        return f"With {formats.number(n)} interviews a year no answer could set it apart from {unit}."
    ends = [f"{formats.percent(below, 0)} or fewer" if below is not None else "",
            f"{formats.percent(above, 0)} or more" if above is not None else ""]  # fmt: skip
    told = " or ".join(end for end in ends if end)
    return f"It would stand apart from {unit} if {told} of {formats.number(n)} were satisfied."
