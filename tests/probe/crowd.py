"""Many hands on one case through a real server: nobody's words are written over unseen, and twins make one report.

::

    python -m tests.probe.crowd [TIMES] [PORT]

Half of the clients write through the page and half through the API, each from the version that it read. The server is
our own, on 127.0.0.1, with a folder of its own; only the processes started here are ended.
"""

from __future__ import annotations

import http.cookiejar
import json
import re
import sqlite3
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.probe import clock, saying
from tests.probe.ledger import TWINS, Ledger

CLIENTS, SUMMARY = 32, "What {name} found out, and nobody else."
REPORT = {
    "what": "Youths shout and kick a ball against the shutters.",
    "received_at": "2014-01-07T21:30:00Z",
    "happened_from": "2014-01-07T20:30:00Z",
    "qualifier": "nuisance",
    "address": "12 Shingle Road, Ladywood",
    "crime": "no_crime",
    "answers": {key: {"answer": "no"} for key in ("repeat", "targeted", "vulnerable", "effect")},
}
WRONG = ("reports_lost", "twin_reports", "written_over", "not_told", "typed_and_lost")
"""What is counted, and ought to be none."""
Said = tuple[str, int, str]
"""Who wrote, what the server answered, and the page or document that it answered with."""


class Crowd(Ledger):
    """A partner's people, all signed in as one of them, and their system."""

    def sign_in(self) -> None:
        """Through the page, as anybody does; the made-up sample asks for no second factor."""
        (Path(self.env["BLUELAMP_VAR"]) / "sample.json").write_text("{}")
        self.jar = http.cookiejar.CookieJar()
        self.page = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        form = {"username": "probe", "password": self.password}
        self._posted("/access/sign-in", form)

    def prepare(self) -> None:
        self._do("migrate")
        who = ("--name", "probe", "--role", "partner", "--organisation", "wickwell-homes", "--generate")
        told = self._do("user", "add", *who, "--json")
        self.password = json.loads(told)["password"]
        self.token = json.loads(self._do("token", "probe", "--minutes", "600", "--json"))["token"]

    def called(self, method: str, path: str, body: object = None, **more: str) -> tuple[int, str, str]:
        """Status, body and ETag of an answer of the API."""
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"} | {
            name.replace("_", "-"): value for name, value in more.items()
        }
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(f"{self.base}/api/v1{path}", data, headers, method=method)
        return _answer(urllib.request.urlopen, request)

    def report(self, key: str) -> str:
        """One report under a key that makes it once; its case."""
        status, said, _ = self.called("POST", "/asb/reports", REPORT, Idempotency_Key=key)
        return str(json.loads(said)["case"]) if status == 201 else f"{status} {said}"

    def through_api(self, ref: str, version: str, name: str) -> Said:
        said = {"summary": SUMMARY.format(name=name)}
        status, body, _ = self.called("PUT", f"/asb/cases/{ref}", said, If_Match=version)
        return name, status, body

    def through_page(self, ref: str, version: str, name: str) -> Said:
        form = {
            "title": "Youths at the shops",
            "qualifier": "nuisance",
            "summary": SUMMARY.format(name=name),
            "address": "12 Shingle Road, Ladywood",
            "version": version.strip('"'),
        }
        status, body = self._posted(f"/asb/cases/{ref}/edit", form)
        return name, status, body

    def _posted(self, path: str, form: dict[str, str]) -> tuple[int, str]:
        _, shown, _ = _answer(self.page.open, urllib.request.Request(f"{self.base}{path}"))
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', shown)
        if found is None:
            raise RuntimeError(f"{path} has no form: {shown[:300]}")
        sent = urllib.parse.urlencode(form | {"csrfmiddlewaretoken": found[1]}).encode()
        request = urllib.request.Request(f"{self.base}{path}", sent, {"Referer": f"{self.base}{path}"})
        status, body, _ = _answer(self.page.open, request)
        return status, body

    def round(self, number: int) -> dict[str, int]:
        """Ten twins, then everybody at once from the version that all of them read."""
        with ThreadPoolExecutor(CLIENTS) as pool:
            cases = set(pool.map(self.report, [f"twins-of-round-{number}"] * TWINS))
            (ref, *others) = cases
            _, _, version = self.called("GET", f"/asb/cases/{ref}")
            ways = (self.through_api, self.through_page)
            said = list(pool.map(lambda n: ways[n % 2](ref, version, f"client {n}"), range(CLIENTS)))
        _, now, after = self.called("GET", f"/asb/cases/{ref}")
        stands = [name for name, *_ in said if SUMMARY.format(name=name) in now]
        kept = [name for name, status, body in said if _was_kept(name, status, body)]
        lost = [body for name, status, body in said if name not in stands]
        return {
            "twin_reports": len(others),
            "written_over": abs(len(kept) - 1) + (kept != stands),
            "versions_on": int(after.strip('"')) - int(version.strip('"')),
            "not_told": sum("Somebody else" not in body and "412" not in body for body in lost),
            "typed_and_lost": sum(
                SUMMARY.format(name=name) not in body
                for name, status, body in said
                if name not in stands and ways[int(name.split()[1]) % 2] == self.through_page
            ),
        }


def _was_kept(name: str, status: int, body: str) -> bool:
    return status == 200 and "Somebody else" not in body


def _answer(opener: Callable[..., Any], request: urllib.request.Request) -> tuple[int, str, str]:
    try:
        with opener(request, timeout=60) as answer:
            return answer.status, answer.read().decode(), answer.headers.get("ETag", "")
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode(), ""


def probe(times: int, port: int) -> dict[str, Any]:
    """So many rounds, each with a report and a case of its own."""
    with tempfile.TemporaryDirectory(prefix="bluelamp-crowd-") as folder:
        crowd = Crowd(port, Path(folder))
        crowd.prepare()
        with crowd.serving():
            crowd.sign_in()
            end = clock.end_of("crowd")
            rounds = [crowd.round(number) for number in clock.while_it_lasts(range(times), end)]
        with sqlite3.connect(Path(folder) / "records.sqlite3") as records:
            (reports,) = records.execute("SELECT count(*) FROM asb_report").fetchone()
    told = {name: sum(each[name] for each in rounds) for name in rounds[0]}
    counted = {"of": times, "rounds": len(rounds), "reports_lost": len(rounds) - reports}
    return {"clients": CLIENTS, "twins": TWINS, **counted, **told}


def main() -> int:
    given = (*map(int, sys.argv[1:3]), *(3, 0)[len(sys.argv) - 1 :])
    return saying.tell("crowd", probe, *given, wrong=" ".join(WRONG))


if __name__ == "__main__":
    sys.exit(main())
