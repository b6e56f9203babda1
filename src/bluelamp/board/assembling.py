"""From Markdown and citations to the document: paragraphs numbered through the paper, each citation answered in place.

A citation that cannot be answered stops the build at its line; the paper is never built with a hole in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count, zip_longest

from markdown_it.token import Token

from bluelamp.board import charts, citing, commenting, marking, opening, places, sentences, tables
from bluelamp.board.citing import Citing, NotCitable
from bluelamp.board.document import (
    Block,
    Document,
    Heading,
    Items,
    Note,
    Paragraph,
    Picture,
    Register,
    Runs,
    Section,
    Style,
    Table,
    Text,
)
from bluelamp.board.markdown import (
    CITATION,
    COMMENT,
    NOT_PRINTED,
    STRAY,
    call,
    joined,
    label_of,
    markdown,
    name_of,
    slug,
)
from bluelamp.board.queries.comments import Commented
from bluelamp.board.queries.minutes import Asked
from bluelamp.board.source import PaperSource, SectionSource
from bluelamp.board.words import MARKINGS
from bluelamp.kernel.access.scope import Scope

INLINE: Mapping[str, citing.Inline] = {
    "figure": citing.figure,
    "milestone": citing.milestone,
    "quoted": citing.quoted,
    "places": places.number_of,
    "sentence": sentences.sentence,
}
BLOCKS: Mapping[str, Callable[..., Table | Picture]] = {"table": tables.table, "chart": charts.chart}

NOT_YET = "Not yet reported. This section will be drawn from {awaits}, which Bluelamp does not hold yet."
HOW_WE_KNOW = Section(
    "how-we-know", "How we know", "", (Heading(1, "How we know", "how-we-know"), Register())
)
"""Put at the end of a paper whose author did not say where its sources go: no paper is without them."""


class BuildError(ValueError):
    """The paper cannot be built; each line says the file, the line and what to change."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def assemble(
    paper: PaperSource, scope: Scope, *, comments: Sequence[Commented] = (), asked: Sequence[Asked] = ()
) -> Document:
    """The document as ``scope`` may read it, opened by what was ``asked``, each section closed by its ``comments``.

    Raises :class:`BuildError` naming every citation at fault.
    """
    return _Assembly(paper, scope, comments, asked).document()


