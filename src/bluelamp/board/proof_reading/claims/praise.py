"""How a paper says that something works: called a success, or told as having done good."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re

MUCH = (
    r"(?:great|huge|real|clear|major|resounding|undoubted|outstanding|big|notable|considerable|"
    r"overwhelming|tangible|"
    r"lasting|measurable|marked|significant|positive|genuine|dramatic)"
)
GOOD = r"(?:reductions?|improvements?|impact|effect|results|difference|progress|gains?|benefits?|savings)"
PRAISE = re.compile(
    rf"\b(?:(?:{MUCH}|proven|proved|demonstrat\w+|very|highly|most|hugely) (?:\w+ )?(?:success\w*|effective|"
    r"scientific|progress|impact|results)|(?:has|have|is|are|was|were|been|proved|"
    r"proven) (?:\w+ ){0,2}?(?:success\w*|"
    r"effective|worthwhile|beneficial|a triumph|vindicated)|(?:is|are) (?:clearly |already |now |plainly |"
    r"evidently )*"
    r"(?:working(?! (?:with|on|to|in|towards|from|group|part|at|out))|delivering(?! (?:a|the|to))|"
    r"paying (?:off|for (?:itself|themselves))|bearing fruit)|"
    r"(?:has|have|having)? ?(?:\w+ly |already )?(?:worked(?! (?:with|on|to|in|at|from|out))|reduced|cut|"
    r"improved|"
    r"transformed|led to|halved|saved|delivered(?! \d)|succeeded|prevented|paid (?:off|for (?:itself|"
    r"themselves))|"
    r"kept (?:\w+ ){1,4}(?:out of|away from|safe|off))(?<!\bto cut)(?<!\bbe cut)|"
    r"prov(?:ed|en|es|ing) (?:its|their) (?:worth|value)|success of|(?:its|their|the|this|that|such|"
    r"\w+['’]s) (?:evident |"
    r"clear |obvious )?success(?! criteri| measure)|proven|(?:proves?|demonstrates?|shows?|"
    r"confirms?) (?:that|how|its|their|the "
    r"value)|demonstrated (?:its|their)|a (?:\w+ )?success|example of progress|more appropriate service|"
    rf"(?:made|making|makes|had|having|shown?|achieved|seen) (?:a |an )?(?:\w+ )?{MUCH}?,? ?{GOOD}|"
    rf"can,? and will|"
    r"will (?:reduce|improve|save)|successfully (?:reduc\w+|improv\w+|cut|deliver\w+)|(?:thanks to|"
    r"because of)(?= (?:the |this |our |its )?(?:[\w'’-]+ ){0,4}?(?:pilot|scheme|programme|project|trial|"
    r"initiative|service|model|campaign|hub|course|cameras))|"
    r"(?:works|bears fruit|pays (?:off|for itself))(?! (?:with|on|to|in|at|from))|effectiveness|"
    r"(?:has|have) (?:had )?the desired effect)\b",
    re.IGNORECASE,
)
HOPED = re.compile(
    r"\b(?:if|whether|should|may|might|could|would|aims?|aiming|hope[sd]?|hoping|intended|designed|meant|"
    r"expected|likely|potential|"
    r"not|cannot|never|no|until|unless|how far|how well|say|judge|too early)\b[^.;]{0,45}$",
    re.IGNORECASE,
)
TO_COME = re.compile(
    r"^[^.;,]{0,40}?\b(?:will (?:be )?(?:judged|measured|depend|assessed|known)|would|depends|is to be|"
    r"are to be|"
    r"remains to)\b",
    re.IGNORECASE,
)
OF_A_START = re.compile(
    r"\b(?:launch|opening|recruitment|enrolment|open day|event|training|day|take-up|sign-up|consultation|"
    r"conference|visit)\b[^.;,]{0,45}$",
    re.IGNORECASE,
)
"""“The open day for the pilot was a great success” says nothing of the pilot."""


def praise(text: str) -> re.Match[str] | None:
    """The first claim of success in a text that is told as a fact."""
    for found in PRAISE.finditer(text):
        before, after = text[: found.start()], text[found.end() :]
        if not (HOPED.search(before) or TO_COME.match(after) or OF_A_START.search(before)):
            return found
    return None
