"""What a claim is made of: the nouns that stand before its verb, so that they can be looked for elsewhere."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re

from bluelamp.board.proof_reading.claims.schemes import TRIED
from bluelamp.board.proof_reading.language import patterns

VERB = patterns.compile(
    r"\b(?:has|have|had|is|are|was|were|will|would|can|could|should|may|might|does|do|did|means?|makes?|shows?|"
    r"suggests?|leads?|led|"
    r"proves?|justif\w+|speaks?|clearly|already|plainly|now)\b",
    re.IGNORECASE,
)
CLAUSE = patterns.compile(
    r"[,;:()–—]|\b(?:and|but|while|because|since|so|which|that|although|though|as)\b", re.IGNORECASE
)
BETWEEN = patterns.compile(
    r"\b(?:of|with|for|in|at|on|to|by|from|between|through|into|over|under|among|during|after|before|the|a|an|our|"
    r"its|"
    r"their|this|these|those|his|her|all|both|each|every|such|no|new|other)\b",
    re.IGNORECASE,
)
OF_WHAT = patterns.compile(r"\s(?:of|to) (?P<what>[^.,;:]{3,50})")
BEING = patterns.compile(r" (?:which|that) (?P<what>[^.,;:]{3,90}?) (?:has|have|had|is|was|are|were|proved) ")
"""“The success which the night shelter has been”."""
GENERAL_WORDS = """
    use success effect benefit introduction work number people person resident tenant patient pupil officer member
    family child customer user victim staff employee council board committee trust force authority association company
    service team unit year month week day report result evaluation review assessment finding evidence figure data
    officers change time part member rest one two three four five six it they we he she this these those there what who
    panel group director manager government partner public everybody everyone nobody borough county city town area
    district cost budget money saving spending performance progress improvement approach university researcher
    meantime meanwhile
    january february march april may june july august september october november december spring summer autumn winter
"""
GENERAL = frozenset(GENERAL_WORDS.split())
"""Words that are said of everything, and tie a claim to nothing."""


WHICH = patterns.compile(r",? (?:which|that) (?:\w+ly |already |now |also )*$", re.IGNORECASE)
TAKEN_UP = patterns.compile(r"it|they", re.IGNORECASE)
Name = tuple[str, ...]
"""The words of a name, each by its stem; the thing itself is the last."""


def stem(word: str) -> str:
    """One form for “visits” and “visit”, “buses” and “bus”, “bikes” and “bike”."""
    plain = re.sub(r"['’]s?$", "", word.lower())
    if plain.endswith(("sses", "uses", "xes", "ches", "shes")):
        return plain[:-2]
    if plain.endswith("ies") and len(plain) > 4:
        return f"{plain[:-3]}y"
    return plain[:-1] if plain.endswith("s") and not plain.endswith(("ss", "us")) else plain


def things(text: str) -> frozenset[str]:
    """Every word of a sentence or heading that could name a thing, and is not the proper name of a place."""
    plain = text.lower() if text.isupper() else text[:1].lower() + text[1:]
    words = re.findall(r"(?<![\w'’-])[a-z][A-Za-z'’-]{2,}", plain)
    found = {stem(word) for word in words} | {done[1] for word in words if (done := DONE.match(word))}
    return frozenset(found - GENERAL)


DONE = re.compile(r"^([a-z]{4,})ed$")
"""“Have walked the estate” is what “the evening walks” are."""


def names(text: str, claim: re.Match[str]) -> list[Name]:
    """The things that a claim is made of, each as the words of its name; nothing where only “it” is said."""
    after, said = OF_WHAT.match(text, claim.end()), claim[0].lower()
    if after and re.search(r"(?:success|effectiveness|encouraged by .*)$", said):
        return _named(after["what"])
    if said.endswith("success") and (being := BEING.match(text, claim.end())):
        return _named(being["what"])
    if said in ("thanks to", "because of"):
        return _named(text[claim.end() :])
    led = text[: claim.start()]
    if taken := WHICH.search(led):
        return _named(BETWEEN.split(CLAUSE.split(led[: taken.start()])[-1])[-1])
    for clause in reversed(CLAUSE.split(led)):
        if (found := _named(clause)) or TAKEN_UP.fullmatch(VERB.split(clause)[0].strip()):
            return found
    return []


def _named(text: str) -> list[Name]:
    before_verb = BETWEEN.split(VERB.split(text)[0])
    every = (tuple(stem(word) for word in re.findall(r"[A-Za-z][A-Za-z'’-]*", part)) for part in before_verb)
    return [name for said in every if (name := _told_apart(said))]


def _told_apart(said: Name) -> Name:
    """“Night bus pilot” is known by its buses, “the wardens” by themselves, and “the team” by nothing."""
    while said and (said[-1] in TRIED or (said[-1] in GENERAL and len(said) > 1)):
        said = said[:-1]
    return said if said and said[-1] not in GENERAL else ()
