"""The words of where a case is, each by itself: so that a street is found by an index among a million."""

from __future__ import annotations

from django.db import models

from bluelamp.areas.asb.models.cases import Case
from bluelamp.kernel.people.folding import Folded


class AddressWord(models.Model):
    """One word of the address of a case, as :func:`~bluelamp.areas.asb.places.address_words` gives them."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="address_words")
    word = models.CharField(max_length=40)

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(Folded("word"), models.F("case"), name="asb_address_word"),)
        constraints = (models.UniqueConstraint(fields=["case", "word"], name="asb_address_word_once"),)

    def __str__(self) -> str:
        return f"{self.word} in {self.case}"
