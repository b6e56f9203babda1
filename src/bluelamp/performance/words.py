"""What the pages say of a measure, in sentences a reader who is not an analyst can repeat to a board.

A sentence names the period and its kind, gives the interval, and never says that something rose, fell or improved
unless a test or a control rule says it did.
"""

from __future__ import annotations

from collections.abc import Sequence

from bluelamp.analysis.comparing import Comparison
from bluelamp.analysis.spc import Band, Outlook, Signal, sentences
from bluelamp.kernel.figures.measures import Measure, Milestone
from bluelamp.kernel.figures.periods import Period
from bluelamp.kernel.figures.readings import Reading
from bluelamp.ui import charts, formats
from bluelamp.ui.charts import Turn

VARIATION = {
    "none": "Too few months to judge",
    "common": "Usual variation",
    "improvement": "Better than usual",
    "concern": "Worse than usual",
    "neutral-high": "Higher than usual",
    "neutral-low": "Lower than usual",
}
ASSURANCE = {
    "none": "No milestone",
    "pass": "Meets the milestone every month, chance and all",
    "fail": "Will not meet the milestone unless the process changes",
    "hit-or-miss": "Meets or misses the milestone by chance",
}
BASES = {"interview": "by date of interview", "incident": "by date of incident", "month": "by month recorded"}
REBASE_STATES = {
    "proposed": "Proposed",
    "approved": "In force",
    "declined": "Declined",
    "withdrawn": "Withdrawn",
}
DEEDS = {"proposed": "Proposed", "approved": "Approved", "declined": "Declined", "withdrawn": "Withdrawn"}
"""What is done about a rebase, in the order in which it can happen."""
THREE_YEARS = 36
"""Months that have to be known before a season can be told from a change."""
MAY_BE_ITS_SEASON = (
    "Fewer than three years are known, so that its season may look like this: "
    "see the same month of the year before."
)
CHANCE = 0.05
"""A difference whose p-value is below this is more than chance would often give."""


def reading(measure: Measure, read: Reading, place: str = "") -> str:
    """``76.4% in November 2013 (72.7% to 79.8%, 550 interviews)``, or why there is no number."""
    where = f" in {place}" if place else ""
    if read.withheld:
        return f"not shown for {read.period.label}{where}: it rests on too few people to publish"
    if read.value is None:
        return f"not known for {read.period.label}{where}: nothing was counted"
    doubt = formats.interval(read.low, read.high, measure.unit)
    base = f"{formats.number(read.n)} {counted(measure, read.n)}" if measure.unit == "percent" else ""
    inside = ", ".join(part for part in (doubt, base) if part)
    span = "in " + read.period.label if read.period.kind == "month" else "over " + read.period.label
    return f"{formats.value(read.value, measure.unit)} {span}{where}" + (f" ({inside})" if inside else "")


def counted(measure: Measure, n: int | None) -> str:
    """What the n of a measure counts."""
    noun = "interview" if measure.tally.fact.name == "survey_interviews" else "record"
    return noun if n == 1 else noun + "s"


def subject(measure: Measure, place: str = "") -> str:
    """What a sentence begins with: ``ASB satisfaction in Dudley``, ``ASB satisfaction, actions taken,``."""
    name, _, part = measure.title.partition(": ") if ": " in measure.title else measure.title.partition(", ")
    return f"{name}{f' in {place}' if place else ''}{f', {part},' if part else ''}"


def signal(
    measure: Measure,
    read: Reading,
    judged: Signal,
    milestone: Milestone | None,
    place: str = "",
    turns: Sequence[Turn] = (),
) -> str:
    """The sentence of a monthly series: signal or noise first, then where it stands, and what that means."""
    if read.value is None:
        return f"{measure.title}: {reading(measure, read, place)}."
    whose, plural = subject(measure, place), measure.is_plural
    who = {True: "They" if plural else "It", False: whose}[judged.is_signal]
    dated = f", {BASES[read.basis]}" if read.basis == "incident" else ""
    stood = f"{who} stood at {reading(measure, read)}{dated}."
    found = sentences.finding(judged, subject=whose, plural=plural)
    level = formats.value(milestone.level, measure.unit) if milestone else ""
    said = [found, stood] if judged.is_signal else [stood, found]
    said.append(sentences.meaning(judged, milestone=level))
    if judged.is_signal and measure.has_season and judged.known < THREE_YEARS:
        said.append(MAY_BE_ITS_SEASON)
    # A gap is shown in the chart and its table; a sentence has room for what people decided.
    said += [
        sentences.begins_anew(f"in {charts.named(turn.since)}", turn.cause)
        for turn in turns
        if turn.is_decided
    ]
    return " ".join(part for part in said if part)


def outlook(measure: Measure, month: Period, ahead: Outlook, base: int | None) -> str:
    """What would be a signal next month, and for how many interviews that holds."""
    if_held = f", if {formats.number(base)} {counted(measure, base)} are held," if base else ""
    return sentences.outlook(
        ahead,
        lambda value: _edge(measure, value),
        when=f"in {month.label}{if_held}",
        plural=measure.is_plural,
    )


