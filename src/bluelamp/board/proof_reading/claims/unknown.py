"""How a paper says that nobody knows yet whether something works."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re

from bluelamp.board.proof_reading.language import patterns, studies
from bluelamp.board.proof_reading.language.remembered import remembered

STUDY = (
    rf"(?:{studies.STUDY}|(?:post-implementation |formal |independent )reviews?|outcomes?|evidence|data|effects?|"
    r"impact)"
)
LATER = (
    r"(?:due|awaited|expected|pending|planned|outstanding|under ?way|in progress|scheduled|"
    r"not (?:yet |expected |due |to be )*(?:available|complete[d]?|known|finished|measured|until|in\b|"
    r"expected|due)|"
    r"to (?:report|follow|be (?:published|reported|completed|carried out|commissioned)))"
)
DONE = r"(?:evaluated|assessed|analysed|complete|reviewed|tested|measured)"
NOT_YET = patterns.compile(
    rf"\b(?:{STUDY}\b(?:,? [\w'’]+){{0,12}}?,? (?:is|are|was|were) (?:still |now |only |first )?{LATER}|"
    rf"(?:full |formal |first |independent )(?:\w+ )?{STUDY} {LATER}|"
    rf"{STUDY}\b(?:,? [\w'’]+){{0,12}}? will (?:not )?(?:be (?:\w+ )?(?:available|known|reported|"
    rf"completed|published|"
    r"carried out|undertaken|commissioned|ready|measured|made|done|given)|report|begin|start|follow)|"
    rf"{STUDY}\b[^.;]{{0,60}}? (?:is|are) to (?:give|report|publish|present|provide|deliver|tell)|"
    rf"{STUDY} (?:has|have) (?:not (?:yet )?(?:begun|started|been)|been (?:commissioned|ordered))|"
    rf"{STUDY}\b(?:,? [\w'’]+){{0,6}}? (?:has|have|is|are) (?:yet|still) to (?:begin|start|commence|take place|"
    r"happen|finish|conclude|come|arrive|follow|get under ?way)|"
    r"will be compared|"
    rf"will (?:first|only|next) be (?:compared|weighed|counted|evaluated|assessed|measured|tested|known|available)|"
    r"evaluated by [^.;]{2,60}?,? (?:which|who) (?:reports?|will)|"
    rf"(?:yet|still|remains) to be (?:\w+ly )?{DONE}|"
    rf"(?:has |have |is |are )?(?:not|never|hasn't) (?:yet |as yet |been |yet been |currently |formally |"
    rf"fully |independently |so far )*{DONE}|"
    rf"(?:will|to) (?:then |later |only )?be (?:\w+ly )?{DONE}|"
    rf"(?:is|are) (?:still |now |currently )?being (?:\w+ly )?(?:evaluated|assessed|analysed|tested)|"
    rf"(?:when|until) (?:the )?(?:\w+ ){{0,2}}{STUDY} (?:is|are|will|reports?|has|have|becomes?)|"
    rf"{studies.BY} will (?:\w+ )?(?:report|tell|"
    r"publish|say|begin|start|evaluate)|"
    r"no (?:\w+ ){0,2}(?:figures|data|results) (?:are|have been|were) (?:being )?(?:collected|kept|gathered)|"
    r"will report on (?:it|them|its (?:effect|impact|outcomes?|results)|the (?:effect|impact|outcomes?|"
    r"results|pilot|"
    r"scheme|trial))|(?:evaluators|researchers) have (?:not|yet)|not (?:yet )?been collected|will be with us|"
    r"(?:do|does) not (?:yet )?have (?:any )?(?:evidence|results|data|figures|findings)|as yet no|"
    r"too (?:early|soon)|before (?:it|the (?:pilot|scheme|trial|project)) (?:is|has been) evaluated|"
    r"awaiting (?:formal |independent |the )*(?:evaluation|analysis|results|findings)|"
    r"(?:commissioned|asked|appointed|invited|engaged) to (?:evaluate|assess)|"
    r"(?:shall|will) (?:only |not )?(?:know|have|see|get) (?:the |its |any )?(?:results?|outcomes?|"
    r"findings|evidence)|"
    r"will (?:then |later )?(?:evaluate|assess|review) (?:it|them|the \w+|this|these)|"
    r"(?:no|without any) (?:\w+ ){0,3}?(?:evaluation|data|evidence|results?|findings|"
    r"outcomes?)\b(?: \w+){0,4}? "
    r"(?:yet|so far|as yet|to date|has been|was|exists?|available|until|before)|"
    r"reviews?\b(?: [\w'’-]+){0,5}? (?:has|have) not (?:yet )?(?:begun|started|"
    r"been (?:begun|started|carried out|done|made|written))|"
    rf"{STUDY}:? (?:not (?:yet )?(?:begun|started|done)|to come|none yet)|"
    r"(?:not|nobody|no one|cannot) (?:\w+ ){0,2}?(?:know|say|tell)\b[^.;]{0,60}? (?:whether|if)|"
    r"(?:shall|will) (?:only |first )?know (?:[\w']+ ){0,6}?(?:whether|if|how)|"
    r"not (?:yet )?(?:possible to (?:say|tell|judge)|(?:be )?(?:known|clear) whether|know whether)|"
    r"cannot yet be (?:said|known|judged)|remains? to be seen|"
    r"(?:has|have) (?:yet|still) to (?:report|be)|further analysis)\b",
    re.IGNORECASE,
)
KNOWN = patterns.compile(
    r"\b(?:evaluations?|evaluators|stud(?:y|ies)|reviews?|universit(?:y|ies)|"
    r"researchers) (?:[\w'’,]+ ){0,8}?(?:found|showed|"
    r"concluded|reported that|confirmed|established)\b",
    re.IGNORECASE,
)
"""Somebody did look, and said what they found."""


@remembered
def doubt(text: str) -> re.Match[str] | None:
    """Where a text says that the result is still to come."""
    return NOT_YET.search(text)
