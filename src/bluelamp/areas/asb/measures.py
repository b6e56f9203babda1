"""What the records of anti-social behaviour tell: what was asked, what was promised and kept, who comes back.

Taken from facts that are published from the records; a promise counts in the month in which it fell due.
"""

from __future__ import annotations

from functools import partial

from bluelamp.areas.asb import facts
from bluelamp.areas.asb.words import CHANNELS, QUALIFIERS
from bluelamp.kernel.figures.measures import Measure
from bluelamp.practice.powers import register
from bluelamp.practice.promises.words import BANDS
from bluelamp.warehouse.tallies import Tally

BY_PLACE = ("force", "lpu", "district")
BY_UNIT = ("force", "lpu")

declare = partial(
    Measure,
    owner="Local Policing and Service Improvement",
    subject="Anti-social behaviour: cases and promises",
    # What was done in a month is written down by the end of the next.
    lag_months=1,
    smallest_base=10,
    area_levels=BY_PLACE,
)
of_reports = partial(Tally, fact=facts.REPORTS, levels=BY_PLACE)
of_promises = partial(Tally, fact=facts.PROMISES, levels=BY_UNIT)

MEASURES = (
    declare(
        key="asb-reports",
        title="Reports of anti-social behaviour",
        meaning="How many reports were taken, by telephone, by officers and by partners.",
        tally=of_reports(
            key="asb-reports",
            kind="count",
            population=lambda t: t.received_on.notnull(),
            breakdowns={"channel": "channel", "qualifier": "qualifier"},
        ),
        breakdown_words=CHANNELS | QUALIFIERS,
        unit="number",
        better="neither",
        smallest_base=0,
        has_season=True,
        is_plural=True,
        paragraphs="9, 12",
    ),
    declare(
        key="asb-risk-questions-asked",
        title="Risk questions asked",
        meaning="The share of reports by telephone in which every prompted question was asked, whatever was answered.",
        tally=of_reports(
            key="asb-risk-questions-asked",
            kind="share",
            population=lambda t: (t.channel == "phone") & t.all_asked.notnull(),
            value=lambda t: t.all_asked,
        ),
        unit="percent",
        better="up",
        is_plural=True,
        paragraphs="9",
    ),
    declare(
        key="asb-risk-assessed",
        title="Risk assessed within 48 hours",
        meaning="The share of reports whose case was assessed by the matrix within 48 hours.",
        tally=of_reports(
            key="asb-risk-assessed",
            kind="share",
            population=lambda t: t.is_assessed.notnull(),
            value=lambda t: t.is_assessed,
        ),
        unit="percent",
        better="up",
        paragraphs="9",
    ),
    declare(
        key="asb-repeat-victims",
        title="Reports from repeat victims",
        meaning="The share of reports that are the third or later by the same person within three months.",
        tally=of_reports(
            key="asb-repeat-victims",
            kind="share",
            population=lambda t: t.is_repeat.notnull(),
            value=lambda t: t.is_repeat,
        ),
        unit="percent",
        better="down",
        is_plural=True,
        paragraphs="9, 11",
    ),
    declare(
        key="asb-days-to-contact",
        title="Days to first contact",
        meaning="Half of those who reported had been spoken with after so many days, of those somebody spoke with.",
        tally=of_reports(
            key="asb-days-to-contact",
            kind="quantile",
            population=lambda t: t.days_to_contact.notnull(),
            value=lambda t: t.days_to_contact,
            edges=tuple(half / 2 for half in range(61)),
        ),
        quantile=0.5,
        unit="days",
        better="down",
        is_plural=True,
        paragraphs="11, 12",
    ),
    declare(
        key="asb-bands",
        title="Assessments of risk",
        meaning="How many cases were scored, by the band they came to.",
        tally=Tally(
            key="asb-bands",
            fact=facts.ASSESSMENTS,
            kind="count",
            population=lambda t: t.scored_on.notnull(),
            breakdowns={"band": "band"},
            levels=BY_PLACE,
        ),
        breakdown_words=BANDS,
        unit="number",
        better="neither",
        smallest_base=0,
        is_plural=True,
        paragraphs="9",
    ),
    declare(
        key="asb-moved-by-place",
        title="Bands moved by the place",
        meaning="The share of assessments whose band rose by one because of where it happens.",
        tally=Tally(
            key="asb-moved-by-place",
            fact=facts.ASSESSMENTS,
            kind="share",
            population=lambda t: t.moved_by_place.notnull(),
            value=lambda t: t.moved_by_place,
            levels=BY_PLACE,
        ),
        unit="percent",
        better="neither",
        is_plural=True,
        paragraphs="9",
    ),
    declare(
        key="asb-promises-kept",
        title="Promises kept",
        meaning="The share of promises to people who reported that were kept by the time they were due.",
        tally=of_promises(
            key="asb-promises-kept",
            kind="share",
            population=lambda t: t.kept.notnull(),
            value=lambda t: t.kept,
            breakdowns={"band": "band"},
        ),
        breakdown_words=BANDS,
        unit="percent",
        better="up",
        area_levels=BY_UNIT,
        is_plural=True,
        paragraphs="11, 12",
    ),
    declare(
        key="asb-reviews-on-time",
        title="Supervisors' reviews done in time",
        meaning="The share of supervisors' reviews of cases that were done by the day they were due.",
        tally=Tally(
            key="asb-reviews-on-time",
            fact=facts.REVIEWS,
            kind="share",
            population=lambda t: t.on_time.notnull(),
            value=lambda t: t.on_time,
            levels=BY_UNIT,
        ),
        unit="percent",
        better="up",
        area_levels=BY_UNIT,
        is_plural=True,
        paragraphs="13",
    ),
    declare(
        key="asb-case-review-applications",
        title="Applications for a case review",
        meaning="How many people asked that the response to their reports be reviewed (the community trigger).",
        tally=Tally(
            key="asb-case-review-applications",
            fact=facts.CASE_REVIEWS,
            kind="count",
            population=lambda t: t.applied_on.notnull(),
            levels=BY_UNIT,
        ),
        unit="number",
        better="neither",
        smallest_base=0,
        area_levels=BY_UNIT,
        is_plural=True,
        paragraphs="8",
    ),
    declare(
        key="asb-powers-used",
        title="Powers used",
        meaning="How many orders and other uses of a legal power came into force.",
        tally=Tally(
            key="asb-powers-used",
            fact=facts.ORDERS,
            kind="count",
            population=lambda t: t.began_on.notnull(),
            breakdowns={"power": "power"},
            levels=BY_UNIT,
        ),
        breakdown_words={power.key: power.title for power in register.every()},
        unit="number",
        better="neither",
        smallest_base=0,
        area_levels=BY_UNIT,
        is_plural=True,
        paragraphs="8, 10",
    ),
)
