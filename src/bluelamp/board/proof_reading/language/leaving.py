"""Words that say that a month left an average over the latest months, or came into it."""

from __future__ import annotations

import re

from bluelamp.board.proof_reading.language import patterns

LEAVES = patterns.compile(
    r"\b(?:(?:drop\w*|falls?|fell|fallen|falling|roll\w*|go|goes|gone|going|went|pass\w*|slip\w*|tak\w+|took) "
    r"(?:out|off|away)|leaves?|left|leaving|loss|los(?:es|t|ing|e)|outgoing|departing|departure|removal|removed|"
    r"removing|exit\w*|(?:gives?|gave|given|giving|makes?|made|making) way|swapped|exchanged|dropp(?:ed|ing)|"
    r"replacement of|(?:been |was |is |were |being )?replaced (?:by|with)|no longer (?:counts?|counted|included|in))\b",
    re.IGNORECASE,
)
ENTERS = patterns.compile(
    r"\b(?:(?:com(?:es|e|ing)|came|go(?:es|ne|ing)|went|brought(?! in (?:that|this|last|by|from|"
    r"on|to)\b)|drawn|rolled|rolling|taken|steps?|stepped) "
    r"in(?:to)?|enter\w*|entry|(?:tak\w+|took) (?:its|his|the|their|that|over)|place (?:is|was|has been) taken|"
    r"replac(?:es|ed|ing|ement|e)|in (?:its|their) (?:place|stead)|(?:in place|instead) of|instead|incoming|"
    r"add(?:ed|s|ing|ition)|arriv\w+|join\w*|substitut\w+|succeed\w*)\b",
    re.IGNORECASE,
)
REPLACES = patterns.compile(r"replac|substitut", re.IGNORECASE)
LEFT_OUT = r"(?:removed|excluded|taken out|left (?:out|aside|to one side)|stripped out|discounted|set aside|put aside)"
"""Said of some that a figure is without."""
WITHOUT = r"(?:excluding|without|other than|apart from|leaving out|disregarding|setting aside)"
