"""A sentence that says what made an average move, or that things got better or worse as it did; other than by the month
that left it."""

# ruff: noqa: RUF001 - papers are written with curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bluelamp.board.proof_reading.figures.months_named import AGO, months_named
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.leaving import LEAVES
from bluelamp.board.proof_reading.language.moving import A_CHANGE
from bluelamp.board.proof_reading.language.sentences import Sentence

CREDIT = patterns.compile(
    r"\b(?:reflect\w*|shows?|showed|showing|(?:has|have) shown|thank\w*|due to|because|"
    r"results? (?:of|from)|resulted|down to(?! (?:just |only |about )?[£€\d])|"
    r"owing to|credit\w*|ow(?:e|es|ed) (?:it |this |that )?to|returns? on|"
    r"prov(?:es?|ed|en|ing)|demonstrat\w+|evidence\w*|driven|testa\w+|testif\w+|testimony|explain\w*|"
    r"attribut\w+|brought|caused|"
    r"tribute|comes? from|came from|reason|paid off|confirm\w*|indicat\w+|suggest\w*|conclude\w*|tak(?:e|en) from|"
    r"tells? us|tak(?:en?|ing) effect|took effect|effect of|fruit|bears? out|success\w*|proof|a sign|"
    r"(?:is|are|has|have|been) work(?:ed|ing)|congratulat\w+|vindicat\w+|(?:having|has had|had) (?:an?|the|its) \w+|"
    r"pay(?:s|ing) off|turn\w* the corner|mak(?:es|ing) (?:a|the) difference|made (?:a|an|the) (?:\w+ )?difference|"
    r"why the|justif\w+|reward\w*|dividends?|(?:under|be)lines?|underlin\w+|signals?|points? to)\b",
    re.IGNORECASE,
)
"""That a move comes from something, or says something."""
PRAISE = patterns.compile(
    r"\b(?:follow(?:s|ed|ing)|impact|benefits?|helped|achiev\w+|led to|deliver\w*|cutting|faster|quicker|slower|"
    r"pleased|improv(?:ed|ing)|getting (?:better|worse)|work(?:ed|s|ing)|made)\b",
    re.IGNORECASE,
)
"""The same, less surely."""
BETTER = patterns.compile(
    r"\b(?:better|improv\w+|strengthen\w*|(?:pick(?:ed|ing|s)?|sped|speed(?:ed|ing|s)?|slow(?:ed|ing|s)?) (?:up|down)|"
    r"quick\w*|fast\w*|sooner|slower|progress\w*|recover\w*|gain(?:s|ed|ing)? ground|momentum|worse\w*|deteriorat\w+|"
    r"weaken\w*|slipp\w+|eas(?:ed|ing)|(?:go|goes|going|gone|went|continu\w+|kept|keep\w*) (?:on |to )?(?:get|fall|ris|"
    r"improv|declin|grow|climb|drop|com)\w*|right (?:way|direction)|fewer|busier|quieter|healthier|safer|"
    r"fitter|cleaner|tighter|stronger|more \w+ly|turned (?:round|around)|encourag\w+|good (?:news|month|progress))\b",
    re.IGNORECASE,
)
"""That it goes better or worse."""
NOT_TOLD = patterns.compile(
    r"\b(?:not|no|nor|none|never|nothing|cannot|without|whether|if|would(?! like)|could|should|(?-i:may)|might|"
    r"will|shall|"
    r"(?:tables?|figures?|charts?|graphs?|columns?|paragraphs?) (?:\d+ )?(?:below |above )?(?:shows?|gives?))\b|"
    r"n[’']t\b",
    re.IGNORECASE,
)
TO_READERS = patterns.compile(
    r"\b(?:members?|governors?|trustees|councillors|directors|the (?:board|committee|panel|authority|cabinet|council)|"
    r"readers|you) (?:will|may|might|can|should)\b(?! (?:not|need)\b)",
    re.IGNORECASE,
)
"""“Members will note” tells of what is."""
REASON = patterns.compile(
    r"\b(?:because|explain\w*|due to|owing|reasons?|accounts?|accounted|only|entirely|wholly|none of|results?|"
    r"com(?:es?|ing) from|came from|down to(?! (?:just |only |about )?[£€\d])|reflect\w*|why|"
    r"therefore|caused|brought|not)\b",
    re.IGNORECASE,
)
AVERAGE = patterns.compile(r"\b(?:averag\w+|mean|rolling|moving|running)\b", re.IGNORECASE)
MOVED = patterns.compile(rf"\b(?:averag\w+|mean|rolling|moving|running|{A_CHANGE})\b", re.IGNORECASE)
OF_THE_MOVE = patterns.compile(rf"\b(?:averag\w+|mean|this|that|{A_CHANGE})\b", re.IGNORECASE)
THAN_A_YEAR_AGO = patterns.compile(rf"\b(?:{AGO}|(?:19|20)\d\d|before)\b", re.IGNORECASE)
CLAUSE = patterns.compile(r"[,;:()]|[–—]|\b(?:and|while|but|as|so|with|which|that)\b", re.IGNORECASE)


