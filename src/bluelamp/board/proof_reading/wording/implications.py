"""“No implications”, beside paragraphs that imply some."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

from bluelamp.board.document import Paragraph, Table, words
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading
from bluelamp.board.proof_reading.wording.proposals import is_done, is_only_noted, proposed

WORDS = Path(__file__).with_name("implications.yaml")
ISSUES = (
    r"(?:(?:equality|legal|financial|staff(?:ing)?|resource|environmental|budget(?:ary)?),? (?:or |and )?)+"
    r"(?:issues|consequences|effects?|impact)"
)
NONE = patterns.compile(
    r"\b(?:no|not any|nil|without|not (?:anticipated|expected|considered) to be any)\b[^.]{0,60}\b"
    r"implications?\b|\bimplications?\b[^.]{0,20}\bnone\b|^[A-Z][a-z]+(?: [a-z]+){0,3}(?: "
    r"implications)?\s?[:–-]\s?(?:none|nil|no\b|not applicable)|^(?:none|nil|n/a|not applicable)\b|"
    r"\bno (?:direct |specific |additional |further |significant )*(?:costs?|financial impact|"
    r"legal issues?)\b|\bneither\b[^.;]{0,50}\bimplications?\b|"
    rf"\bno (?:\w+ )?{ISSUES}\b|\b(?:does|do) not (?:have|raise|carry|create|bring|give rise to)\b[^.]{{0,40}}\b"
    rf"(?:implications?\b|{ISSUES}\b)",
    re.IGNORECASE,
)
KINDS = {
    "financial": r"financ|(?<!human )resourc|budget|cost",
    "legal": r"legal|law",
    "staffing": r"staff|workforce|personnel|human resource|people implications|\bHR\b",
    "equality": r"equalit|diversity|inclusion",
    "environmental": r"environment|sustainab|climate|carbon",
}
LABEL = patterns.compile(
    r"^(?:[\d.]+ |Implications?[.:] )?(?:Financ\w+|Resources?|Legal|Law|Staff\w*|Workforce|HR|Human resources|People|"
    r"Costs?|Equalit\w+|Diversity|Environment\w*|Climate|Sustainability)[\w ,]{0,30}?\s?[:–.-]\s?"
    r"(?:(?:there (?:are|is) )?none|nil|no (?:\w+ )?(?:groups?|one) (?:is|are|will be) affected|"
    r"no (?:implications?|impact|effects?|issues)|not applicable)\b"
)
"""“Equality and diversity: none.”"""
NOTHING = patterns.compile(
    r"\bnothing (?:in (?:this|the) (?:report|paper|plan|note)|here|(?:that is )?(?:proposed|recommended|asked)|we \w+)?"
    r"[^.;]{0,20}?\b(?:affects?|touch(?:es)?|bears?|bearing|impacts?|harms?|disadvantag\w+|discriminat\w+|falls?)\b|"
    r"\b(?:affects?|touch(?:es)?|disadvantages?) (?:no|nobody|no one|all|every\w*) ?[^.;]{0,60}\b(?:group|groups|"
    r"characteristics?|more than|alike|equally|the same)\b|"
    r"\bno (?:\w+ ){0,3}(?:groups?|characteristics?|one|body) (?:\w+ ){0,3}?(?:affected|disadvantaged|touched|"
    r"treated differently)\b|\b(?:applies|apply) (?:equally )?to (?:all|everyone|everybody) (?:alike|equally)\b",
    re.IGNORECASE,
)
"""“Nothing in this report affects any group more than another”: none, in other words."""
GROUPS = r"equalit|diversity|inclusion|\bgroups?\b|protected|characteristics?"
PARTIAL = patterns.compile(
    r"\b(?:R\d|[Rr]ecommendations? (?:\(?[A-Z0-9a-z]\)?(?:,| and|[. ]))|[Oo]ptions? [A-Z0-9]|noting)|\bbeyond\b"
)
"""Of one recommendation among others, or beside what is told: no claim that there are none."""
NO_PROPOSAL = patterns.compile(
    r"\b(?:makes? no|no new) (?:proposals?|recommendations?|requests?)\b", re.IGNORECASE
)
"""Where a paper says so, only what it proposes none the less speaks against it."""
WITHOUT_COST = patterns.compile(
    r"\b(?:report|paper|recommendations?|proposals?|decisions?)\b[^.;]{0,40} (?:without|at no|has no|have no|"
    r"carr(?:y|ies) no) "
    r"(?:additional |extra |direct |further )?(?:cost|expense)\b",
    re.IGNORECASE,
)
BUT = patterns.compile(
    r"\b(?:none|nil|no \w+(?: \w+)?) (?:beyond|other than|except|apart from|but)\b", re.IGNORECASE
)
"""“None beyond the court applications mentioned above.”"""
SOFTENED = patterns.compile(
    r"\bno (?:new|further|additional|other|more)\b|\b(?:since|because|as) (?:all|the|it|nothing|this|any)\b|\bwithin "
    r"(?:the |our |its )?(?:existing|approved|agreed|current|\w+ budgets?)\b",
    re.IGNORECASE,
)
"""What is planned and paid for already is not new: only what is not paid for speaks against it."""


def read(paper: Reading) -> Iterator[Remark]:
    every = (*paper.sentences, *_rows(paper))
    open_ = list(proposed(paper))
    told: dict[str, tuple[Sentence, dict[str, str]]] = {}
    for kind in KINDS:
        claims = [sentence for sentence in every if _claims(sentence, kind)]
        if claims and (elsewhere := _elsewhere(paper, kind, claims, open_)):
            _, said = told.get(claims[0].text, (claims[0], {}))
            told[claims[0].text] = claims[0], elsewhere | said
    for claim, elsewhere in told.values():
        named = "; ".join(f"{where} says “{word}”" for where, word in list(elsewhere.items())[:6])
        more = f"; and {len(elsewhere) - 6} more" if len(elsewhere) > 6 else ""
        yield claim.remark(named + more)


def _elsewhere(
    paper: Reading, kind: str, claims: list[Sentence], open_: list[tuple[Sentence, dict[str, str]]]
) -> dict[str, str]:
    """Where the paper implies what is claimed to be none, with the words by which it does."""
    is_soft = all(SOFTENED.search(claim.text) for claim in claims)
    is_to_read = any(NO_PROPOSAL.search(claim.text) for claim in claims)
    found: dict[str, str] = {}
    for sentence in () if is_to_read else paper.sentences:
        if not _is_a_claim(sentence, claims) and (word := _implied(kind, sentence.text, is_soft)):
            found.setdefault(_where(paper, sentence), word)
    for sentence, bearing in () if is_soft else open_:
        if kind in bearing and not _is_a_claim(sentence, claims):
            found.setdefault(_where(paper, sentence), bearing[kind])
    return found


def _where(paper: Reading, sentence: Sentence) -> str:
    if sentence.paragraph:
        return f"paragraph {paper.label(sentence.paragraph)}"
    return f"“{sentence.section.title}”"


AHEAD = patterns.compile(
    r"\b(?:will|would|shall|must|should|needs?|needed to|required?|propos\w+|recommend\w*|to be|plans? to|"
    r"were the|"
    r"threaten\w*|asked to (?!note|consider|comment|receive|discuss|ask|see|read|say|tell)\w+|no longer|intends?|"
    r"adopting|extending|invites?|ongoing|under ?way|"
    r"current(?:ly)?|"
    r"not (?:yet )?(?:funded|budgeted|costed)|next (?:year|financial)|process|seek\w*|expected|expires?|"
    r"renew(?:al|ing)?|could be)\b",
    re.IGNORECASE,
)
"""What is still to be done or decided: money spent last year has no implication."""


def _implied(kind: str, text: str, is_soft: bool) -> str:
    if is_soft and kind != "financial":
        return ""
    if kind == "financial" and (is_only_noted(text) or is_done(text)):
        return ""
    ahead = _cues().get(f"{kind}-ahead") if not is_soft and AHEAD.search(text) else None
    now = None if is_soft else _cues()[kind]
    found = [cue.search(text) for cue in (now, _cues().get(f"{kind}-unpaid"), ahead) if cue]
    first = min((each for each in found if each), key=lambda each: each.start(), default=None)
    return first[0] if first else ""


def _is_a_claim(sentence: Sentence, claims: list[Sentence]) -> bool:
    """What a section of implications says of them is no sign of others, unless “none” were claimed in it."""
    beside = any(sentence.section is claim.section for claim in claims)
    return (
        sentence in claims or "implication" in sentence.text.lower() or (_is_about(sentence) and not beside)
    )


CLAUSES = patterns.compile(r"^(?:[\d.]+ )?Implications?\s?[:.–-] ?[^;]+;")
NONE_OF = patterns.compile(
    r"^(?P<of>[^:]*?)\s?[:,–-]? (?:(?:there are )?none|nil|not applicable|no implications?)\b(?! (?:beyond|but|other|"
    r"except|apart))",
    re.IGNORECASE,
)


def _claimed_in_turn(text: str, kind: str) -> bool:
    """“Implications: financial, as in paragraph 3; equality and customer access, none”: each part by itself."""
    found = (NONE_OF.match(part.strip()) for part in re.split(r"[;:]|(?<=Implications)\.", text))
    return any(each and re.search(KINDS[kind], each["of"], re.IGNORECASE) for each in found)


def _claims(sentence: Sentence, kind: str) -> bool:
    if CLAUSES.match(sentence.text):
        return _claimed_in_turn(sentence.text, kind)
    if BUT.search(sentence.text):
        return False
    if LABEL.match(sentence.text) and re.search(KINDS[kind], sentence.text, re.IGNORECASE):
        return True
    if (
        kind == "equality"
        and NOTHING.search(sentence.text)
        and re.search(GROUPS, sentence.text, re.IGNORECASE)
    ):
        return True
    if kind == "financial" and WITHOUT_COST.search(sentence.text):
        return True
    if not NONE.search(sentence.text) or PARTIAL.search(sentence.text):
        return False
    said = re.search(KINDS[kind], sentence.text, re.IGNORECASE)
    is_said = bool(re.search(rf"implication|{ISSUES}", sentence.text, re.IGNORECASE)) or _is_about(sentence)
    return bool(said and is_said) or _is_about(sentence, kind)


def _rows(paper: Reading) -> Iterator[Sentence]:
    """The rows of a table of implications, as “Financial: none”."""
    for section in paper.document.sections:
        paragraph = 0
        for block in section.blocks:
            if isinstance(block, Paragraph):
                paragraph = block.number or paragraph
            elif isinstance(block, Table) and len(block.columns) in (2, 3):
                for row in block.rows:
                    label, *said = (words(cell).strip() for cell in row)
                    if any(re.search(kind, label, re.IGNORECASE) for kind in KINDS.values()):
                        text = f"{label}: {' '.join(said)}"
                        yield Sentence(section, paragraph, text, text, (), paper.meeting)


def _is_about(sentence: Sentence, kind: str = "") -> bool:
    title = sentence.section.title.lower()
    is_section = "implication" in title or title in (
        "finance",
        "legal",
        "financial comments",
        "legal comments",
    )
    return is_section and (not kind or bool(re.search(KINDS[kind], title)))


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    """Words that imply money, and words that imply law, as data."""
    listed = yaml.safe_load(WORDS.read_text("utf-8"))
    return {
        kind: patterns.compile(
            rf"\b(?:{'|'.join(words)})(?!\w)", re.IGNORECASE if not kind.startswith("legal") else 0
        )
        for kind, words in listed.items()
    }


RULE = Rule(
    key="implications",
    title="“No implications” beside paragraphs that imply some",
    severity="look",
    explanation="Members rely on these sections to know what a decision costs and which duties it touches. Name the "
    "implication, or say why it is none.",
    read=read,
    kind="wording",
    certainty="likely",
)
