"""Two figures that a sentence sets against each other: what was, what is, how it is said to have moved,
and by how much."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from bluelamp.board.proof_reading.figures.sizes_beside import right_after, straight_after
from bluelamp.board.proof_reading.language import marked, moving, patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.dates import ANY_MONTH
from bluelamp.board.proof_reading.language.moving import A_CHANGE
from bluelamp.board.proof_reading.language.sentences import Sentence

ANY = "cpsmr"
MOVE = (
    r"(?:rose|risen|rises?|rising|increas\w+|grew|grown|growth|climb\w*|fell|fallen|falls?|falling|"
    r"drop\w*|decreas\w+|declin\w+|reduc\w+|"
    r"went|gone|moved?|dip\w*|slip\w*|improv\w*|worsen\w*|deteriorat\w*|cut|up|down|doubled|halved|"
    r"trebled|jump\w*|changed?|higher|lower)"
)
BESIDE = r"(?:compared (?:to|with)|in comparison (?:to|with)|against|versus|vs\.?|as opposed to|set against)"
FROM_TO = marked.pattern(
    rf"\bfrom (?:an? \w+ (?:\w+ )?of |just |only )?{{old:{ANY}}}[^⟦.;]{{0,70}}?\bto (?:just |only |"
    rf"an? \w+ (?:\w+ )?of )?{{new:{ANY}}}",
    rf"\b{MOVE} from (?:just |only )?{{old:{ANY}}}[^.;]{{0,50}}?(?:,? \([^()]{{0,60}}\)|, (?:when|where|"
    rf"which|with|"
    rf"being|or|i\.e\.|that is)\b[^.;]{{0,80}}?,) ?[^⟦.;]{{0,25}}?\bto (?:just |only )?{{new:{ANY}}}",
)
PAST = (
    r"(?:(?:previous|last|prior|preceding) (?:\w+ )?(?:year|month|quarter|period|time|occasion)|(?:a|one|"
    r"the) (?:year|"
    r"month|quarter) (?:earlier|ago|before)|previously)"
)
BEFORE = (
    rf"(?:was|were|previously|last|prior|year before|month before|before that|compared|against|target|plan\b|"
    rf"planned|standard|ceiling|threshold|benchmark|ambition|milestone|average|national\w*|england|region\w*|"
    rf"peers?|Q[1-4]\b|(?:19|20)\d\d(?:[/-]\d\d)?\b|{ANY_MONTH}(?!\w))"
)
"""How the figure in a bracket is said to be an earlier one, or one to measure by: “(Q1: 45.5%)”, “(target
95%)”."""
NEW_FIRST = marked.pattern(
    rf"{{new:{ANY}}}[^⟦.;]{{0,60}}?\b{MOVE} (?:by )?⟦[cmpso]\d+⟧(?: points?)? (?:on|from|over|since|"
    rf"compared (?:with|to)|against) (?:the |its |our )?(?:[^⟦.;,]{{0,50}}? )?{{old:{ANY}}}",
    rf"{{new:{ANY}}}[^⟦.;]{{0,60}}?\b{MOVE}(?: by ⟦[a-z]\d+⟧)?,? (?:slightly |sharply |"
    rf"significantly )?(?:\w+ )?from (?:the )?(?:[^⟦.;,]{{0,40}}? )?{{old:{ANY}}}",
    rf"{{new:{ANY}}}[^⟦.;]{{0,70}}?\b{BESIDE} (?:the |an? )?(?:[^⟦.;]{{0,60}}?[ /])?{{old:{ANY}}}",
    rf"\b(?:to|at|of|was|were|is|are|"
    rf"reached) {{new:{ANY}}}[^⟦.;]{{0,40}}?\bfrom (?:[^⟦.;]{{0,40}}? )?{{old:{ANY}}}",
    rf"{{new:{ANY}}}[^⟦.;]{{0,60}}?\({MOVE} (?:from|on) (?:[^⟦.;]{{0,30}}? )?{{old:{ANY}}}",
    rf"{{new:{ANY}}}[^⟦.;]{{0,60}}?(?:⟦[cmpso]\d+⟧) (?:[a-z]+ )?(?:ahead of|above|below|behind|short of|"
    rf"under|over|(?:more|fewer|less|higher|lower|better|worse|longer|shorter|quicker|faster|slower|cheaper|"
    rf"dearer) than|up on|down on) (?:[^⟦.;,]{{0,40}}?[ (])?{{old:{ANY}}}",
    rf"{{new:{ANY}}}[^⟦.;]{{0,60}}?\b(?:{A_CHANGE}|advance) (?:(?:by |of )?⟦[cmpso]\d+⟧ )?"
    rf"(?:on|over|from|since) (?:[^⟦.;,]{{0,60}}?[ (])?{{old:{ANY}}}",
    rf"{{new:{ANY}}}[^⟦.;()]{{0,40}}?\((?:[^⟦.;()]{{0,30}}? "
    rf")?{BEFORE}[^⟦.;()]{{0,30}}?{{old:{ANY}}}[^⟦()]{{0,20}}\)",
    rf"{{new:{ANY}}}[^⟦.]{{0,60}}?\b(?:nationally|regionally|locally|across England|in England|"
    rf"the national \w+|the England \w+)[^⟦.;]{{0,30}}?{{old:{ANY}}}",
    rf"{{new:{ANY}}}[^⟦.;]{{0,90}}?\b(?:since|on|than|from|over) [^⟦.;]{{0,40}}?,? (?:when|where|which|"
    rf"at which point) [^⟦.;]{{0,40}}?{{old:{ANY}}}",
    rf"{{new:{ANY}}}[^⟦.;]{{0,60}}?\b(?:having been|previously|originally|was once) {{old:{ANY}}}",
    rf"{{new:{ANY}}}[^⟦.;]{{0,70}}?\b(?:whereas|while|where|when|but|and|against)\b[^⟦.;]{{0,40}}?\b{PAST}\b"
    rf"[^⟦.;]{{0,40}}?{{old:{ANY}}}",
    rf"\b{PAST}\b[^⟦.;]{{0,60}}?{{old:{ANY}}}[^⟦.]{{0,60}}?\b(?:this (?:year|month|quarter|time)|now|today)\b"
    rf"[^⟦.;]{{0,40}}?{{new:{ANY}}}",
    rf"{{new:{ANY}}}[^⟦.;]{{0,60}}?\b(?:more|fewer|less|higher|lower|better|longer|shorter|quicker|faster|"
    rf"slower|cheaper|dearer|worse) than (?:the )?(?:[^⟦.;,]{{0,40}}? )?{{old:{ANY}}}",
)
CHANGES = marked.pattern(
    rf"\b{A_CHANGE}s? (?:[a-z]+ ){{0,3}}of (?:just |only |some )?{{by:cpsom}}(?!\s?(?:of (?:all|the|those)))",
    rf"{{by:cpsom}} (?:\w+ )?{A_CHANGE}\b",
    rf"\b(?:the|this|that|our|an?) (?:\w+ )?{A_CHANGE} (?:is|was|comes to|came to|amounts to|amounted to|"
    rf"equals) (?:just |only )?"
    r"{by:cpsom}",
    r"(?<!replaced )(?<!followed )(?<!signed )(?<!completed )(?<!seen )(?<!answered )(?<!delivered )"
    r"\bby (?:just |only |a further |some )?{by:cpsom}",
    r"\b(?:up|down|rose|fell|risen|fallen|increased|decreased|dropped|grew|declined|reduced|"
    r"improved) {by:cpsom}(?! to\b)",
    r"\b(?:up|down|rose|fell|risen|fallen|increased|decreased|dropped|grew|declined|reduced|improved|"
    r"gained|lost) {by:o}",
    r"{by:cpsom} (?:(?:calendar |working )?(?:seconds?|minutes?|hours?|days?|weeks?|months?|"
    r"years?) )?(?:more|fewer|less|higher|lower|better|worse|longer|shorter|quicker|faster|slower|up|down|"
    r"ahead|above|below|behind|short)\b(?! in\b)",
)
TIMES = {
    "doubled": (2, 1),
    "doubling": (2, 1),
    "halved": (1, 2),
    "halving": (1, 2),
    "trebled": (3, 1),
    "tripled": (3, 1),
}
TIMES_SAID = patterns.compile(rf"\b(?:more than |almost |nearly |over )?({'|'.join(TIMES)})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pair:
    """An earlier figure and a later one of the same kind in one sentence. ``by`` are the changes said near
    them; ``told`` is the text about them; ``direction`` is 1, -1 or 0 by its words."""

    old: Amount
    new: Amount
    by: tuple[Amount, ...]
    told: str
    before: str
    direction: int

    @property
    def span(self) -> tuple[int, int]:
        return min(self.old.start, self.new.start), max(self.old.end, self.new.end)


def pairs(sentence: Sentence) -> tuple[Pair, ...]:
    """Every pair of figures of one kind in a sentence, each figure in one pair."""
    if len(sentence.amounts) < 2:
        return ()
    if PAIRS not in sentence.worked_out:
        sentence.worked_out[PAIRS] = _pairs(sentence)
    found: tuple[Pair, ...] = sentence.worked_out[PAIRS]
    return found


MORE_THAN = marked.pattern(
    r"{by:cpsom}(?: or ⟦[a-z]\d+⟧| \(⟦[a-z]\d+⟧\))?(?: [a-z]+){0,2} (?:more|fewer|less|higher|lower|"
    r"longer|shorter) "
    r"than\b",
    r"{by:cpsom} (?:up|down) on\b",
)
"""“35 more than a year before”, “three up on the end of August”: a change, and no figure that anything changed to."""
NET = re.compile(r"\bnet (?:gain|loss|increase|rise|growth|fall|change)\b", re.IGNORECASE)
"""“18 left, a net gain of five on the 167”: what is gained is no change of those who left."""
PARALLEL = marked.pattern(
    rf"{{new:c}}[^⟦.;:]{{1,60}}?\band {{new2:c}}[^⟦.;:]{{1,60}}?,? {BESIDE} {{old:c}}(?: \w+)? and {{old2:c}}"
)
"""“Fourteen went on and three went to the Ombudsman, compared with nine and two.”"""
PAIRS, CHANGED = "pairs", "changes"


def _pairs(sentence: Sentence) -> tuple[Pair, ...]:
    found: list[tuple[Amount, Amount]] = []
    used: set[int] = set()
    for slots in marked.found(PARALLEL, sentence.marked, sentence.amounts):
        sides = ((slots["old"], slots["new"]), (slots["old2"], slots["new2"]))
        if all(_alike(old, new) for old, new in sides):
            used |= {each.start for each in slots.values()}
            found += sides
    apart = {slots["by"].start for slots in marked.found(MORE_THAN, sentence.marked, sentence.amounts)}
    for ways in (FROM_TO, NEW_FIRST):
        for slots in marked.found(ways, sentence.marked, sentence.amounts):
            old, new = both_rates(slots["old"], slots["new"])
            is_free = not {old.start, new.start} & (apart | used)
            if _alike(old, new) and is_free and not NET.search(sentence.text[new.end : old.start]):
                used |= {old.start, new.start}
                found.append((old, new))
    moved = [by for by in changes(sentence) if by.start not in used]
    return tuple(_told(sentence, old, new, moved, found) for old, new in found)


def changes(sentence: Sentence) -> tuple[Amount, ...]:
    """The changes told in a sentence, in order; “or 24%” after one is another."""
    if CHANGED not in sentence.worked_out:
        sentence.worked_out[CHANGED] = _changes(sentence)
    found: tuple[Amount, ...] = sentence.worked_out[CHANGED]
    return found


def _changes(sentence: Sentence) -> tuple[Amount, ...]:
    found = {c["by"].start: c["by"] for c in marked.found(CHANGES, sentence.marked, sentence.amounts)}
    for again in marked.found(AGAIN, sentence.marked, sentence.amounts):
        if again["first"].start in found:
            found[again["by"].start] = again["by"]
    return tuple(found[start] for start in sorted(found))


AGAIN = marked.pattern(
    r"{first:cmo}(?: [a-z]+){0,2},? ?(?:or |i\.e\. |\(|that is |an? \w+ of |which is )(?:just |only )?{by:p}"
)


def both_rates(old: Amount, new: Amount) -> tuple[Amount, Amount]:
    """“From 1.25 to 1.00 per 1,000”: both are so many for each thousand."""
    if old.unit != "count" or new.unit != "rate":
        return old, new
    number = re.match(r"[\d,.]+", new.text)
    base = (
        Fraction(number[0].replace(",", "").rstrip(".")) / new.value if number and new.value else Fraction(1)
    )
    half = Fraction(1, 2 * 10**old.digits)
    values = (old.value / base, (old.value - half) / base, (old.value + half) / base)
    return replace(old, unit="rate", value=values[0], low=values[1], high=values[2]), new


def _alike(old: Amount, new: Amount) -> bool:
    if bool(old.lasts) != bool(new.lasts) and max(old.value, new.value) > 5 * max(
        Fraction(1), min(old.value, new.value)
    ):
        return False
    if old.lasts and new.lasts and old.lasts != new.lasts:
        return False
    return old.unit == new.unit or (old.is_of_hundred and new.is_of_hundred)


def _told(
    sentence: Sentence, old: Amount, new: Amount, changes: list[Amount], every: list[tuple[Amount, Amount]]
) -> Pair:
    first, last = min(old.start, new.start), max(old.end, new.end)
    others = [edge for pair in every if pair != (old, new) for edge in (pair[0].start, pair[1].start)]
    left = max([e for e in others if e < first], default=0)
    right = min([e for e in others if e > last], default=len(sentence.text))
    if left:
        left = _clause(sentence.text, left, first, backwards=True)
    if right < len(sentence.text):
        right = _clause(sentence.text, last, right, backwards=False)
    left = max(left, sentence.text.rfind(";", 0, first) + 1)
    semicolon = sentence.text.find(";", last)
    right = min(right, semicolon if semicolon >= 0 else right)
    own = [each for each in changes if left <= each.start < right and _is_of(sentence, each, old, new)]
    by = right_after(sentence, old, new, changes) or tuple(own) or straight_after(sentence, old, new)
    by = () if _has_shares(sentence, old, new) else by
    told = sentence.text[left:right]
    return Pair(
        old, new, by, told, sentence.text[left:first], _direction(sentence.text, left, right, first, last)
    )


IN_BRACKETS = re.compile(r"[^(),.;]{0,25} \([\d.]+ ?(?:%|per cent)\)")


def _has_shares(sentence: Sentence, old: Amount, new: Amount) -> bool:
    """“From 11 (73%) to 13 (87%)”: each with its share of whatever was counted, and no change."""
    return all(each.unit == "count" and IN_BRACKETS.match(sentence.text, each.end) for each in (old, new))


ELSEWHERE = patterns.compile(
    rf"(?:,|;) (?:and|while|whereas|but|as)\b[^,;]*\b{MOVE}\b|[,;] of which\b|[,;] and (?:there|we)\b|"
    r"\band [^,;]{3,60} from (?:just |only )?$|\b(?:on|from|than|over) (?:the )?⟦",
    re.IGNORECASE,
)


def _is_of(sentence: Sentence, by: Amount, old: Amount, new: Amount) -> bool:
    """“4% more were carried, and the share rose from 17.9% to 18.8%”: the first change is not of the pair."""
    if by.start > min(old.start, new.start):
        return True
    stop = min(old.start, new.start)
    others = [a for a in sentence.amounts if by.end <= a.start < stop]
    text = sentence.text[by.end : stop]
    for each in reversed(others):
        text = text[: each.start - by.end] + "⟦" + text[each.end - by.end :]
    return not ELSEWHERE.search(text)


def _clause(text: str, start: int, end: int, *, backwards: bool) -> int:
    """Where the clause about one pair parts from that about another."""
    inside = [
        found.start() for found in re.finditer(r",|\band\b|\bwhile\b|\bbut\b|\bwhereas\b", text[start:end])
    ]
    if not inside:
        return start if backwards else end
    return start + (inside[0] if not backwards else inside[-1] if len(inside) == 1 else inside[0])


MOVED_FROM = patterns.compile(rf"\b{MOVE}(?: \w+){{0,2}} from (?:just |only )?$", re.IGNORECASE)


def _direction(text: str, left: int, right: int, first: int, last: int) -> int:
    """By the verb before “from”, else the words between the two, else those just before, else those just after."""
    verb = MOVED_FROM.search(text, max(left, first - 60), first)
    if verb and (way := moving.direction(verb[0])):
        return way
    for stretch in (
        text[first:last],
        re.split(r"\b(?:while|whilst|whereas)\b", text[max(left, first - 60) : first])[-1],
        re.split(r", so (?:all|most|none|the whole) of\b", text[last : min(right, last + 50)])[0],
    ):
        if found := moving.direction(stretch):
            return found
        if moving.UP.search(stretch) and moving.DOWN.search(stretch):
            return 0
    return 0