class _Assembly:
    def __init__(
        self, paper: PaperSource, scope: Scope, comments: Sequence[Commented], asked: Sequence[Asked]
    ) -> None:
        self.paper, self.comments, self.asked = paper, comments, asked
        self.citing = Citing(scope)
        self.paragraphs = count(1)
        self.tables = count(1)
        self.pictures = count(1)
        self.faults: list[str] = []
        self.file = ""

    def document(self) -> Document:
        paper = self.paper
        asked = opening.section(self.citing, self.asked, paper.meeting, self.paragraphs, self.tables)
        sections = (*asked, *(self._section(section) for section in paper.sections))
        for section, after in zip_longest(paper.sections, paper.sections[1:]):
            has_parts = after is not None and after.level > section.level
            if not (section.file or section.text or section.awaits or has_parts):
                why = "has neither a file nor what it awaits"
                self.faults.append(f"{paper.key}/paper.yaml: The section “{section.title}” {why}.")
        if self.faults:
            raise BuildError(self.faults)
        if not any(isinstance(block, Register) for section in sections for block in section.blocks):
            sections += (HOW_WE_KNOW,)
        whole = Document(
            key=paper.key,
            title=paper.title,
            board=paper.board,
            meeting=paper.meeting,
            author=paper.author,
            marking=paper.marking,
            statement=paper.statement,
            sections=sections,
            passports=self.citing.passports,
            counts=self.citing.counts,
        )
        return marking.inherited(whole)

    def _section(self, section: SectionSource) -> Section:
        self.file = section.file
        blocks: list[Block] = [Heading(section.level, section.title, section.key)]
        if section.awaits:
            blocks.append(Paragraph(next(self.paragraphs), (Text(NOT_YET.format(awaits=section.awaits)),)))
        for block in self._blocks(section):
            # A list belongs to the paragraph before it.
            before = blocks[-1] if isinstance(block, Items) else None
            inherits = before.marking if before and not isinstance(before, Register) else ""
            blocks.append(_defaulting(block, inherits or section.marking))
        blocks[0] = _defaulting(blocks[0], section.marking)
        blocks += (
            _defaulting(commenting.note(self.citing, comment), section.marking)
            for comment in self.comments
            if comment.section == section.key
        )
        return Section(section.key, section.title, section.file, tuple(blocks))

    def _blocks(self, section: SectionSource) -> Iterator[Block]:
        tokens = iter(markdown().parse(section.text))
        for token in tokens:
            line = token.map[0] + 1 if token.map else 0
            if token.type == "heading_open":
                text = next(tokens).content
                yield Heading(section.level + 1, text, f"{section.key}-{slug(text)}")
            elif token.type == "blockquote_open":
                yield self._note(tokens, line)
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                yield self._items(tokens, token.type.replace("open", "close"), line)
            elif token.type == "inline":
                yield from self._paragraph(token)
            elif token.type in NOT_PRINTED and not COMMENT.fullmatch(token.content):
                self._fault(
                    line, NotCitable(f"{NOT_PRINTED[token.type]} is not printed. Write it as a paragraph.")
                )

    def _paragraph(self, token: Token) -> Iterator[Block]:
        assert token.map
        line = token.map[0] + 1
        alone = CITATION.fullmatch(marking.TYPED.sub("", token.content).strip())
        if alone and name_of(alone[1]) == "register":
            yield Register(line)
        elif alone and name_of(alone[1]) in BLOCKS:
            found = marking.TYPED.match(token.content)
            yield from self._block(alone[1], line, self._known(found[1], line) if found else "")
        else:
            marked, runs = self._unmarked(self._runs(token), line)
            yield Paragraph(next(self.paragraphs), runs, line, marked)

    def _unmarked(self, runs: Runs, line: int) -> tuple[str, Runs]:
        """What a paragraph is marked with at its head, and its words without that."""
        if not runs or not isinstance(runs[0], Text) or not (found := marking.TYPED.match(runs[0].text)):
            return "", runs
        rest = runs[0].text[found.end() :]
        return self._known(found[1], line), ((Text(rest, runs[0].style),) if rest else ()) + runs[1:]

    def _known(self, marked: str, line: int) -> str:
        if marked not in MARKINGS:
            known = ", ".join(MARKINGS)
            self._fault(line, NotCitable(f"[{marked}] is not a marking. The markings are: {known}."))
        return marked

    def _block(self, citation: str, line: int, marked: str) -> Iterator[Block]:
        try:
            name, args, options = call(citation)
            numbers = self.tables if name == "table" else self.pictures
            answer = citing.answer(
                BLOCKS[name], self.citing, *args, number=next(numbers), line=line, **options
            )
            yield replace(answer, marking=marked)
        except NotCitable as wrong:
            self._fault(line, wrong)

    def _note(self, tokens: Iterator[Token], line: int) -> Note:
        runs: Runs = ()
        for token in tokens:
            if token.type == "blockquote_close":
                break
            if token.type == "inline":
                runs += ((Text(" "),) if runs else ()) + self._runs(token)
        marked, runs = self._unmarked(runs, line)
        label, runs = label_of(runs)
        return Note(label, runs, line, marked)

    def _items(self, tokens: Iterator[Token], closes: str, line: int) -> Items:
        items = []
        for token in tokens:
            if token.type == closes:
                break
            if token.type == "inline":
                items.append(self._runs(token))
        return Items(tuple(items), line)

    def _runs(self, token: Token) -> Runs:
        runs: list[Runs] = []
        style: Style = ""
        assert token.map
        line = token.map[0] + 1
        for part in token.children or []:
            if part.type in ("softbreak", "hardbreak"):
                line += 1
                runs.append((Text(" ", style),))
            elif part.type in ("strong_open", "em_open"):
                style = "strong" if part.type == "strong_open" else "emphasis"
            elif part.type in ("strong_close", "em_close"):
                style = ""
            elif part.type == "citation":
                runs.append(self._answer(part.content, line))
                line += part.content.count("\n")
            elif part.content:
                if STRAY.search(part.content):
                    self._fault(
                        line,
                        NotCitable("A citation here is opened and not closed, or closed and not opened."),
                    )
                runs.append((Text(part.content, style),))
        return joined(run for group in runs for run in group)

    def _answer(self, citation: str, line: int) -> Runs:
        try:
            name, args, options = call(citation)
            if name in BLOCKS:
                raise NotCitable(f"A {name} stands in a paragraph of its own.")
            if name not in INLINE:
                known = ", ".join([*INLINE, *BLOCKS])
                raise NotCitable(f"“{name}” cannot be cited. What can is: {known}.")
            return citing.answer(INLINE[name], self.citing, *args, **options)
        except NotCitable as wrong:
            self._fault(line, wrong)
            return ()

    def _fault(self, line: int, wrong: NotCitable) -> None:
        self.faults.append(f"{self.paper.key}/{self.file} line {line}: {wrong}")


def _defaulting(block: Block, default: str) -> Block:
    """Marked as it was typed, or else as all around it is."""
    return block if isinstance(block, Register) or block.marking else replace(block, marking=default)
