"""A figure told of everybody, and figures of the same told of some of them: “90% of shops, 81% of stalls and 86% of all
traders”."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bluelamp.board.proof_reading.language import marked, patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence

NO_GROUP = r"(?! (?:years|periods|quarters|months|dates|times|occasions|surveys|halves))"
TOGETHER = (
    rf"(?:both (?:[a-z]+ ){{0,3}}?(?:together|combined)|(?:taking|taken|over|across) both{NO_GROUP}|"
    r"(?<!in )(?<!into )the (?:two|⟦c\d+⟧)(?= (?:together|combined|taken|put|as|is|was|were|came|stood|averaged)\b|"
    r"[,.;:)]|$)|the pair|together|combined(?! authority)|combining|jointly|between them|"
    r"(?:taken|put) as (?:one|⟦c\d+⟧)|pooled|pooling|all told|all \w+ and \w+|whether \w+ or \w+)"
)
NOT_ALL = r"(?<!at )(?<!above )(?<!after )(?<!not )"
EVERY = (
    rf"{NOT_ALL}all(?:-\s?|\s)(?!but\b|other|(?:the )?(?:same|more|other|time|year|day|way)\b)(?:of )?(?:⟦c\d+⟧ )?"
    r"(?:the |our |these |those |its )?(?:⟦c\d+⟧ |\w+ )?[a-z]+(?: together)?|of every \w+|every (?:kind|sort|type)|"
    r"everybody|everyone"
)
ALL = (
    rf"(?:overall|in all|altogether|in total|{EVERY}|(?:(?:the|our|its|this) [a-z]+ )?(?:as |on )?a whole|"
    r"(?:the|our|its|this) (?:whole|entire)"
    r"(?: [a-z]+)?|across (?:the|our|its|all) [a-z]+|(?<!on )average for \w+|[a-z]+-wide|combined)"
)
CUE = patterns.compile(rf"\b(?:(?P<strong>{TOGETHER})|{ALL})(?!\w)", re.IGNORECASE)
AHEAD = patterns.compile(r"[^⟦.;]{0,75}?⟦(?P<all>[pcmr]\d+)⟧")
BEHIND = patterns.compile(
    r"⟦(?P<all>[pcmr]\d+)⟧(?P<between>[^⟦.;]{0,45}|,? (?:for|in|across|of|over|on|with)? ?)$"
)
OF_PEOPLE = patterns.compile(
    r"⟦(?P<all>p\d+)⟧ of (?:all |our |the |its )?(?:\w+ )?(?P<cue>adults|people|residents|pupils|children|patients|"
    r"staff|officers|tenants|respondents|victims|customers|households)\b(?=.*\b(?:men|women|boys|girls|males|females)\b)",
    re.IGNORECASE,
)
"""“71% of adults …; 68% of men and 69% of women”: both kinds are everybody."""
APART = patterns.compile(r"[,:()]|\b(?:and|while|whereas|but|so)\b")
OTHER_TIME = patterns.compile(
    r"\b(?:from|than|(?:target|standard|ambition)(?! (?:in|at|for|on)\b)|"
    r"last (?:year|month|quarter|time)|previous\w*|ago|earlier|"
    r"national\w*|england|(?:the )?country|elsewhere in|compared (?:with|to) (?:the|last|a)|year before)\b",
    re.IGNORECASE,
)
LATER_TIME = patterns.compile(
    r"\b(?:last (?:year|month|quarter|time)|ago|earlier|target|previously|the year before|nationally|country)\b",
    re.IGNORECASE,
)
EMPTY_SAID = """
which when that this they their them these those there rate rates figure share level average mean overall together
per cent percent time times were have been only just both whole everyone everybody with from into than taken taking
about some made make makes making came come comes same other others half each also being those whom such most among
people number asked total totals remaining rest the and for was all are its has had not but who per our out now one two
ones ten any may can did his her own off yet too via six few how let day took part put give gives giving gave given
entire altogether combined combining score scored result achieved across between every kind sort type stood stands told
said say says would like while whereas against puts brings bringing leaves figures percentage proportion
"""
EMPTY = frozenset(word[:5] for word in EMPTY_SAID.split())
SCOPE_SAID = """
borough county city district council force trust service services company college university school hospital network
organisation group department programme board association region authority area division brigade constabulary
staff customers clients patients pupils students residents tenants users members victims children adults respondents
faculty partnership callers homes households cases contacts jobs
"""
SCOPE = frozenset(word[:5] for word in SCOPE_SAID.split())
"""Whoever is meant by the whole: they make the figure no other one."""


@dataclass(frozen=True, slots=True)
class Overall:
    """The figure of the whole; ``is_strong`` where the words say that it is of just the parts named, and ``says``
    what else its clause speaks of."""

    sentence: Sentence
    amount: Amount
    is_strong: bool
    says: frozenset[str]


def overalls(block: tuple[Sentence, ...]) -> Iterator[Overall]:
    """Every figure that a paragraph tells of the whole."""
    for sentence in block:
        if not sentence.amounts:
            continue
        if found := OF_PEOPLE.search(sentence.marked):
            people = sentence.amounts[int(found["all"][1:])]
            yield Overall(sentence, people, False, _says(sentence, people, found["cue"]))
        for cue in CUE.finditer(sentence.marked):
            amount = _told_by(sentence, cue)
            if amount and not amount.hedged and not is_of_another_time(sentence, amount):
                yield Overall(sentence, amount, bool(cue["strong"]), _says(sentence, amount, cue[0]))


def _told_by(sentence: Sentence, cue: re.Match[str]) -> Amount | None:
    """The figure that words for the whole are said of: the one before them in their clause, or the next."""
    behind = BEHIND.search(sentence.marked, max(0, cue.start() - 60), cue.start())
    ahead = AHEAD.match(sentence.marked, cue.end())
    is_behind = behind and (not APART.search(behind["between"]) or not ahead)
    for found in (behind, ahead) if is_behind else (ahead,):
        amount = sentence.amounts[int(found["all"][1:])] if found else None
        if amount and not amount.text.isalpha():
            return amount
    return None


EDGE = patterns.compile(r"[,;:()]|[–—]|⟦[a-z]\d+⟧|\b(?:and|while|whereas|but)\b")


def _says(sentence: Sentence, amount: Amount, cue: str) -> frozenset[str]:
    """The words of its clause, without those for the whole and those that any measure goes by."""
    mark = f"⟦{marked.LETTERS[amount.unit]}{sentence.amounts.index(amount)}⟧"
    before, _, after = sentence.marked.partition(mark)
    clause = f"{EDGE.split(before)[-1]} {EDGE.split(after)[0]}"
    return stems(clause.replace(cue, " ")) - SCOPE


OF_WHICH = re.compile(r"\b(?:in|on|at|of) \w+ from \w+(?: \w+)? and\b")
"""“In loads from flats and”: from where, and not from when."""
IN_A_YEAR = patterns.compile(r"\bin (?:19|20)\d\d\b", re.IGNORECASE)


def is_of_another_time(sentence: Sentence, amount: Amount, *, any_year: bool = False) -> bool:
    """An earlier figure, a target, or one of elsewhere; a year that is named is another, unless ``any_year`` may be."""
    before = re.split(r"[,;(]", sentence.text[max(0, amount.start - 45) : amount.start])[-1]
    before = OF_WHICH.sub(" ", before)
    after = re.split(r"[,;)]", sentence.text[amount.end : amount.end + 30])[0]
    in_a_year = not any_year and IN_A_YEAR.search(before)
    return bool(in_a_year or OTHER_TIME.search(before) or LATER_TIME.search(after))


def stems(text: str) -> frozenset[str]:
    """The beginnings of the words of a text that say something, and its abbreviations."""
    long = {word[:5].lower() for word in re.findall(r"[A-Za-z][a-z-]{2,}", text)}
    return frozenset(long | {word.lower() for word in re.findall(r"\b[A-Z]{2,}\b", text)}) - EMPTY