def is_explained(passage: tuple[Sentence, ...], gone: date) -> bool:
    """Does the passage give the month that left as the reason? What was the reason of that month is another matter."""
    return any(
        REASON.search(part)
        and _names(s, start, start + len(part), gone)
        and (LEAVES.search(part) or MOVED.search(part))
        for s in passage
        for start, part in _parts(s)
    )


def names(sentence: Sentence, gone: date) -> bool:
    """Does it speak of the month that left?"""
    return _names(sentence, 0, len(sentence.text), gone)


def _names(sentence: Sentence, start: int, end: int, gone: date) -> bool:
    named = {each.month for each in months_named(sentence, None) if start <= each.start < end}
    return gone in named or bool(LEAVES.search(sentence.text[start:end]))


def _parts(sentence: Sentence) -> Iterator[tuple[int, str]]:
    """What stands between its semicolons, and where."""
    start = 0
    for part in sentence.text.split(";"):
        yield start, part
        start += len(part) + 1


def claimed(passage: tuple[Sentence, ...], at: Sentence, gone: date) -> Sentence | None:
    """The first sentence, from ``at``, that gives another reason; else one that calls things better or worse."""
    after = passage[passage.index(at) :]
    may_be = [
        (s, part)
        for s in after
        for start, part in _parts(s)
        if _is_told(part) and not _names(s, start, start + len(part), gone)
    ]
    surely = (s for s, part in may_be if CREDIT.search(part))
    loosely = (s for s, part in may_be[1:] if PRAISE.search(part))
    return next(surely, None) or next(loosely, None)


def called_better(passage: tuple[Sentence, ...], at: Sentence, month: date, gone: date) -> Sentence | None:
    """A sentence of the paragraph of the average, or of those beside it, that says that it goes better or worse with
    what is measured; that the average itself improved is no such claim."""
    near = [s for s in passage if abs(s.block - at.block) <= 1 and _is_told(s.text) and not names(s, gone)]
    for sentence in sorted(near, key=lambda s: (s.block != at.block, s.block < at.block)):
        named = {each.month for each in months_named(sentence, None)}
        is_here = month in named or (sentence.block == at.block and sentence is not at)
        if (is_here or OF_THE_MOVE.search(sentence.text)) and any(_claims(sentence)):
            return sentence
    return None


def _is_told(text: str) -> bool:
    return not NOT_TOLD.search(TO_READERS.sub(" ", text))


def _claims(sentence: Sentence) -> Iterator[bool]:
    """Is one of its words for better or worse said of anything but the average, and not beside another year?"""
    text = sentence.text
    for found in BETTER.finditer(text):
        head, tail = CLAUSE.split(text[: found.start()])[-1], CLAUSE.split(text[found.end() :])[0]
        yield not AVERAGE.search(head) and not THAN_A_YEAR_AGO.search(tail)