def outlook_rows(measure: Measure, ahead: Outlook) -> tuple[tuple[str, str, str], ...]:
    """What each range of values would be, lowest first: the usual one among the signals."""

    def written(value: float) -> str:
        return _edge(measure, value)

    rows = [
        (
            band.low,
            sentences.band_words(band, written),
            VARIATION[band.variation],
            sentences.listed(band.reasons),
        )
        for band in ahead.bands
    ]
    if ahead.low is not None or ahead.high is not None:
        calm = Band(ahead.low, ahead.high, "common", ())
        rows.append((ahead.low, sentences.band_words(calm, written), VARIATION["common"], ""))
    rows.sort(key=lambda row: (row[0] is not None, row[0] or 0.0))
    return tuple(
        (where[0].upper() + where[1:], reads, why[:1].upper() + why[1:]) for _, where, reads, why in rows
    )


def _edge(measure: Measure, value: float) -> str:
    """Where usual variation ends: of many things counted, to the whole one."""
    return formats.value(round(value) if measure.unit == "number" and value >= 100 else value, measure.unit)


def rebase_cautions(without: Signal, with_: Signal) -> tuple[str, ...]:
    """What would be said otherwise after a rebase than before it."""
    said = []
    if without.variation == "concern" and with_.variation != "concern":
        said.append(
            f"A signal of concern would become “{VARIATION[with_.variation].lower()}”. New limits are right when the "
            "cause is known and documented, and never because the news is bad."
        )
    elif without.variation != with_.variation:
        said.append(f"“{VARIATION[without.variation]}” would become “{VARIATION[with_.variation].lower()}”.")
    if without.assurance != with_.assurance and "none" not in (without.assurance, with_.assurance):
        said.append(
            f"Of the milestone, “{ASSURANCE[without.assurance].lower()}” would become "
            f"“{ASSURANCE[with_.assurance].lower()}”."
        )
    if with_.trial and not without.trial:
        said.append(
            f"The new limits would rest on {with_.baseline} month{'' if with_.baseline == 1 else 's'}, and may still "
            "move until there are twelve."
        )
    return tuple(said)


def step(measure: Measure, before: float, after: float, leaving: Reading, arriving: Reading) -> str:
    """Why a rolling year moved: the month that left and the month that came in."""
    return (
        f"The rolling year {_moved(measure, before, after)}: "
        f"{leaving.period.label} ({formats.value(leaving.value, measure.unit)}) "
        f"left it and {arriving.period.label} ({formats.value(arriving.value, measure.unit)}) came in."
    )


def too_few_months(measure: Measure, length: int) -> str:
    """Why nothing is said of a rolling year's last step."""
    return (
        f"{measure.title}: not all of the last {length} months are known, so that nothing can be said of why the "
        "rolling year moved, nor of what the coming months would have to be."
    )


def _moved(measure: Measure, before: float, after: float) -> str:
    """``fell by 0.7 percentage points, from 77.8% to 77.1%``. What is said can be checked against what is shown.

    Where rounding would have 73.6% to 72.6% be a fall of 1.1 points, the two levels stand alone.
    """
    start, end = (formats.value(level, measure.unit) for level in (before, after))
    if start == end:
        return f"hardly moved and stands at {end}" if before != after else f"stood still at {end}"
    way = "fell" if after < before else "rose"
    if measure.unit != "percent":
        return f"{way} by {_points(abs(after - before), measure.unit)}, from {start} to {end}"
    shown = abs(round(after * 100, 1) - round(before * 100, 1))
    by = f" by {_points(abs(after - before), measure.unit)}"
    return f"{way}{by if f' by {shown:.1f} percentage points' == by else ''}, from {start} to {end}"


def change(measure: Measure, earlier: Reading, later: Reading, compared: Comparison) -> str:
    """Two figures of one kind of period compared; a difference that chance explains is called just that."""
    points = _points(abs(float(compared.difference)), measure.unit)
    doubt = formats.interval(float(compared.low) * 100, float(compared.high) * 100, "number")
    way = "higher" if compared.difference > 0 else "lower"
    said = f"{later.period.label[0].upper()}{later.period.label[1:]} was {points} {way} than {earlier.period.label}"
    doubt = f"95% interval {doubt} points, p {p_value(float(compared.p_value))}"
    if compared.p_value < CHANCE:
        return f"{said} ({doubt}): more than chance would often give."
    return f"{said} ({doubt}): chance alone could explain it."


def p_value(p: float) -> str:
    """``0.15``, ``0.003``, or ``below 0.001``."""
    return "below 0.001" if p < 0.001 else f"{p:.2g}" if p < 0.1 else f"{p:.2f}"


def _points(difference: float, unit: str) -> str:
    if unit == "percent":
        return f"{difference * 100:.1f} percentage points"
    return formats.value(difference, unit)
