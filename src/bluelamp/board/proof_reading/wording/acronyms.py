"""An acronym that the paper never explains."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from bluelamp.board.document import Heading, Items, Note, Paragraph, Table, words
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

KNOWN = frozenset(yaml.safe_load(Path(__file__).with_name("acronyms.yaml").read_text("utf-8")))
"""What any member of a public board knows, as data."""
ACRONYM = re.compile(r"(?<![\w.&/-])([A-Z][A-Z&]*[A-Z](?:s|'s|’s)?)(?![\w&-]|\.[A-Z])")
PRESENT = re.compile(
    r"(?:\d+\.? )?(?:Present|Apologies|In attendance|Attendance|Signed)\b.{0,20}:", re.IGNORECASE
)
PERSON = re.compile(
    r"\b(?:Cllrs?\.?|Councillors?|Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Dame|Lord|Lady|[A-Z]\.?)\s$|\b[A-Z]['’]$"
)
"""What stands before the name of somebody, which may be in capitals."""
SHOUTED = re.compile(r"(?:\b[A-Z]{1,20}\b[ ]){2,}[A-Z]{2,20}\b")
"""Three words in capitals after each other are a heading or a cry."""
ORDINARY = frozenset(
    word
    for line in yaml.safe_load(Path(__file__).with_name("capitals.yaml").read_text("utf-8"))
    for word in str(line).split()
)
"""Words that are printed in capitals to be seen: “DATE”, “the Board is asked to NOTE”, “do NOT”."""
ENDINGS = ("", "s", "es", "ed", "d", "ing", "ly")
TWO_WORDS = re.compile(r"\b([A-Z]{4,})[ ]([A-Z]{4,})\b")
LIKE_A_WORD = re.compile(r"^(?=.*[AEIOUY])(?!.*[^AEIOUY]{5})(?!.*[AEIOU]{4})[A-Z]+$")
LONGEST = 9
"""No acronym has so many letters; the name of a town may."""
SMALL = r"(?:of|the|and|for|to|in|on|a|an|&|/|-|with|by|at)"
NAMED = re.compile(rf"\b[A-Z][\w'’]*(?:[ /-]+(?:(?:{SMALL})[ ]+)*[A-Z][\w'’]*)+")
ROMAN = re.compile(r"^[IVX]+$")
MOST = 12
"""How many are told; a paper with more needs a glossary, which is said."""


def read(paper: Reading) -> Iterator[Remark]:
    text = _text(paper)
    runs = _runs(text)
    used: dict[str, Sentence] = {}
    spoken = _spoken(text)
    for sentence in paper.sentences:
        if _is_shouted(sentence.text) or PRESENT.match(sentence.text):
            continue
        for found in ACRONYM.finditer(_quiet(SHOUTED.sub(" ", sentence.typed))):
            if not _is_word(found[1], spoken) and not PERSON.search(found.string[: found.start()]):
                used.setdefault(re.sub(r"['’]?s$", "", found[1]), sentence)
    unknown = {
        a: s
        for a, s in used.items()
        if a not in KNOWN and len(a) > 1 and not ROMAN.match(a) and not _is_explained(a, text, runs)
    }
    for acronym, sentence in list(unknown.items())[:MOST]:
        yield sentence.remark(f"“{acronym}” is never spelt out")


def _is_word(said: str, spoken: frozenset[str]) -> bool:
    """Is it an ordinary word, or one that the paper also writes in small letters, such as the name of a town?"""
    word = said.lower()
    stems = {word.removesuffix(ending) for ending in ENDINGS}
    return bool(stems & ORDINARY) or len(word) >= LONGEST or (len(word) > 3 and word in spoken)


def _quiet(text: str) -> str:
    """The text without two words in capitals of which one is an ordinary word: “HARROW LANE”."""
    return TWO_WORDS.sub(lambda pair: " " if _are_a_name(pair[1], pair[2]) else pair[0], text)


def _are_a_name(first: str, second: str) -> bool:
    is_either = first.lower() in ORDINARY or second.lower() in ORDINARY
    return is_either and bool(LIKE_A_WORD.match(first) and LIKE_A_WORD.match(second))


def _spoken(text: str) -> frozenset[str]:
    """Every word of a text that stands somewhere in small letters but for its first."""
    return frozenset(found[0].lower() for found in re.finditer(r"\b[A-Za-z][a-z]{3,}\b", text))


def _text(paper: Reading) -> str:
    parts = [paper.document.title]
    for _, block in paper.document.blocks():
        if isinstance(block, (Paragraph, Note)):
            parts.append(words(block.runs))
        elif isinstance(block, Items):
            parts += [words(entry) for entry in block.entries]
        elif isinstance(block, Heading):
            parts.append(block.text)
        elif isinstance(block, Table):
            parts += [
                block.caption,
                *(c.title for c in block.columns),
                *(words(row[0]) for row in block.rows if row),
            ]
    return "\n".join(parts)


def _is_shouted(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return sum(c.isupper() for c in letters) > len(letters) * 0.6


def _is_explained(acronym: str, text: str, runs: set[str]) -> bool:
    """Spelt out in or before brackets, or its letters begin words that follow each other somewhere in the paper."""
    letters = acronym.replace("&", "").lower()
    if re.search(
        rf"\b{re.escape(acronym)}s?['’]?s?\s\([A-Za-z][^)]{{6,}}\)|"
        rf"[a-z]\s?\([“\"']?{re.escape(acronym)}s?[”\"']?[,;)]",
        text,
    ):
        return True
    met = re.finditer(rf"(?:,| or| [-–—]) {re.escape(acronym)}\b", text)
    if any(_spells(text[max(0, found.start() - FAR) : found.start()], letters) for found in met):
        return True
    if any(letters in run for run in runs) or _is_defined(acronym, letters, text):
        return True
    return bool(re.search(rf"\b{re.escape(acronym)}\b\s?(?:stands for|means|is short for|=)\s", text))


FAR = 120
"""Signs before an acronym in which it may be spelt out."""


def _spells(led: str, letters: str) -> bool:
    """“Automatic vehicle location, AVL”: do the first letters of the words before it spell it?"""
    said = re.findall(r"[A-Za-z]+", re.split(r"[.;()]", led)[-1])
    first = "".join(word[0].lower() for word in said if not re.fullmatch(SMALL, word))
    return len(letters) > 1 and first.endswith(letters)


def _is_defined(acronym: str, letters: str, text: str) -> bool:
    """“MRSA and MSSA are meticillin-resistant and …”, “DMT, the departmental management team”."""
    said = re.finditer(
        rf"\b{re.escape(acronym)}s?\b(?P<and> and [A-Z]{{2,}})?(?: (?:is|are|was|were|means)|,| [-–—]|:) "
        r"(?P<after>[^.;()]{5,140})",
        text,
    )
    return any(_fits(letters, found["after"], is_one=not found["and"]) for found in said)


def _fits(letters: str, after: str, *, is_one: bool) -> bool:
    """Do the first letters of what follows spell it, without gaps where it stands alone?"""
    first = [word[0].lower() for word in re.findall(r"[A-Za-z]+", after) if not re.fullmatch(SMALL, word)]
    if is_one:
        return len(letters) > 1 and letters in "".join(first[: len(letters) + 4])
    left = iter(first)
    return len(letters) > 2 and all(letter in left for letter in letters)


def _runs(text: str) -> set[str]:
    """The initials of every run of words with capitals, with and without the small words between them."""
    made = set()
    for found in NAMED.finditer(text):
        spoken = re.findall(r"[A-Za-z][\w'’]*", found[0])
        made.add("".join(word[0] for word in spoken).lower())
        made.add("".join(word[0] for word in spoken if not re.fullmatch(SMALL, word, re.IGNORECASE)).lower())
    return made


RULE = Rule(
    key="acronyms",
    title="An acronym never spelt out",
    severity="ask",
    explanation="Not every member of the Board, and hardly anybody outside, knows it. Spell it out where it first "
    "stands.",
    read=read,
    kind="wording",
    certainty="likely",
)
