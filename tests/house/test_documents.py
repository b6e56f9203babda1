"""What is written about Bluelamp says what Bluelamp does."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.house import reference
from tests.house.tree import ROOT, kept

DOCS = ROOT / "docs"
RECORDS = sorted((DOCS / "adr").glob("[0-9]*.md"))
PAGES = [path for path in kept() if path.suffix == ".md" and "papers" not in path.parts]
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("name", reference.PAGES)
def test_a_generated_page_is_what_the_program_would_write(name):
    written = (reference.PLACE / f"{name}.md").read_text(encoding="utf-8")
    assert written == reference.PAGES[name](), "type make docs"


def test_every_setting_is_documented_and_every_documented_setting_is_read():
    page = (reference.PLACE / "settings.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| `([A-Z_]+)`", page, flags=re.MULTILINE))
    ours = {
        name for name in reference.settings_read() if name.startswith("BLUELAMP_") or name == "DATABASE_URL"
    }
    assert documented == ours


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_between_pages_leads_somewhere(page: Path):
    links = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.stem)
def test_a_decision_is_told_on_one_page_with_its_status_and_date(record: Path):
    lines = record.read_text(encoding="utf-8").splitlines()
    told = "\n".join(lines)
    assert len(lines) <= 30
    assert re.match(rf"# {record.name[:4]} \S", lines[0])
    assert {"## Context", "## Decision", "## Consequences"} <= set(lines)
    assert re.search(r"Status: \w+\. Date: \d+ \w+ 20\d\d", told)


def test_no_two_decisions_share_a_number():
    numbers = [record.name[:4] for record in RECORDS]
    assert sorted(set(numbers)) == numbers


def test_every_dependency_has_a_decision():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [
        *project["dependencies"],
        *(each for extra in project["optional-dependencies"].values() for each in extra),
    ]
    names = {re.match(r"[\w-]+", each)[0].lower() for each in asked}
    told = " ".join(record.read_text(encoding="utf-8").lower() for record in RECORDS)
    assert [name for name in sorted(names) if f"`{name}`" not in told] == []


def test_every_word_of_the_glossary_is_kept_in_order_and_points_to_a_folder():
    rows = re.findall(
        r"^\| \*\*(.+?)\*\* \| .+ \| `?(.*?)`? \|$", (DOCS / "glossary.md").read_text("utf-8"), re.MULTILINE
    )
    words = [word.lower() for word, _ in rows]
    assert len(words) > 40
    assert words == sorted(words)
    assert [
        folder for _, folder in rows if folder and not (ROOT / "src" / "bluelamp" / folder).exists()
    ] == []
