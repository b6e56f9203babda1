"""The paper as its author keeps it: ``paper.yaml`` for the house order and one Markdown file for each section."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from bluelamp.board.words import MARKINGS

PAPERS = Path(__file__).parent / "papers"


class NoSuchPaper(LookupError):
    """There is no paper of that key; carries the sentence the reader sees."""


@dataclass(frozen=True, slots=True)
class SectionSource:
    """``text`` is Markdown. ``awaits`` says what the section will draw on when nothing can be reported yet.

    ``marking`` is that of every block of it that has none of its own.
    """

    key: str
    title: str
    level: int = 1
    file: str = ""
    text: str = ""
    awaits: str = ""
    marking: str = ""


@dataclass(frozen=True, slots=True)
class PaperSource:
    """A paper before its figures are filled in. ``month`` is the last month it reports, as ``YYYY-MM``."""

    key: str
    title: str
    board: str
    meeting: date
    author: str
    marking: str
    statement: str
    month: str
    sections: tuple[SectionSource, ...]


def all_papers(folder: Path | None = None) -> tuple[str, ...]:
    """The papers there are, newest first: a paper is called by the day of its meeting."""
    return tuple(sorted((path.parent.name for path in (folder or PAPERS).glob("*/paper.yaml")), reverse=True))


def read(key: str, folder: Path | None = None) -> PaperSource:
    """One paper with the text of all its sections. Raises :class:`NoSuchPaper`, also for one that cannot be read."""
    folder = folder or PAPERS
    known = all_papers(folder)
    if key not in known:
        raise NoSuchPaper(f"There is no paper {key}. There is: {', '.join(known) or 'none'}.")
    try:
        return _read(key, folder / key)
    except FileNotFoundError as fault:
        raise NoSuchPaper(f"paper.yaml of {key} names a file that is not there: {fault.filename}.") from fault
    except UnicodeDecodeError as fault:
        raise NoSuchPaper(f"A file of the paper of {key} is not UTF-8. Save it as UTF-8.") from fault
    except (yaml.YAMLError, KeyError, TypeError, AttributeError) as fault:
        raise NoSuchPaper(f"paper.yaml of {key} cannot be read: {' '.join(str(fault).split())}.") from fault


def _read(key: str, folder: Path) -> PaperSource:
    declared: Mapping[str, Any] = yaml.safe_load((folder / "paper.yaml").read_text("utf-8"))
    if not isinstance(declared["meeting"], date):
        raise TypeError(f"“{declared['meeting']}” is not the day of a meeting, such as 2014-01-07")
    if declared["meeting"].isoformat() != key:
        raise TypeError(
            f"its meeting is on {declared['meeting']}, and a paper is called by the day of its meeting"
        )
    return PaperSource(
        key=key,
        sections=tuple(_section(entry, folder) for entry in declared["sections"]),
        marking=_marking(declared["marking"]),
        **{name: declared[name] for name in ("title", "board", "meeting", "author", "month")},
        statement=" ".join(declared["statement"].split()),
    )


def _section(entry: Mapping[str, Any], folder: Path) -> SectionSource:
    file = entry.get("file", "")
    return SectionSource(
        key=entry["key"],
        title=entry["title"],
        level=entry.get("level", 1),
        file=file,
        text=(folder / file).read_text("utf-8") if file else "",
        awaits=entry.get("awaits", ""),
        marking=_marking(entry.get("marking", "")),
    )


def _marking(marking: str) -> str:
    if marking and marking not in MARKINGS:
        raise TypeError(f"“{marking}” is not a marking, which is one of {', '.join(MARKINGS)}")
    return marking
