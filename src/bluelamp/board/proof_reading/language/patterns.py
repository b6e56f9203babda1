"""Patterns that are tried only where a word stands which they cannot do without.

Most turns of phrase stand in few sentences of a paper, and to look for a word is many times quicker than to try a
pattern at every sign. A pattern is compiled when it is first tried: there are hundreds, and not every paper needs all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, cast

from bluelamp.board.proof_reading.language.needed import needed


def compile(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """``pattern`` as :func:`re.compile` gives it, but quicker where it finds nothing."""
    return cast("re.Pattern[str]", Sparing(pattern, flags))


class Sparing:
    """What a compiled pattern can do. Whatever is not worded here is left to that pattern."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        return getattr(self._whole, name)

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self._flags)

    @cached_property
    def _may_be_in(self) -> Callable[[str], object]:
        words = needed(self.pattern, self._flags)
        if not words:
            return lambda _: True  # also where the text is empty: a pattern may ask for its end
        return lambda text: _holds(text, words)

    def search(self, text: str, *between: int) -> re.Match[str] | None:
        return self._whole.search(text, *between) if self._may_be_in(text.casefold()) else None

    def finditer(self, text: str, *between: int) -> Iterator[re.Match[str]]:
        return self._whole.finditer(text, *between) if self._may_be_in(text.casefold()) else iter(())

    def findall(self, text: str, *between: int) -> list[Any]:
        return self._whole.findall(text, *between) if self._may_be_in(text.casefold()) else []

    def sub(self, by: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
        return self._whole.sub(by, text, count) if self._may_be_in(text.casefold()) else text


def _holds(text: str, words: tuple[str, ...]) -> bool:
    for word in words:  # noqa: SIM110 - a generator for `any` takes longer than the search itself
        if word in text:
            return True
    return False
