"""Sentences worked out from figures: each number in them is cited, and the working is one a reader can repeat.

A sentence says what follows from the figures as they stand; when a figure changes, its words change with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import chain

from bluelamp.analysis import comparing, mix
from bluelamp.board import religion
from bluelamp.board.citing import Citing, NotCitable, answer, as_period
from bluelamp.board.document import Cited, Runs, Text
from bluelamp.kernel.figures.periods import KindsDiffer
from bluelamp.kernel.figures.readings import Reading
from bluelamp.performance import queries as performance
from bluelamp.performance import words
from bluelamp.performance.queries.rolling import Ahead
from bluelamp.ui import formats

POOLED = "every interview of the twelve months counting alike"


def sentence(citing: Citing, name: str, *args: str, **options: str) -> Runs:
    """``{{ sentence("roll-off", "asb-satisfaction", "rolling_year:2013-11") }}``."""
    if name not in SENTENCES:
        raise NotCitable(f"No sentence is called {name}. There is: {', '.join(SENTENCES)}.")
    return answer(SENTENCES[name], citing, *args, **options)


def roll_off(citing: Citing, measure: str, period: str) -> Runs:
    """Which month left the rolling year, which arrived, and what that exchange did to it."""
    after = citing.reading(measure, period)
    before = citing.reading(measure, after.period.shift(-1))
    arrived = citing.reading(measure, after.period.last_month)
    left = citing.reading(measure, after.period.last_month.shift(-12))
    difference = _value(after) - _value(before)
    moved = citing.derive(
        formats.change(difference).lstrip(f"+{formats.MINUS}"),
        f"{citing.measure(measure).title}: change of the rolling year in one month",
        f"{citing.value(after)} less {citing.value(before)}",
        (citing.cite(after, ""), citing.cite(before, "")),
    )
    return _sentence(
        f"{left.period.label}, at ", _shown(citing, left),
        f", left the twelve months and {arrived.period.label}, at ", _shown(citing, arrived),
        ", took its place, so the rolling figure ", "fell" if difference < 0 else "rose",
        " by ", moved, " from ", _shown(citing, before), " to ", _shown(citing, after), ".",
    )  # fmt: skip


def compared(citing: Citing, measure: str, here: str, before: str, *, breakdown: str = "") -> Runs:
    """Two separate samples: the difference, its interval, and whether chance alone could have made it."""
    now = citing.reading(measure, here, breakdown=breakdown)
    then = citing.reading(measure, before, breakdown=breakdown)
    try:
        months_apart = abs(now.period - then.period)
    except KindsDiffer as differ:
        raise NotCitable(str(differ)) from differ
    if months_apart < now.period.length:
        raise NotCitable(
            f"{now.period.label} and {then.period.label} share months, so they are not two samples."
        )
    found = comparing.two_shares(_value(now), _asked(now), _value(then), _asked(then))
    difference, p_value = float(found.difference), float(found.p_value)
    parts = citing.cite(now, ""), citing.cite(then, "")
    title = f"{citing.measure(measure).title}: {now.period.label} against {then.period.label}"
    working = f"difference of two separate samples; 95% interval by Newcombe; two-sided p = {p_value:.2g}"
    size = citing.derive(formats.change(difference).lstrip(f"+{formats.MINUS}"), title, working, parts)
    doubt = citing.derive(_points(float(found.low), float(found.high)), title, working, parts)
    verdict = (
        "a difference of that size is more than chance would readily give"
        if p_value < words.CHANCE
        else "chance alone could give a difference of that size, so it is not called a rise or a fall"
    )
    return _sentence(
        f"{now.period.label} stands ", size, " above " if difference >= 0 else " below ",
        f"{then.period.label} (95% interval ", doubt, f"): {verdict}.",
    )  # fmt: skip


def break_even(citing: Citing, measure: str, period: str) -> Runs:
    """What next month must be for the rolling year not to fall, and why: the month that leaves."""
    takes = citing.takes(measure, period)
    coming = takes.year.last_month.shift(1)
    level = citing.derive(
        formats.percent(takes.break_even),
        f"{takes.measure.title}: {coming.label} needed to hold the rolling year",
        f"{POOLED}, with {formats.number(takes.planned)} interviews in {coming.label}",
        (citing.cite(citing.reading(measure, period), ""), citing.cite(takes.leaving, "")),
    )
    opening = (
        "For the rolling year not to fall then,"
        if takes.break_even <= 1
        else "Nothing could then hold the rolling year:"
    )
    return _sentence(
        f"{takes.leaving.period.label}, at ", _shown(citing, takes.leaving), f", leaves next. {opening} ",
        f"{coming.label} would have to be ", level, " or more.",
    )  # fmt: skip


def to_reach(citing: Citing, measure: str, period: str, *, by: str) -> Runs:
    """What every coming month would have to be for the rolling year to stand at its milestone in month ``by``."""
    takes, end = citing.takes(measure, period), as_period(by).last_month
    ahead = next((month for month in takes.ahead if month.month == end), None)
    if ahead is None:
        raise NotCitable(f"“by” is a month one to twelve months after {takes.year.last_month.label}.")
    best = max(citing.year_of(measure, period), key=lambda month: month.value or 0.0)
    shown = needed(citing, takes, ahead, citing.cite(citing.reading(measure, period), ""))
    if not ahead.is_feasible:
        opening = f"Nothing could bring it to its milestone by the end of {end.label}: every month would have to be "
        return _sentence(opening, shown, ".")
    beside = (
        ", higher than any month of the year just ended"
        if ahead.needed > (best.value or 0.0)
        else "; against it stands the best month of the year just ended"
    )
    return _sentence(
        f"To stand at the milestone by the end of {end.label}, every month until then would have to be ", shown, beside,
        f" ({best.period.label}, ", _shown(citing, best), ").",
    )  # fmt: skip


def needed(citing: Citing, takes: performance.Takes, ahead: Ahead, standing: Cited) -> Cited:
    """The level of every month up to one month ahead, cited with how it was worked out."""
    return citing.derive(
        formats.percent(ahead.needed),
        f"{takes.measure.title}: every month to {ahead.month.label} needed for {formats.percent(takes.target, 0)}",
        f"constant level, {POOLED}, with {formats.number(takes.planned)} interviews a month",
        (standing,),
    )


def gap_from(citing: Citing, measure: str, period: str, *months: str) -> Runs:
    """How much of the distance from the milestone some months make: ``1.2 of the 2.9 points``."""
    level = citing.measure(measure).milestone_at(as_period(period))
    year = citing.year_of(measure, period)
    named = [month for month in year if str(month.period) in {str(as_period(key)) for key in months}]
    if level is None or len(named) != len(months):
        raise NotCitable(f"{measure} needs a milestone, and months that lie in {as_period(period).label}.")
    each = mix.contributions([_value(m) for m in year], [m.denominator or 0.0 for m in year], level.level)
    standing = citing.reading(measure, period)
    some = sum(part for part, month in zip(each, year, strict=True) if month in named)
    parts = tuple(citing.cite(reading, "") for reading in (*named, standing))
    title = f"{citing.measure(measure).title}: part of the distance from the milestone"
    method = "each month's interviews over the year's, times its distance from the milestone, added up"
    shown = citing.derive(f"{abs(some) * 100:.1f}", title, method, parts)
    whole = citing.derive(
        formats.change(_value(standing) - level.level).lstrip(f"+{formats.MINUS}"),
        f"{citing.measure(measure).title}: distance from the milestone",
        f"{citing.value(standing)} less {formats.percent(level.level, 0)}",
        (citing.cite(standing, ""),),
    )
    return (shown, Text(" of the "), whole)


def implied_share(citing: Citing, whole: str, part: str, rest: str, *, source: str) -> Runs:
    """How much of the whole a part must be, for three percentages somebody printed to be true of one period."""
    p, q, r = (_percent(printed) for printed in (whole, part, rest))
    share = float(mix.implied_share(p, q, r))
    if not 0 <= share <= 1:
        raise NotCitable(
            f"{whole}, {part} and {rest} cannot be true of one period, whatever the size of the part."
        )
    shown = citing.derive(
        formats.percent(share, 0),
        f"How much of the whole {part} would have to be, for {whole} and {rest} to be of the same time",
        f"({rest} less {whole}) over ({rest} less {part}), as printed in {source}",
        (),
    )
    return (shown,)


def share_of(citing: Citing, part: str, whole: str, period: str, *, breakdown: str = "") -> Runs:
    """How much of the answers of ``whole`` came from ``part``, counted in interviews."""
    few = citing.reading(part, period, breakdown=breakdown)
    all_ = citing.reading(whole, period)
    if not all_.n or few.n is None:
        raise NotCitable(f"{whole} has no interviews in {all_.period.label}.")
    title = f"Share of the interviews of {citing.measure(whole).title} that {citing.measure(part).title} are"
    working = f"{formats.number(few.n)} of {formats.number(all_.n)} interviews"
    return (
        citing.derive(
            formats.percent(few.n / all_.n, 0), title, working, (citing.cite(few, ""), citing.cite(all_, ""))
        ),
    )


def precision(citing: Citing, measure: str, period: str) -> Runs:
    """Half the width of the interval: how many points either side of the value."""
    found = citing.reading(measure, period)
    if found.low is None or found.high is None:
        raise NotCitable(f"{measure} for {found.period.label} has no interval.")
    half = (found.high - found.low) / 2 * 100
    title = f"{citing.measure(measure).title}: doubt either side, {found.period.label}"
    return (
        citing.derive(
            f"{half:.1f} points", title, "half the width of the 95% interval", (citing.cite(found, ""),)
        ),
    )


def ratio(citing: Citing, measure: str, here: str, before: str) -> Runs:
    """How much larger or smaller one count is than another, as a percentage."""
    now, then = citing.reading(measure, here), citing.reading(measure, before)
    if not then.value or now.value is None or type(now.period) is not type(then.period):
        raise NotCitable(
            f"{measure} can only be set against a count above nought for the same kind of period."
        )
    shown = f"{abs(now.value / then.value - 1) * 100:.0f}% {'more' if now.value >= then.value else 'fewer'}"
    title = f"{citing.measure(measure).title}: {now.period.label} against {then.period.label}"
    working = f"{citing.value(now)} over {citing.value(then)}, less one"
    return (citing.derive(shown, title, working, (citing.cite(now, ""), citing.cite(then, ""))),)


SENTENCES: Mapping[str, Callable[..., Runs]] = {
    "roll-off": roll_off,
    "compared": compared,
    "break-even": break_even,
    "to-reach": to_reach,
    "gap-from": gap_from,
    "implied-share": implied_share,
    "share-of": share_of,
    "precision": precision,
    "ratio": ratio,
    "religion-compared": religion.compared,
    "religion-unrecorded": religion.unrecorded,
    "counts-that-print": religion.counts_that_print,
}


def _sentence(*parts: str | Cited) -> Runs:
    return tuple(chain(Text(part) if isinstance(part, str) else part for part in parts))


def _value(reading: Reading) -> float:
    """The value of a reading that was cited: ``Citing`` has refused those without one."""
    assert reading.value is not None
    return reading.value


def _asked(reading: Reading) -> float:
    return reading.effective_n or reading.n or 0.0


def _shown(citing: Citing, reading: Reading) -> Cited:
    return citing.cite(reading, citing.value(reading))


def _points(low: float, high: float) -> str:
    return f"{formats.change(low).removesuffix(' points')} to {formats.change(high)}"


def _percent(printed: str) -> float:
    try:
        return float(printed.removesuffix("%")) / 100
    except ValueError as wrong:
        raise NotCitable(f"“{printed}” is not a percentage.") from wrong
