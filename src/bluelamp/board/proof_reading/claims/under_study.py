"""Things that are still being studied, known again by their name wherever a paper tells what they do."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from bluelamp.board.proof_reading.claims.praise import HOPED, TO_COME, praise
from bluelamp.board.proof_reading.claims.things import Placed, Thing, content, nouns, spans
from bluelamp.board.proof_reading.claims.to_come import NOTHING, TRIED_OUT, to_come
from bluelamp.board.proof_reading.claims.unknown import KNOWN, doubt
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

STUDIED = patterns.compile(
    r"\b(?:evaluat\w+|assess\w*|apprais\w+|stud(?:y|ied|ies|ying)|research\w*|trial|experiment|measured|judged|counted|known|"
    r"academic review|"
    r"independent review)\b",
    re.IGNORECASE,
)
REPORTED = patterns.compile(
    r"\b(?:reviews?|reviewed|results?|findings|data|reports?|verdict|lessons)\b", re.IGNORECASE
)
"""What may be of anything, unless it is of something new."""
OPEN = patterns.compile(
    r"\b(?:will|shall|(?:is|are|has|have|remains?) (?:still )?to\b|due|expected|awaited|awaits?|pending|until|yet|"
    r"still|"
    r"under ?way|in progress|commissioned|begins?|starts?|is being|are being|on trial|only then|nobody|no one|"
    r"no (?:\w+ )?(?:assessment|evaluation|study|review|measure\w*)|never|not been|has not|have not|too (?:early|"
    r"soon))\b",
    re.IGNORECASE,
)
IN_USE = patterns.compile(r"\b(?:lent|fitted|put in|came into use|given to|installed|tried)\b", re.IGNORECASE)
CLOSED = patterns.compile(
    r"\b(?:found|showed|concluded|published|positive|confirmed|was (?:evaluated|assessed|studied) in|received)\b",
    re.IGNORECASE,
)
DOES = (
    r"(?:rais(?:es|ed)(?! £| \d)|lift(?:s|ed)|br(?:ings?|ought) (?:[\w'’]+ ){1,4}(?:down|up|together)|(?:stop|slow|"
    r"lower)(?:s|p"
    r"ed|ed)?(?! (?:at|in|for|on|from|every|each|outside)\b)|sav(?:es?|ed|ing)(?! (?:a )?(?:seat|date))|keeps? |kept |"
    r"gets? (?:[\w'’]+ ){1,3}(?:into|back|off|out|moving)|ma(?:kes?|de) (?:[\w'’]+ ){1,5}(?:\w+er|safe|happy|calm|"
    r"possible|"
    r"(?:the|a|all the) difference)\b|cuts?|reduc(?:es?|ed)|halv(?:es?|ed)|prevent(?:s|ed)?|improv(?:es?|ed)|"
    r"eas(?:es|ed)|deter(?:s|red)?(?= [a-z])|widen(?:s|ed)|wins? |won |spar(?:es|ed)|freed? |"
    r"deliver(?:s|ed)?(?=[,.;]| (?:real|results|better|savings|benefits|improve\w*))|transform(?:s|ed)?|work(?:s|"
    r"ed)?(?=[,.;]"
    r"| well\b(?! (?:together|with))|$)|"
    r"boost(?:s|ed)?|protect(?:s|ed)?|solv(?:es?|ed)|turn(?:s|ed) (?:[\w'’]+ ){1,3}around|"
    r"(?:is|are) doing (?:exactly |just )?what|ends? |ended )"
)
HELPING = r"(?:(?:has|have|is|are|does|do|already|now|clearly|plainly|really|certainly|truly|so|also) )*"
DOING = patterns.compile(
    rf"^(?:['’]s)?(?: (?!(?:to|will|would|could|may|might|should|was|were|be|been|being|aims?|hopes?|not|if|"
    rf"whether)\b)[\w'’-]+){{0,2}}? "
    rf"{HELPING}{DOES}",
    re.IGNORECASE,
)
CREDITED = patterns.compile(
    r"\b(?:thanks to|because of|as a result of|owing to|due to|(?:success|value|effectiveness|benefits?) of|down to|"
    r"credit to|"
    r"what works:|works:)[ ](?:the |our |this |these |all the )?(?:[a-z-]+ )?$",
    re.IGNORECASE,
)
TO_SPREAD = patterns.compile(
    r"^[^.;]{0,60}? (?:should|deserves? to|ought to|must) (?:now )?be (?:adopted|repeated|copied|rolled out|"
    r"installed|made "
    r"permanent|extended|followed|used|funded)\b",
    re.IGNORECASE,
)
NEXT = re.compile(r"[^.,;:]{0,40}")
PROVEN = patterns.compile(
    r"\b(?:effective|proven|successful|excellent) (?:answer|way|means|tool|remedy|cure|use)\b", re.I
)
WHETHER = patterns.compile(
    r"\b(?:whether|if) (?:the |these |this |our |it |they )?(?P<what>[a-z][^.,;]{8,70})", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Studied:
    """A sentence that leaves a result open, what says so, and the things that it may be the result of."""

    sentence: Sentence
    words: str
    led: tuple[tuple[Sentence, frozenset[Thing], frozenset[Thing]], ...]
    """The sentences of its paragraph until then, with the names in each, and nouns such as “the rota” that are known
    again only in the next sentences."""
    asked: frozenset[str]
    """The words of what nobody knows yet: “whether the signs slow traffic”."""

    def is_of(self, thing: Thing, claim: Sentence, *, is_near: bool) -> bool:
        """Is the thing named in it or before it, elsewhere than in the claim itself?"""
        return any(
            thing in names or (is_near and thing in nouns)
            for sentence, names, nouns in self.led
            if sentence is not claim
        )


def studied(paper: Reading) -> Iterator[Studied]:
    """Every sentence that says a study is still to come, with the things that its paragraph names until then."""
    for block in paper.blocks:
        whole = " ".join(s.text for s in block)
        if KNOWN.search(whole):
            continue
        for place, sentence in enumerate(block):
            if words := left_open(sentence, whole):
                until = block[: place + 1]
                led = tuple((s, _names(spans(s.text)), _names(nouns(s.text))) for s in until)
                asked = WHETHER.search(sentence.text)
                yield Studied(sentence, words, led, content(asked["what"]) if asked else frozenset())


def _names(found: Iterator[Placed]) -> frozenset[Thing]:
    return frozenset(thing for thing, _, _ in found)


def left_open(sentence: Sentence, whole: str) -> str:
    """The words that leave open whether something works; nothing where it is known. ``whole``: its paragraph."""
    text = sentence.text
    if found := doubt(text):
        return found[0]
    if CLOSED.search(NOTHING.sub(" ", text)):
        return ""
    about = STUDIED.search(text) or (
        (TRIED_OUT.search(whole) or IN_USE.search(whole)) and REPORTED.search(text)
    )
    is_open = OPEN.search(text) if about else None
    return f"{is_open[0]} … {about[0]}" if about and is_open else to_come(sentence, whole)


def effects(paper: Reading) -> Iterator[tuple[Sentence, str, Studied]]:
    """Each sentence that tells as a fact what a thing under study does, with the words that do."""
    every = list(studied(paper))
    asking = [each for each in every if len(each.asked) > 1]
    of: dict[Thing, list[Studied]] = {}
    for each in every:
        for thing in {thing for _, names, single in each.led for thing in names | single}:
            of.setdefault(thing, []).append(each)
    for sentence in paper.sentences if every else ():
        if not _may_tell(sentence):
            continue
        told = chain(_answers(sentence, asking), _told_of(sentence, of))
        if found := next(((each, words) for each, words in told if each.sentence is not sentence), None):
            yield sentence, found[1], found[0]


def _may_tell(sentence: Sentence) -> bool:
    return not doubt(sentence.text) and not WITH_RESULT.search(sentence.text)


def _answers(sentence: Sentence, asking: list[Studied]) -> Iterator[tuple[Studied, str]]:
    """“The signs slow traffic”, where nobody knows whether they do."""
    if not asking or HEDGED.search(sentence.text):
        return
    said = content(sentence.text)
    for each in asking:
        common = each.asked & said
        if len(common) > 1 and 4 * len(common) >= 3 * len(each.asked):
            yield each, " ".join(sorted(common))


def _told_of(sentence: Sentence, of: dict[Thing, list[Studied]]) -> Iterator[tuple[Studied, str]]:
    """What it tells of a thing that it names, for each study that the thing is of."""
    for thing, start, end in (*spans(sentence.text), *nouns(sentence.text)):
        words = _effect(sentence.text, start, end) if thing in of else ""
        for each in of[thing] if words else ():
            is_near = (
                abs(each.sentence.block - sentence.block) <= 1 and each.sentence.section is sentence.section
            )
            if each.is_of(thing, sentence, is_near=is_near):
                yield each, words


SURE_OF = patterns.compile(
    r"\b(?:will|may|can|should) (?:\w+ to )?be (?:\w+ly )?(?:pleased|glad|proud|confident|reassured|delighted|"
    r"assured|sure)\b",
    re.IGNORECASE,
)
HEDGED = patterns.compile(
    r"\b(?:whether|if|could|would|might|hopes?|aims?|intended|meant|not|expected)\b", re.I
)
WITH_RESULT = patterns.compile(
    r"\b(?:evaluation|study|assessment) (?:was|has been|had been) (?:published|completed)\b", re.I
)


def _effect(text: str, start: int, end: int) -> str:
    led, after = SURE_OF.sub("", text[:start]), text[end:]
    if HOPED.search(led) or TO_COME.match(after):
        return ""
    if (doing := DOING.match(after)) and not HOPED.search(led + text[start:end] + doing[0][:-1]):
        return doing[0].strip()
    if credited := CREDITED.search(led):
        return credited[0].strip()
    claimed = praise(text)
    if claimed and claimed.start() >= end and NEXT.fullmatch(text[end : claimed.start()]):
        return claimed[0].strip()
    spread = TO_SPREAD.match(after) if PROVEN.search(text) else None
    return spread[0].strip() if spread else ""
