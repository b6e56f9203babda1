"""A case on paper: only what is open, marked where it is not, and written down."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.audit.models import Record
from bluelamp.practice.casework import actions, printing
from bluelamp.practice.casework.models import HandedOn
from bluelamp.practice.casework.printing import Asked
from bluelamp.practice.casework.printing.sheet import in_words
from bluelamp.practice.casework.tests.factories import NOW, case, opened_to

pytestmark = pytest.mark.django_db
REASON = "For the case conference on Friday."


def write(by, held, words, audience):
    actions.notes.write(by=by, ref=held.ref, words=words, audience=audience, now=NOW)


def prepare(by, held, **asked):
    return actions.printing.prepare(
        by=by,
        ref=held.ref,
        asked=Asked(reason=REASON) if not asked else Asked(**{"reason": REASON} | asked),
        now=NOW,
    )


def said(sheet):
    return {one.name: (one.words, one.is_withheld) for part in sheet.sections for one in part.passages}


def test_what_the_printer_does_not_see_is_withheld_and_marked(officer, landlord):
    held = case()
    opened_to(held)
    found = said(prepare(landlord, held))
    assert (found["Name"], found["Intelligence"]) == ((f"name-{held.pk}", False), ("", True))


def test_several_things_of_one_item_stand_on_lines_of_their_own():
    assert (in_words(("Monday", "Tuesday")), in_words("Monday")) == ("Monday\nTuesday", "Monday")


def test_what_is_left_out_is_withheld_and_so_are_narrower_notes(officer):
    held = case()
    for audience in ("team", "shared", "told"):
        write(officer, held, f"For {audience}.", audience)
    sheet = prepare(officer, held, recipient="Wickwell Homes", basis="consent", without=frozenset({"tip"}))
    history = [one for part in sheet.sections[1:] for one in part.passages]
    assert [one.is_withheld for one in history] == [True, False, False]
    assert (said(sheet)["Intelligence"], sheet.withheld) == (("", True), 2)


def test_a_copy_for_somebody_else_is_a_disclosure_with_its_ground(officer):
    held = case()
    prepare(officer, held, recipient="Wickwell Homes", basis="consent", without=frozenset({"tip"}))
    row = HandedOn.objects.get()
    assert (row.recipient, row.basis, row.items) == ("Wickwell Homes", "consent", ["files", "name", "notes"])
    record = Record.objects.get(operation="casework.print")
    assert (record.kind, record.recipient, record.legal_basis) == ("disclosure", "Wickwell Homes", "consent")


def test_ones_own_copy_is_a_consultation(officer):
    prepare(officer, case())
    assert (Record.objects.get(operation="casework.print").kind, HandedOn.objects.count()) == (
        "consultation",
        0,
    )


@pytest.mark.parametrize(
    "wrong", [{"reason": "Because."}, {"audience": "all"}, {"recipient": "The neighbour"}]
)
def test_without_a_reason_or_a_ground_nothing_is_printed(officer, wrong):
    with pytest.raises(NotNow):
        prepare(officer, case(), **wrong)
    assert not Record.objects.filter(operation="casework.print").exists()


def test_a_partner_hands_on_nothing_that_is_not_theirs(landlord):
    held = case()
    opened_to(held)
    with pytest.raises(NotNow, match="To pass it on, ask"):
        prepare(landlord, held, recipient="The press", basis="consent")


def test_every_page_of_the_pdf_is_marked_numbered_and_tagged(officer):
    held = case()
    for number in range(60):
        write(officer, held, f"Visit {number}.", "shared")
    write(officer, held, "A secret.", "team")
    sheet = prepare(officer, held, without=frozenset({"tip"}))
    read = PdfReader(io.BytesIO(printing.pdf(sheet)))
    pages = [page.extract_text() for page in read.pages]
    assert len(pages) > 1
    for number, words in enumerate(pages, start=1):
        assert words.count("OFFICIAL-SENSITIVE") == 2
        assert f"Page {number} of {len(pages)}" in words
    whole = " ".join(pages)
    assert ("A secret" in whole, f"tip-{held.pk}" in whole, "Withheld" in whole) == (False, False, True)
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert read.metadata.title == f"Case {held.ref}"


def test_the_same_sheet_is_the_same_file(officer):
    sheet = prepare(officer, case())
    assert printing.pdf(sheet) == printing.pdf(sheet)
