"""Pilots, schemes and programmes as a paper names them, so that one can be known again further on."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.remembered import remembered

KINDS = (
    r"(?:pilots?|schemes?|programmes?|projects?|trials?|initiatives?|services?|models?|campaigns?|"
    r"interventions?|hubs?|courses?|pathways?|clinics?|approach|experiment|teams?|units?|centres?|"
    r"system|tool|app|helpline|cameras?|sensors?|panels?|clubs?)"
)
MENTION = patterns.compile(rf"(?<![\w-]){KINDS}\b(?! (?:board|group|manager)\b)", re.IGNORECASE)
SUCCEEDED = (
    r" (?:has|have|is|was|had)\b[^.;,]{0,40}\b(?:success\w*|worth|effective|triumph|work(?:s|ed|ing))\b"
)
"""“Compass has been a success”: what is said of a scheme and hardly of a place."""
TRIED = frozenset(("pilot", "scheme", "programme", "project", "trial", "initiative", "experiment"))
A_TRIAL = patterns.compile(rf"\b(?:{'|'.join(sorted(TRIED))})\b", re.IGNORECASE)
JOINING = """
    a an the this that these those our its their his her of in to for and or with by on at from as is are was were be
    been has have had will would should may can not no new other such all any each every both first second third two
    three four five six same whole full own current existing successful free it we they which who when where while
    until since also only still now under between through extend evaluate called started began begins ends
"""
STOPS = frozenset(JOINING.split())
"""Words that no name of a scheme holds: it begins after the last of them."""
POINTING = patterns.compile(r"\b(?:the|this|our|its) $", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scheme: its kind (“pilot”), the words before it (“brereton”, “alcohol”) and its name, if it has one."""

    kind: str
    words: frozenset[str]
    name: str = ""
    first: str = ""
    """The word with a capital that it begins with: its name, or its place."""

    def is_named_in(self, text: str) -> bool:
        """Is it told of by its name, or by one of the words that tell it from others?"""
        if self.name and re.search(rf"\b{re.escape(self.name)}\b", text):
            return True
        if self.first and re.search(rf"\b{re.escape(self.first)}{SUCCEEDED}", text):
            return True
        return any(self._is(each) for each in schemes(text))

    def _is(self, other: Scheme) -> bool:
        """Of one kind and with a word in common, or with two: a pilot may be called a scheme further on."""
        common = len(self.words & other.words)
        return common > 1 or (common == 1 and (self.kind == other.kind or {self.kind, other.kind} <= TRIED))

    def is_meant_by(self, text: str) -> bool:
        """“The pilot” near the place where it was named, or its name near “the pilot”."""
        return any(self.kind == each.kind and not (self.words and each.words) for each in schemes(text))


@remembered
def schemes(text: str) -> tuple[Scheme, ...]:
    """Every scheme that a text names by more than its kind."""
    return tuple(_schemes(text))


def _schemes(text: str) -> Iterator[Scheme]:
    for found in MENTION.finditer(text):
        kind, before = _kind(found[0]), text[: found.start()]
        if said := _before(before):
            first = said[0] if said[0][:1].isupper() else ""
            yield Scheme(kind, frozenset(_root(word) for word in said), _name(said), first)
        elif POINTING.search(before):
            yield Scheme(kind, frozenset())


def is_pointed_at(text: str) -> bool:
    """Does “the pilot” or “this scheme” stand for what was told just before?"""
    return any(each.kind in TRIED and not each.words for each in schemes(text))


def is_a_trial(text: str) -> bool:
    """Is a pilot, a trial or a scheme told of, whatever its name?"""
    return any(each.kind in TRIED for each in schemes(text))


def _before(text: str) -> list[str]:
    """The words that belong to a name: back to the first that joins or points, or to a stop."""
    said: list[str] = []
    for word in reversed(text[-60:].split()):
        if (
            len(said) == 4
            or not re.fullmatch(r"[“\"']?[A-Za-z][\w'’-]*[”\"']?", word)
            or word.lower() in STOPS
        ):
            break
        said.insert(0, word.strip("“”\"'"))
    return said


def _name(said: list[str]) -> str:
    """A name of its own is two words with capitals, or one that no place has beside others: “the "
    "Turnaround scheme”."""
    is_name = all(word[:1].isupper() for word in said)
    return " ".join(said) if is_name and (len(said) > 1 or len(said[0]) > 7) else ""


def _kind(word: str) -> str:
    return word.lower().rstrip("s")


def _root(word: str) -> str:
    return re.sub(r"(?:['’]s|s|ing)$", "", word.lower())
