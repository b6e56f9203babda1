"""A list whose length is not the number stated: “three phases”, and four follow; “four areas (A, B and
C)”."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator

from bluelamp.board.document import Items, Paragraph, Section, words
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import numerals
from bluelamp.board.proof_reading.language.dates import DATE
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

NUMBER = r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[2-9]|1[0-5]"
LISTED = (
    r"areas?|phases?|stages?|strands?|priorities|priority|objectives?|aims?|themes?|recommendations?|"
    r"actions?|risks?|reasons?|factors?|categories|options?|key \w+|principles?|questions?|steps?|"
    r"work ?streams?|elements?|components?|measures?|issues?|outcomes?|criteria|ways|types|kinds|pilots?|"
    r"sites?|units?|LPUs?|districts?|boroughs?|wards?|councils?|authorities|forces|hospitals?|schools?|"
    r"trusts?|teams?|partners?|agencies|groups?|organisations|providers?|companies|bidders?|contractors?|"
    r"towns?|places|locations?|neighbourhoods?|estates?|centres?|departments?|services?|projects?|schemes?|"
    r"programmes?|pillars?|goals?|targets?|indicators?|standards?|duties|roles?|posts?|members|languages|"
    r"religions|faiths|indicators|commitments|drivers|threats|barriers|challenges|concerns|lessons|findings|"
    r"points|matters|items|conditions|tests|changes|improvements|initiatives|events|meetings|dates|months|"
    r"days|crime types|offence types|things|ones|subjects|topics|areas|reasons|causes|workers|villages|"
    r"cities|streets|roads|parks|stations|parishes|counties|markets|plans|policies|studies|causes|problems|"
    r"benefits|concerns|beats|wings|divisions|practices|clinics|libraries|depots|routes"
)
STATED = re.compile(
    rf"\b(?P<number>{NUMBER}) (?:[a-z-]+ ){{0,3}}?(?P<noun>{LISTED})\b(?P<after>[^.;]{{0,60}})$",
    re.IGNORECASE,
)
OPENS_LIST = re.compile(
    r"(?:[:,]\s?[-–—]?|\bfollow(?:s|ing)|\bare|\bbelow|\bnamely|\binclud\w+)\s*[-–—:]*\s*$", re.IGNORECASE
)
INLINE = re.compile(
    rf"\b(?P<quantity>bottom |top |other |remaining |all |the |these |"
    rf"following )?(?P<number>{NUMBER}) (?P<words>(?:[A-Za-z'-]+ "
    rf"){{0,4}}?)(?P<noun>{LISTED})\b[^.;:(),⟦]{{0,60}}?"
    r"(?P<open>\s?\(| (?:are|were)(?= [^.;:]+,[^.;:]+ and )\s|\s?:\s|\s[-–—]\s|, namely |"
    r",? which are |,? these being |,? being |"
    r",? i\.e\.,? )(?P<list>[^().;:]{5,260})",
    re.IGNORECASE,
)
BARE = re.compile(
    rf"\b(?P<quantity>bottom|top|other|"
    rf"remaining) (?P<number>{NUMBER})\s?(?P<open>\()(?P<list>[^().;:]{{5,200}})",
    re.IGNORECASE,
)
LEFT_OUT = re.compile(
    rf"\b(?P<quantity>the|these|those|all) (?P<number>{NUMBER}) (?P<noun>(?:(?:it|they|we|that|which|who|"
    rf"to|not|others?|"
    rf"missed|remaining|most|least|worst|best|new|main|largest)\b ?(?:[a-z]+ ){{0,4}}?))(?P<open>(?:are|"
    rf"were)(?= [^.;:]+,[^.;:]+ and )\s|:\s)"
    r"(?P<list>[^().;:]{5,260})",
    re.IGNORECASE,
)
"""“The five it missed are A, B, C and D.”"""
PARTIAL = re.compile(
    r"\b(?:including|such as|for example|e\.g|among|mainly|notably|especially|particularly|from|between|"
    r"with|at least|over|about|i\.e\.? those)\b",
    re.IGNORECASE,
)
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
JOINED = re.compile(r"\s(?:and|&|plus|as well as)\s", re.IGNORECASE)


PARTED = re.compile(
    rf"\b(?P<number>{NUMBER}) (?:[A-Za-z'-]+ ){{0,4}}?(?P<noun>{LISTED})\b[^.;:(),]{{0,60}}?\s?:\s"
    r"(?P<list>[^.:]*;[^.:]*)\.",
    re.IGNORECASE,
)
"""“six aims: safe care; timely care; …”"""


def read(paper: Reading) -> Iterator[Remark]:
    for block in paper.blocks:
        for sentence in block:
            yield from _inline(sentence)
    for section in paper.document.sections:
        yield from _below(paper, section)
    yield from _elsewhere(paper)


REFERRED = re.compile(
    rf"\b(?:the|these|those|all) (?P<number>{NUMBER}) (?:[a-z-]+ ){{0,2}}?(?P<noun>{LISTED})\b[^.;:]{{0,40}}?"
    r"\b(?:paragraph|para|section|at|in) (?P<label>\d+(?:\.\d+)*)\b",
    re.IGNORECASE,
)
ANNOUNCED = re.compile(
    rf"\b(?:following|these) (?:[a-z-]+ ){{0,2}}?(?P<noun>{LISTED})\b[^.;]{{0,60}}:\s*$", re.IGNORECASE
)


def _elsewhere(paper: Reading) -> Iterator[Remark]:
    """“Approve the five actions in paragraph 18”, where four are listed."""
    for sentence in paper.sentences:
        for found in REFERRED.finditer(sentence.text):
            said, listed = _value(found["number"]), _listed_at(paper, found["label"], found["noun"])
            if said and len(listed) > 1 and len(listed) != said and not _is_nested(listed, said):
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
                _items(section.blocks[place + 1 :])
                if said and said["noun"][:5].lower() == noun[:5].lower()
                else []
            )
    return []


def _below(paper: Reading, section: Section) -> Iterator[Remark]:
    """A paragraph that ends by announcing a number of things, and the list under it."""
    blocks = section.blocks
    for place, block in enumerate(blocks[:-1]):
        text = (
            words(block.runs)
            if isinstance(block, Paragraph)
            else words(block.entries[-1])
            if isinstance(block, Items)
            else ""
        )
        last = re.split(r"(?<=[.!?])\s+(?=[A-Z])", text.strip())[-1]
        stated = STATED.search(re.sub(r"[-–—:\s]+$", "", last)) if OPENS_LIST.search(last) else None
        if stated is None or PARTIAL.search(stated["after"]):
            continue
        items = _items(blocks[place + 1 :])
        said = _value(stated["number"])
        if items and said and len(items) != said and not _is_nested(items, said):
            sentence = next(
                (
                    s
                    for s in paper.section_of_key(section.key)
                    if last.startswith(s.text[:40]) or s.text in last
                ),
                None,
            )
            if sentence is not None:
                yield sentence.remark(
                    f"“{stated['number']} {stated['noun']}” are announced, and {len(items)} are listed"
                )


def _items(blocks: tuple[object, ...]) -> list[str]:
    found: list[str] = []
    for block in blocks:
        if not isinstance(block, Items):
            break
        found += [words(entry).strip() for entry in block.entries]
    return found


def _is_nested(items: list[str], said: int) -> bool:
    """Wrapped lines and sub-points are not items of their own: they begin in lower case."""
    starts = [item for item in items if item[:1].isupper() or item[:1].isdigit()]
    return len(starts) == said or len(items) == 1


def _inline(sentence: Sentence) -> Iterator[Remark]:
    if parted := PARTED.search(sentence.text):
        items = [each for each in parted["list"].split(";") if each.strip(" and")]
        if _value(parted["number"]) != len(items) and not PARTIAL.search(parted["list"]):
            yield sentence.remark(
                f"“{parted['number']} {parted['noun']}” are stated, and {len(items)} are named"
            )
        return
    for way in (INLINE, BARE, LEFT_OUT):
        for found in way.finditer(sentence.text):
            said, listed = _value(found["number"]), found["list"]
            if (
                said is None
                or PARTIAL.search(listed)
                or re.search(r"\d", DATE.sub("", listed))
                or sentence.text[found.end() : found.end() + 1] not in (")", ".", "", ";")
            ):
                continue
            least, most = _counted(listed)
            if most < 2 or least <= said <= most or _is_prose(listed):
                continue
            count = str(least) if least == most else f"{least} or {most}"
            noun = found.groupdict().get("noun") or "places"
            yield sentence.remark(f"“{found['number']} {noun}” are stated, and {count} are named")
            return


def _counted(listed: str) -> tuple[int, int]:
    """How many things a run of words names: the fewest and the most that commas and “and” allow."""
    parts = [
        part.strip() for part in re.split(r",|/", re.sub(r"\b(?:and|&)\s*$", "", listed)) if part.strip()
    ]
    if not parts:
        return 0, 0
    parts[-1] = re.sub(r"^(?:and|&|plus)\s", "", parts[-1])
    joins = [len(JOINED.findall(part)) for part in parts]
    # “Birmingham West & Central” is one place: an “&” may join a name. An “and” in the last item parts two.
    last = bool(re.search(r"\sand\s", parts[-1])) and len(parts) > 1
    least = len(parts) + (1 if last and not re.search(r"&", parts[-1]) and joins[-1] == 1 else 0)
    if len(parts) == 1:
        least = 2 if re.search(r"\sand\s", parts[0]) and joins[0] == 1 else 1
    return least, len(parts) + sum(joins)


def _is_prose(listed: str) -> bool:
    """A clause rather than a list: a verb in it, or items as long as sentences."""
    parts = re.split(r",|\band\b", listed)
    return bool(
        re.search(r"\b(?:is|are|was|were|has|have|will|which|that|who|can|not|to be)\b", listed)
    ) or any(len(p.split()) > 9 for p in parts)


def _value(said: str) -> int | None:
    return int(said) if said.isdigit() else numerals.value(said)


RULE = Rule(
    key="lists",
    title="A list that is not as long as stated",
    severity="wrong",
    explanation="Either something was left out of the list or added to it, or the number is from an earlier draft.",
    read=read,
    kind="wording",
    certainty="likely",
)
