"""What a rule says, and what becomes of it once it is listed for the author."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from bluelamp.board.document import Document

Severity = Literal["wrong", "look"]
"""*wrong*: the paper contradicts itself or the calendar. *look*: somebody has to read it again."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One place a rule stops at. ``paragraph`` is 0 outside numbered paragraphs; ``working`` is the sum done."""

    section: str
    section_title: str
    paragraph: int
    sentence: str
    working: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by its key, with the reason it exists in words for the author."""

    key: str
    title: str
    severity: Severity
    explanation: str
    read: Callable[[Document], Iterable[Remark]]


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
        )
