"""The page a paper is dropped on: who may, what comes back, and that nothing stays."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bluelamp.board.models import Edition
from bluelamp.kernel.access.tests.factories import user_of

pytestmark = pytest.mark.django_db
PAPER = b"Board, 4 March 2014\n\n1. There were 63 of 2,172 (4%) <script>alert(1)</script>.\n\n2. Two.\n\n3. End.\n"


def sent(content: bytes = PAPER, name: str = "paper.txt", answer: str = "page") -> dict[str, object]:
    return {"paper": SimpleUploadedFile(name, content), "answer": answer, "meeting": ""}


@pytest.fixture
def client() -> Client:
    return signed_in("analyst")


def signed_in(role: str) -> Client:
    made = Client()
    made.force_login(user_of(role))
    return made


def test_a_paper_comes_back_with_what_was_found_and_nothing_is_kept(client):
    page = client.post("/board/check/", sent())
    text = page.content.decode()
    assert page.status_code == 200
    assert "63 of 2,172 is 2.9%, and 4% is printed" in text
    assert "<script>alert(1)</script>" not in text
    assert page.headers["Cache-Control"] == "no-store"
    assert not Edition.objects.exists()


@pytest.mark.parametrize(
    ("answer", "begins"), [("html", b"<!DOCTYPE html>"), ("docx", b"PK"), ("pdf", b"%PDF"), ("json", b"{")]
)
def test_the_answer_can_be_taken_away(client, answer, begins):
    page = client.post("/board/check/", sent(answer=answer))
    assert page.content.startswith(begins)
    assert page.headers["Content-Disposition"] == f'attachment; filename="Checked paper.{answer}"'


def test_html_and_markdown_are_read_as_text(client):
    page = client.post("/board/check/", sent(b"<p>1. There were 63 of 2,172 (4%).</p>", "paper.html", "json"))
    assert [f["rule"] for f in json.loads(page.content)["findings"]] == ["percentages"]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("paper.svg", b"<svg/>", "of no kind that is read here"),
        ("paper.docx", b"text", "is not what its name says"),
        ("paper.txt", b"", "is empty"),
        ("paper.md", b"a\x00b", "not plain text"),
    ],
)
def test_a_file_that_is_not_taken_is_refused_at_its_field(client, name, content, why):
    page = client.post("/board/check/", sent(content, name))
    assert page.status_code == 422
    assert why in page.content.decode()


def test_a_partner_may_not():
    assert signed_in("partner").get("/board/check/").status_code in (403, 404)
