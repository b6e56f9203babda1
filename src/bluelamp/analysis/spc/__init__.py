"""Signal or noise: a series of figures judged by control-chart rules.

One :class:`Signal` feeds the chart, the table, the icon and the sentence, so that they cannot disagree.
:func:`judge` takes one series, :func:`judge_block` many at once.
"""

from bluelamp.analysis.spc.block import Block, RollingSeriesRefused, judge_block
from bluelamp.analysis.spc.kinds import KINDS, Chart, Proposal, propose
from bluelamp.analysis.spc.rules import RULE_SETS, RuleSet
from bluelamp.analysis.spc.signal import Signal, judge, signal_of

__all__ = [
    "KINDS",
    "RULE_SETS",
    "Block",
    "Chart",
    "Proposal",
    "RollingSeriesRefused",
    "RuleSet",
    "Signal",
    "judge",
    "judge_block",
    "propose",
    "signal_of",
]
