"""What is done to questionnaires and with them, by noun."""

from bluelamp.practice.instruments.actions import assessments, judging, reading, versions
from bluelamp.practice.instruments.actions.erasing import erase

__all__ = ["assessments", "erase", "judging", "reading", "versions"]
