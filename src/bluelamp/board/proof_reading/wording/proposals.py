"""What a paper proposes, and on what it bears: money, people's work, the law, equality or the environment."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator

from bluelamp.board.proof_reading.language import numerals, patterns
from bluelamp.board.proof_reading.language.people import WORKERS
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

PROPOSED = patterns.compile(
    r"\b(?:recommend\w*|propos\w+|(?:is|are|be) (?:asked|invited|requested) (?:to|for|that)|asks? (?:for|"
    r"the \w+ (?:to|for))|"
    r"seeks?|sought|suggest(?:s|ed)?|intends?|plan(?:s|ned)? (?:is|to)|(?:members|trustees|governors|you) agree|"
    r"approv(?:e|al)|authority to|agree to|agree(?:s|d)? that|would|want to|wish to|were the \w+ to)\b",
    re.IGNORECASE,
)
"""Something that somebody has still to decide."""
PLANNED = patterns.compile(
    r"\b(?:will|shall|must|needs?|(?:is|are) to (?:be)?|(?:is|are) going to)\b", re.IGNORECASE
)
TO_NOTE = patterns.compile(
    r"\b(?:asked|invited|recommended|requested|proposed|suggested) (?:to|that \w+) (?:note|consider|comment|receive|"
    r"discuss|thank|read|see|hear|look|choose|remember|say|tell|scrutinise|review|ask|endorse the report|"
    r"congratulate)\b",
    re.IGNORECASE,
)
"""“The Panel is asked to note the report” proposes nothing."""
DONE = patterns.compile(
    r"\b(?:(?:was|were|has been|have been|had been|already) (?:\w+ ){0,2}(?:approved|agreed|funded|let|bought|"
    r"filled|paid|"
    r"released|budgeted|provided|signed|made|appointed|recruited|completed|closed|moved)|last year|ago)\b",
    re.IGNORECASE,
)
PAID = patterns.compile(
    r"\b(?:in|within|from|inside|out of|under) (?:the |our |its |this year['’]s )?(?:\w+ ){0,3}(?:budgets?|programme|"
    r"allocation|provision|medium[- ]term plan)\b|\bbudgeted\b|\bbudget (?:for|of|has|was|includes|agreed)|"
    r"\b(?:met|funded|paid|covered|borne)(?: for)?(?: in full)? by (?:the |an? )?(?:government|department|lottery|"
    r"national|"
    r"region\w*|developer|grant|landlord|county|other|Ministry|Home Office|NHS)\b|\b(?:saves?|costs?) nothing\b",
    re.IGNORECASE,
)
"""Money that is in a budget already, or somebody else's."""
UNPAID = patterns.compile(r"\b(?:not|no|never|nor)\b[^.;]{0,25}$", re.IGNORECASE)

