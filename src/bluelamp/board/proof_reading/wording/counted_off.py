"""Things counted off in running text: “First, … Second, …”, “(a) …, (b) … and (c) …”, “They are: …; …; …”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bluelamp.board.proof_reading.finding import Remark
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.wording.announcing import LISTED, NUMBER, PLURAL, announced, value

MARK = patterns.compile(r"(?:^|(?<=[\s;,:]))\((?P<mark>[a-h]|i{1,3}|iv|v|vi{1,3}|[1-9])\)\s")
MARKS = (tuple("abcdefgh"), ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii"), tuple("123456789"))
OPENS = patterns.compile(r"(?:[:.,;]|\bnamely|\bare|\bto)\s*$", re.IGNORECASE)
THEY_ARE = patterns.compile(
    r"^(?:they|these|those) (?:are|were|being)(?: as follows| these)?$", re.IGNORECASE
)


def marked_off(block: tuple[Sentence, ...]) -> Iterator[Remark]:
    """“We ask for three things: (a) a van, (b) a desk, (c) longer hours and (d) more pay.”"""
    text = " ".join(s.text for s in block)
    marks = list(MARK.finditer(text))
    if len(marks) < 2 or not OPENS.search(text[: marks[0].start()]):
        return
    said = [each["mark"] for each in marks]
    for row in MARKS:
        count = _reached(said, row)
        before = re.split(r"(?<=[.!?])\s+(?=[A-Z])", text[: marks[0].start()].strip())[-1]
        if said[0] == row[0] and count > 1 and (stated := announced(before.rstrip(" :.,;"), {count})):
            sentence = next((s for s in block if s.text[:60] in before or before[:60] in s.text), block[0])
            yield sentence.remark(f"“{stated}” are announced, and {count} are told")


def _reached(said: list[str], row: tuple[str, ...]) -> int:
    """How far the marks count on from the first of their row."""
    reached = 0
    for each in said:
        if each == row[reached]:
            reached += 1
        if reached == len(row):
            break
    return reached


def they_are(before: Sentence, told: str, count: int) -> str:
    """“It has four goals. They are: …; …; …”: what was announced in the sentence before."""
    return announced(f"{before.text.rstrip('.')} are", {count}) if THEY_ARE.match(told.strip()) else ""


def one_by_one(block: tuple[Sentence, ...]) -> Iterator[Remark]:
    """“There are three reasons. First, … Second, … The work has now begun.”"""
    for place, sentence in enumerate(block[:-2]):
        stated = ENDING.search(sentence.text)
        told = [_ordinal(s.text) for s in block[place + 1 :]]
        if not stated or told[0] != 1 or OTHERS.search(" ".join(s.text for s in block[place + 1 :])):
            continue
        reached = max(told)
        if reached > 1 and reached != value(stated["number"]) and {*range(1, reached + 1)} <= {*told}:
            yield sentence.remark(
                f"“{stated['number']} {stated['noun']}” are announced, and {reached} are told"
            )


ENDING = patterns.compile(
    rf"\b(?P<number>{NUMBER}) (?:[a-z-]+ ){{0,3}}?(?P<noun>{PLURAL}|{LISTED})\b[^.;:,]{{0,60}}[.:]$",
    re.IGNORECASE,
)
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
OTHERS = patterns.compile(
    r"\b(?:finally|lastly|last(?:,| is| was)|others?|the rest|remaining|also|further|next|"
    r"then)\b",
    re.IGNORECASE,
)


def _ordinal(text: str) -> int:
    """1 for a sentence that opens with “First”, “Firstly” or “The first”; 0 for one that counts nothing."""
    found = re.match(r"(?:the |a )?(\w+?)(?:ly)?\b(?P<is> (?:is|was|would be|concerns)\b)?", text.lower())
    if not found:
        return 0
    if found["is"] and found[1] in ("one", "another"):
        return 1 + (found[1] == "another")
    return ORDINALS.index(found[1]) + 1 if found[1] in ORDINALS else 0
