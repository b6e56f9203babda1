r"""A sentence with its amounts marked by kind, so that a turn of phrase can be looked for whatever its numbers
are.

“63 of 2,172 (4%)” becomes ``⟦c0⟧ of ⟦c1⟧ (⟦p2⟧)``; a pattern is written ``{part:c} of {whole:c}
\({share:ps}\)``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.dates import DATE

LETTERS = {"count": "c", "percent": "p", "share": "s", "points": "o", "money": "m", "rate": "r"}
SLOT = re.compile(r"\{(\w+):(\w+)\}")
INNER_STOP = re.compile(r"(?<!\b[ie])(?<!\bi\.e)(?<!\be\.g)\.(?=.)")
"""A sentence has been parted from the next: a full stop inside it ends no clause, as in “C. difficile”."""
MARK = re.compile(r"⟦[a-z]\d+⟧")


def mark(text: str, amounts: tuple[Amount, ...]) -> str:
    """``text`` with each amount in marks, by its place among ``amounts``. A duration that no other is set
    against is left as words: in “3.1 million in four weeks, against 2.9 million” it counts nothing."""
    spans = [amount.lasts for amount in amounts if amount.lasts]
    made, start = [], 0
    for place, amount in enumerate(amounts):
        if (
            amount.lasts
            and len(amounts) > 2
            and (spans.count(amount.lasts) < 2 or _names_a_period(text, amount))
            and not (MOVED_TO.match(text, amount.end) and text[: amount.start].endswith("from "))
        ):
            continue
        made += [_quiet(text[start : amount.start]), f"⟦{LETTERS[amount.unit]}{place}⟧"]
        start = amount.end
    return INNER_STOP.sub(" ", "".join([*made, _quiet(text[start:])]))


MOVED_TO = patterns.compile(r"[- ][a-z]+ to (?:just |only )?\d")
"""“From 34 days to 27”: the second is one too."""
PERIOD_BEFORE = re.compile(
    r"\b(?:in|over|during|for|across) (?:the |its |their |those |these )?"
    r"(?:(?:first|last|past|previous|same|next|preceding|following|latest|whole|full) )?$",
    re.IGNORECASE,
)
PERIOD_AFTER = re.compile(
    r"[- ]?\w+(?: period)? (?:to|ended|ending|up to|until|from|since|beginning|before|of (?:the|19|20))\b",
    re.IGNORECASE,
)


def _names_a_period(text: str, amount: Amount) -> bool:
    """“In the twelve months to June” says when; it is not itself what is told."""
    return bool(PERIOD_BEFORE.search(text[: amount.start]) and PERIOD_AFTER.match(text, amount.end))


def _quiet(text: str) -> str:
    """A full stop inside a date or an abbreviation ends no clause."""
    return DATE.sub(lambda found: found[0].replace(".", " "), text) if "." in text else text


@cache
def pattern(*ways: str) -> tuple[re.Pattern[str], ...]:
    """Turns of phrase with slots for amounts: ``{name:cp}`` is a count or a percentage; ``~`` is a stretch
    without amounts that stays in its clause, ``_`` a short one of a few words."""
    made = []
    for way in ways:
        written = way.replace("~", r"[^⟦.;:]{0,90}?").replace("_", r"[^⟦.;:,()]{0,45}?")
        made.append(
            patterns.compile(SLOT.sub(lambda s: rf"⟦(?P<{s[1]}>[{s[2]}]\d+)⟧", written), re.IGNORECASE)
        )
    return tuple(made)


def found(
    ways: tuple[re.Pattern[str], ...], marked: str, amounts: tuple[Amount, ...]
) -> Iterator[dict[str, Amount]]:
    """Each place at which one of the turns of phrase stands, as its amounts by name; the first way that
    fits wins."""
    if not amounts:
        return
    taken: set[tuple[int, ...]] = set()
    for way in ways:
        for match in way.finditer(marked):
            slots = {name: int(said[1:]) for name, said in match.groupdict().items() if said}
            if tuple(sorted(slots.values())) not in taken:
                taken.add(tuple(sorted(slots.values())))
                yield {name: amounts[place] for name, place in slots.items()}