TRADES = (
    r"(?:supervisors?|carers?|crews?|wardens?|patrols?|technicians?|advisers?|librarians?|caretakers?|therapists?|"
    r"inspectors?|"
    r"engineers?|operators?|managers?|tutors?|co-?ordinators?|receptionists?|planners?|surveyors?|apprentices?|"
    r"analysts?)"
)
WORK = rf"(?:posts?|staff|{WORKERS}|{TRADES}|rotas?|shifts?|jobs?|roles?|staffing)"
MORE = (
    rf"(?:fewer|extra|additional|another|new|half-time|part-time|full-time|(?:\d|{numerals.WORDS}) more|delet\w+|"
    rf"remov\w+|"
    r"los(?:e|ing)|hir(?:e|ing)|recruit\w*|appoint\w*|tak(?:e|ing) on|redeploy\w*|mov(?:e|ing)|transfer\w*|mak(?:e|"
    r"ing)|"
    r"merg(?:e|ing)|cut(?:ting)?|reduc(?:e|ing)|train(?:ing)?|chang(?:e|ing)|employ(?:ing)?|replac(?:e|ing)|needs?|"
    r"outsourc\w+|second(?:ing)?|end(?:ing)?|add(?:ing)?)"
)
SAID = r"(?:[\w'’.-]+ ){0,4}?"
OF_KIND = {
    "staffing": patterns.compile(
        rf"\b{MORE} {SAID}{WORK}\b(?! (?:survey|car park|room|magazine))|"
        rf"\b{WORK} {SAID}(?:be |been )?(?:cut|hired|replaced|moved|lost|redundant|recruited|taken on|transferred|"
        rf"deleted|"
        rf"trained|merged|reduced|redeployed|outsourced|chang(?:e|ing)|appointed|employed|re-?graded)\b|"
        rf"\b{WORK} {SAID}(?:would|will|to) (?:have to )?(?:leave|go|work|cover|move|transfer|(?:not|no longer) be)\b|"
        rf"\b(?:would|will|to) be (?:taken on|recruited|made redundant|redeployed|appointed)\b|\b(?:opening |"
        rf"working |weekly )?hours be (?:cut|longer|extended|changed)|"
        rf"\b(?:hours|cover|working week)\b[^.;]{{0,30}}? from \S+(?: \w+){{0,2}} to \S+|"
        rf"\bfrom (?:our|its|the) own staff\b|\b(?:weekend|night|evening|Sunday|bank holiday) (?:working|duty|"
        rf"duties|rota)\b|"
        rf"\b(?:{WORKERS}|cooks|staff) work (?:an?|one|two|every|on|at|from|until) ",
        re.IGNORECASE,
    ),
    "legal": patterns.compile(
        r"\b(?:leases?|licen[cs]es?|freehold|tenanc(?:y|ies)|tribunal|courts?|prosecut\w+|byelaws?|compulsory|"
        r"covenant|"
        r"easement|(?:be|is|are) let to|sign (?:an?|the) |contracts?|years?['’]? agreement|agreement (?:with|between)|"
        r"(?:names?|addresses|dates of birth|records|details|data|information) (?:and \w+ )?(?:of|on|"
        r"about) (?:[\w'’-]+ ){0,3}"
        r"(?:tenants|residents|patients|pupils|staff|people|customers|applicants|members|children|families|victims)|"
        r"cameras?|CCTV|body-worn|shar(?:e|ing) (?:the |their |its |our )?(?:\w+ )?(?:data|information|records|"
        r"details|names)|"
        r"evict\w*|enforcement|trading company|trust deed|articles of association|dismiss\w*|public inquiry|"
        r"stopping up)\b",
        re.IGNORECASE,
    ),
    "equality": patterns.compile(
        r"\b(?:Blue Badge|bus routes?|on ?line|website|by app|on the app|women|girls|older|elderly|aged|"
        r"young(?:er)? people|"
        r"faith|prayer|halal|languages?|lifts?|step-free|ramps?|disab\w+|"
        r"(?:clos(?:e|ed|ing)|shut|end(?:ed|ing)?|merg(?:e|ed|ing)|mov(?:e|ed|ing)|withdraw\w*|stop(?:ped|ping)?) "
        rf"{SAID}(?:clinics?|centres?|counters?|librar(?:y|ies)|schools?|surger(?:y|ies)|lunch clubs?|toilets|bus|"
        rf"pools?|"
        r"day services?|wards?|homes?)|(?:clinics?|centres?|counters?|librar(?:y|ies)|surger(?:y|ies)|lunch clubs?|"
        r"toilets|"
        r"bus(?:es)?|pools?|schemes?) (?:\w+ ){0,4}?(?:be|should|would|will)(?: be)? (?:clos(?:e|ed)|shut|end(?:ed)?|"
        r"merged|moved|withdrawn|stop(?:ped)?))\b",
        re.IGNORECASE,
    ),
    "environmental": patterns.compile(
        r"\b(?:boilers?|heat pumps?|gas|vans?|lorr(?:y|ies)|vehicles?|flights?|trees?|solar|heating|fuel|petrol|"
        r"insulation|"
        r"car parks?|demoli\w+|street ?lights?|pesticides?|plastic|flood\w*|mowing|hedges?|LED|incinerat\w+|"
        r"landfill)\b",
        re.IGNORECASE,
    ),
    "financial": patterns.compile(
        rf"\b(?:{MORE} (?:(?:collection |day |night )?crews?|posts?|nurses?|assistants?)|buy|purchase|hired?|"
        rf"borrow\w*|lend|"
        r"refund|write off|compensation|peppercorn|rent[- ]free|waive\w*|quotations?|taken on for|"
        r"more would be taken on)\b",
        re.IGNORECASE,
    ),
}
LAW_AHEAD = patterns.compile(
    r"\b(?:will|shall|would)(?! not) (?:be )?(?:[a-z]+ ){0,3}?(?:(?:shared?|publish(?:ed)?|pass(?:ed)?|disclosed?) "
    r"(?:[\w'’]+ ){0,3}?(?:names?|addresses|records|details|personal)|evict\w*|prosecut\w*|fined?|sued?|dismiss\w*)\b|"
    r"\b(?:bailiffs|fines|fixed penalt\w+) (?:of £\d+ )?(?:will|shall|would)\b",
    re.IGNORECASE,
)
"""What nobody may do without a power or a duty, told as to come."""
NO_NOUN = patterns.compile(r"\b(?:implications?|impact assessment)\b", re.IGNORECASE)


