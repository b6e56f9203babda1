"""What is done to questionnaires and with them, by noun."""

from bluelamp.practice.instruments.actions import assessments, judging, versions
from bluelamp.practice.instruments.actions.erasing import erase

__all__ = ["assessments", "erase", "judging", "versions"]
