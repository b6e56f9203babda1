"""What is asked of questionnaires and assessments, by noun."""

from bluelamp.practice.instruments.queries import assessments, comparing, panels, versions
from bluelamp.practice.instruments.queries.panels import panel

__all__ = ["assessments", "comparing", "panel", "panels", "versions"]