def proposed(paper: Reading) -> Iterator[tuple[Sentence, dict[str, str]]]:
    """Each sentence in which something is still to be decided, with the words by which it bears on each kind."""
    lead = ""
    for block in paper.blocks:
        if not block[0].is_item:
            lead = ""
        is_open = bool(lead)
        for sentence in block:
            is_open = _is_open(sentence.text, is_open)
            if NO_NOUN.search(sentence.text):
                continue
            if bearing := dict(_bearing(block, sentence) if is_open else _planned(sentence)):
                yield sentence, bearing
        if not block[0].is_item and PROPOSED.search(block[-1].text) and not is_only_noted(block[-1].text):
            lead = block[-1].text if block[-1].text.rstrip().endswith((":", "–", "-", "to", "that")) else ""


def is_only_noted(text: str) -> bool:
    """Is the reader asked to take note, and to decide nothing?"""
    return bool(TO_NOTE.search(text)) and not PROPOSED.search(TO_NOTE.sub(" ", text))


def is_done(text: str) -> bool:
    """Is it told as past, with nothing left to decide?"""
    return bool(DONE.search(text)) and (is_only_noted(text) or not PROPOSED.search(text))


def _is_open(text: str, before: bool) -> bool:
    """Is it to be decided, or told in one breath with what is?"""
    if is_only_noted(text) or is_done(text):
        return False
    return before or bool(PROPOSED.search(text))


def _bearing(block: tuple[Sentence, ...], sentence: Sentence) -> Iterator[tuple[str, str]]:
    text = sentence.text
    for kind, words in OF_KIND.items():
        if (found := words.search(text)) and not (kind == "financial" and _is_paid(block)):
            yield kind, found[0].strip()
    money = next((each for each in sentence.amounts if each.unit == "money"), None)
    if money and PROPOSED.search(" ".join(s.text for s in block)) and not _is_paid(block):
        yield "financial", money.text.strip()


def _planned(sentence: Sentence) -> Iterator[tuple[str, str]]:
    """What is to happen to people's work bears on them, whoever decided it."""
    text = sentence.text
    found = OF_KIND["staffing"].search(text) if PLANNED.search(text) and not is_done(text) else None
    if found and not is_only_noted(text):
        yield "staffing", found[0].strip()
    law = LAW_AHEAD.search(text)
    if law and not is_done(text) and not is_only_noted(text):
        yield "legal", law[0].strip()


def _is_paid(block: tuple[Sentence, ...]) -> bool:
    whole = " ".join(sentence.text for sentence in block)
    found = PAID.search(whole)
    return found is not None and not UNPAID.search(whole[: found.start()])
