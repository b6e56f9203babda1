"""What is kept about promises, and about those to whom they were made."""

from bluelamp.practice.promises.models.cards import Card
from bluelamp.practice.promises.models.contact import Attempt, ContactPlan, SupervisorTask
from bluelamp.practice.promises.models.promises import PassedOn, Pause, Promise
from bluelamp.practice.promises.models.reviews import (
    Banding,
    ReviewedTogether,
    ReviewRun,
    SupervisorReview,
)
from bluelamp.practice.promises.models.standards import Finding, Sample, SampledRecord
from bluelamp.practice.promises.models.victims import PlanAction, SafetyMeasure, VictimPlan

__all__ = [
    "Attempt",
    "Banding",
    "Card",
    "ContactPlan",
    "Finding",
    "PassedOn",
    "Pause",
    "PlanAction",
    "Promise",
    "ReviewRun",
    "ReviewedTogether",
    "SafetyMeasure",
    "Sample",
    "SampledRecord",
    "SupervisorReview",
    "SupervisorTask",
    "VictimPlan",
]
