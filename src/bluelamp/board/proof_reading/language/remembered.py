"""What rules ask of the same words again and again, answered once while a paper is read and then forgotten.

In a paper of two hundred pages a sentence is held against every table and against many other sentences.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar, cast

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

EVERY: list[Callable[[], None]] = []
MOST = 50_000
"""Answers kept of one question: more than the longest papers have sentences."""


def remembered(ask: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """``ask``, the answer of which follows from what it is given and from nothing else."""
    kept = lru_cache(MOST)(ask)
    EVERY.append(kept.cache_clear)
    return cast("Callable[Asked, Answer]", kept)


def forget() -> None:
    """Keep nothing of the paper that was read."""
    for clear in EVERY:
        clear()
