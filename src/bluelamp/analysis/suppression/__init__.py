"""Small counts kept back from tables, so that nobody can work them out (statistical disclosure control).

A count under a threshold is kept back. Alone, its row total would give it away, so others are kept back with it: as
few as possible, chosen by linear programming. The result is then attacked: for every small count, the lowest and the
highest value that fits everything published is computed, across rows, columns, earlier releases and linked tables.

    from bluelamp.analysis import suppression

    table = suppression.with_margins([[3, 20, 11], [8, 14, 9]])
    kept = suppression.protect(table.linked)
    table.shown(kept.hidden)        # None where a count is kept back

Sources: M. Fischetti and J. J. Salazar, "Solving the cell suppression problem on tabular data with linear constraints",
Management Science 47 (2001); J. P. Kelly, B. L. Golden and A. A. Assad, "Cell suppression: disclosure protection for
sensitive tabular data", Networks 22 (1992), whose step by step choice is taken here.
"""

from bluelamp.analysis.suppression.attacking import Feasible, exposed, feasible
from bluelamp.analysis.suppression.linked import Linked, Table, with_margins
from bluelamp.analysis.suppression.protecting import CannotProtect, Protected, protect
from bluelamp.analysis.suppression.releases import Release, protect_after

__all__ = [
    "CannotProtect",
    "Feasible",
    "Linked",
    "Protected",
    "Release",
    "Table",
    "exposed",
    "feasible",
    "protect",
    "protect_after",
    "with_margins",
]
