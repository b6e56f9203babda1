"""A served sample with canaries, asked from outside by everybody who signs in: what comes out, and what is kept of it.

::

    python -m tests.probe.outside [PAGES]

Nothing is known here but the address, the password and ``canaries.json``. Everybody follows the links that they are
shown, and asks for every record by its reference. A word for somebody whom it is not for is a leak; a word that no
record of the audit names is unlogged; a consultation of a record of which nothing was shown is spurious; a word in
what the server wrote to its log, on an error page, in ``/metrics`` or in a redirect has gone astray.
"""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections import defaultdict, deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests

from tests.probe import clock, saying
from tests.probe.ledger import Ledger

PAGES, AT_ONCE, TOLD = 150, 4, 20
WORD = re.compile(r"CNR-(?:r\d\d|page)-[a-z0-9_]+-[a-z_]+|07700 9\d{5}", re.IGNORECASE)
LINK = re.compile(r'(?:href|action|src)="(/[^"#]*)')
LEFT_OUT = re.compile(r"^/(static/|access/(sign-out|sessions)|api/)")
BY_REFERENCE = {"source-record": ("/people/{}/",), "asb-case": ("/asb/cases/{}/",)}
KEPT = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "content-security-policy": "frame-ancestors 'none'",
}
"""What each answer with something personal in it has to say in its headers."""
WRONG = ("leaks", "unlogged", "spurious", "astray", "unguarded", "broken_pages", "saw_nothing")


@dataclass
class Seen:
    """What somebody was shown: words with the addresses they stood at; and what is wrong with the answers."""

    words: dict[str, str] = field(default_factory=dict)
    asked: int = 0
    unguarded: list[str] = field(default_factory=list)
    astray: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def look(self, answer: requests.Response, path: str) -> None:
        """Keep the words of an answer, and what its headers leave out."""
        self.asked += 1
        found = {word.upper() for word in WORD.findall(answer.content.decode(errors="replace"))}
        said = f"{path} {answer.headers.get('location', '')}"
        self.astray += [f"{word} in {path}" for word in WORD.findall(said)]
        if answer.status_code >= 500:
            self.broken.append(f"{answer.status_code} {path}")
        if answer.status_code >= 400:
            self.astray += [f"{word} on the {answer.status_code} of {path}" for word in found]
            return
        self.words |= {word: path for word in found if word not in self.words}
        if found:
            self.unguarded += [
                f"{path}: {name}" for name, part in KEPT.items() if part not in answer.headers.get(name, "")
            ]


