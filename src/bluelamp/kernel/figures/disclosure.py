"""The small-number rule, once, on the way out: who may read a figure that rests on very few people."""

from __future__ import annotations

# Analysts work on the depersonalised rows themselves, so hiding a sum of them would protect nobody.
READ_SMALL_NUMBERS = frozenset({"analyst"})


def reason_to_withhold(n: int, smallest_base: int, role: str) -> str:
    """Why a figure resting on ``n`` must not be shown to ``role``; empty when it may be.

    Nobody at all (``n`` of 0) discloses nobody, and is shown as nothing to count.
    """
    if 0 < n < smallest_base and role not in READ_SMALL_NUMBERS:
        return f"Withheld: it rests on fewer than {smallest_base}."
    return ""
