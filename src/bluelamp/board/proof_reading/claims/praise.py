"""How a paper says that something works: called a success, or told as having done good."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re

from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.remembered import remembered

MUCH = (
    r"(?:great|huge|real|clear|major|resounding|undoubted|outstanding|big|notable|considerable|"
    r"overwhelming|tangible|"
    r"lasting|measurable|marked|significant|positive|genuine|dramatic|remarkable|excellent|good)"
)
GOOD = r"(?:reductions?|improvements?|impact|effect|results|difference|progress|gains?|benefits?|savings)"
DOES = r"(?:work(?! (?:with|on|to|in|at|from))|reduce|cut|improve|prevent|save|stop|lower|be effective)"
DOING = r"(?:reducing|cutting|improving|preventing|saving|transforming|stopping|lowering|keeping)"
DONE = (
    r"(?:worked(?! (?:with|on|to|in|at|from|out|(?:very |so )?(?:hard|closely)|well (?:together|with)|"
    r"together|tirelessly|alongside|for|"
    r"through|across|under))|reduced|cut|improved(?! (?:its|their|our) )|transformed|"
    r"led to|halved|saved|"
    r"succeeded|prevented|"
    r"stopped|brought down|driven down|turned|lived up|justified|delivered(?! \d| by)|paid (?:off|"
    r"for (?:itself|themselves))|"
    r"kept (?:\w+ ){1,4}(?:out of|away from|safe|off|in (?:their|work|school|education)|at home|well)|"
    r"made (?:[\w'’]+ ){1,5}(?:safer|better|healthier|happier|cleaner|calmer|easier|quicker|(?:less|more) \w+)|"
    r"(?:raised|lifted|boosted|restored) (?:[\w'’]+ ){0,3}(?:standards|attendance|attainment|confidence|ages?|scores|"
    r"aspirations|morale|trust|take-up)|put (?:an end|a stop|paid) to|"
    r"ended (?:[\w'’]+ ){0,3}problems?|done the trick|taken (?:the )?(?:pressure|strain|weight) off|"
    r"done (?:exactly |all |everything )?(?:what|that) (?:was|we|it|they)|changed (?:[\w'’]+ ){0,2}(?:lives|life)|"
    r"shown (?:that|how|what|its|their|the)|"
    r"given (?:[\w'’]+ ){0,4}?(?:confidence|hope|pride|new life|a voice)|"
    r"widened|won (?:over|round|new)|done (?:very |so )?well|"
    r"shown(?=,)|achieved(?=,)|deterred|freed|"
    r"achieved (?:everything|its (?:aims?|objectives?|goals?)|what it))"
)
ADVERB = r"(?:\w+ly |already |now |thus |therefore |also )*"
PRAISE = patterns.compile(
    rf"\b(?:(?:{MUCH}|proven|proved|demonstrat\w+|very|highly|most|hugely) (?:\w+ )?(?:success\w*|effective|"
    r"scientific|progress|impact|results)|(?:has|have|is|are|was|were|been|proved|"
    r"proven) (?:\w+ ){0,2}?(?:success(?!fully)\w*|"
    rf"effective|worthwhile|beneficial|vindicated|(?:(?:an?|the) )(?:{MUCH} )?(?:triumph|winner|hit|"
    r"game[- ]?changer|godsend|boon|lifeline))|"
    rf"(?:visibly|noticeably|plainly|clearly) (?:safer|cleaner|calmer|quieter|better|healthier|happier)|"
    rf"prov(?:es|ed|ing) (?:the |its |their )?(?:[\w'’-]+ )?(?:value|worth)\b|"
    rf"no (?:doubt|question) (?:that|but) [^.;]{{3,50}}? "
    rf"(?:works?|deters?|cuts?|helps?|reduces?|saves?|prevents?|stops?)\b|"
    rf"encouraged by (?:the |its |their )?(?:\w+ )?(?:results?|success|"
    rf"progress)|"
    rf"(?:there|plain) for (?:all|everybody|everyone) to see|speaks? for (?:itself|themselves)|"
    rf"how well (?:[\w'’-]+ ){{1,5}}(?:has|have) "
    rf"(?:done|worked|gone)|"
    rf"(?:is|are) {ADVERB}(?:working(?! (?:with|on|to|in|towards|from|group|part|at|out))|"
    rf"delivering(?! (?:a|the|to))|paying (?:off|for (?:itself|themselves))|bearing fruit|having (?:an|"
    rf"its) effect|{DOING})|"
    rf"(?:continues? to|shown to) {DOES}|(?:has|have|having) {ADVERB}{DONE}|"
    rf"(?<!was )(?<!were )(?<!been )(?<!be )(?<!to ){DONE.replace('|turned', '')}(?<! to cut)|"
    r"prov(?:ed|en|es|ing) (?:its|their|the) (?:worth|value|case|point)|(?:its |their )?success(?! criteri| measure|"
    r" rate| factor| stor)|"
    r"proven|"
    r"(?<!to )(?:proves?|demonstrates?|shows?|confirms?) (?:that|how|its|their|the value)|demonstrated (?:its|their)|"
    rf"example of progress|more appropriate service|(?:made|making|makes|had|having|shown?|achieved|seen|"
    rf"delivered|"
    rf"produced|brought|has) (?:a |an |its )?(?:\w+ )?{MUCH}?,? ?{GOOD}|can,? and will|will (?:reduce|"
    rf"improve|save)|"
    r"successfully (?:reduc\w+|improv\w+|cut|deliver\w+)|benefits? (?:is|are) (?:already |now )?(?:clear|"
    r"plain|evident|"
    r"obvious)|(?:thanks to|because of)(?= (?:the |this |our |its )?(?:[\w'’-]+ ){0,4}?(?:pilot|scheme|"
    r"programme|"
    r"project|trial|initiative|service|model|campaign|hub|course|cameras))|"
    r"(?:works|bears fruit|pays (?:off|for itself))(?! (?:with|on|to|in|at|from))|effectiveness|"
    r"(?:has|have) (?:had )?the desired effect)\b",
    re.IGNORECASE,
)
HOPED = patterns.compile(
    r"\b(?:if|whether|should(?! be (?:regarded|seen|considered|called))|(?-i:may)|might|could|would|aims?|"
    r"aiming|hope[sd]?|hoping|intended|designed|meant|"
    r"expected|likely|potential|"
    r"not|cannot|never|no(?! doubt| question)|until|will be|would be|unless|how far|how well|"
    r"say|judge|too early)\b[^.;]{0,45}$",
    re.IGNORECASE,
)
TO_COME = patterns.compile(
    r"^[^.;,]{0,40}?\b(?:will (?:be )?(?:judged|measured|depend|assessed|known)|would|depends|is to be|"
    r"are to be|"
    r"remains to)\b",
    re.IGNORECASE,
)
OF_A_START = patterns.compile(
    r"\b(?:launch|opening|recruitment|enrolment|open day|event|training|day|take-up|sign-up|consultation|"
    r"conference|visit)\b[^.;,]{0,45}$",
    re.IGNORECASE,
)
"""“The open day for the pilot was a great success” says nothing of the pilot."""


@remembered
def praise(text: str) -> re.Match[str] | None:
    """The first claim of success in a text that is told as a fact."""
    for found in PRAISE.finditer(text):
        before, after = text[: found.start()], text[found.end() :]
        if not (HOPED.search(before) or TO_COME.match(after) or OF_A_START.search(before)):
            return found
    return None
