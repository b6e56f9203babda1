"""One paper checked: what every rule found in it, less what was reviewed before and waived with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from bluelamp.board.checking import reading
from bluelamp.board.checking.waivers import Waiver
from bluelamp.board.proof_reading import OF_SENSE, Finding, proof_read
from bluelamp.board.proof_reading.finding import SEVERITIES
from bluelamp.ui import formats


@dataclass(frozen=True)
class Waived:
    """A finding that somebody had looked at, with why it stays."""

    finding: Finding
    waiver: Waiver


@dataclass(frozen=True)
class Checked:
    """A paper with what was found in it. ``stale`` are waivers that fit nothing any more."""

    paper: reading.Paper
    findings: tuple[Finding, ...]
    waived: tuple[Waived, ...] = ()
    stale: tuple[Waiver, ...] = ()

    def of(self, severity: str) -> tuple[Finding, ...]:
        """The findings of one severity."""
        return tuple(found for found in self.findings if found.severity == severity)

    @property
    def worst(self) -> str:
        """The gravest severity that was found; empty when nothing was."""
        return next((severity for severity in SEVERITIES if self.of(severity)), "")

    def where(self, finding: Finding) -> str:
        """Where a finding stands, as its author would say it."""
        label = self.paper.label(finding.paragraph)
        if finding.table:
            return f"Table {finding.table}" + (f", after paragraph {label}" if label else "")
        return f"Paragraph {label}" if label else finding.section_title

    @property
    def sentence(self) -> str:
        """What was found, in a sentence."""
        if not self.findings:
            return "Nothing was found that does not add up."
        counted = [f"{len(self.of(s))} {PHRASES[s]}" for s in SEVERITIES if self.of(s)]
        *most, last = counted
        return f"Found: {', '.join(most)} and {last}." if most else f"Found: {last}."

    def plain(self) -> dict[str, Any]:
        """Everything as plain values, for another program."""
        return {
            "paper": self.paper.document.key,
            "title": self.paper.document.title,
            "meeting": self.paper.document.meeting.isoformat(),
            "meeting_found_in_paper": self.paper.meeting_said,
            "counts": {severity: len(self.of(severity)) for severity in SEVERITIES},
            "findings": [self._plain(found) for found in self.findings],
            "waived": [{**self._plain(each.finding), "reason": each.waiver.reason} for each in self.waived],
            "stale_waivers": [
                asdict(each) | {"until": each.until.isoformat() if each.until else None}
                for each in self.stale
            ],
        }

    def _plain(self, finding: Finding) -> dict[str, Any]:
        kept = (
            "key",
            "rule",
            "title",
            "kind",
            "severity",
            "certainty",
            "sentence",
            "working",
            "explanation",
            "table",
        )
        label = self.paper.label(finding.paragraph)
        return {name: getattr(finding, name) for name in kept} | {
            "paragraph": label,
            "section": finding.section_title,
            "where": self.where(finding),
        }


PHRASES = {"wrong": "that do not add up", "look": "to read again", "ask": "that will be asked about"}


def check(
    name: str, content: bytes, *, today: date, meeting: date | None = None, waivers: Sequence[Waiver] = ()
) -> Checked:
    """The paper in a file, read and checked. Raises :class:`reading.Unreadable`. Nothing is kept.

    ``meeting`` is the day of its meeting where the paper does not say it; ``today`` ends waivers whose time is over.
    """
    paper = reading.read(name, content, meeting=meeting, today=today)
    paper = replace(paper, document=replace(paper.document, key=name))
    found = sorted(
        proof_read(paper.document, OF_SENSE, paper.labels),
        key=lambda f: (f.block, f.table, ORDER[f.severity], f.rule),
    )
    standing = [waiver for waiver in waivers if waiver.until is None or waiver.until >= today]
    taken = {f.key: w for f in found for w in standing if w.fits(f, paper.label(f.paragraph))}
    return Checked(
        paper=paper,
        findings=tuple(f for f in found if f.key not in taken),
        waived=tuple(Waived(f, taken[f.key]) for f in found if f.key in taken),
        stale=tuple(w for w in waivers if w not in taken.values()),
    )


ORDER = {severity: place for place, severity in enumerate(SEVERITIES)}


def meeting_told(checked: Checked) -> str:
    """Which day the tenses were judged by, and how it is known."""
    day = formats.day(checked.paper.document.meeting)
    return (
        f"Meeting of {day}" if checked.paper.meeting_said else f"No meeting date was found: judged by {day}"
    )
