"""What a Word file carries beside its words: the zip is opened, every part read, and every part must be a known one."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator

KNOWN = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(?:core|app)\.xml|word/_rels/[\w.]+\.rels"
    r"|word/(?:document|styles|settings|fontTable|numbering|stylesWithEffects|webSettings|footnotes|endnotes)\.xml"
    r"|word/(?:header|footer)\d*\.xml|word/theme/theme\d+\.xml|word/media/image\d+\.png"
)
"""The parts a paper is made of. Comments, custom XML, macros, embedded files and thumbnails are not among them."""

READ = re.compile(r"word/(?:document|footnotes|endnotes|header\d*|footer\d*)\.xml")
"""The parts whose words are read."""

PEOPLE = {
    "creator",
    "lastModifiedBy",
    "keywords",
    "description",
    "category",
    "Company",
    "Manager",
    "contentStatus",
}
MARKS = {
    "ins": "a tracked insertion",
    "del": "a tracked deletion",
    "moveFrom": "a tracked move",
    "moveTo": "a tracked move",
    "commentRangeStart": "a comment",
    "commentReference": "a comment",
    "docVars": "document variables",
    "attachedTemplate": "the address of a template",
    "rsids": "the marks of sittings",
    "altChunk": "another document inside",
    "object": "an embedded object",
}
UNSEEN = ("vanish", "webHidden", "specVanish")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NO = ("0", "false")
WHITE = re.compile(r"f{6}", re.IGNORECASE)
PNG_WORDS = (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME")


def hidden(content: bytes) -> Iterator[str]:
    """Each thing found. A file that is no zip is said to be none."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if parts.comment:
                yield "a comment on the zip"
            for info in parts.infolist():
                yield from _of_part(info, parts.read(info))
            yield from _by_style(parts)
    except (zipfile.BadZipFile, ET.ParseError, RuntimeError):
        yield "it cannot be opened as a Word file"


def _of_part(info: zipfile.ZipInfo, content: bytes) -> Iterator[str]:
    if not KNOWN.fullmatch(info.filename):
        yield f"a part that does not belong to a paper: {info.filename}"
    if info.extra or info.comment:
        yield f"remarks of the machine it was made on, in {info.filename}"
    if info.filename.endswith(".png"):
        yield from (f"words in the picture {info.filename}" for kind in PNG_WORDS if kind in content)
    elif info.filename.endswith((".xml", ".rels")):
        read = ET.fromstring(content, ET.XMLParser(target=ET.TreeBuilder(insert_comments=True)))
        yield from _of_xml(read)
        if READ.fullmatch(info.filename):
            yield from _unseen(read)


def _of_xml(root: ET.Element) -> Iterator[str]:
    for element in root.iter():
        if callable(element.tag):
            yield "a comment in its XML"
            continue
        space, _, name = element.tag.rpartition("}")
        if name in PEOPLE and element.text and "wordprocessingml" not in space:
            yield f"{name}: {element.text}"
        if space + "}" == WORD and name in MARKS and element.get(WORD + "val") not in NO:
            yield MARKS[name]
        if element.get("TargetMode") == "External":
            yield f"an address outside itself: {element.get('Target')}"
        if any(attribute.startswith(WORD + "rsid") for attribute in map(str, element.attrib)):
            yield "the marks of sittings"


def _unseen(root: ET.Element) -> Iterator[str]:
    """Text that is there and not shown."""
    if any(element.get(WORD + "val") not in NO for name in UNSEEN for element in root.iter(WORD + name)):
        yield "hidden text"
    if any(WHITE.fullmatch(element.get(WORD + "val", "")) for element in root.iter(WORD + "color")):
        yield "white text"


def _by_style(parts: zipfile.ZipFile) -> Iterator[str]:
    """The same, where a style does it that some words are in. Word's blank file brings many that none are in."""
    if "word/styles.xml" not in parts.namelist():
        return
    used = {
        element.get(WORD + "val")
        for name in parts.namelist()
        if READ.fullmatch(name)
        for element in ET.fromstring(parts.read(name)).iter()
        if element.tag in (WORD + "pStyle", WORD + "rStyle", WORD + "tblStyle")
    }
    for style in ET.fromstring(parts.read("word/styles.xml")).iter(WORD + "style"):
        if style.get(WORD + "styleId") in used:
            yield from _unseen(style)
