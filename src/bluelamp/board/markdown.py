"""Reading Markdown and citations: what a paper's author types, before any of it is answered."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from bluelamp.board.citing import NotCitable
from bluelamp.board.document import Runs, Text

CITATION = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
STRAY = re.compile(r"\{\{|\}\}|\{%|%\}")
COMMENT = re.compile(r"\s*<!--.*?-->\s*", re.DOTALL)
NOT_PRINTED = {
    "code_block": "Text that is indented by four spaces",
    "fence": "Text between fences",
    "html_block": "HTML",
}
"""Markdown a paper has no use for: passed over in silence, its words would be missing from the paper."""


def call(citation: str) -> tuple[str, list[object], dict[str, object]]:
    """``figure("asb", show="n")`` as a name, its values and its options. Only plain values are read, never code."""
    try:
        read = ast.parse(citation.strip(), mode="eval").body
        if isinstance(read, ast.Call) and isinstance(read.func, ast.Name):
            values = [ast.literal_eval(value) for value in read.args]
            options = {word.arg: ast.literal_eval(word.value) for word in read.keywords if word.arg}
            return read.func.id, values, options
    except (SyntaxError, ValueError):
        pass
    raise NotCitable(
        f'“{citation.strip()}” is not a citation. Write it like figure("measure", "month:2013-11").'
    )


def name_of(citation: str) -> str:
    return citation.strip().partition("(")[0]


def markdown() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"typographer": False})
    reader.inline.ruler.before("text", "citation", _citation)
    return reader


def _citation(state: StateInline, silent: bool) -> bool:
    """Take ``{{ … }}`` out before Markdown looks for emphasis or links inside it."""
    found = CITATION.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        state.push("citation", "", 0).content = found[1]
    state.pos = found.end()
    return True


def label_of(runs: Runs) -> tuple[str, Runs]:
    """A note may open with its label in bold: ``> **Untested.** Nobody has …``."""
    if runs and isinstance(runs[0], Text) and runs[0].style == "strong":
        rest = runs[1:]
        if rest and isinstance(rest[0], Text):
            rest = (Text(rest[0].text.lstrip(), rest[0].style), *rest[1:])
        return runs[0].text.rstrip(".: "), rest
    return "Note", runs


def joined(runs: Iterator[object]) -> Runs:
    """Neighbouring words of one style as one run."""
    joined: list = []
    for run in runs:
        last = joined[-1] if joined else None
        if isinstance(run, Text) and isinstance(last, Text) and last.style == run.style:
            joined[-1] = Text(last.text + run.text, run.style)
        else:
            joined.append(run)
    return tuple(joined)


def slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
