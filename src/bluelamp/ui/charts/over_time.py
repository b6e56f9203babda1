"""Charts along the months: control, rolling year, counts, two ways of dating, projection and sparkline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bluelamp.ui import formats
from bluelamp.ui.charts import axes
from bluelamp.ui.charts.axes import Frame
from bluelamp.ui.charts.drawing import PALETTE, Chart
from bluelamp.ui.charts.laying_out import (
    FLAGS,
    IN_TABLE,
    INTERVAL,
    describe,
    draw,
    end_label,
    frame_words,
    label,
    last_known,
    legend,
    milestone_cells,
    milestone_label,
    refuse_empty,
    span_words,
    turn_cells,
    turn_marks,
)
from bluelamp.ui.charts.series import Point, Quantiles, Step, Turn


def control(
    points: Sequence[Point],
    *,
    unit: str,
    title: str,
    sentence: str,
    milestones: Sequence[Step] = (),
    turns: Sequence[Turn] = (),
    axis: str = "",
    intervals: bool = False,
    base: str = "Interviews",
    noun: str = "month",
) -> Chart:
    """Months against their own usual range: points, process limits and average, the milestone as it stood.

    ``turns`` are where limits begin anew; ``noun`` names a point; ``axis`` says what the value axis counts, ``base``
    what n counts; ``intervals`` draws each point's own.
    """
    refuse_empty(points, title)
    months = [p.month for p in points]
    used = [flag for flag in FLAGS if any(p.flag == flag and p.value is not None for p in points)] or [""]
    last = last_known(points)

    def words(frame: Frame) -> dict[str, Any]:
        steps = axes.milestone_steps(milestones, months)
        drawn = [v for p in points for v in (p.value, p.centre, p.lower, p.upper)]
        drawn += [v for p in points for v in (p.low, p.high)] if intervals else []
        scale = axes.value_axis([*drawn, *(s["y"] for s in steps)], unit)
        marks = turn_marks(turns, months, scale, frame)
        labels = [*end_label(months, last, unit), *milestone_label(steps, unit, frame)]
        if not frame.is_narrow and points[-1].centre is not None:
            names = (
                ("Average", points[-1].centre),
                ("Upper limit", points[-1].upper),
                ("Lower limit", points[-1].lower),
            )
            labels += [label(len(points) - 0.5, y, name) for name, y in names if y is not None]
        return {
            **frame_words(frame, axis, unit),
            **axes.month_axis(months, frame),
            **scale,
            "points": [
                {"x": i, "y": p.value, "low": p.low, "high": p.high, "phase": p.phase,
                 "reads": FLAGS[p.flag][0], "size": FLAGS[p.flag][3], "month": axes.named(p.month)}
                for i, p in enumerate(points)
            ],
            "limits": [
                {"x": i, "lower": p.lower, "upper": p.upper, "centre": p.centre, "phase": p.phase}
                for i, p in enumerate(points)
                if p.centre is not None
            ],
            "gaps": axes.gaps(months, [p.value for p in points], scale),
            "steps": steps,
            "turns": marks,
            "labels": axes.spread(labels, scale, frame),
            "interval_opacity": 1 if intervals else 0,
            "flag_words": [FLAGS[f][0] for f in used],
            "flag_colours": [FLAGS[f][1] for f in used],
            "flag_shapes": [FLAGS[f][2] for f in used],
            "legend": legend(frame) if used != [""] else None,
        }  # fmt: skip

    table = [
        (noun.capitalize(), [axes.named(p.month) for p in points]),
        ("Value", [formats.value(p.value, unit) for p in points]),
        (INTERVAL, [formats.interval(p.low, p.high, unit) for p in points]),
        (base, ["" if p.n is None else formats.number(p.n) for p in points]),
        ("Usual range", [formats.interval(p.lower, p.upper, unit) for p in points]),
        ("Milestone", milestone_cells(milestones, months, unit)),
        ("Reading", ["" if p.value is None else FLAGS[p.flag][0] for p in points]),
        ("Limits", turn_cells(turns, months)),
    ]
    alt = describe("Control chart", points, last, unit, turns)
    return draw("control", words, title, sentence, table, alt)


def rolling(
    points: Sequence[Point],
    months: Sequence[Point] = (),
    *,
    unit: str,
    title: str,
    sentence: str,
    milestones: Sequence[Step] = (),
    axis: str = "",
    base: str = "Interviews",
) -> Chart:
    """The rolling year as a line with its doubt, the single months behind it as open dots.

    No control rules: neighbouring rolling years share eleven months, so rules would cry wolf on pure noise.
    ``months`` are the single months of the same span; those outside it are left out.
    """
    refuse_empty(points, title)
    span = [p.month for p in points]
    places = {axes.ordinal(m): i for i, m in enumerate(span)}
    single = {places[axes.ordinal(p.month)]: p for p in months if axes.ordinal(p.month) in places}
    last = last_known(points)

    def words(frame: Frame) -> dict[str, Any]:
        steps = axes.milestone_steps(milestones, span)
        drawn = [v for p in points for v in (p.value, p.low, p.high)] + [p.value for p in single.values()]
        scale = axes.value_axis([*drawn, *(s["y"] for s in steps)], unit)
        labels = [*end_label(span, last, unit, "lamp"), *milestone_label(steps, unit, frame)]
        return {
            **frame_words(frame, axis, unit),
            **axes.month_axis(span, frame),
            **scale,
            "points": [
                {"x": i, "y": p.value, "low": p.low, "high": p.high,
                 "is_last": p is last, "month": axes.named(p.month)}
                for i, p in enumerate(points)
            ],
            "months": [{"x": i, "y": p.value} for i, p in single.items() if p.value is not None],
            "gaps": axes.gaps(span, [p.value for p in points], scale),
            "steps": steps,
            "labels": axes.spread(labels, scale, frame),
        }  # fmt: skip

    table = [
        ("Twelve months to", [axes.named(m) for m in span]),
        ("Rolling year", [formats.value(p.value, unit) for p in points]),
        (INTERVAL, [formats.interval(p.low, p.high, unit) for p in points]),
        (base, ["" if p.n is None else formats.number(p.n) for p in points]),
        (
            "The month alone",
            [formats.value(single[i].value, unit) if i in single else "" for i in range(len(span))],
        ),
        ("Milestone", milestone_cells(milestones, span, unit)),
    ]
    return draw(
        "rolling", words, title, sentence, table, describe("Line of the rolling year", points, last, unit)
    )


def two_dates(
    first: Sequence[Point],
    second: Sequence[Point],
    *,
    names: tuple[str, str] = ("By interview date", "By incident date"),
    unit: str,
    title: str,
    sentence: str,
    milestones: Sequence[Step] = (),
    axis: str = "",
) -> Chart:
    """The same answers dated in two ways, month by month: when people were asked, and when it happened."""
    refuse_empty([*first, *second], title)
    lines = (first, second)
    by_ordinal = {axes.ordinal(p.month): p.month for line in lines for p in line}
    span = [by_ordinal[o] for o in sorted(by_ordinal)]
    held = [{axes.ordinal(p.month): p for p in line} for line in lines]
    values = [[h[o].value if o in h else None for o in sorted(by_ordinal)] for h in held]
    colours = (PALETTE["lamp"], PALETTE["amber"])

    def words(frame: Frame) -> dict[str, Any]:
        steps = axes.milestone_steps(milestones, span)
        scale = axes.value_axis([*values[0], *values[1], *(s["y"] for s in steps)], unit)
        labels = milestone_label(steps, unit, frame)
        for line, colour in zip(lines, ("lamp", "amber"), strict=True):
            labels += end_label(span, last_known(line), unit, colour)
        return {
            **frame_words(frame, axis, unit),
            **axes.month_axis(span, frame),
            **scale,
            "lines": [
                {"x": i, "y": v, "name": name, "colour": colour}
                for name, colour, line in zip(names, colours, values, strict=True)
                for i, v in enumerate(line)
            ],
            "names": list(names),
            "colours": list(colours),
            "legend": legend(frame),
            "gaps": axes.gaps(span, [a if a is not None else b for a, b in zip(*values, strict=True)], scale),
            "steps": steps,
            "labels": axes.spread(labels, scale, frame),
        }

    table = [
        ("Month", [axes.named(m) for m in span]),
        *((name, [formats.value(v, unit) for v in line]) for name, line in zip(names, values, strict=True)),
        ("Milestone", milestone_cells(milestones, span, unit)),
    ]
    spoken = f"{names[0]} and {names[1][0].lower()}{names[1][1:]}"
    alt = f"Two lines, {spoken}, {span_words(span)}. {IN_TABLE}"
    return draw("two_dates", words, title, sentence, table, alt)


def counts(
    points: Sequence[Point],
    *,
    title: str,
    sentence: str,
    unit: str = "number",
    axis: str = "",
    counted: str = "Number",
) -> Chart:
    """A bar a month from nought. A month without data is an empty stretch that says so, never a bar of 0."""
    refuse_empty(points, title)
    span = [p.month for p in points]
    last = last_known(points)

    def words(frame: Frame) -> dict[str, Any]:
        scale = axes.value_axis([p.value for p in points], unit, from_zero=True)
        return {
            **frame_words(frame, axis or counted, unit),
            **axes.month_axis(span, frame),
            **scale,
            "points": [
                {
                    "x": i,
                    "start": i - 0.4,
                    "end": i + 0.4,
                    "foot": 0,
                    "y": p.value,
                    "month": axes.named(p.month),
                }
                for i, p in enumerate(points)
                if p.value is not None
            ],
            "gaps": axes.gaps(span, [p.value for p in points], scale),
            "labels": axes.spread(end_label(span, last, unit), scale, frame),
        }

    table = [
        ("Month", [axes.named(m) for m in span]),
        (counted, [formats.value(p.value, unit) for p in points]),
    ]
    return draw("counts", words, title, sentence, table, describe("Bars by month", points, last, unit))


def fan(
    points: Sequence[Point],
    futures: Sequence[Quantiles],
    *,
    unit: str,
    title: str,
    sentence: str,
    milestones: Sequence[Step] = (),
    aim: str = "Milestone",
    axis: str = "",
) -> Chart:
    """What has been, and where it may go: half of the futures in the dark band, nine in ten in the pale.

    ``aim`` is what the level to reach is called: a milestone, or a level somebody asks about.
    """
    refuse_empty(points, title)
    refuse_empty(futures, title)
    span = [*(p.month for p in points), *(q.month for q in futures)]
    last = last_known(points)

    def words(frame: Frame) -> dict[str, Any]:
        steps = axes.milestone_steps(milestones, span)
        reach = [v for q in futures for v in (q.p5, q.p95)]
        scale = axes.value_axis([*(p.value for p in points), *reach, *(s["y"] for s in steps)], unit)
        opened = (
            [{"x": points.index(last), **dict.fromkeys(("p5", "p25", "p50", "p75", "p95"), last.value)}]
            if last
            else []
        )
        middle = label(len(span) - 0.5, futures[-1].p50, formats.value(futures[-1].p50, unit), "lamp", "bold")
        return {
            **frame_words(frame, axis, unit),
            **axes.month_axis(span, frame),
            **scale,
            "points": [{"x": i, "y": p.value} for i, p in enumerate(points)],
            "futures": [
                *opened,
                *(
                    {"x": i, "p5": q.p5, "p25": q.p25, "p50": q.p50, "p75": q.p75, "p95": q.p95}
                    for i, q in enumerate(futures, len(points))
                ),
            ],
            "gaps": axes.gaps([p.month for p in points], [p.value for p in points], scale),
            "steps": steps,
            "labels": axes.spread([middle, *milestone_label(steps, unit, frame, aim)], scale, frame),
        }

    before, after = [""] * len(points), [""] * len(futures)
    table = [
        ("Month", [axes.named(m) for m in span]),
        ("So far", [*(formats.value(p.value, unit) for p in points), *after]),
        ("Middle of the futures", [*before, *(formats.value(q.p50, unit) for q in futures)]),
        ("Half of them within", [*before, *(formats.interval(q.p25, q.p75, unit) for q in futures)]),
        ("Nine in ten within", [*before, *(formats.interval(q.p5, q.p95, unit) for q in futures)]),
        (aim, milestone_cells(milestones, span, unit)),
    ]
    alt = f"Projection from {axes.named(points[-1].month)} to {axes.named(span[-1])}. {IN_TABLE}"
    return draw("fan", words, title, sentence, table, alt)


def sparkline(
    points: Sequence[Point],
    *,
    unit: str,
    title: str,
    sentence: str,
    milestones: Sequence[Step] = (),
) -> Chart:
    """The shape of a series at the height of a line of text; flagged points and the last one are marked."""
    refuse_empty(points, title)
    span = [p.month for p in points]
    last = last_known(points)

    def words(frame: Frame) -> dict[str, Any]:
        steps = axes.milestone_steps(milestones, span)
        known = [v for v in [*(p.value for p in points), *(s["y"] for s in steps)] if v is not None] or [
            0.0,
            1.0,
        ]
        room = (max(known) - min(known) or 1.0) * 0.2
        return {
            "width": 132,
            "height": 40,
            "x_domain": [-1, len(points) + 0.5],
            "y_domain": [min(known) - room, max(known) + room],
            "steps": steps,
            "points": [
                {"x": i, "y": p.value, "is_marked": p is last or bool(p.flag), "colour": FLAGS[p.flag][1],
                 "shape": FLAGS[p.flag][2], "size": 60 if p is last else 24}
                for i, p in enumerate(points)
            ],
        }  # fmt: skip

    table = [
        ("Month", [axes.named(m) for m in span]),
        ("Value", [formats.value(p.value, unit) for p in points]),
        ("Milestone", milestone_cells(milestones, span, unit)),
    ]
    return draw("sparkline", words, title, sentence, table, describe("Small line", points, last, unit))
