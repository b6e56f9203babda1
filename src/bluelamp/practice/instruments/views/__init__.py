"""Pages under /instruments/, by noun."""

from bluelamp.practice.instruments.views import answering, judging, register

__all__ = ["answering", "judging", "register"]
