"""Something that has not been evaluated yet, called a success."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

NOT_YET = re.compile(
    r"\b(?:(?:yet|still|remains) to be (?:fully |formally |independently )?(?:evaluated|assessed|tested|"
    r"reviewed|analysed)|(?:not|never|has not|have not|hasn't|is not) (?:yet |as yet |been |yet been |"
    r"currently |formally |fully |independently ){1,3}(?:evaluated|assessed|analysed|complete|reviewed)|"
    r"(?:too early|before (?:it|the (?:pilot|scheme|trial|project)) (?:is|has been) evaluated|"
    r"awaiting (?:formal |independent )?(?:evaluation|analysis)|(?:evaluation|analysis|results?|"
    r"findings) (?:[\w']+ ){0,7}(?:(?:is|are) (?:awaited|pending|not (?:yet )?(?:available|complete|"
    r"expected|due)|due|expected)|will (?:be (?:\w+ )?(?:available|reported|completed|published|carried out|"
    r"undertaken|commissioned)|report|begin|start|follow)|has not (?:yet )?(?:begun|started|been)))|(?:will|"
    r"to) (?:then |later |only )?be (?:\w+ly )?(?:evaluated|assessed|analysed|reviewed (?:by|in))|(?:shall|"
    r"will) (?:only |not )?(?:know|have|see|get) (?:the |its |any )?(?:results?|outcome|findings|evidence)|"
    r"(?:results?|outcome|findings) (?:of (?:the|this) \w+ )?(?:will be|are due|are not|is not|"
    r"are expected)|will (?:then |later )?(?:evaluate|assess|review) (?:it|them|the \w+|this|these)|"
    r"no evaluation (?:has|was)|(?:has|have) (?:yet|still) to (?:report|be)|further analysis)\b",
    re.IGNORECASE,
)
SUCCESS = re.compile(
    r"\b(?:(?:great|huge|real|clear|major|resounding|undoubted|outstanding|proven|proved|demonstrat\w+|big|"
    r"notable|considerable|overwhelming|very|highly|most|hugely) (?:\w+ )?(?:success\w*|effective|"
    r"scientific|progress|impact|results)|(?:has|have|is|are|was|were|been) (?:\w+ ){0,2}(?:success\w*|"
    r"effective)|(?:is|are) (?:clearly )?(?:working|delivering)|(?:has|have) (?:clearly |"
    r"already )?(?:worked|reduced|cut|improved|transformed|led to|halved|saved|delivered|succeeded)|"
    r"prov(?:ed|en|es) (?:its|their) (?:worth|value)|success of|(?:its|their|the|this|that|"
    r"such) (?:evident |clear )?success|proven|proves that|demonstrates that|a success|example of progress|"
    r"more appropriate service|made a (?:real |big |significant )?difference|can,? and will|will (?:reduce|"
    r"improve|save)|successfully (?:reduc\w+|improv\w+|cut|deliver\w+))\b",
    re.IGNORECASE,
)


def read(paper: Reading) -> Iterator[Remark]:
    for block in paper.blocks:
        for sentence in block:
            doubt = NOT_YET.search(sentence.text)
            if not doubt:
                continue
            claim = _claimed(block, sentence, doubt)
            if claim:
                yield sentence.remark(f"“{claim}” beside “{doubt[0]}”")
                break


def _claimed(block: tuple[Sentence, ...], sentence: Sentence, doubt: re.Match[str]) -> str:
    """The claim in the same sentence or in one next to it."""
    place = block.index(sentence)
    for near in (sentence, *block[max(0, place - 2) : place], *block[place + 1 : place + 2]):
        text = (
            near.text
            if near is not sentence
            else near.text[: doubt.start()] + " ; " + near.text[doubt.end() :]
        )
        if (found := SUCCESS.search(text)) and not re.search(
            r"\b(?:if|whether|should|may|could|aims?|hope[sd]?|intended|potential to)\b[^.;]{0,30}$",
            text[: found.start()],
            re.IGNORECASE,
        ):
            return found[0]
    return ""


RULE = Rule(
    key="not-evaluated",
    title="Not yet evaluated, and called a success",
    severity="look",
    explanation="Nobody knows yet whether it works. Say what was done and when the result is due.",
    read=read,
    kind="claims",
    certainty="likely",
)
