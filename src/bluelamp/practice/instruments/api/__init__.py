"""Questionnaires and risk for an agency's own system: what is asked, what answers come to, what was assessed."""

from bluelamp.practice.instruments.api.assessments import router as assessments
from bluelamp.practice.instruments.api.versions import router as versions

__all__ = ["assessments", "versions"]
