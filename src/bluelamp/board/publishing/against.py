"""What speaks against letting a public copy out: looked for in the copy as it stands, not in how it was made."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from bluelamp.analysis import suppression
from bluelamp.board import looking_inside, marking
from bluelamp.board.document import Cited, Count, Document, Items, Note, Paragraph, Picture, Runs, words
from bluelamp.board.publishing.keeping_back import (
    LEAST_BASE,
    THRESHOLD,
    Earlier,
    few_on_one_side,
    is_of_few,
    system,
)
from bluelamp.ui import formats

NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|single|once|twice|half|quarter|none)\b",
    re.IGNORECASE,
)

WHEN = re.compile(rf"(?:\d{{1,2}} )?(?:{'|'.join(formats.MONTHS)})(?: \d{{4}})?|\b\d{{4}}/\d{{2}}\b")
"""A day, a month or a year says when, and not how many."""

COUNT = re.compile(r"\d[\d,]*")


def reasons_not_to_let_out(
    copied: Document,
    original: Document,
    files: Mapping[str, bytes],
    *,
    earlier: Sequence[Earlier] = (),
    exempt: Sequence[str] = (),
) -> list[str]:
    """Every reason, in words; an empty list means it may go out once a second person says so."""
    return [
        *_still_marked(copied),
        *_can_be_worked_out(copied, original, earlier, exempt),
        *_told_in_words(copied, original, exempt),
        *_of_too_few(copied, exempt),
        *differing(copied),
        *(
            f"{name}: {found}"
            for name, content in files.items()
            for found in looking_inside.hidden(name, content)
        ),
    ]


def _still_marked(copied: Document) -> Iterator[str]:
    for section, block in copied.blocks():
        if marking.is_above_official(marking.of_block(block, copied)):
            yield f"“{section.title}” still holds something marked {marking.of_block(block, copied)}."


def _can_be_worked_out(
    copied: Document, original: Document, earlier: Sequence[Earlier], exempt: Sequence[str]
) -> Iterator[str]:
    """Every small count attacked from what the copy prints, its sums, and the copies before it."""
    if not original.counts:
        return
    whole = system(original.counts, earlier, exempt)
    printed = {key for run in _cited(copied) if len(run.counts) == 1 for key in run.counts}
    printed |= {key for _, block in copied.blocks() if isinstance(block, Picture) for key in block.counts}
    small = {count.key for count in _small(original, exempt)}
    hidden = whole.mask({count.key for count in original.counts} - printed) | whole.gone | whole.aside
    few = (whole.linked.values > 0) & (whole.linked.values < THRESHOLD)
    open_ = suppression.exposed(
        whole.linked,
        hidden,
        whole.mask(small) | ((whole.aside | whole.gone) & few),
        threshold=THRESHOLD,
        floor=whole.floor,
    )
    for title in sorted(whole.titled(open_)):
        yield f"“{title}” is a small count, and can be worked out from what is shown."
    if open_[len(whole.keys) :].any():
        yield "Set beside an earlier public copy, this one tells a small count of what came in between."


def _told_in_words(copied: Document, original: Document, exempt: Sequence[str]) -> Iterator[str]:
    """Prose that names whom a small count is of, with a number somebody typed or quoted beside it."""
    names = {count.title.partition(",")[0] for count in _small(original, exempt)}
    for section, block in copied.blocks():
        for runs in _prose(block):
            typed = "".join(run.text for run in runs if not isinstance(run, Cited))
            for name in sorted(
                name for name in names if name in words(runs) and NUMBER.search(WHEN.sub("", typed))
            ):
                yield f"“{section.title}” speaks of {name} beside a number in words. Mark it, or write it otherwise."


def _of_too_few(copied: Document, exempt: Sequence[str]) -> Iterator[str]:
    for run in _cited(copied):
        passport = copied.passport(run.passport)
        if passport.unit not in ("", "number") and passport.n is not None and 0 < passport.n < LEAST_BASE:
            yield f"“{passport.title}, {passport.period_label}” rests on {passport.n}, fewer than {LEAST_BASE}."
        elif passport.unit == "percent" and few_on_one_side(passport.value, passport.n):
            yield f"“{passport.title}, {passport.period_label}” tells of fewer than {THRESHOLD} on one side of it."
    for _, block in copied.blocks():
        if isinstance(block, Picture) and is_of_few(block):
            yield f"Chart {block.number} speaks of fewer than {LEAST_BASE} somewhere."


def differing(document: Document) -> Iterator[str]:
    """Counts, and what was worked out from the same counts, that are not printed alike everywhere."""
    shown: dict[tuple[str, tuple[str, ...]], set[str]] = defaultdict(set)
    for run in _cited(document):
        if len(run.counts) > 1 or (run.counts and COUNT.fullmatch(run.text)):
            shown[run.passport if len(run.counts) > 1 else "", run.counts].add(run.text)
    titles = {count.key: count.title for count in document.counts}
    for (_, counts), texts in shown.items():
        if len(texts) > 1:
            yield f"“{titles.get(counts[0], counts[0])}” is printed as {' and as '.join(sorted(texts))}."


def _small(original: Document, exempt: Sequence[str]) -> Iterator[Count]:
    for count in original.counts:
        if 0 < count.value < THRESHOLD and count.family not in exempt and count.is_printed:
            yield count


def _cited(document: Document) -> Iterator[Cited]:
    for _, block in document.blocks():
        yield from (run for run in marking.runs_of(block) if isinstance(run, Cited))


def _prose(block: object) -> Iterator[Runs]:
    match block:
        case Paragraph() | Note():
            yield block.runs
        case Items():
            yield from block.entries


__all__ = ["differing", "reasons_not_to_let_out"]
