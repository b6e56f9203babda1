"""A fact is a table of events with declared columns: no name, address, exact point or free text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Sensitivity = Literal["open", "internal", "special"]
MADE_UP = "-made-up"
"""How the name of a source ends whose rows are made up for a sample; nobody may take them for real."""


def stands_for(source: str) -> str:
    """The source that a made-up one stands in for, month by month; a real one stands for itself."""
    return source.removesuffix(MADE_UP)


@dataclass(frozen=True, slots=True)
class Column:
    """One declared column. ``type`` is an Ibis type name: string, date, int32, float64, boolean."""

    name: str
    type: str
    meaning: str
    sensitivity: Sensitivity = "internal"
    required: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A declared table of events, kept in partitions of (source, month).

    ``dated`` names the date column that decides the month; ``key`` the opaque record key, empty where the
    publisher gives none; ``areas`` maps an area level (lpu, ward, ...) to the column that holds its code.
    ``arrives`` says what a file does: ``whole`` replaces its (source, month), ``merge`` adds and corrects.
    """

    name: str
    title: str
    meaning: str
    columns: tuple[Column, ...]
    dated: str
    key: str
    arrives: Literal["whole", "merge"]
    areas: Mapping[str, str] = field(default_factory=dict)
    licence: str = ""

    def column(self, name: str) -> Column:
        """The declared column of that name. Raises ``KeyError``."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.title} has no column called {name}.")
