"""Keeping the words of addresses, by which lists of cases find a street."""

from __future__ import annotations

from collections.abc import Iterable

from bluelamp.areas.asb.models import AddressWord, Case
from bluelamp.areas.asb.places import address_words

LONGEST = 40
"""Characters of a word that are kept."""


def list_words(cases: Iterable[Case]) -> None:
    """Have the words of these cases as their addresses are now; whoever writes an address calls this."""
    cases = list(cases)
    AddressWord.objects.filter(case__in=cases).delete()
    AddressWord.objects.bulk_create(
        AddressWord(case=case, word=word[:LONGEST])
        for case in cases
        for word in sorted(address_words(case.address))
    )
