"""A sum of money that names a thing, and the thing told with another sum: “a facility of £25m”, “the £28m facility”."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.figures.described import are_told_apart
from bluelamp.board.proof_reading.figures.nouns import stem
from bluelamp.board.proof_reading.finding import Remark
from bluelamp.board.proof_reading.language import marked, patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.dates import ANY_MONTH
from bluelamp.board.proof_reading.language.periods import spoken
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

THING = (
    r"facility|loan|grant|contract|legacy|reserves?|surplus|deficit|overspend|underspend|shortfall|gap|fund|levy|"
    r"programme|scheme|project|agreement|endowment|bequest|donation|debt|mortgage|bond|balance|settlement|budget|bid|"
    r"award|fine|penalty|dowry|precept|pot|allocation|investment|deposit|provision|subsidy|tender|order"
)
NAMED = marked.pattern(
    rf"\b(?P<the>the|our|its|their|this|that) {{sum:m}} (?P<how>(?:[a-z-]+ )?)(?P<thing>{THING})\b"
)
TOLD = marked.pattern(
    rf"(?P<thing>{THING})[^⟦.;:,()]{{0,40}}? (?:of|worth|is|was|stands? at|stood at|at|to|for|valued at) {{sum:m}}",
    rf"{{sum:m}} (?P<how>(?:[a-z-]+ )?)(?P<thing>{THING})\b",
)
MANY = patterns.compile(
    r"\b(?:grants|loans|contracts|funds|schemes|projects|budgets|reserves of)\b", re.IGNORECASE
)
OF_WHAT = patterns.compile(r" (?:on|for|to|at|with|from|in) (?:the |our |its )?(?P<what>[A-Za-z-]{3,})")
ANY_TIME = patterns.compile(ANY_MONTH)
NAME = patterns.compile(r"(?<!^)\b[A-Z][a-z]{3,}")


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum that is told of a thing."""

    sentence: Sentence
    amount: Amount
    thing: str
    how: str = ""
    what: str = ""


def named_sums(paper: Reading) -> Iterator[Remark]:
    """Each thing named by a sum that is not the only other one told of it."""
    told: dict[str, list[Sum]] = {}
    for each in (s for sentence in paper.sentences for s in _sums(sentence, TOLD)):
        told.setdefault(each.thing, []).append(each)
    for later in (s for sentence in paper.sentences for s in _sums(sentence, NAMED)):
        every = told.get(later.thing, [])
        others = [each for each in every if each.amount.value != later.amount.value]
        is_known = any(
            s.amount.value == later.amount.value and s.sentence is not later.sentence for s in every
        )
        if is_known or len({each.amount.value for each in others}) != 1 or not _is_slip(others[0], later):
            continue
        where = f"paragraph {paper.label(others[0].sentence.paragraph)}"
        said, meant = shown.said(later.amount), shown.said(others[0].amount)
        yield later.sentence.remark(f"{said} here and {meant} in {where}, both of “{later.thing}”")


def _sums(sentence: Sentence, ways: tuple[re.Pattern[str], ...]) -> Iterator[Sum]:
    if "⟦m" not in sentence.marked or MANY.search(sentence.text):
        return
    for way in ways:
        for found in way.finditer(sentence.marked):
            amount = sentence.amounts[int(found["sum"][1:])]
            how = (found.groupdict().get("how") or "").strip().lower()
            if not amount.hedged:
                what = OF_WHAT.match(sentence.marked, found.end())
                yield Sum(
                    sentence, amount, stem(found["thing"].lower()), how, what["what"].lower() if what else ""
                )


def _names(sentence: Sentence) -> set[str]:
    return set(NAME.findall(ANY_TIME.sub(" ", sentence.text)))


def _is_slip(one: Sum, other: Sum) -> bool:
    """As many digits and all but one the same, or two in each other's place; of one time, and of one name."""
    first, second = (re.sub(r"\D", "", each.amount.text) for each in (one, other))
    apart = [place for place, (a, b) in enumerate(zip(first, second, strict=False)) if a != b]
    is_slip = len(apart) == 1 or (len(apart) == 2 and Counter(first) == Counter(second))
    if one.sentence is other.sentence or len(first) != len(second) or not is_slip:
        return False
    when = [{at for at in spoken(each.sentence.text) if at[0].isdigit()} for each in (one, other)]
    names = _names(other.sentence) - _names(one.sentence)
    is_named_so = not other.how or other.how[:5] in one.sentence.text.lower()
    if one.what and other.what and one.what != other.what:
        return False
    if (all(when) and not when[0] & when[1]) or names or not is_named_so:
        return False
    return not are_told_apart(one.sentence, one.amount, other.sentence, other.amount)
