"""Thinking of a power, taking it step by step to an order, changing and ending the order, writing down breaches."""

from bluelamp.practice.powers.actions.orders.breaches import breach, decide_breach
from bluelamp.practice.powers.actions.orders.considering import consider, write_down
from bluelamp.practice.powers.actions.orders.steps import alter, begin, extend, step
from bluelamp.practice.powers.actions.orders.terms import add_term, serve
from bluelamp.practice.powers.actions.orders.writing import Refused

__all__ = [
    "Refused",
    "add_term",
    "alter",
    "begin",
    "breach",
    "consider",
    "decide_breach",
    "extend",
    "serve",
    "step",
    "write_down",
]
