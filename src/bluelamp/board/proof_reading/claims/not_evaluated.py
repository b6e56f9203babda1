"""Something that has not been evaluated yet, called a success: beside it, or further on by its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bluelamp.board.proof_reading.claims import subjects
from bluelamp.board.proof_reading.claims.praise import praise
from bluelamp.board.proof_reading.claims.schemes import A_TRIAL, Scheme, is_a_trial, is_pointed_at, schemes
from bluelamp.board.proof_reading.claims.to_come import TRIED_OUT, to_come
from bluelamp.board.proof_reading.claims.under_study import WITH_RESULT, effects, left_open
from bluelamp.board.proof_reading.claims.unknown import KNOWN, doubt
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

BESIDE = 2
"""Sentences of a paragraph within which a doubt and a claim are of the same thing."""
NEAR = 3
"""Paragraphs within which “the pilot” is the one that was named."""
CONCLUDING = patterns.compile(
    r"\b(?:conclu\w+|summary|next steps|recommend\w+|decisions?|key points)\b", re.IGNORECASE
)
"""Headings under which a paper speaks of everything in it."""
SPREAD = patterns.compile(
    r"\b(?:other|all|every|the rest|more|elsewhere)\b[^.;,]{0,40}? (?:follow|copy|adopt|join|do (?:the same|likewise))|"
    r"\b(?:made permanent|rolled out|(?:be|is|are) (?:extended|spread|copied|adopted|kept on|continued)|kept going)\b",
    re.IGNORECASE,
)
"""“Other districts will want to follow”: said of what is on trial, whatever it is called."""
SHORT = 6
"""Paragraphs of a section whose heading names what all of them are about."""


BY_STUDY = patterns.compile(r"\b(?:evaluat|apprais|researchers)", re.IGNORECASE)
UNKNOWN_YET = patterns.compile(r"\bwhether\b|\btoo (?:soon|early)\b")
EVALUATED = patterns.compile(r"\bevaluat|\b(?:outcome|result|data|too (?:early|soon))", re.IGNORECASE)
"""What is only “to be reviewed” may be anything."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that calls something a success: the words that do, and the names of what it is said of."""

    sentence: Sentence
    words: str
    names: tuple[subjects.Name, ...]


@dataclass(frozen=True, slots=True)
class Doubted:
    """A sentence that says a result is to come, the schemes it is the result of, and the words that lead to it."""

    sentence: Sentence
    words: str
    of: tuple[Scheme, ...]
    led: tuple[tuple[str, frozenset[str]], ...]
    """The sentences of its paragraph until then with the things they name, if it is of something new or on trial."""

    @property
    def names_nothing(self) -> bool:
        """“Evaluation: due in March”, of whatever the paper is about there."""
        text = self.sentence.text
        return not self.of and bool(EVALUATED.search(text)) and not A_TRIAL.search(text)

    def is_of(self, claim: Claim) -> bool:
        """Does the paragraph that leads to it tell of a thing that the claim is of?"""
        return any(name[-1] in self._about(claim) for name in claim.names)

    def is_of_all(self, claim: Claim) -> bool:
        """Does it tell of a thing by its whole name, of two words or more?"""
        about = self._about(claim)
        return any((len(name) > 1 or "-" in name[-1]) and about.issuperset(name) for name in claim.names)

    def _about(self, claim: Claim) -> frozenset[str]:
        """What is told of but for the claim itself: a thing praised before another is doubted is not that other."""
        return frozenset().union(*(named for text, named in self.led if text != claim.sentence.text))


def read(paper: Reading) -> Iterator[Remark]:
    told: set[int] = set()
    doubted = list(_doubted(paper))
    for block in paper.blocks if doubted else ():
        for place, sentence in enumerate(block):
            claim = None if sentence.block in told else _claim(sentence)
            if claim is None:
                continue
            near = block[max(0, place - BESIDE) : place + BESIDE + 1]
            if doubts := (
                _beside(doubted, near, claim)
                or _of_its_name(doubted, sentence)
                or _of_its_noun(doubted, claim)
            ):
                told.add(sentence.block)
                yield sentence.remark(f"“{claim.words}” beside “{doubts}”")
    for sentence, words, each in effects(paper):
        if sentence.block not in told:
            told.add(sentence.block)
            yield sentence.remark(f"“{words}” beside “{each.words}”")


