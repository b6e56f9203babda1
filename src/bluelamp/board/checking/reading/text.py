"""Plain text, and the text layer of a PDF: lines put together to paragraphs, columns of words and figures to
tables."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator

from bluelamp.board.checking.reading import furniture
from bluelamp.board.checking.reading.going_on import is_full, is_under
from bluelamp.board.checking.reading.pieces import CAPTION, Heading, Item, Paragraph, Piece, Table
from bluelamp.board.proof_reading.language.dates import DATE
from bluelamp.board.proof_reading.tables import cells

NUMBERED = re.compile(
    r"^\s*(?:para(?:graph)?\s*)?(?P<label>\d{1,3}(?:\.\d{1,3}){0,3})[.)]?(?:\s+|\t)(?P<text>\S.*)$"
)
TIGHT = re.compile(r"^\s*(?P<label>\d{1,3})\.(?P<text>[A-Z].*)$")
BULLET = re.compile(
    r"^\s*(?:[-–—•·▪●○◦*o➢►✓]\s+(?:[a-z][.)]\s+)?|\(?[a-z][.)]\s+|\((?:[a-z]|[ivx]+)\)\s+|"
    r"[ivx]{1,4}[.)]\s+)(?P<text>\S.*)$"
)
GAP = re.compile(r"\t+|\s{2,}")
TWO_CELLS = re.compile(r"\s*[^|.;]{1,60}(?<=\s)\|\s[^|]{1,30}")
WIDE = re.compile(r"\S(?:\t|\s{2,})\S")
LONGEST_HEADING = 80
ENDS = (".", ":", ";", ",")


def read(text: str) -> Iterator[Piece]:
    """The pieces of a text. Form feeds part pages; what stands on every page is left out."""
    lines = furniture.without(re.split(r"\r\n|\r|\n|\f|\v|\x85|\u2028|\u2029", text))
    place = 0
    loose: list[str] = []
    held: Table | None = None
    while place < len(lines):
        rows, end = _table(lines, place)
        if rows:
            if held is not None and not any(line.strip() for line in loose) and _goes_on(held, rows):
                held = Table(held.rows + tuple(rows[rows[0] == held.rows[0] :]), held.caption)
                loose, place = [], end
                continue
            if held is not None:
                yield held
            yield from _flow(loose)
            caption = loose[-1].strip() if loose and CAPTION.match(loose[-1]) else ""
            loose = []
            held, place = Table(tuple(rows), _caption(caption)), end
        else:
            if held is not None and lines[place].strip():
                yield held
                held = None
            loose.append(lines[place])
            place += 1
    if held is not None:
        yield held
    yield from _flow(loose)


def _goes_on(held: Table, rows: list[tuple[str, ...]]) -> bool:
    """Is it the rest of a table that a page cut in two? It has as many columns, and the same head or none."""
    has_head = not any(cells.read(cell) or cells.split(cell) for cell in rows[0][1:])
    return len(rows[0]) == len(held.rows[0]) and (rows[0] == held.rows[0] or not has_head)


def _caption(line: str) -> str:
    found = CAPTION.match(line)
    return (found["title"] if found else line).strip("* ")


# Tables ------------------------------------------------------------------------------------------------------------


def _table(lines: list[str], start: int) -> tuple[list[tuple[str, ...]], int]:
    """The rows of a table that starts here and the line after it; no rows when none does."""
    for cut in (_piped, _tabbed, _spaced):
        rows: list[tuple[str, ...]] = []
        place, gaps = start, 0
        while place < len(lines):
            row = cut(lines[place])
            if row is None and not lines[place].strip() and rows and gaps == 0:
                gaps, place = 1, place + 1
                continue
            if row is None:
                break
            if row:
                rows.append(row)
            gaps, place = 0, place + 1
        if _is_table(rows):
            return (_aligned(lines[start:place]) if cut is _spaced else rows), place - gaps
    return [], start


def _is_table(rows: list[tuple[str, ...]]) -> bool:
    figures = [row for row in rows if any(cells.read(cell) or cells.split(cell) for cell in row[1:])]
    return len(rows) >= 2 and len(figures) >= max(1, len(rows) / 3)


def _piped(line: str) -> tuple[str, ...] | None:
    if line.count("|") < 2 and not TWO_CELLS.fullmatch(line):
        return None
    if re.fullmatch(r"[\s|:+=-]+", line):
        return ()
    return tuple(cell.strip().strip("*") for cell in line.strip().strip("|").split("|"))


def _tabbed(line: str) -> tuple[str, ...] | None:
    if line.count("\t") < 2 and not (
        line.count("\t") == 1
        and re.search(r"\t\s*[-£]?\d[\d,.]*\s?%?\s*$", line)
        and not re.match(r"^\s*\d+\.?\t", line)
    ):
        return None
    return tuple(cell.strip() for cell in line.split("\t"))


def _spaced(line: str) -> tuple[str, ...] | None:
    if re.fullmatch(r"\s*[-=_+\s]{6,}", line) and line.strip():
        return ()
    said = line.strip()
    if not WIDE.search(said) or (NUMBERED.match(line) and len(GAP.split(said)) < 3) or BULLET.match(line):
        return None
    parts = GAP.split(said)
    return tuple(parts) if len(parts) >= 2 and all(len(p) <= 60 for p in parts) else None


def _aligned(lines: list[str]) -> list[tuple[str, ...]]:
    """Columns of spaces: a cell belongs to the column it lies over, so that an empty one stays empty."""
    found = [
        [(m.start(), m.end(), m[0]) for m in re.finditer(r"\S+(?:\s\S+)*", line.replace("\t", "    "))]
        for line in lines
        if line.strip() and not re.fullmatch(r"\s*[-=_+\s]{6,}", line)
    ]
    widest = max(found, key=len)
    spans = [(start, end) for start, end, _ in widest]
    for line in found:
        if len(line) == len(widest):
            spans = (
                [(min(s, a), max(e, b)) for (s, e), (a, b, _) in zip(spans, line, strict=True)]
                if not _overlaps(spans, line)
                else spans
            )
    return [_placed(line, spans) for line in found]


def _overlaps(spans: list[tuple[int, int]], line: list[tuple[int, int, str]]) -> bool:
    grown = [(min(s, a), max(e, b)) for (s, e), (a, b, _) in zip(spans, line, strict=True)]
    return any(grown[i][1] > grown[i + 1][0] for i in range(len(grown) - 1))


def _placed(line: list[tuple[int, int, str]], spans: list[tuple[int, int]]) -> tuple[str, ...]:
    if len(line) == len(spans):
        return tuple(text for _, _, text in line)
    row = [""] * len(spans)
    for start, end, text in line:
        shared = [min(end, e) - max(start, s) for s, e in spans]
        place = shared.index(max(shared))
        row[place] = f"{row[place]} {text}".strip()
    return tuple(row)


# Running text ------------------------------------------------------------------------------------------------------


def _flow(lines: list[str]) -> Iterator[Piece]:
    """Paragraphs, items and headings. A line that starts none of them goes on with the one before."""
    held: Piece | None = None
    after_blank = True
    width = max(map(len, lines), default=0)
    last = ""
    for place, line in enumerate(lines):
        said = line.strip().strip("*").strip()
        if not said:
            after_blank = True
            continue
        following = next((later.strip() for later in lines[place + 1 :] if later.strip()), "")
        new = _start(line, said, following, after_blank, held)
        is_more = not after_blank and (is_under(held, line) or is_full(held, last, said, width))
        if held is not None and (
            new is None or (is_more and new == Paragraph(said) and not NAMED.match(said))
        ):
            held = _joined(held, said)
        else:
            if held is not None:
                yield held
            held = new or Paragraph(said)
        if isinstance(held, Heading):
            yield held
            held = None
        after_blank, last = False, line
    if held is not None:
        yield held


NAMED = re.compile(r"^[A-Z][\w ]{2,25}:\s")


def _start(line: str, said: str, following: str, after_blank: bool, held: Piece | None) -> Piece | None:
    """What begins at this line; ``None`` when it goes on."""
    goes_on = held is not None and not after_blank and _is_open(held)
    numbered = NUMBERED.match(said) or TIGHT.match(said)
    if numbered and _is_row(line, numbered["text"]):
        return Item(said.replace("\t", " "))
    if numbered and not DATE.match(said) and _is_label(numbered["label"], numbered["text"], held, goes_on):
        label, rest = numbered["label"], numbered["text"].strip()
        part = re.sub(r"\.0$", "", label)
        is_part = re.match(rf"^{re.escape(part)}\.[1-9]", following)
        if (is_part or part != label or ("." not in label and rest.isupper())) and _is_heading(rest):
            return Heading(rest, 1 if "." not in part else 2)
        return Paragraph(rest, label)
    bullet = BULLET.match(line)
    if bullet:
        return Item(bullet["text"].strip())
    if goes_on and not _is_main(said):
        return None
    if CAPTION.match(said) and len(said) < 120:
        return Paragraph(said)
    if said.startswith("#"):
        return Heading(said.lstrip("# "), min(3, len(said) - len(said.lstrip("#"))))
    if _is_heading(said) and (_is_main(said) or (after_blank and not _goes_on_below(said, following))):
        return Heading(said, 1 if _is_main(said) else 2)
    return Paragraph(said) if after_blank or held is None else Paragraph(said) if not _is_open(held) else None


def _is_label(label: str, text: str, held: Piece | None, goes_on: bool) -> bool:
    """“12 officers” at the start of a wrapped line is no paragraph number."""
    if "." in label or not goes_on:
        return text[:1].isupper() or text[:1] in "“\"'(£" or text[:1].isdigit() or not goes_on
    return text[:1].isupper() and (
        held is None or not isinstance(held, Paragraph) or held.text.endswith(ENDS)
    )


def _is_row(line: str, text: str) -> bool:
    """“1<tab>Dudley” is a row of a list of places rather than a paragraph."""
    return (
        bool(re.match(r"^\s*\d+\t", line))
        and len(text.split()) <= 5
        and not text.endswith(ENDS)
        and not text.isupper()
    )


def _is_open(held: Piece) -> bool:
    """Does the piece go on? It was broken at the end of a line, before its full stop."""
    return (
        isinstance(held, (Paragraph, Item))
        and not held.text.endswith((".", "!", "?", ":", ":-", ".”", '."'))
        and len(held.text) > 40
    )


def _joined(held: Piece, said: str) -> Piece:
    if isinstance(held, Paragraph):
        return Paragraph(_glued(held.text, said), held.label)
    if isinstance(held, Item):
        return Item(_glued(held.text, said))
    return held


def _glued(text: str, said: str) -> str:
    return f"{text[:-1]}{said}" if re.search(r"[a-z]-$", text) and said[:1].islower() else f"{text} {said}"


def _is_main(said: str) -> bool:
    """House headings are in capitals: PURPOSE OF REPORT."""
    return (
        len(said) >= 4
        and said == said.upper()
        and bool(re.search(r"[A-Z]{3}", said))
        and len(said) <= LONGEST_HEADING
    )


JOINS = re.compile(r"\b(?:which|that|who|and|but|or|of|the|an?|to|we|is|are|was|were)$")
SEVERAL = re.compile(r",|[a-z][.:;] [A-Z]")
"""A comma, or a stop with another sentence after it."""
IN_SENTENCE = re.compile(r"[a-z]{2,}\b(?![.)])")


def _goes_on_below(said: str, following: str) -> bool:
    """“In the table we came 4th of 23, which / shows …”: the first line of a paragraph, and no heading."""
    return bool(JOINS.search(said) or (SEVERAL.search(said) and IN_SENTENCE.match(following)))


def _is_heading(said: str) -> bool:
    return (
        len(said) <= LONGEST_HEADING
        and not said.endswith(ENDS)
        and said[:1].isalpha()
        and said[:1].isupper()
        and len(said.split()) <= 11
    )