class Outside(Ledger):
    """A server with the canaries in its records, and everybody who may sign in to it."""

    end = float("inf")

    def prepare(self) -> None:
        self._do("sample", "--canaries", "--scale", "0.01")
        self.learn()

    def learn(self) -> None:
        """What ``canaries.json`` says."""
        self.var = Path(self.env["BLUELAMP_VAR"])
        told = json.loads((self.var / "canaries.json").read_text(encoding="utf-8"))
        self.people = [one for one in told["people"] if one["is_let_in"] and not one["states_a_purpose"]]
        self.objects = told["objects"]
        self.shown_to = {each["word"].upper(): set(each["shown_to"]) for each in told["words"]}
        self.record_of = {each["word"].upper(): each["object"] for each in told["words"]}
        self.password = json.loads((self.var / "sample.json").read_text(encoding="utf-8"))["password"]

    @contextmanager
    def serving(self) -> Iterator[subprocess.Popen[bytes]]:
        """As any server, with all that it says kept in a file."""
        with (self.var / "said.log").open("wb") as log, self.started(stdout=log, stderr=log) as server:
            yield server

    def crawl(self, person: str, pages: int) -> Seen:
        """Everything that somebody finds by following links, then every record by its references."""
        session, seen = self._signed_in(person), Seen()
        waiting, known = deque(["/"]), {"/"}
        while waiting and seen.asked < pages and not clock.is_over(self.end):
            path = waiting.popleft()
            answer = session.get(self.base + path, allow_redirects=False, timeout=60)
            seen.look(answer, path)
            for link in self._links(answer, path):
                if link not in known and not LEFT_OUT.match(link):
                    known.add(link)
                    waiting.append(link)
        for one in self.objects.values():
            for path in BY_REFERENCE[one["kind"]]:
                for ref in {one["reference"], one["person"]} - {""} if not clock.is_over(self.end) else ():
                    where = path.format(ref)
                    seen.look(session.get(self.base + where, allow_redirects=False, timeout=60), where)
        return seen

    def _links(self, answer: requests.Response, path: str) -> list[str]:
        if "html" not in answer.headers.get("content-type", ""):
            return (
                [urlsplit(urljoin(path, answer.headers["location"])).path]
                if "location" in answer.headers
                else []
            )
        return [link.replace("&amp;", "&") for link in LINK.findall(answer.text)]

    def _signed_in(self, person: str) -> requests.Session:
        session, where = requests.Session(), f"{self.base}/access/sign-in"
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', session.get(where, timeout=60).text)
        assert token
        form = {"csrfmiddlewaretoken": token[1], "username": person, "password": self.password}
        answer = session.post(where, form, headers={"Referer": where}, allow_redirects=False, timeout=60)
        assert answer.status_code == 302, f"{person} is not let in"
        return session

    def leaks(self, person: str, seen: Seen) -> list[str]:
        return [
            f"{person} was shown {word} at {path}"
            for word, path in seen.words.items()
            if word in self.shown_to and person not in self.shown_to[word]
        ]

    def held_against_the_audit(self, everybody: dict[str, Seen]) -> tuple[list[str], list[str]]:
        """Records whose words somebody was shown and no audit record names; and those named for nothing."""
        named: dict[str, set[str]] = defaultdict(set)
        with sqlite3.connect(f"file:{self.var / 'records.sqlite3'}?mode=ro", uri=True) as records:
            rows = records.execute(
                "SELECT actor_name, objects FROM audit_record WHERE kind IN ('consultation', 'disclosure') "
                "AND result = 'done'"
            )
            for person, objects in rows:
                named[person.lower()] |= set(json.loads(objects))
        names = {one["name"]: _names(one) for one in self.objects.values()}
        unlogged, spurious = [], []
        for person, seen in everybody.items():
            shown = {self.record_of[word] for word in seen.words if word in self.record_of} - {""}
            unlogged += [f"{person} saw {record}" for record in shown if not names[record] & named[person]]
            may = {self.record_of[word] for word, readers in self.shown_to.items() if person in readers}
            spurious += [
                f"{person} is said to have seen {record}"
                for record in names.keys() - may
                if f"holding:{_ref(self.objects, record)}" in named[person]
            ]
        return unlogged, spurious

    def astray(self) -> list[str]:
        """Words in what the server said, and in what it tells whoever does not sign in."""
        found = [
            f"{word} in the log" for word in WORD.findall((self.var / "said.log").read_text(errors="replace"))
        ]
        for path in ("/metrics", "/healthz", "/api/openapi.json", "/nowhere", "/access/sign-in"):
            found += [
                f"{word} at {path}" for word in WORD.findall(requests.get(self.base + path, timeout=60).text)
            ]
        return found


def _names(one: dict[str, Any]) -> set[str]:
    return {f"holding:{one['reference']}"} | ({f"person:{one['person']}"} if one["person"] else set())


def _ref(objects: dict[str, Any], name: str) -> str:
    return next(str(one["reference"]) for one in objects.values() if one["name"] == name)


def probe(pages: int) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as folder:
        outside = Outside(0, Path(folder))
        outside.prepare()
        with outside.serving():
            outside.end = clock.end_of("outside")
            names = [one["name"] for one in outside.people]
            with ThreadPoolExecutor(AT_ONCE) as pool:
                everybody = dict(
                    zip(names, pool.map(lambda name: outside.crawl(name, pages), names), strict=True)
                )
            leaks = [leak for name, seen in everybody.items() for leak in outside.leaks(name, seen)]
            unlogged, spurious = outside.held_against_the_audit(everybody)
            astray = outside.astray() + [one for seen in everybody.values() for one in seen.astray]
    found = {
        "leaks": leaks,
        "unlogged": unlogged,
        "spurious": spurious,
        "astray": astray,
        "unguarded": [one for seen in everybody.values() for one in seen.unguarded],
        "broken_pages": [one for seen in everybody.values() for one in seen.broken],
    }
    return {
        "people": len(everybody),
        "short": clock.is_over(outside.end),
        "answers": sum(seen.asked for seen in everybody.values()),
        "words": len({word for seen in everybody.values() for word in seen.words}),
        "saw_nothing": not any(seen.words for seen in everybody.values()),
        **{name: len(several) for name, several in found.items()},
        "first": [one for several in found.values() for one in several][:TOLD],
    }


def main() -> int:
    return saying.tell(
        "outside", probe, int(sys.argv[1]) if len(sys.argv) > 1 else PAGES, wrong=" ".join(WRONG)
    )


if __name__ == "__main__":
    sys.exit(main())
