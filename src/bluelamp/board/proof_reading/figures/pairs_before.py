"""The pair of figures that a change is told of, where one or both stand in the sentences before it."""

from __future__ import annotations

from bluelamp.board.proof_reading.figures.carrying import bridged, carried, since, sized, stepped
from bluelamp.board.proof_reading.figures.named_again import named_again
from bluelamp.board.proof_reading.figures.pairs import Pair
from bluelamp.board.proof_reading.figures.sized_change import sized_change
from bluelamp.board.proof_reading.figures.timed import grown_to, timed
from bluelamp.board.proof_reading.language.sentences import Sentence

BEFORE = "pairs before"


def pairs_before(block: tuple[Sentence, ...], place: int) -> tuple[Pair, ...]:
    """The first pair that any way of telling one finds for the sentence at ``place`` of a paragraph."""
    sentence = block[place]
    if BEFORE not in sentence.worked_out:
        sentence.worked_out[BEFORE] = _found(block, place)
    found: tuple[Pair, ...] = sentence.worked_out[BEFORE]
    return found


def _found(block: tuple[Sentence, ...], place: int) -> tuple[Pair, ...]:
    sentence, before = block[place], block[place - 1] if place else None
    return (
        timed(block, place)
        or grown_to(block, place)
        or bridged(before, sentence)
        or carried(before, sentence)
        or since(block, place)
        or sized(block, place)
        or stepped(block, place)
        or named_again(block, place)
        or sized_change(block, place)
    )
