"""A short series of figures and a short paper, as tests want them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from bluelamp.analysis.intervals import wilson
from bluelamp.board.source import PaperSource, SectionSource
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.figures.models import Figure
from bluelamp.kernel.figures.periods import Month, Period, RollingYear

TAKEN = datetime(2014, 1, 2, 9, tzinfo=UTC)
BOARD = Scope(actor_id=None, actor_name="a board member", role="board_member")

ASB = {
    Month(2012, 11): (318, 270), Month(2012, 12): (352, 284), Month(2013, 1): (365, 292), Month(2013, 2): (384, 302),
    Month(2013, 3): (379, 300), Month(2013, 4): (395, 308), Month(2013, 5): (402, 310), Month(2013, 6): (391, 304),
    Month(2013, 7): (386, 297), Month(2013, 8): (368, 284), Month(2013, 9): (331, 235), Month(2013, 10): (325, 234),
    Month(2013, 11): (542, 414),
}  # fmt: skip
"""Asked and satisfied, as the sample has them: the rolling year to November 2013 is 77.1%."""


def a_figure(measure: str, period: Period, n: int, satisfied: int, **about: object) -> Figure:
    """One figure of a share, taken."""
    interval = wilson(satisfied / n, n)
    fields = {
        "basis": "interview",
        "by_default": True,
        "area": "E23000014",
        "period_kind": period.kind,
        "period_end": period.last_month.start,
        "value": satisfied / n,
        "numerator": satisfied,
        "denominator": n,
        "n": n,
        "effective_n": n,
        "low": float(interval.low),
        "high": float(interval.high),
        "interval_method": "Wilson",
        "smallest_base": 10,
        "partitions_digest": f"{n:08x}" * 8,
        "code_digest": "c0de" * 16,
        "taken_at": TAKEN,
    }
    return Figure.objects.create(measure=measure, **(fields | about))


def asb_satisfaction() -> None:
    """Thirteen months, and the rolling years to October and November 2013."""
    for month, (n, satisfied) in ASB.items():
        a_figure("asb-satisfaction", month, n, satisfied)
    months = list(ASB.values())
    for end, year in ((RollingYear(2013, 10), months[:12]), (RollingYear(2013, 11), months[1:])):
        a_figure("asb-satisfaction", end, sum(n for n, _ in year), sum(x for _, x in year))


def a_paper(text: str, **about: object) -> PaperSource:
    """A paper of one section with this Markdown in it."""
    fields = {
        "key": "2014-01-07",
        "title": "Local policing",
        "board": "Strategic Policing and Crime Board",
        "meeting": date(2014, 1, 7),
        "author": "Assistant Chief Constable",
        "marking": "OFFICIAL",
        "statement": "Made-up sample data. No person in it is real.",
        "month": "2013-11",
        "sections": (SectionSource("satisfaction", "Satisfaction", 1, "satisfaction.md", text),),
    }
    return PaperSource(**(fields | about))  # type: ignore[arg-type]


def write_paper(folder: Path, text: str, key: str = "2014-01-07") -> None:
    """The same on disk, with a purpose before it."""
    (folder / key).mkdir(parents=True)
    (folder / key / "paper.yaml").write_text(
        f"title: Local policing\nboard: Strategic Policing and Crime Board\nmeeting: {key}\n"
        "author: Assistant Chief Constable\nmarking: OFFICIAL\nmonth: 2013-11\n"
        "statement: Made-up sample data. No person in it is real.\n"
        "sections:\n"
        "- {key: purpose, title: Purpose of report, file: purpose.md}\n"
        "- {key: satisfaction, title: Satisfaction, file: satisfaction.md}\n",
        "utf-8",
    )
    (folder / key / "purpose.md").write_text("To report satisfaction to the Board.\n", "utf-8")
    (folder / key / "satisfaction.md").write_text(text, "utf-8")
