"""The public copy itself: marked blocks left out, small numbers kept back, and the rule printed on it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from bluelamp.board import marking
from bluelamp.board.document import (
    Block,
    Cited,
    Document,
    Heading,
    Items,
    Note,
    Paragraph,
    Passport,
    Picture,
    Quoted,
    Register,
    Run,
    Runs,
    Section,
    Table,
    Text,
)
from bluelamp.board.publishing.keeping_back import (
    LEAST_BASE,
    Earlier,
    few_on_one_side,
    is_of_few,
    kept_back,
    rule_in_words,
)
from bluelamp.board.words import KEPT_BACK, PUBLIC

LEFT_OUT = "Left out of the public copy."
FOR_MARKING = "for its marking"
FOR_COUNTS = "because a count that is kept back could be read off it"
FOR_FEW = f"because it speaks of fewer than {LEAST_BASE} people or events somewhere"


@dataclass(frozen=True)
class PublicCopy:
    """The copy, the keys of the counts it keeps back, and in words what it lacks."""

    document: Document
    hidden: frozenset[str]
    left_out: tuple[str, ...]


def public_copy(
    document: Document, *, earlier: Sequence[Earlier] = (), exempt: Collection[str] = ()
) -> PublicCopy:
    """The paper as the public may read it. ``exempt`` are families of counts somebody answers for showing whole.

    Raises :class:`~bluelamp.analysis.suppression.CannotProtect` where earlier copies give a small count away.
    """
    return _Copying(marking.inherited(document), earlier, exempt).copy()


class _Copying:
    def __init__(self, document: Document, earlier: Sequence[Earlier], exempt: Collection[str]) -> None:
        self.document = document
        self.left_out: list[str] = []
        self.sections = [self._lighter(section) for section in document.sections]
        self.values = {count.key: count.value for count in document.counts}
        self.hidden = kept_back(document.counts, printed=self._printed(), earlier=earlier, exempt=exempt)
        self.thin = _thin(document.passports)
        self.families = {count.key: count.family for count in document.counts}
        self.exempt = exempt

    def copy(self) -> PublicCopy:
        sections = tuple(
            replace(section, file="", blocks=tuple(self._guarded(block) for block in section.blocks))
            for section in self.sections
        )
        sections = (_opened(sections[0]), *sections[1:])
        cited = {
            run.passport
            for section in sections
            for block in section.blocks
            for run in marking.runs_of(block)
            if isinstance(run, (Cited, Quoted))
        }
        copied = replace(
            self.document,
            marking=PUBLIC,
            sections=sections,
            passports=tuple(_without_its_row(p) for p in _with_parts(self.document.passports, cited)),
            counts=tuple(
                replace(count, sums=())
                for count in self.document.counts
                if count.key not in self.hidden and count.is_printed
            ),
        )
        return PublicCopy(copied, self.hidden, tuple(self.left_out))

    # What is left out ------------------------------------------------------------------------------------------

    def _lighter(self, section: Section) -> Section:
        title = section.title if not marking.is_above_official(_marking(section.blocks[0])) else LEFT_OUT
        blocks = tuple(self._or_left_out(block) for block in section.blocks)
        return replace(section, title=title, blocks=blocks)

    def _or_left_out(self, block: Block) -> Block:
        if marking.is_above_official(_marking(block)):
            return self._without(block, FOR_MARKING)
        if isinstance(block, Picture) and is_of_few(block):
            return self._without(block, FOR_FEW)
        return block

    def _without(self, block: Block, why: str) -> Block:
        """What stands in its place, so that paragraphs, tables and charts keep their numbers."""
        name = _name(block)
        self.left_out.append(f"{name} {why}")
        if isinstance(block, Paragraph):
            return Paragraph(block.number, (Text(LEFT_OUT, "emphasis"),))
        if isinstance(block, Heading):
            return Heading(block.level, LEFT_OUT, f"left-out-{len(self.left_out)}")
        return Note(name, (Text(LEFT_OUT),))

    def _printed(self) -> set[str]:
        """The counts that stand in what is left of the paper, in words or in a chart."""
        blocks = [block for section in self.sections for block in section.blocks]
        cited = [run.counts for block in blocks for run in marking.runs_of(block) if isinstance(run, Cited)]
        drawn = [block.counts for block in blocks if isinstance(block, Picture)]
        return {key for counts in (*cited, *drawn) for key in counts}

    # What is kept back -----------------------------------------------------------------------------------------

    def _guarded(self, block: Block) -> Block:
        match block:
            case Paragraph() | Note():
                return replace(block, runs=self._shown(block.runs), line=0)
            case Items():
                return replace(block, entries=tuple(self._shown(entry) for entry in block.entries), line=0)
            case Table():
                return self._table(block)
            case Picture():
                return self._picture(replace(block, line=0))
        return block

    def _table(self, table: Table) -> Table:
        rows = tuple(tuple(self._shown(cell) for cell in row) for row in table.rows)
        notes = tuple(self._shown(note) for note in table.notes)
        if rows != table.rows:
            self.left_out.append(f"Numbers of table {table.number}, shown there as {KEPT_BACK}")
            notes += ((Text(f"{KEPT_BACK} is kept back, so that nobody can be recognised."),),)
        return replace(table, rows=rows, notes=notes, line=0)

    def _picture(self, picture: Picture) -> Block:
        if self.hidden & set(picture.counts):
            return self._without(picture, FOR_COUNTS)
        if any(self._is_kept_back(run) for run in picture.runs):
            return self._without(picture, FOR_FEW)
        return picture

    def _shown(self, runs: Runs) -> Runs:
        return tuple(Text(KEPT_BACK) if self._is_kept_back(run) else run for run in runs)

    def _is_kept_back(self, run: Run) -> bool:
        if not isinstance(run, Cited):
            return False
        return run.passport in self.thin or bool(self.hidden & set(run.counts)) or self._is_of_few(run)

    def _is_of_few(self, run: Cited) -> bool:
        """A percentage worked out of counts, of too small a base: the last of them."""
        if len(run.counts) < 2 or self.families[run.counts[-1]] in self.exempt:
            return False
        return self.values[run.counts[-1]] < LEAST_BASE


def _marking(block: Block) -> str:
    return "" if isinstance(block, Register) else block.marking


def _name(block: Block) -> str:
    match block:
        case Paragraph():
            return f"Paragraph {block.number}"
        case Table():
            return f"Table {block.number}"
        case Picture():
            return f"Chart {block.number}"
        case Heading():
            return "A heading"
        case Items():
            return "A list"
    return "A note"


def _opened(section: Section) -> Section:
    """The first section with the rule under its heading."""
    heading, *rest = section.blocks
    note = Note(
        "Public copy", (Text(f"{rule_in_words()} What is left out for its marking says so in its place."),)
    )
    return replace(section, blocks=(heading, note, *rest))


def _thin(passports: Sequence[Passport]) -> frozenset[str]:
    """The passports of figures that rest on too few, and of all that was worked out from them."""
    found = {p.key for p in passports if p.kind == "figure" and _is_thin(p)}
    while more := {p.key for p in passports if found & set(p.parts)} - found:
        found |= more
    return frozenset(found)


def _is_thin(passport: Passport) -> bool:
    """Shares and averages of few people, and shares that leave but a few on one side of them.

    A count is no average: the counts themselves are weighed.
    """
    if passport.unit == "number" or not passport.n:
        return False
    tells = few_on_one_side(passport.value, passport.n) if passport.unit == "percent" else None
    return passport.n < LEAST_BASE or tells is not None


def _with_parts(passports: Sequence[Passport], cited: Collection[str]) -> tuple[Passport, ...]:
    known, wanted, asked = {p.key: p for p in passports}, set[str](), list(cited)
    while asked:
        if (key := asked.pop()) not in wanted:
            wanted.add(key)
            asked += known[key].parts
    return tuple(passport for passport in passports if passport.key in wanted)


def _without_its_row(passport: Passport) -> Passport:
    """A public copy leads to its own “How we know”, and to no page of the workspace."""
    return replace(passport, figure=None)
