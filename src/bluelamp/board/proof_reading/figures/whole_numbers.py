"""Percentages of a few: of 14 people 11 are 78.6% and 12 are 85.7%, and nobody can be 81% of them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from fractions import Fraction

from bluelamp.board.proof_reading.finding import Remark
from bluelamp.board.proof_reading.language import marked, patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence

VERB = (
    r"(?:were|was|are|is|had|have|has|said|say|felt|feel|told|rated|agreed?|met|meet|passed|would|did|do|thought|think|"
    r"found|find|reported|knew|know|chose|gave|got|went|came|[a-z]{3,}ed)\b"
)
ASKED = (
    r"(?:repl(?:y|ied|ies)|respond\w*|responses?|returned|answer\w*|asked|survey\w*|interview\w*|assess\w*|inspect\w*|"
    r"sampled|audited|tested|checked|reviewed|took part|attended|completed|filled in|forms?)"
)
THE = r"(?:the |our |its |their |these |those |all )"
OF_THEM = r"(?:of (?:them|these|those|whom|which) )?"
OF_FEW = marked.pattern(
    rf"{{share:p}} of {THE}+{{whole:c}} (?!of\b|(?:[a-z]+ )?(?:types|kinds|sorts|categories|classes|headings)\b)[a-z]",
    rf"{{whole:c}} [^⟦.;:()]{{0,40}}\b{ASKED}\b[^⟦.;:()]{{0,25}}?(?:,|,? and|,?)? {OF_THEM}(?:just |only )?{{share:p}} "
    rf"{OF_THEM}{VERB}",
    rf"\b{ASKED} (?:by |from |of |{THE})*{{whole:c}} [^⟦.;:()]{{2,40}}?(?:,|,? and|,?) {OF_THEM}(?:just |only )?"
    rf"{{share:p}} {OF_THEM}{VERB}",
)
OF_PEOPLE = marked.pattern(
    rf"(?:^|[,;] |\band )(?:of|out of|among) {THE}*{{whole:c}} (?!of\b)[^⟦.;:()]{{2,60}}, (?:just |only )?{{share:p}} "
    rf"{OF_THEM}{VERB}",
    rf"(?:^|[,;] |\band )(?:of|out of|among) {THE}{{whole:c}},? (?:just |only )?{{share:p}} "
    r"(?!of\b|more\b|less\b|fewer\b|higher\b|lower\b)[a-z]",
    rf"(?:^|\band )(?:there (?:were|are|was|is) |(?:all|our|the) )*{{whole:c}} [^⟦.;:()]{{3,50}}(?:,|:|,? and) "
    rf"(?:just |only )?{{share:p}} {OF_THEM}{VERB}",
    r"{whole:c} [^⟦.;:()]{3,50} \({share:p} (?:were |was )?[a-z-]{4,}(?<!\bmore)(?<!\bless)(?<!\bfewer)(?<!\bthan)\)",
    r"{whole:c} [^⟦.;:()]{3,60}? (?:and|but),? (?:[a-z]+ ){0,2}?(?:just |only )?{share:p} of (?:them|these|"
    r"those)\b",
    r"{whole:c} [^⟦.;:()]{3,40}, (?:just |only )?{share:p} of (?:them|these|those)\b",
)
MEASURED = patterns.compile(
    r"^\s?(?:[a-z-]+ ){0,2}(?:seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?|km|kilomet\w+|miles?|"
    r"metres?|hectares?|acres?|tonnes?|tons|litres?|points?|marks|fte|full[- ]time equivalents?|million|per)\b",
    re.IGNORECASE,
)
"""What is measured rather than counted."""
PLACES = patterns.compile(
    r"^\s?(?:[a-z-]+ ){0,2}(?:wards?|centres?|schools?|homes?|sites?|services?|councils?|forces?|trusts?|areas?|teams?|"
    r"groups?|clubs?|boards?|committees?|colleges?|parishes|districts?|stations?|libraries|towns?|villages?|streets?|"
    r"meetings?|events?|sessions?|workshops?|class(?:es)?|courses?|roadshows?|drop-ins?|shifts?|routes?|buildings?|"
    r"estates?|blocks?|practices?|surger(?:y|ies)|hospitals?|pharmac(?:y|ies)|companies|firms?|contracts?)\b",
    re.IGNORECASE,
)
"""“Of the 14 homes, 81% were full” may be told of what is in them, and “13 meetings, and 81% agreed” of who came."""
WEIGHTED = patterns.compile(r"\bweight(?:ed|ing|s)\b", re.IGNORECASE)


def beside(low: Fraction, high: Fraction, base: int) -> str:
    """The two whole numbers of ``base`` nearest to a percentage that none gives; empty where one lies in ``low``
    to ``high`` (hundredths)."""
    below = math.floor(high * base / 100)
    if below * 100 >= low * base or high > 100 or base <= 0:
        return ""
    ends = [(k, Fraction(100 * k, base)) for k in (below, below + 1)]
    return " and ".join(f"{k} is {float(share):.1f}%" for k, share in ends)


def of_few(sentence: Sentence) -> Iterator[Remark]:
    """“81% of the 14 who replied”, where no part is told."""
    if WEIGHTED.search(sentence.text):
        return
    told = list(_shared_out(sentence)) or list(marked.found(OF_FEW, sentence.marked, sentence.amounts))
    people = marked.found(OF_PEOPLE, sentence.marked, sentence.amounts)
    told += [each for each in people if not PLACES.match(sentence.text[each["whole"].end :])]
    for found in told:
        share, whole = found["share"], found["whole"]
        ends = beside(share.low, share.high, int(whole.value)) if _is_exact(sentence, share, whole) else ""
        if ends:
            yield sentence.remark(f"of {int(whole.value)}, {ends}, and {share.text.strip()} is printed")
            return


def _shared_out(sentence: Sentence) -> Iterator[dict[str, Amount]]:
    """“Of the 41 who replied, 39% were very satisfied, 30% fairly and 31% not”: each is of the 41."""
    wholes = [a for a in sentence.amounts if a.unit == "count"]
    shares = [a for a in sentence.amounts if a.unit == "percent"]
    added = sum((a.value for a in shares), Fraction(0))
    is_first = len(wholes) == 1 and len(shares) > 2 and wholes[0].end <= shares[0].start
    if is_first and abs(added - 100) <= 2 and not PLACES.match(sentence.text[wholes[0].end :]):
        yield from ({"share": share, "whole": wholes[0]} for share in shares)


def _is_exact(sentence: Sentence, share: Amount, whole: Amount) -> bool:
    """Neither is about so much, and the whole is counted, not measured; “some 11 pupils” are 11."""
    is_about = share.hedged or (whole.hedged and not whole.text.lower().startswith("some "))
    is_counted = whole.value.denominator == 1 and whole.value > 1 and not whole.lasts
    return is_counted and not is_about and not MEASURED.match(sentence.text[whole.end :])


OF_THEM_ALL = marked.pattern(
    r"{share:p} of (?:them|these|those|its own|the (?P<same>[a-z]+))\b(?! \w+s\b)",
    r"^(?:of|out of|among) (?:them|these|those|the (?P<same>[a-z]+)),? (?:just |only )?{share:p} "
    r"(?!of\b|more\b|less\b)[a-z]",
    r"^(?:in all,? |altogether,? |overall,? )?(?:just |only )?{share:p} "
    r"(?P<bare>have|had|were|are|did|do|met|said|passed|failed|felt|told|agreed|thought|rated|found)\b(?!.*\bthan\b)",
)
AFTER_COUNT = patterns.compile(
    r"^ (?:strong|in all|in total)\b|"
    r"^\s?(?:of (?:the|our) )?(?:[a-z-]+ ){0,3}?(?P<noun>(?!(?:was|has|its|this|is)\b)[a-z]{3,}(?<!s)s|"
    r"people|children|m[ae]n|wom[ae]n)\b"
)
OTHERS = patterns.compile(
    r"(?<!from)(?<!in)(?<!by)(?<!for)(?<!across)(?<!with)(?<!to)(?<!at)(?<!on)(?<!of)(?<!about)(?<!the)(?<!our)"
    r"(?<!its) (?!(?:was|has|its|this|is|does|less|across|whereas|always|perhaps|days|weeks|months|years)\b)"
    r"[a-z]{3,}(?<!s)s\b"
)
"""Another plural that “them” may be, and that no preposition puts in its place."""


SAID_SHARE = marked.pattern(
    rf"(?:^|[,;] |\band ){{share:p}} (?:of (?:them|these|those|respondents|replies) )?{VERB}",
    r"^{share:p} (?:of (?:them|these|those) )?(?:left|want|take|use|like|live|need|prefer|know|never|"
    r"always|still|do)\b",
    r"\bthe (?:[a-z-]+ )?rate (?:was|is|of|came to|stood at) {share:p}",
)
ANSWERED = patterns.compile(rf"^ (?:[a-z-]+ ){{1,9}}?(?:{ASKED}|sat|took|entered|tried|rang|wrote)\b")
BACK_FAR = 3
"""Sentences looked back."""
FEW = 60


def of_few_before(earlier: tuple[Sentence, ...], sentence: Sentence) -> Iterator[Remark]:
    """“Twelve trainees sat the course in March. The pass rate was 80%”: no number of 12 is 80%. Where the paragraph
    counts anything else, that may be the base."""
    if WEIGHTED.search(sentence.text) or any(a.unit == "count" for a in sentence.amounts):
        return
    found = next(marked.found(SAID_SHARE, sentence.marked, sentence.amounts), None)
    wholes = [(s, a) for s in earlier[-BACK_FAR:] for a in s.amounts if a.unit == "count" and not a.lasts]
    if found is None or len(wholes) != 1 or len(sentence.amounts) != 1:
        return
    at, whole = wholes[0]
    is_asked = ANSWERED.match(at.text[whole.end :]) or ASKED_OF.search(at.text[: whole.start])
    share = found["share"]
    if (
        not is_asked
        or whole.value > FEW
        or not _is_exact(at, share, whole)
        or PLACES.match(at.text[whole.end :])
    ):
        return
    if ends := beside(share.low, share.high, int(whole.value)):
        yield sentence.remark(f"of {int(whole.value)}, {ends}, and {share.text.strip()} is printed")


ASKED_OF = patterns.compile(
    rf"\b{ASKED} (?:(?:were |was )?(?:held )?with )?(?:by |from |of |all |{THE})*$", re.IGNORECASE
)


def of_them(before: Sentence, sentence: Sentence) -> Iterator[Remark]:
    """“There are 13 pharmacies. At present 58% of them give vaccine”: no number of 13 is 58%."""
    if WEIGHTED.search(f"{before.text} {sentence.text}") or any(a.unit == "count" for a in sentence.amounts):
        return
    wholes = [a for a in before.amounts if a.unit == "count" and a.value > 1 and not a.lasts]
    if not wholes or not any(a.unit == "percent" for a in sentence.amounts):
        return
    noun = AFTER_COUNT.match(before.text[wholes[-1].end :])
    if not noun or OTHERS.search(before.text[wholes[-1].end + noun.end() :]):
        return
    for way in OF_THEM_ALL:
        found = way.search(sentence.marked)
        if not found:
            continue
        same = found.groupdict().get("same")
        if found.groupdict().get("bare") and PLACES.match(before.text[wholes[-1].end :]):
            return
        if same and same.lower()[:5] != (noun["noun"] or "")[:5]:
            return
        share = sentence.amounts[int(found["share"][1:])]
        ends = [
            beside(share.low, share.high, int(whole.value)) if _is_exact(before, share, whole) else ""
            for whole in wholes
        ]
        if all(ends):
            told = f"of {int(wholes[-1].value)}, {ends[-1]}, and {share.text.strip()} is printed"
            yield sentence.remark(told)
        return
