"""What is told of a case that comes in whole: its reports, who dealt with it, and what was done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bluelamp.areas.asb.models import Case, Involved
from bluelamp.areas.asb.places import Spot
from bluelamp.kernel.access.models import Holding, User
from bluelamp.practice.instruments.models import Version
from bluelamp.practice.instruments.scoring import Weight


@dataclass(frozen=True, slots=True)
class Said:
    """One report: when and how it came, in what words, what was answered to each prompted question, and who took it."""

    at: datetime
    channel: str
    what: str
    answers: Mapping[str, str]
    happened_from: datetime
    is_hate: bool = False
    agency: str = ""
    taken_by: str = ""


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise by a timer, from when it ran, and when it was kept if it was."""

    timer: str
    since: datetime
    kept_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Assessed:
    """Answers to a version of the matrix, and what the place weighs."""

    version: Version
    at: datetime
    answers: Mapping[str, tuple[str, ...]]
    weights: tuple[Weight, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """One case as it went. ``person`` is the number of who complains, where they gave a name.

    ``officer`` is the name of who dealt with it, ``worker`` the user who works on it now. Where a name is empty, it is
    that of whoever brings the cases in.
    """

    title: str
    qualifier: str
    types: tuple[str, ...]
    spot: Spot
    reports: tuple[Said, ...]
    state: str
    person: int | None = None
    alleged: str = ""
    closed_at: datetime | None = None
    spoken: tuple[datetime, ...] = ()
    promises: tuple[Promised, ...] = ()
    assessed: Assessed | None = None
    reviewed: Mapping[str, datetime | None] = field(default_factory=dict)
    officer: str = ""
    worker: User | None = None

    @property
    def opened_at(self) -> datetime:
        return self.reports[0].at


@dataclass(frozen=True)
class Kept:
    """A story with the rows that were made of it so far. ``officer`` is never empty."""

    story: Story
    holding: Holding
    case: Case
    person: Involved
    band: str
    officer: str
