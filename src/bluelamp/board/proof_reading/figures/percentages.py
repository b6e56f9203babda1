"""A percentage or a fraction in a sentence against the counts it stands beside, by the digits printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.figures.alone import alone
from bluelamp.board.proof_reading.figures.bases_before import Bases
from bluelamp.board.proof_reading.figures.few_before import few_before
from bluelamp.board.proof_reading.figures.gaps import gaps
from bluelamp.board.proof_reading.figures.in_turn import in_turn, too_many
from bluelamp.board.proof_reading.figures.no_parts import is_no_part
from bluelamp.board.proof_reading.figures.parts_nearby import counted, nearby, shared_out
from bluelamp.board.proof_reading.figures.parts_of import PartOf, parts_of
from bluelamp.board.proof_reading.figures.whole_numbers import of_few, of_few_before, of_them
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading


def read(paper: Reading) -> Iterator[Remark]:
    before = None
    lead: tuple[Sentence, ...] = ()
    every: dict[str, tuple[Fraction, ...]] = {}
    own = shared_out(paper.blocks)
    bases = Bases(paper)
    for block in paper.blocks:
        if block[0].block in own:
            continue
        told = lead if block[0].is_item else ()
        counts = tuple(a for s in block for a in counted(s))
        key = block[0].section.key
        if key not in every:
            every[key] = _every(paper, block[0])
        for place, sentence in enumerate(block):
            tied = list(parts_of(sentence, before))
            partnered = {each.share.start for each in tied} | {each.part.start for each in tied}
            beside = nearby((*told, *block), len(told) + place, every[key])
            free = [p for p in beside if not {p.share.start, p.part.start} & partnered]
            taken = {each.share.start for each in (*tied, *free)}
            more = (*in_turn(sentence), *alone(block, place))
            two = [each for each in more if each.share.start not in taken]
            known = (*tied, *free, *two[:2])
            for said in known or bases.of_parts(block, place):
                wrong = _working(said)
                if wrong and not (
                    _is_of_another(said, counts, sentence) or _is_of_others(paper, said, sentence)
                ):
                    yield sentence.remark(wrong)
            for wrong in (*too_many(sentence), *gaps(block, place)):
                yield sentence.remark(wrong)
            if not (tied or free or two):
                few = list(of_few(sentence))
                few = few or (list(of_them(block[place - 1], sentence)) if place else [])
                few = few or list(of_few_before((*told, *block[:place]), sentence))
                yield from few or few_before(paper, sentence)
            before = sentence
        lead = lead if block[0].is_item else block


def _every(paper: Reading, first: Sentence) -> tuple[Fraction, ...]:
    """Every count of a section, in its sentences and its tables, the smallest first."""
    said = {a.value for s in paper.section_of(first) for a in counted(s)}
    grids = (grid for grid in paper.grids if grid.section is first.section)
    return tuple(sorted(said | {c.value for g in grids for column in g.columns for c in column.cells if c}))


def _working(said: PartOf) -> str:
    """What the share should be; empty when it follows from any of the wholes that may be meant."""
    tried = [whole for whole in said.wholes if whole.value > 0 and said.part.low <= whole.high]
    if not tried or any(_follows(said, whole.low, whole.high) for whole in tried):
        return ""
    whole = tried[0]
    share = Fraction(100) * said.part.value / whole.value
    exact = shown.percent(share, max(said.share.digits, 1))
    return (
        f"{shown.said(said.part)} of {shown.said(whole)} is {exact}, and {shown.said(said.share)} is printed"
    )


def _is_of_another(said: PartOf, counts: tuple[Amount, ...], sentence: Sentence) -> bool:
    """Of another count of the paragraph, or the size of a change or its part: “fell from 96 to 81 (16%)”."""
    if (
        is_no_part(said, sentence)
        or _is_of_a_thing(said, sentence)
        or _is_left(said, sentence)
        or _is_over(said, sentence)
    ):
        return True
    alike = [c for c in counts if c.unit == said.part.unit and c.value > 0]
    if any(_follows(said, c.low, c.high) for c in alike if c.value > said.part.value):
        return True
    if said.part.text.strip().isalpha() and _is_of_a_larger_part(said, sentence):
        return True
    if "from ⟦" not in sentence.marked:
        return False
    gaps = {abs(one.value - other.value) for one in alike for other in alike}
    changed = (abs(w.value - said.part.value) * 100 / w.value for w in said.wholes if w.value > 0)
    return any(said.share.agrees(each) for each in changed) or any(_follows(said, g, g) for g in gaps if g)


def _is_of_a_larger_part(said: PartOf, sentence: Sentence) -> bool:
    """“Of the 137 homes, 102 had one or two bedrooms (74.5%)”: the words count rooms, and the digits homes."""
    others = [a for a in sentence.amounts if a.unit == said.part.unit and a.value > said.part.value]
    return any(said.share.agrees(100 * a.value / w.value) for w in said.wholes for a in others if w.value)


OF_THING = re.compile(
    r"[)]? of (?:all )?(?:the |our |its |their )"
    r"(?!total|whole|number|sum|rest|work|programme|task)(?:[a-z-]+ ){0,2}?(?P<thing>[a-z]{4,})\b",
    re.IGNORECASE,
)
BESIDE = 45


def _is_of_a_thing(said: PartOf, sentence: Sentence) -> bool:
    """“£5,500, or 3.1 per cent of the fund”: of what no whole beside it is called."""
    found = OF_THING.match(sentence.text, said.share.end)
    if not found or any(said.share.end < whole.start < said.share.end + BESIDE for whole in said.wholes):
        return False
    root, text = found["thing"][:5].lower(), sentence.text[: said.share.start].lower()
    near = (text[max(0, whole.start - BESIDE) : whole.start + BESIDE] for whole in said.wholes)
    return not any(root in words for words in near)


LEFT = re.compile(
    r"\b(?:leav(?:es?|ing)|left (?:us )?with) (?:us )?(?:with )?(?:about |some |only |just )?$", re.IGNORECASE
)
OVER = re.compile(
    r"\s(?P<how>over|above|more than|ahead of|under|below|less than|short of) (?:the |our |its |their )?"
    r"(?:(?:original|agreed|approved|full-year) )?(?:budget|plan|target|forecast|profile|estimate|last year)",
    re.IGNORECASE,
)


MORE_OR_FEWER = re.compile(
    r"\s(?:(?P<fewer>fewer|less|down|lower)|more|up|higher|extra)\b[^.;]{0,30}?\b(?:than|on|from)\b",
    re.IGNORECASE,
)


OF_OTHERS = re.compile(
    r"\b(?:of|among) (?:all )?(?:the|our|its|their) (?:[a-z-]+ ){0,2}?(?P<thing>[a-z]{4,}),? "
    r"(?:just |only |some |about )?$",
    re.IGNORECASE,
)


def _is_of_others(paper: Reading, said: PartOf, sentence: Sentence) -> bool:
    """“Of the academics, 267 were women (43.1%)”, where the number of academics is told elsewhere in the paper."""
    found = OF_OTHERS.search(sentence.text[: min(said.part.start, said.share.start)])
    root = found["thing"][:7].lower() if found else ""
    return bool(found) and any(
        _follows(said, a.low, a.high)
        for s in paper.sentences
        if root in s.text.lower()
        for a in counted(s)
        if a.unit == said.part.unit and a.value > said.part.value
    )


def _is_left(said: PartOf, sentence: Sentence) -> bool:
    """“Drawn on by £0.4m, which would leave £2.5m, or 11.7%”: what is left is no whole of what was taken."""
    return any(LEFT.search(sentence.text[: whole.start]) for whole in said.wholes)


ASIDE = re.compile(r"\([^()]*\) ?")


def _is_over(said: PartOf, sentence: Sentence) -> bool:
    """“£1.34m, £40,000 over budget (3.1%)”: of the budget, which is what is told less what is over; “9,013 fires, 422
    fewer (4.5%) than last year”: of what there were then."""
    found = OVER.match(sentence.text, said.part.end)
    moved = MORE_OR_FEWER.match(ASIDE.sub("", sentence.text[said.part.end :]))
    if found:
        is_over = found["how"].lower() in ("over", "above", "more than", "ahead of")
    elif moved:
        is_over = not moved["fewer"]
    else:
        return False
    sign = -1 if is_over else 1
    return any(
        _follows(said, whole.low + sign * said.part.value, whole.high + sign * said.part.value)
        for whole in said.wholes
    )


def _follows(said: PartOf, low: Fraction, high: Fraction) -> bool:
    lowest = 100 * said.part.low / high
    highest = 100 * said.part.high / low if low > 0 else Fraction(10**9)
    return said.share.agrees(lowest, highest)


RULE = Rule(
    key="percentages",
    title="A percentage that does not follow from its count",
    severity="wrong",
    explanation="The percentage, the count or the base is wrong, or they are of different things.",
    read=read,
    kind="sums",
    certainty="certain",
)
