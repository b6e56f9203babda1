"""The pages of powers: the register, the orders of a record, its remedies."""

from bluelamp.practice.powers.views import orders, register, remedies

__all__ = ["orders", "register", "remedies"]
