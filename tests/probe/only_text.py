"""The judge of payloads: pages, files and answers to programs are parsed, and each mark has to stand in a text.

It looks at what a reader's own program would make of an answer, and searches no source for signs that were escaped.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote, urlsplit

from pypdf import PdfReader

from tests.probe.payloads import MARK, stands_alone

ADDRESSES = {"href", "src", "action", "formaction", "xlink:href", "poster", "data", "srcset", "cite", "ping"}
RUN = {"style", "srcdoc"}
STARTS = {"/OpenAction", "/AA"}
FORMULA = re.compile(r"[\s\x00-\x1f\ufeff]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]")


class Page(HTMLParser):
    """What a browser makes of a page or a picture. Textareas and titles are read as elements are, which is stricter."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.inside = ""
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._read()
        self._no_mark(tag, "an element")
        for name, value in attrs:
            self._no_mark(name, "the name of an attribute")
            if value and MARK.search(unquote(value)):
                self.found += reasons_against(name, value)
        self.inside = tag if tag in ("script", "style") else ""

    def handle_endtag(self, tag: str) -> None:
        self._read()
        self._no_mark(tag, "the end of an element")
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside:
            self._no_mark(data, f"a {self.inside}")
        self.text += data

    def handle_comment(self, data: str) -> None:
        self._no_mark(data, "a comment")

    def handle_decl(self, decl: str) -> None:
        self._no_mark(decl, "a declaration")

    def handle_pi(self, data: str) -> None:
        self._no_mark(data, "an instruction")

    def unknown_decl(self, data: str) -> None:
        self._no_mark(data, "a declaration")

    def close(self) -> None:
        super().close()
        self._read()

    def _read(self) -> None:
        """A text that is over, whole."""
        self.found += beside_themselves(self.text)
        self.text = ""

    def _no_mark(self, said: str, where: str) -> None:
        if MARK.search(said):
            self.found.append(f"it is {where}: {said[:80]!r}")


def reasons_against(name: str, value: str) -> list[str]:
    """Why an attribute may not hold what it holds. Values that a script reads as JSON are read so here."""
    if name.startswith("on") or name in RUN:
        return [f"it is in {name}: {value[:80]!r}"]
    if name in ADDRESSES:
        return [f"{name} leads to {value[:80]!r}"] if leads_astray(value) else []
    return [fault for text in texts(_read_by_a_script(value)) for fault in beside_themselves(text)]


def _read_by_a_script(value: str) -> Any:
    """What is kept for a script as JSON; any other value as it is."""
    try:
        return json.loads(value) if value[:1] in "[{" else value
    except ValueError:
        return value


def leads_astray(address: str) -> bool:
    """To another house, or to a script. Browsers pass over controls, and read a backslash as a stroke."""
    plain = re.sub(r"[\x00-\x20]", "", address).replace("\\", "/")
    parts = urlsplit(plain)
    return parts.scheme not in ("", "mailto", "tel") or bool(parts.netloc)


def beside_themselves(text: str) -> list[str]:
    """Marks before which something else stands than was written there."""
    return [
        f"it is shown as {text[max(0, mark.start() - 40) : mark.end() + 20]!r}"
        for mark in MARK.finditer(text)
        if not stands_alone(text, mark)
    ]


def texts(value: Any) -> Iterator[str]:
    """Every text in what came as JSON, keys too."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield key
            yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)
    elif isinstance(value, str):
        yield value


def faults(headers: Mapping[str, str], content: bytes) -> list[str]:
    """Everything about an answer that makes a payload more than a text."""
    kind, body = headers.get("Content-Type", "").partition(";")[0], content.decode(errors="replace")
    if kind == "application/pdf":
        return _of_headers(headers) + _of_pdf(content)
    return _of_headers(headers) + (_of_body(kind, headers, body) if MARK.search(unquote(body)) else [])


def _of_headers(headers: Mapping[str, str]) -> list[str]:
    """A place to go next is in this house, a file has the one name, and no other header says any of it."""
    return [
        f"{name}: {value[:80]!r}"
        for name, value in headers.items()
        if MARK.search(unquote(value))
        and (name != "Location" or leads_astray(value))
        and (
            name != "Content-Disposition" or not re.fullmatch(r"[\w-]+; filename(=\"[^\"]*\"|\*=\S+)", value)
        )
    ]


def _of_body(kind: str, headers: Mapping[str, str], body: str) -> list[str]:
    if kind in ("text/html", "image/svg+xml", "application/xhtml+xml"):
        page = Page()
        page.feed(body)
        page.close()
        return page.found
    guarded = [] if headers.get("X-Content-Type-Options") == "nosniff" else [f"a browser may guess at {kind}"]
    if kind.endswith("json"):
        return guarded + [fault for text in texts(json.loads(body)) for fault in beside_themselves(text)]
    if kind == "text/csv":
        return guarded + [
            f"a spreadsheet runs {cell[:80]!r}"
            for row in csv.reader(io.StringIO(body))
            for cell in row
            if MARK.search(cell) and FORMULA.match(cell)
        ]
    return guarded + ([] if kind == "text/plain" else [f"a payload in {kind}, which nobody reads here"])


def _of_pdf(content: bytes) -> list[str]:
    """A mark in a title is a text; where something begins to run, or leads elsewhere, it is none."""
    pages = PdfReader(io.BytesIO(content))
    told = [*pages.trailer["/Root"].items(), *(one for page in pages.pages for one in page.items())]
    return [
        f"{key} of a PDF holds {str(value)[:80]!r}"
        for key, value in told
        if key in STARTS or _leads(key, value)
    ]


def _leads(key: str, value: Any) -> bool:
    """A link on a page that a payload made."""
    links = value.get_object() if key == "/Annots" else ()
    return any(MARK.search(unquote(str(link.get_object().get("/A", "")))) for link in links)
