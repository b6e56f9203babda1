"""Markdown, by the same parser that reads the house's own papers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from bluelamp.board.checking.reading.pieces import Heading, Item, Paragraph, Piece, Table
from bluelamp.board.proof_reading.language.dates import DATE

LABEL = re.compile(r"^(?P<label>\d{1,3}(?:\.\d{1,3}){0,3})[.)]?\s+(?P<text>\S.*)$", re.DOTALL)

NOTE = re.compile(r"^\[\^[^\]\s]{1,30}\]:[ \t]*", re.MULTILINE)
NOTE_MARK = re.compile(r"\[\^[^\]\s]{1,30}\]")
"""“[^1]” in the text, and “[^1]: …” where the note stands as a paragraph of its own."""


def read(text: str) -> Iterator[Piece]:
    """The pieces of a Markdown text. A numbered list at the top level is read as numbered paragraphs."""
    root = SyntaxTreeNode(
        MarkdownIt("commonmark").enable("table").parse(NOTE_MARK.sub("", NOTE.sub("\n\n", text)))
    )
    for node in root.children:
        yield from _read(node)


def _read(node: SyntaxTreeNode) -> Iterator[Piece]:
    if node.type == "heading":
        yield Heading(_words(node), min(3, int(node.tag[1])))
    elif node.type == "paragraph":
        yield _paragraph(_words(node))
    elif node.type == "ordered_list":
        yield from _numbered(node)
    elif node.type == "bullet_list":
        yield from (Item(_words(entry)) for entry in node.children)
    elif node.type == "table":
        rows = [
            tuple(_words(cell) for cell in row.children) for part in node.children for row in part.children
        ]
        yield Table(tuple(rows), heads=0)
    elif node.type in ("blockquote", "list_item"):
        for inner in node.children:
            yield from _read(inner)


def _numbered(node: SyntaxTreeNode) -> Iterator[Piece]:
    start = int(node.attrs.get("start", 1))
    for place, entry in enumerate(node.children):
        first, rest = entry.children[:1], entry.children[1:]
        yield from (Paragraph(_words(each), str(start + place)) for each in first)
        for inner in rest:
            yield from _read(inner)


def _paragraph(text: str) -> Piece:
    found = None if DATE.match(text) else LABEL.match(text)
    return Paragraph(found["text"], found["label"]) if found else Paragraph(text)


def _words(node: SyntaxTreeNode) -> str:
    if node.type in ("text", "code_inline"):
        return str(node.content)
    if node.type in ("softbreak", "hardbreak"):
        return " "
    return (
        "".join(_words(child) for child in node.children).strip()
        if node.type != "inline"
        else "".join(_words(c) for c in node.children)
    )
