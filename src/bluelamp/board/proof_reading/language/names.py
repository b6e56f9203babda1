"""Digits and number words that name something: a paragraph, a year, a telephone number, an age, a time of day."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re

from bluelamp.board.proof_reading.language import numerals

NAMES = re.compile(
    r"\b(?=\w)(?:\bquarter [1-4](?:(?:,| and| to|-|–)\s?(?:quarter )?[1-4](?![\d%]|[,.]\d))*(?![\d%]|[,.]\d)|"
    r"\b(?:paragraphs?|paras?|sections?|items?|tables?|charts?|figures?|fig|phases?|parts?|nos?\.?|"
    r"(?<!s )(?<!staff )(?<!people )(?<!children )numbers?|schedule|version|page|"
    r"appendix|annex|chapter|stage|tier|band|level|grade|step|clause|article|regulation|category|cat|red|"
    r"priority|ward|room|unit|"
    r"lot|block|flat|zone|route|junction|operation|"
    r"(?<!the )(?<!this )(?<!that )(?<!half )(?<!half-)(?<!each )(?<!same )(?<!last )(?<!past )(?<!one "
    r")(?<!a )"
    r"(?:day|week|year|month|quarter)|objective|recommendation|"
    r"action|question|option)"
    r"\s?\d+(?:\.\d+)*[a-z]?(?:(?:,| and| to| or|-|–)\s?\d+(?:\.\d+)*(?!\d|,\d{3}| (?:out )?of\b))*"
    r"(?![\d%]|,\d|\.\d)"
    r"|\b(?:section|paragraph|item|objective|option|stage|phase|tier|level|step|band|category|grade|"
    r"part)\s(?:one|two|"
    r"three|four|five|six)\b"
    r"|(?<![£€$,.\d])\b(?:19|20)\d\d(?:[/-]\d\d(?:\d\d)?)?\b(?![,.]\d|\s?%)|(?<![\d,.£])\b(?:999|101|"
    r"111)\b(?!\s?%|[,.]\d| (?:out )?of (?:the |our |all |these |those )?\d)"
    r"|\b95\s?(?:%|per cent) (?:confidence )?intervals?\b|\b24/7\b|\b(?:24|12)[- ]hours?\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)\b|(?<![£€$])\b\d{1,2}:\d{2}\s?(?:am|pm|hrs|hours)?\b(?=\s?(?:am|pm|hrs|"
    r"hours|on|"
    r"to|,|\.?$))"
    r"|(?<![£€$,.])\b\d{1,2}\.[0-5]\d\s?(?:am|pm|hrs|hours)\b"
    r"|(?:(?<=\bat )|(?<=until )|(?<=till )|(?<=before )|(?<=after ))(?:[01]?\d|"
    r"2[0-3])\.[0-5]\d\b(?!\s?(?:%|per|points)|,\d)"
    r"|(?<![£€$,.])\b(?:[01]?\d|2[0-3])\.(?:00|15|30|45)(?:\s?(?:to|till|until|and|or|-|–)\s?(?:[01]?\d|"
    r"2[0-3])\."
    r"(?:00|15|30|45))\b(?!\s?(?:%|per|points)|,\d)"
    rf"|\b(?:\d{{1,2}}|{numerals.WORDS})(?:\s?(?:to|till|until|and|or|-|–)\s?"
    rf"(?:\d{{1,2}}|{numerals.WORDS}))? o['’]clock\b"
    r"|\b\d{1,2}\s?(?:am|pm)\b|\baged?\s(?:between\s|from\s)?\d+(?:\s?(?:-|–|to|and)\s?\d+)?\b"
    r"|\b\d+\s?(?:-|–|to)\s?\d+[- ]years?[- ]olds?\b|\b\d+[- ]years?[- ]olds?\b|\b(?:under|over)[- ]\d+s\b"
    r"|\b(?:one|two)[- ](?:off|way|tier|sided|day|stop|to-one|third party)\b|\bone another\b|\bno one\b|"
    r"\b(?:had|has|have|having|need(?:s|ed)?|want(?:s|ed)?|asked for|request(?:s|ed)|offered|received|"
    r"without|"
    r"with|another|this|that|which)\sone\b(?=\s?[,.;:()]|\sor\b)|"
    r"\b(?:is|are|was|were|being|all) (?:under|over) (?:the age of )?\d\d\b(?=\s?[,.;()]|"
    r"\s(?:and|or|when|at)\b)(?![,.]\d)|"
    r"\bquarter (?:one|two|three|four)\b"
    rf"|\b(?:residents|people|children|child|bab(?:y|ies)|infants?|boys|girls|adults|those|pupils|men|"
    rf"women|patients|persons|aged|everyone|"
    rf"anyone) (?:aged )?(?:under|over|above|below) (?:the age of )?(?:\d+|"
    rf"{numerals.WORDS})\b(?! per ?cent|\s?%)"
    r"|\b(?:under|over)[- ](?:\d+|(?:five|ten|twelve|fifteen|sixteen|eighteen|twenty-five|sixty|"
    r"sixty-five|seventy-five))s\b"
    r"|\b(?:first|second|latter|last|next|previous|same|each) (?:half|third|quarter)\b(?! (?:of (?:them|"
    r"these|those|all))\b)"
    r"|\bQ[1-4]\b|\b[A-Z]{1,4}\d{1,4}\b|\b(?:Act|Order|Regulations|Bill|Agenda|Census)\s\d{4}\b)",
    re.IGNORECASE,
)
"""Digits that name something rather than count it: a paragraph, a year, a telephone number, a time of day."""
