"""Payloads stay texts: a share of the probe of them, and whether its judge would notice one that does not."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest
import yaml

from tests.matrix import world
from tests.probe import markup, payloads
from tests.probe.only_text import faults
from tests.probe.payloads import PAYLOADS, spelt
from tests.probe.reading_back import Read

STEP = 20
HTML = {"Content-Type": "text/html; charset=utf-8"}
SORTS = yaml.safe_load(Path(payloads.__file__).with_suffix(".yaml").read_text(encoding="utf-8"))


def of(*sorts: str) -> list[str]:
    """The payloads of some sorts, spelt."""
    return [spelt(7, PAYLOADS.index(each)) for sort in sorts for each in SORTS[sort]]


def page(body: str) -> list[str]:
    return faults(HTML, f"<!doctype html><html><body>{body}</body></html>".encode())


def test_a_share_of_the_pages_and_forms_shows_payloads_as_texts_alone(db):
    found = Read()
    markup.take_turn(world.build(), 0, found, STEP)
    assert found.faults == set()
    assert len(found.forms) > 3
    assert len(found.seen) > 40


@pytest.mark.parametrize("payload", of("element", "way_out_of_an_element", "svg"))
def test_what_a_page_took_for_its_own_is_noticed(payload):
    assert page(f"<p>{payload}</p>")
    assert page(f"<p>{escape(payload)}</p>") == []


@pytest.mark.parametrize("payload", [one for one in of("attribute") if one.startswith('"')])
def test_what_ended_an_attribute_is_noticed(payload):
    assert page(f'<input value="{payload}">')
    assert page(f'<input value="{escape(payload)}">') == []


@pytest.mark.parametrize("payload", of("address"))
def test_an_address_that_leads_astray_is_noticed(payload):
    assert page(f'<a href="{escape(payload)}">Read</a>')
    assert page(f'<a href="/people/?q={escape(payload)}">Read</a>') == []
    assert faults(HTML | {"Location": payload}, b"")


@pytest.mark.parametrize("payload", of("script", "style", "template", "unicode"))
def test_a_text_inside_a_script_or_a_style_is_noticed(payload):
    assert page(f"<script>let name = '{payload}'</script>")
    assert page(f"<p style='{escape(payload)}'>x</p>")


@pytest.mark.parametrize(
    ("written", "shown"), [("{{7*191}}", "1337"), ("<b id=", ""), ("[Read](javascript:", "Read")]
)
def test_a_text_that_is_not_what_was_written_is_noticed(written, shown):
    payload = next(
        spelt(7, number) for number, each in enumerate(PAYLOADS) if each.startswith(f"{written}@M@")
    )
    mark = payload.removeprefix(written)
    assert page(f"<p>{shown}{mark}</p>")
    assert page(f"<p>{escape(written)}{mark}</p>") == []


@pytest.mark.parametrize("payload", [one for one in of("file") if one[0] in "=@+-\uff1d"])
def test_a_cell_that_a_spreadsheet_runs_is_noticed(payload):
    said = {"Content-Type": "text/csv", "X-Content-Type-Options": "nosniff"}
    cell = payload.replace('"', '""')
    assert faults(said, f'name\n"{cell}"\n'.encode())
    assert faults(said, f'name\n"\'{cell}"\n'.encode()) == []


def test_a_header_with_a_second_file_name_is_noticed():
    said = spelt(7, PAYLOADS.index('.txt"; filename="@M@.exe'))
    assert faults({"Content-Disposition": f'attachment; filename="note{said}"'}, b"")
