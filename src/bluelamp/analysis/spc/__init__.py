"""Signal or noise: a series of figures judged by control-chart rules.

One :class:`Signal` feeds the chart, the table, the icon and the sentence, so that they cannot disagree.
:func:`judge` takes one series, :func:`judge_block` many at once.
"""

from bluelamp.analysis.spc import cohort, sentences
from bluelamp.analysis.spc.block import Block, RollingSeriesRefused, judge_block
from bluelamp.analysis.spc.kinds import KINDS, Chart, Proposal, propose
from bluelamp.analysis.spc.outlook import Band, Outlook, next_month_limits
from bluelamp.analysis.spc.rebasing import Rebase, reasons_not_to_rebase
from bluelamp.analysis.spc.rules import RULE_SETS, RuleSet
from bluelamp.analysis.spc.signal import Signal, judge, signal_of
from bluelamp.analysis.spc.surprise import surprise, surprises

__all__ = [
    "KINDS",
    "RULE_SETS",
    "Band",
    "Block",
    "Chart",
    "Outlook",
    "Proposal",
    "Rebase",
    "RollingSeriesRefused",
    "RuleSet",
    "Signal",
    "cohort",
    "judge",
    "judge_block",
    "next_month_limits",
    "propose",
    "reasons_not_to_rebase",
    "sentences",
    "signal_of",
    "surprise",
    "surprises",
]
