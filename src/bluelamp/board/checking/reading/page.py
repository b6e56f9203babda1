"""HTML, as far as a paper goes: headings, paragraphs, lists and tables. Scripts and styles are passed over,
nothing is fetched."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from html.parser import HTMLParser

from bluelamp.board.checking.reading.markdown import LABEL
from bluelamp.board.checking.reading.pieces import Heading, Item, Paragraph, Piece, Table
from bluelamp.board.proof_reading.language.dates import DATE

BLOCK_TAGS = """
p li h1 h2 h3 h4 h5 h6 td th caption blockquote dt dd figcaption div section article body main tr table ol ul pre
aside header details summary
"""
BLOCKS = frozenset(BLOCK_TAGS.split())
SILENT = {"script", "style", "head", "nav", "template", "noscript", "svg", "footer"}
MARK = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡§])[\])]?")
"""A footnote mark: “412¹” counts 412 of something, and not 4,121."""
MOST_SPAN = 50


def read(text: str) -> list[Piece]:
    """The pieces of a page."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.flush()
    return reader.found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Piece] = []
        self.words: list[str] = []
        self.within: list[str] = []
        self.lists: list[tuple[str, int]] = []
        self.rows: list[list[str]] | None = None
        self.heads = 0
        self.span = 1
        self.caption = ""
        self.silent = 0
        self.raised = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in SILENT:
            self.silent += 1
        if tag == "sup":
            self.raised = len(self.words)
        if tag == "br":
            self.words.append(" ")
        if tag in BLOCKS:
            self.flush()
            self.within.append(tag)
        if tag in ("ol", "ul"):
            start = given.get("start") or "1"
            self.lists.append(
                ("ul" if self._is_announced() else tag, int(start) - 1 if start.isdigit() else 0)
            )
        if tag == "table":
            self.rows, self.heads, self.caption = [], 0, ""
        if tag == "tr" and self.rows is not None:
            self.rows.append([])
        if tag in ("td", "th"):
            span = given.get("colspan") or "1"
            self.span = min(int(span), MOST_SPAN) if span.isdigit() else 1

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self.silent = max(0, self.silent - 1)
        if tag in BLOCKS:
            self.flush()
            if tag in self.within:
                while self.within and self.within.pop() != tag:
                    pass
        if tag == "sup" and MARK.fullmatch("".join(self.words[self.raised :]).strip()):
            del self.words[self.raised :]
        if tag in ("ol", "ul") and self.lists:
            self.lists.pop()
        if tag == "thead" and self.rows is not None:
            self.heads = sum(any(row) for row in self.rows)
        if tag == "table" and self.rows is not None:
            rows = tuple(tuple(row) for row in self.rows if row)
            self.rows = None
            if rows:
                self.found.append(Table(rows, self.caption, self.heads if self.heads < len(rows) else 0))

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(data)

    def _is_announced(self) -> bool:
        """“It proposes three changes:” has a list under it, where numbered paragraphs stand on their own."""
        last = self.found[-1] if self.found else None
        return isinstance(last, (Paragraph, Item)) and last.text.endswith(":")

    def flush(self) -> None:
        text = " ".join("".join(self.words).split())
        self.words = []
        tag = (
            next((t for t in reversed(self.within) if t not in ("p", "div", "section")), "p")
            if self.rows is not None
            else (self.within[-1] if self.within else "p")
        )
        if self.rows is not None:
            self._in_table(tag, text)
        elif text:
            self._outside(tag, text)

    def _in_table(self, tag: str, text: str) -> None:
        if tag == "caption" and text:
            self.caption = re.sub(r"^table\s*\d+[.:\s–—-]*", "", text, flags=re.IGNORECASE)
        elif tag in ("td", "th") and self.rows and (text or self.within[-1] in ("td", "th")):
            self.rows[-1] += [text] + [""] * (self.span - 1)
            self.span = 1

    def _outside(self, tag: str, text: str) -> None:
        if tag.startswith("h") and tag[1:].isdigit():
            self.found.append(Heading(text, min(3, int(tag[1:]))))
            return
        in_list = "li" in self.within and bool(self.lists)
        if in_list and self.lists[-1][0] == "ol" and len(self.lists) == 1:
            kind, number = self.lists[-1]
            self.lists[-1] = (kind, number + 1)
            self.found.append(Paragraph(text, str(number + 1)))
        elif in_list:
            self.found.append(Item(text))
        else:
            said = None if DATE.match(text) else LABEL.match(text)
            self.found.append(Paragraph(said["text"], said["label"]) if said else Paragraph(text))
