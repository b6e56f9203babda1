"""The items below a sentence that announces them, as a list of their own or sentence by sentence."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator

from bluelamp.board.document import Items, Paragraph, Section, words
from bluelamp.board.proof_reading.finding import Remark
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading
from bluelamp.board.proof_reading.wording.announcing import LISTED, NUMBER, SOME, announced, value

OPENS_LIST = patterns.compile(
    r"(?:[:,]\s?[-–—]?|\bfollow(?:s|ing)|\bare|\bbelow|\bnamely|\binclud\w+)\s*[-–—:]*\s*$", re.IGNORECASE
)
REFERRED = patterns.compile(
    rf"\b(?:the|these|those|all) (?P<number>{NUMBER}) (?:[a-z-]+ ){{0,2}}?(?P<noun>{LISTED})\b[^.;:]{{0,40}}?"
    r"\b(?:paragraph|para|section|at|in) (?P<label>\d+(?:\.\d+)*)\b",
    re.IGNORECASE,
)
ANNOUNCED = patterns.compile(
    rf"\b(?:following|these) (?:[a-z-]+ ){{0,2}}?(?P<noun>{LISTED})\b[^.;]{{0,60}}:\s*$", re.IGNORECASE
)


def elsewhere(paper: Reading) -> Iterator[Remark]:
    """“Approve the five actions in paragraph 18”, where four are listed."""
    for sentence in paper.sentences:
        for found in REFERRED.finditer(sentence.text):
            said, listed = value(found["number"]), _listed_at(paper, found["label"], found["noun"])
            if said and len(listed) > 1 and said not in _lengths(listed):
                yield sentence.remark(
                    f"“{found['number']} {found['noun']}” are said to be in {found['label']}, and "
                    f"{len(listed)} are listed"
                )


def _listed_at(paper: Reading, label: str, noun: str) -> list[str]:
    """The list under the paragraph of that number, if it is announced by the same noun."""
    for section in paper.document.sections:
        for place, block in enumerate(section.blocks[:-1]):
            if not isinstance(block, Paragraph) or paper.label(block.number or 0) != label:
                continue
            said = ANNOUNCED.search(words(block.runs).strip())
            return (
                _items(paper, section.blocks[place + 1 :])
                if said and said["noun"][:5].lower() == noun[:5].lower()
                else []
            )
    return []


def below(paper: Reading, section: Section) -> Iterator[Remark]:
    """A paragraph that ends by announcing a number of things, and the list under it."""
    blocks = section.blocks
    for place, block in enumerate(blocks[:-1]):
        last = re.split(r"(?<=[.!?])\s+(?=[A-Z])", _text(block).strip())[-1]
        before = re.sub(r"[-–—:\s]+$", "", last)
        if not OPENS_LIST.search(last) or SOME.search(before):
            continue
        items = _items(paper, blocks[place + 1 :])
        stated = announced(before, _lengths(items)) if len(items) > 1 else ""
        sentence = next((s for s in paper.section_of_key(section.key) if _ends(last, s)), None)
        if stated and sentence is not None:
            yield sentence.remark(f"“{stated}” are announced, and {min(_lengths(items))} are listed")


def _text(block: object) -> str:
    if isinstance(block, Paragraph):
        return words(block.runs)
    return words(block.entries[-1]) if isinstance(block, Items) else ""


def _ends(last: str, sentence: Sentence) -> bool:
    return last.startswith(sentence.text[:40]) or sentence.text in last


def _lengths(items: list[str]) -> set[int]:
    """How many items there may be. What begins in lower case among capitals goes on from the one before; what follows
    “…; … .” is a paragraph again; and a last one that ends in a full stop alone may be either."""
    ended = next(
        (n for n, item in enumerate(items, 1) if item.endswith(".") and _are_parts(items[: n - 1])), 0
    )
    items = items[:ended] if ended else items
    whole = {
        len(items),
        len([item for item in items if item[:1].isupper() or item[:1].isdigit()]) or len(items),
    }
    is_apart = (
        len(items) > 2
        and items[-1].endswith(".")
        and not any(item.endswith((".", ";")) for item in items[:-1])
    )
    return whole | ({len(items) - 1} if is_apart and items[-1][:1].isupper() else set())


def _are_parts(items: list[str]) -> bool:
    return bool(items) and all(re.search(r"(?:;|,|; and|; or|, and|, or)$", item) for item in items)


def _items(paper: Reading, blocks: tuple[object, ...]) -> list[str]:
    found: list[str] = []
    for block in blocks:
        if not isinstance(block, Items):
            break
        found += [words(entry).strip() for entry in block.entries]
    return found or _numbered(paper, blocks)


SHORT = 240
"""Signs of a numbered line that is an entry of a list rather than a paragraph."""


def _numbered(paper: Reading, blocks: tuple[object, ...]) -> list[str]:
    """The lines under it that are numbered from 1, apart from how paragraphs are."""
    found: list[str] = []
    for number, block in enumerate(blocks, 1):
        if not isinstance(block, Paragraph) or paper.label(block.number or 0) != str(number):
            break
        found.append(words(block.runs).strip())
    return found if all(len(each) <= SHORT for each in found) else []
