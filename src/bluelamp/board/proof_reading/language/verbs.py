"""Which words are verbs in the past: every irregular form that papers use, and any word in “-ed” but a few."""

# ruff: noqa: RUF001 - papers are written with curly quotes
from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


IRREGULAR = _words(
    """
    arose awoke ate beat became began begun bent bit bled blew blown bore bought bred broke broken brought built
    burnt came caught chose chosen clung crept cut dealt did done drank drawn dreamt drew driven drove drunk dug
    fallen fed fell felt fled flew flown flung forbade forbidden forgave forgiven forgot forgotten fought found
    froze frozen gave given gone got grew grown had heard held hid hidden hit hung hurt kept knelt knew laid
    learnt led left lent lit lost made meant met mistook outgrew overcame overran overtook oversaw overspent paid
    proven put ran rang read rebuilt redrew relaid repaid reran resold retook rewrote ridden risen rode rose rung
    said sang sank sat saw seen sent sewn shaken shook shone shot shown shrank shrunk shut slept slid sold sought
    spelt spent spilt spoke spoken sprang spun stole stolen stood strode strove struck stuck sung sunk swam swept
    swore sworn swum swung taken taught threw thrown told took tore torn underspent understood undertaken
    undertook undid undone upheld was went were withdrawn withdrew woke won wore worn wound wove woven written
    wrote
    """
)
NO_VERB = _words(
    """
    aged bed bleed breed deed detailed embed exceed feed greed hundred indeed limited naked need proceed red related
    sacred seed shed speed steed succeed united weed wicked
    """
)
"""Words in “-ed” that tell nothing that was done, at least in a paper."""


def is_past(word: str) -> bool:
    """Is a word, in small letters, a verb in the past?"""
    return word in IRREGULAR or (
        word.endswith("ed") and len(word) > 4 and "-" not in word and word not in NO_VERB
    )


def tells_past(text: str) -> bool:
    """Is any word of a text a verb in the past?"""
    return any(is_past(word) for word in re.findall(r"[a-z'’-]+", text.lower()))
