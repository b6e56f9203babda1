"""A case on paper: on screen for the printer, and as a tagged PDF to hand on, with what is withheld marked as such."""

from bluelamp.practice.casework.printing.setting import pdf
from bluelamp.practice.casework.printing.sheet import Asked, Passage, Section, Sheet, sheet

__all__ = ["Asked", "Passage", "Section", "Sheet", "pdf", "sheet"]
