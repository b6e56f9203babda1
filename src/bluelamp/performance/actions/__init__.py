"""What is done about performance: figures are taken, and people decide when limits begin anew."""

from bluelamp.performance.actions.figures import FORMAT, Taken, TakingUnderWay, code_digest, take_figures

__all__ = ["FORMAT", "Taken", "TakingUnderWay", "code_digest", "take_figures"]
