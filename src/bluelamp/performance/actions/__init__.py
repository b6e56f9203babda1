"""What is done about performance: figures are taken, and people decide when limits begin anew."""

from bluelamp.performance.actions import rebases
from bluelamp.performance.actions.figures import Taken, TakingUnderWay, code_digest, take_figures
from bluelamp.performance.actions.rebases import NotNow

__all__ = ["NotNow", "Taken", "TakingUnderWay", "code_digest", "rebases", "take_figures"]
