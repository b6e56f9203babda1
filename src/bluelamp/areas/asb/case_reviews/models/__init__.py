"""What is kept of an application for a case review."""

from bluelamp.areas.asb.case_reviews.models.applications import Appeal, Application, Progress, Return
from bluelamp.areas.asb.case_reviews.models.panels import Panel, Recommendation

__all__ = ["Appeal", "Application", "Panel", "Progress", "Recommendation", "Return"]
