"""The first page after signing in: what needs attention, and what this role can do here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bluelamp.board import queries as papers
from bluelamp.board.models import Edition
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.sharing import queries as sharing
from bluelamp.performance import queries as performance
from bluelamp.performance.queries.summary import SummaryRow
from bluelamp.web.navigation import address

HEADINGS = {
    "neighbourhood_officer": "The week of your team, and the force around it",
    "sergeant": "The week of your team, and the force around it",
    "board_member": "The figures of the Board, each with its source",
    "acc": "The portfolio: what has changed, and what is noise",
    "programme_lead": "What the plans have changed, and what is noise",
    "analyst": "What the figures say, and where each comes from",
    "governance": "What was published, from which data, by whom",
    "administrator": "People, and what they may do",
}
"""What the page is for, role by role; the others read the line of the house."""
HEADING = "Every figure has a source, and every claim is tested"


OF_A_TEAM = frozenset({"neighbourhood_officer", "sergeant"})
"""Roles for whom the week of their own neighbourhood comes before the force."""
OF_THE_BOARD = frozenset({"board_member", "acc"})
"""Roles for whom the paper of the meeting comes first."""


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
    Door(
        "Take a report",
        "Anti-social behaviour, by its script; the cases it may belong to are shown before a new one begins.",
        "asb:report",
        "asb.report",
    ),
    Door(
        "Cases of anti-social behaviour",
        "Yours and your team's, by risk, state and place, with what is overdue.",
        "asb:cases",
        "asb.read",
    ),
    Door(
        "Sharing",
        "What others opened to you, what you opened to them, and the agreements it rests on.",
        "sharing:home",
        "agreements.read",
    ),
    Door(
        "Open a record in an emergency",
        "One record, for an hour, with a reason that somebody else reviews.",
        "sharing:emergency",
        "glass.open",
    ),
    Door(
        "Roles to decide",
        "Roles that open much are asked for by one administrator and given by another.",
        "sharing:roles",
        "users.manage",
    ),
    Door(
        "This week",
        "Three things for a neighbourhood team on one sheet of paper, each with what to do next.",
        "performance:week",
        "week.read",
    ),
    Door(
        "Signals",
        "What stands out in the force, a unit or a neighbourhood, and what is only chance.",
        "performance:signals",
        "figures.read",
    ),
    Door(
        "Board summary",
        "Each measure with its doubt, its signal and its milestone.",
        "performance:summary",
        "figures.read",
    ),
    Door(
        "Read the papers",
        "Signed papers, and from any sentence to the figure behind it.",
        "board:papers",
        "papers.read_signed",
    ),
    Door(
        "Places",
        "Local policing units, wards, neighbourhoods and Priority Areas, and whose outlines they are.",
        "places",
        "figures.read",
    ),
    Door(
        "Facts",
        "What has arrived, from whom, for which months, and what is missing.",
        "performance:facts",
        "facts.list",
    ),
    Door(
        "Hot spots",
        "Where recorded crime gathers, and whether that is more than chance.",
        "performance:hot-spots",
        "figures.read",
    ),
    Door(
        "Powers",
        "What may be used against anti-social behaviour on a day, by whom, and on what proof.",
        "powers:register",
        "powers.read",
    ),
    Door(
        "Questionnaires",
        "What is asked to weigh risk, how it is scored, and where a version is tried.",
        "instruments:register",
        "instruments.read",
    ),
    Door(
        "Keeping",
        "Records whose time for review has come.",
        "keeping:worklist",
        "keeping.review",
    ),
    Door(
        "Imports",
        "Each file that came in, row for row: accepted, changed, rejected.",
        "performance:imports",
        "imports.read",
    ),
)


@dataclass(frozen=True)
class Concern:
    """A measure to look at first, and how many of its parts say the same."""

    row: SummaryRow
    parts: int


@dataclass(frozen=True)
class Home:
    """What the page shows; ``is_empty`` when no figure was taken yet; ``week`` the address of a team's own week.

    ``paper`` is the latest that is signed, for whoever meets about it; ``notices`` the words of those that were not
    read yet.
    """

    heading: str
    concerns: tuple[Concern, ...]
    measures: int
    doors: tuple[Door, ...]
    reads_figures: bool
    is_empty: bool
    week: str = ""
    notices: tuple[str, ...] = ()
    paper: Edition | None = None


def home(scope: Scope) -> Home:
    """Home as ``scope`` may see it."""
    reads = scope.may("figures.read")
    rows = [row for row in performance.summary(scope) if row.judged] if reads else []
    return Home(
        heading=HEADINGS.get(scope.role, HEADING),
        concerns=concerns(rows),
        measures=len(rows),
        doors=tuple(door for door in DOORS if scope.may(door.act) and door.href),
        reads_figures=reads,
        is_empty=reads and not rows,
        notices=tuple(notice.words for notice in sharing.notices.waiting(scope)[:5]),
        paper=papers.latest_signed(scope) if scope.role in OF_THE_BOARD else None,
        week=address("performance:week") if scope.role in OF_A_TEAM else "",
    )


def concerns(rows: Sequence[SummaryRow]) -> tuple[Concern, ...]:
    """What needs attention, a part under the whole that it belongs to: a part's key begins with that of the whole."""
    worrying = {row.measure.key: row for row in rows if needs_attention(row)}
    wholes = {key: [w for w in worrying if key.startswith(f"{w}-")] for key in worrying}
    return tuple(
        Concern(row, sum(key in above for above in wholes.values()))
        for key, row in worrying.items()
        if not wholes[key]
    )


def needs_attention(row: SummaryRow) -> bool:
    """A signal of concern, or a milestone that usual variation never reaches. Noise asks for nobody's attention."""
    judged = row.judged
    return judged is not None and (judged.signal.variation == "concern" or judged.signal.assurance == "fail")