def _claim(sentence: Sentence) -> Claim | None:
    """What is claimed, where what is said to be unknown is left out."""
    text = sentence.text
    if WITH_RESULT.search(text):
        return None
    if found := doubt(text):
        text = (
            text[: found.start()]
            + (" whether " if found[0].endswith("whether") else " ; ")
            + text[found.end() :]
        )
    claimed = praise(text)
    return claimed and Claim(sentence, claimed[0].strip(), tuple(subjects.names(text, claimed)))


def _beside(doubted: list[Doubted], near: tuple[Sentence, ...], claim: Claim) -> str:
    """A doubt in the same sentence, or in one beside it that is of the same thing or names nothing."""
    sentence = claim.sentence
    for each in doubted:
        if not any(each.sentence is other for other in near):
            continue
        same = (
            each.sentence is sentence or not claim.names or each.names_nothing or is_pointed_at(sentence.text)
        )
        if same or any(
            scheme.is_named_in(sentence.text) or scheme.is_meant_by(sentence.text) for scheme in each.of
        ):
            return each.words
    return ""


def _of_its_noun(doubted: list[Doubted], claim: Claim) -> str:
    """“The van has proved a success”, in or near the paragraph that tells of a van and when it is judged."""
    concluding = bool(CONCLUDING.search(claim.sentence.section.title))
    for each in doubted:
        apart = abs(each.sentence.block - claim.sentence.block)
        near = (apart <= NEAR and each.sentence.section is claim.sentence.section) or concluding
        text = claim.sentence.text
        is_of_it = (each.names_nothing and is_a_trial(text)) or (each.led and SPREAD.search(text))
        next_to = apart <= 1 and is_of_it
        if (near and each.is_of(claim)) or each.is_of_all(claim) or next_to:
            return each.words
    return ""


def _of_its_name(doubted: list[Doubted], sentence: Sentence) -> str:
    for each in doubted:
        apart = abs(each.sentence.block - sentence.block)
        near = apart <= NEAR and each.sentence.section is sentence.section
        for scheme in each.of:
            if scheme.is_named_in(sentence.text) or (near and scheme.is_meant_by(sentence.text)):
                return each.words
    return ""


def _doubted(paper: Reading) -> Iterator[Doubted]:
    for block in paper.blocks:
        whole = " ".join(s.text for s in block)
        if KNOWN.search(whole):
            continue
        title = _title(paper, block[0])
        for place, sentence in enumerate(block):
            found, until = doubt(sentence.text), block[: place + 1]
            said = found[0] if found else to_come(sentence, f"{title} {whole}")
            said = said or (left_open(sentence, whole) if BY_STUDY.search(sentence.text) else "")
            if said:
                is_new = TRIED_OUT.search(f"{title} {whole}") or UNKNOWN_YET.search(sentence.text)
                told = (title, *(s.text for s in until)) if is_new else ()
                led = tuple((each, subjects.things(each)) for each in told)
                yield Doubted(sentence, said, _of(until, said), led)


def _title(paper: Reading, sentence: Sentence) -> str:
    """The heading of a short part."""
    every = paper.section_of(sentence)
    return sentence.section.title if every[-1].block - every[0].block < SHORT else ""


def _of(until: tuple[Sentence, ...], words: str) -> tuple[Scheme, ...]:
    """What it names, or those that “it” or “the pilot” takes up from the sentences before."""
    last = until[-1].text.replace(words, " ")
    said = schemes(last)
    if any(scheme.words for scheme in said):
        return said
    earlier = schemes(" ".join(s.text for s in until[:-1]))
    return said + tuple(each for each in earlier if not said or any(each.kind == s.kind for s in said))


RULE = Rule(
    key="not-evaluated",
    title="Not yet evaluated, and called a success",
    severity="look",
    explanation="Nobody knows yet whether it works. Say what was done and when the result is due.",
    read=read,
    kind="claims",
    certainty="likely",
)
