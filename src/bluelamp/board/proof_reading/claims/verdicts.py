"""How a paper judges a change: bare movement, a verdict on it, or a caution against one."""

from __future__ import annotations

import re

from bluelamp.board.proof_reading.language import moving, patterns

MOVED = patterns.compile(
    rf"\b(?:{moving.CHANGE}|better|worse\w*|higher|lower|signific\w+|progress|success\w*)\b",
    re.IGNORECASE,
)
PRIDE = r"(?:proud|pride|tribute|testament|praise\w*|congratulat\w+|commend\w*|success\w*)"
"""That somebody did well."""
VERDICT = patterns.compile(
    r"\b(?:prov(?:es|ed|ing)|demonstrat\w+|show(?:s|ing)? (?:that|the|how|what|(?:its|their) worth)|"
    r"evidence (?:that|of)|effective\w*|"
    r"thanks to|significant\w*|(?:clear|real|marked|great|encouraging) (?:improvement|progress|"
    r"reduction|fall|step)|improved|improvement|worsen\w*|deteriorat\w*|worrying|as a (?:direct )?result of|"
    r"(?:is|are) (?:\w+ly )?(?:working|improving|worsening|deteriorating)|has worked|attribut\w+ to|"
    r"due to|down to|reflect(?:s|ing)|because of|"
    r"credit(?:s|ed)?|"
    rf"{PRIDE}|thanks|saving lives|therefore|(?:getting|become|becoming|got|gone) (?:worse|better|safer|"
    r"longer|shorter)|mak(?:es|ing) (?:a|the) (?:\w+ )?difference|made (?:a|the) (?:\w+ )?difference|"
    r"prevent(?:s|ed|ing)|paid off|clearly|paying off|pays off|(?:hard|good) work|pleas(?:ed|ing)|"
    r"concern(?:ing|ed (?:at|by|about))|welcome (?:proof|evidence|sign)|step (?:forward|back\w*)|vindicat\w+|"
    r"achievement|happier|unhappier|safer|encourag\w+|is the reason|"
    r"so (?:the|this|our) (?:\w+ )?works|"
    r"paying for (?:itself|themselves)|(?:bear(?:s|ing)?|the|borne) fruits?|"
    r"(?:done|doing|does|did) (?:its|their) (?:job|work)|"
    r"did the trick|earn(?:s|ed|ing)? (?:its|their) (?:keep|place)|tak(?:e|es|en) a bow|(?:is|"
    r"are) to (?:thank|blame)|"
    r"hats off|(?:money|time) well spent|(?:the|a) result of|"
    r"(?:has|have) (?:lifted|raised|boosted|helped|transformed|sharpened|turned|"
    r"brought (?:down|up|about))|(?:is|are|was|were|doing|grown) (?:\w+ly |much |now |far )?(?:strong|"
    r"clear|bett|quick|"
    r"safe|fair|happ[iy]|healthi|kind|firm|tight|clean|calm|sharp)er|to (?:their|its|our) credit|owes?|"
    r"all the difference|(?:a|the) difference (?:\w+ ){1,3}(?:makes?|made|is making|are making)|"
    r"do(?:es|ing)? (?:exactly |just |precisely )?what|better still|"
    r"speaks? (?:well|ill|volumes) (?:of|for)|"
    r"disappoint\w+|slip\w*|plainly|best yet|turned (?:a|the) corner|(?:we|this|it) (?:is|"
    r"are) (?:now )?(?:better|worse))\b",
    re.IGNORECASE,
)
CAUTION = patterns.compile(
    r"\b(?:chance|random (?:variation|fluctuation|noise)|not (?:statistically )?significant|statistically|"
    r"intervals?|margin of error|"
    r"within (?:the )?(?:margin|ordinary|normal|usual)|ordinary variation|tells? us nothing|too (?:small|"
    r"few)|"
    r"no (?:conclusion|significance|importance)|nothing (?:should )?be read|read (?:anything|nothing) into|"
    r"small (?:numbers|samples)|(?:numbers|samples) (?:are|is) small|caution\w*|little (?:altered|"
    r"changed)|unchanged|"
    r"no (?:\w+ly )?(?:significant|real|material|meaningful|notable|appreciable) (?:change|difference|"
    r"movement|shift|trend)|"
    r"much the same|as good as the same|no different|not (?:\w+ )?(?:different|distinguishable)|"
    r"larger than sampling|"
    r"than sampling|month to month variation)\b",
    re.IGNORECASE,
)
ASKED = patterns.compile(
    r"\b(?:asked|replied|repl(?:y|ies)|survey\w*|sample\w*|respon\w+|satisf\w+|interview\w*|"
    r"questionnaire\w*|agreed|"
    r"recommend\w*|content|happy)\b",
    re.IGNORECASE,
)
OWNED = (
    r"(?:officers|firefighters|staff|posts|employees|nurses|doctors|teachers|members|volunteers|stations|"
    r"homes|vehicles|"
    r"centres|sites|schools|beds|trustees|vacancies|offices|engines|appliances|councillors|teams|workers|"
    r"handlers|"
    r"advisers|libraries|branches|rooms|partners|others|operators|councils|trusts|forces|hospitals|"
    r"hospices|companies|"
    r"providers|authorities|colleges|boroughs|districts|depots|clinics)"
)
STOCK = patterns.compile(
    rf"^\W*(?:(?!on\b|against\b|by\b)[\w-]+ ){{0,3}}?{OWNED}\b|\bnumber of (?:\w+ ){{0,2}}?{OWNED}\b",
    re.IGNORECASE,
)
"""What is counted by whoever owns it: no chance made it so many."""
OWNING = patterns.compile(
    r"\b(?:stock|team|fleet|workforce|crew|headcount|establishment|roll|network|(?:our|property|operational) estate|"
    r"range|choice)\b",
    re.IGNORECASE,
)
WEIGHED = patterns.compile(
    r"^\W*(?:[\w-]+ )?(?:km|kilometres|miles|hectares|tonnes|tons|hours|acres|metres|litres|kWh|thousand|"
    r"million)\b",
    re.IGNORECASE,
)
SUCCESS = (
    r"(?:(?:have|has|having) (?:had )?(?:its|their|an?|the|some) (?:\w+ )?(?:effect|impact)|succeed\w*|"
    r"better|best|worse|"
    r"safer|riskier|(?:more|less) (?:dangerous|effective|reliable|successful|satisfied|likely|content|"
    r"efficient|safe|happy)|"
    r"(?:has|have) (?:\w+ )?(?:cut|raised|reduced|lowered|lifted|stopped|helped|learnt|learned|saved|"
    r"curbed|deterred|"
    r"delivered|worked|turned|gained|lost|changed|strengthened|weakened|kept|sharpened|driven|brought|made|"
    r"transformed|slipped|declined|failed)|"
    r"deserv\w+|(?:is|are) (?:rising|falling|failing|losing|winning|getting|helping|making|driving|"
    r"improving)|"
    r"should be (?:dropped|kept|extended|abandoned|rolled out|adopted|copied|repeated)|keeps? \w+ (?:in|"
    r"out|safe|well|at)|"
    r"works?|helps?|reduces?|prevents?|cuts|worked|pays?|beneficial|benefit\w*|impact)"
)
"""That somebody or something did well or badly, in a sentence that only says so."""
CLAIM = patterns.compile(rf"\b(?:{SUCCESS})\b", re.IGNORECASE)
NO_CLAIM = patterns.compile(
    r"\b(?:not|no|nor|cannot|never|nothing|none|may|might|could|would|if|whether|unless|until|until then|"
    r"hopes?|aims?|"
    r"too (?:early|soon|few)|will|shall|expect\w*|intend\w*|plans?|to be (?:judged|seen|tested)|question|"
    r"unknown|wait)\b"
)
WORK = patterns.compile(
    r"\b(?:works? (?:with|on|in|at|from|for|closely|together)|(?:road|street|repair|building|planned|"
    r"capital|social|case|"
    r"field|shift|house|home)[- ]?works?|(?:the|our|their|this|of|to|at|in) works?\b|at best|"
    r"best practice|pay(?:s)? (?:for|of|"
    r"award|bill|scale|rise)|housing benefit|benefits? (?:claim|office|system))\b",
    re.IGNORECASE,
)
"""What is done for a living, where “it works” is praise."""


MEASURES = patterns.compile(
    r"\b(?:(?:was|were|are|being) (?:\w+ly )?(?:pleased|happy|content|satisfied|concerned)|(?:felt|feel|"
    r"said) (?:\w+ )?"
    r"(?:pleased|happ\w+|safer?|content|satisfied|concerned))(?! (?:to|that))\b",
    re.IGNORECASE,
)
"""What people who were asked say of themselves: “44 of 60 were pleased”."""


def is_verdict(text: str) -> bool:
    """Does a text judge a change, apart from what people who were asked said?"""
    return bool(VERDICT.search(MEASURES.sub(" ", text)))


def claims(text: str) -> bool:
    """Is something made of a difference in a sentence: a verdict, a cause, a success or a failure?"""
    quiet = WORK.sub(" ", MEASURES.sub(" ", text))
    found = VERDICT.search(quiet) or CLAIM.search(quiet)
    return bool(found and not NO_CLAIM.search(quiet[: found.end()]))
