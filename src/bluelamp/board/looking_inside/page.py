"""What an HTML file carries beside what is read: comments, scripts, hidden parts, people, addresses it would fetch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

PEOPLE = {"author", "generator", "creator", "owner", "dcterms.creator"}
RUNS = {
    "script": "a script",
    "iframe": "another page",
    "object": "an embedded object",
    "embed": "an embedded object",
}
FETCHES = {"src", "srcset", "poster", "background", "data", "xlink:href", "action"}
STYLE_FETCHES = re.compile(r"url\(\s*['\"]?(?!data:|#)|@import", re.IGNORECASE)


def hidden(content: bytes) -> Iterator[str]:
    """Each thing found."""
    read = _Reading()
    read.feed(content.decode("utf-8", "replace"))
    read.close()
    yield from read.found
    if STYLE_FETCHES.search(content.decode("utf-8", "replace")):
        yield "a style that would fetch something"


class _Reading(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_comment(self, data: str) -> None:
        self.found.append("a comment in its source")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in RUNS:
            self.found.append(RUNS[tag])
        if tag == "meta" and given.get("name", "").lower() in PEOPLE:
            self.found.append(f"{given['name']}: {given.get('content', '')}")
        if "hidden" in given or "display:none" in given.get("style", "").replace(" ", ""):
            self.found.append(f"a part that is not shown (<{tag}>)")
        if any(name.startswith(("on", "data-")) for name in given):
            self.found.append(f"a script or data on <{tag}>")
        if any(
            name in FETCHES and not value.startswith(("data:image/", "#")) for name, value in given.items()
        ):
            self.found.append(f"something it would fetch (<{tag}>)")
        if tag in ("a", "link") and not given.get("href", "#").startswith("#"):
            self.found.append(f"a link out of itself: {given['href']}")
