"""The words one of which stands in whatever a pattern finds, worked out from the pattern itself.

``\\b(?:rose|fell) by \\d+`` finds nothing in a text without “rose by ” and without “fell by ”.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from itertools import product
from typing import Any

PARSER, CODES = import_module("re._parser"), import_module("re._constants")
MOST = 64
"""Spellings that are followed up; a turn of phrase with more is known by a part of it."""
LONG = 4
"""Signs from which on a word is as good as a longer one."""
EVERYWHERE = frozenset(
    ["a", "an", "and", "at", "by", "for", "from", "in", "is", "of", "on", "the", "to", "was", "with"]
)
"""Words that hardly a sentence is without: to ask for one of them spares nothing."""
REPEATED = {CODES.MAX_REPEAT, CODES.MIN_REPEAT, CODES.POSSESSIVE_REPEAT}
WIDTHLESS = {CODES.AT, CODES.ASSERT, CODES.ASSERT_NOT}

Spelt = frozenset[str]
Known = tuple[Spelt | None, Spelt]
"""Every spelling of a piece of a pattern, or None where they are too many; and words one of which it cannot do
without, none where there are none."""
NOTHING, EMPTY = frozenset[str](), frozenset({""})
UNKNOWN: Known = None, NOTHING


def needed(pattern: str, flags: int = 0) -> tuple[str, ...]:
    """The words in small letters; empty where the pattern may do without any."""
    _, words = _row(PARSER.parse(pattern, flags))
    return tuple(sorted(word for word in words if not any(each != word and each in word for each in words)))


def _row(pieces: Iterable[Any]) -> Known:
    """Pieces that follow each other."""
    run, best, is_whole = EMPTY, NOTHING, True
    for piece in pieces:
        spelt, words = _piece(*piece)
        if spelt is not None and len(run) * len(spelt) <= MOST:
            run = frozenset(first + second for first, second in product(run, spelt))
            continue
        best, is_whole = _better(best, _better(_telling(run), words)), False
        run = EMPTY if spelt is None else spelt
    best = _better(best, _telling(run))
    return (run if is_whole else None), best


def _piece(code: Any, given: Any) -> Known:
    if code is CODES.LITERAL:
        return frozenset({chr(given).casefold()}), NOTHING
    if code in WIDTHLESS:
        return EMPTY, NOTHING
    if code is CODES.SUBPATTERN:
        return _row(given[-1])
    if code is CODES.ATOMIC_GROUP:
        return _row(given)
    if code is CODES.BRANCH:
        return _either([_row(each) for each in given[1]])
    if code is CODES.IN:
        return _sign(given)
    if code in REPEATED:
        return _repeated(*given)
    return UNKNOWN


def _either(ways: list[Known]) -> Known:
    spelt = frozenset(word for every, _ in ways for word in every or ())
    if all(every is not None for every, _ in ways) and len(spelt) <= MOST:
        return spelt, _telling(spelt)
    if all(words for _, words in ways):
        return None, frozenset(word for _, words in ways for word in words)
    return UNKNOWN


def _sign(given: list[Any]) -> Known:
    if all(code is CODES.LITERAL for code, _ in given):
        return frozenset(chr(sign).casefold() for _, sign in given), NOTHING
    return UNKNOWN


def _repeated(least: int, most: int, pieces: Iterable[Any]) -> Known:
    spelt, words = _row(pieces)
    if least == 0:
        return (spelt | EMPTY, NOTHING) if most == 1 and spelt is not None else UNKNOWN
    return None, words


def _telling(run: Spelt) -> Spelt:
    return NOTHING if "" in run else run


def _better(one: Spelt, other: Spelt) -> Spelt:
    """The more telling words, else the fewer."""
    return max(one, other, key=_worth)


def _worth(words: Spelt) -> tuple[int, int]:
    return min((LONG, *map(_signs, words))) if words else 0, -len(words)


def _signs(word: str) -> int:
    return 1 if word.strip() in EVERYWHERE else len(word)
