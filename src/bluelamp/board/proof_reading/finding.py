"""What a rule says, and what becomes of it once it is listed for the author."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from bluelamp.board.proof_reading.reading import Reading

Severity = Literal["wrong", "look", "ask"]
"""*wrong*: the paper contradicts itself or the calendar. *look*: somebody has to read it again. *ask*: a
reader will ask what is not said."""

SEVERITIES: dict[str, str] = {"wrong": "Does not add up", "look": "Read again", "ask": "Will be asked"}

Kind = Literal["sums", "tables", "periods", "dates", "claims", "wording", "people"]
KINDS: dict[str, str] = {
    "sums": "Sums and percentages",
    "tables": "Tables",
    "periods": "Periods and bases",
    "dates": "Dates",
    "claims": "Claims and evidence",
    "wording": "Words and lists",
    "people": "Small numbers of people",
}

Certainty = Literal["certain", "likely", "possible"]
"""*certain*: arithmetic or the calendar says so. *likely*: it follows unless the words mean something unusual.
*possible*: often right, and for the author to judge."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One place a rule stops at. ``paragraph`` is 0 outside numbered paragraphs; ``working`` is the sum
    done; ``block`` counts paragraphs and list items through the paper, ``table`` is the number of the
    table it is about."""

    section: str
    section_title: str
    paragraph: int
    sentence: str
    working: str
    block: int = 0
    table: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by its key, with the reason it exists in words for the author."""

    key: str
    title: str
    severity: Severity
    explanation: str
    read: Callable[[Reading], Iterable[Remark]]
    kind: Kind = "sums"
    certainty: Certainty = "certain"


@dataclass(frozen=True, slots=True)
class Finding:
    """A remark with the rule that made it. ``key`` stays the same from build to build while the words do."""

    key: str
    rule: str
    title: str
    severity: Severity
    explanation: str
    section: str
    section_title: str
    paragraph: int
    sentence: str
    working: str
    kind: Kind = "sums"
    certainty: Certainty = "certain"
    block: int = 0
    table: int = 0

    @property
    def sum_done(self) -> str:
        """The working as a sentence."""
        return self.working if self.working.endswith((".", "?", "!")) else f"{self.working}."

    @classmethod
    def of(cls, rule: Rule, remark: Remark) -> Finding:
        named = "\n".join((rule.key, remark.section, remark.sentence, remark.working))
        return cls(
            key=hashlib.sha256(named.encode()).hexdigest()[:16],
            rule=rule.key,
            title=rule.title,
            severity=rule.severity,
            explanation=rule.explanation,
            section=remark.section,
            section_title=remark.section_title,
            paragraph=remark.paragraph,
            sentence=remark.sentence,
            working=remark.working,
            kind=rule.kind,
            certainty=rule.certainty,
            block=remark.block,
            table=remark.table,
        )
