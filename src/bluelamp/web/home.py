"""The first page after signing in: what needs attention, and what this role can do here."""

from __future__ import annotations

from dataclasses import dataclass

from bluelamp.kernel.access.scope import Scope
from bluelamp.performance import queries as performance
from bluelamp.performance.queries.summary import SummaryRow
from bluelamp.web.navigation import address

HEADINGS = {
    "board_member": "The Board’s figures, each with its source",
    "acc": "The portfolio: what has changed, and what is noise",
    "programme_lead": "What the plans have changed, and what is noise",
    "analyst": "What the figures say, and where each comes from",
    "governance": "What was published, from which data, by whom",
    "administrator": "People, and what they may do",
}
"""What the page is for, role by role; the others read the line of the house."""
HEADING = "Every figure has a source, and every claim is tested"


@dataclass(frozen=True)
class Door:
    """One thing a role can do here."""

    words: str
    note: str
    route: str
    act: str

    @property
    def href(self) -> str:
        return address(self.route)


DOORS = (
    Door("Board summary", "Each measure with its doubt, its signal and its milestone.", "performance:summary", "figures.read"),
    Door("Read the papers", "Signed papers, and from any sentence to the figure behind it.", "board:papers", "papers.read_signed"),
    Door("Facts", "What has arrived, from whom, for which months, and what is missing.", "performance:facts", "facts.list"),
    Door("Imports", "Each file that came in, row for row: accepted, changed, rejected.", "performance:imports", "imports.read"),
)  # fmt: skip


@dataclass(frozen=True)
class Home:
    """What the page shows. ``attention`` are the measures to look at first; ``is_empty`` means no figure was taken yet."""

    heading: str
    attention: tuple[SummaryRow, ...]
    usual: int
    month: str
    doors: tuple[Door, ...]
    reads_figures: bool
    is_empty: bool


def home(scope: Scope) -> Home:
    """Home as ``scope`` may see it."""
    reads = scope.may("figures.read")
    rows = [row for row in performance.summary(scope) if row.judged] if reads else []
    attention = tuple(row for row in rows if needs_attention(row))
    month = performance.latest_month(tuple(rows)) if rows else None
    return Home(
        heading=HEADINGS.get(scope.role, HEADING),
        attention=attention,
        usual=len(rows) - len(attention),
        month=month.label if month else "",
        doors=tuple(door for door in DOORS if scope.may(door.act) and door.href),
        reads_figures=reads,
        is_empty=reads and not rows,
    )


def needs_attention(row: SummaryRow) -> bool:
    """A signal of concern, or a milestone that usual variation never reaches. Noise asks for nobody's attention."""
    judged = row.judged
    return judged is not None and (judged.signal.variation == "concern" or judged.signal.assurance == "fail")
