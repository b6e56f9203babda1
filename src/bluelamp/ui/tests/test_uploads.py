"""Files that people send in: good ones are kept without what betrays their maker, bad ones refused in one sentence."""

from __future__ import annotations

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from bluelamp.ui.tests import corpus
from bluelamp.ui.tests.corpus import BAD, GOOD
from bluelamp.ui.uploads import Refused, UploadField, check


@pytest.mark.parametrize(("name", "content"), GOOD.values(), ids=GOOD)
def test_a_good_file_is_taken(name, content):
    taken = check(name, content)
    assert taken.name == name.rpartition("\\")[2]
    assert taken.content == content


@pytest.mark.parametrize(("name", "content", "why"), BAD.values(), ids=BAD)
def test_a_bad_file_is_refused_in_one_sentence(name, content, why):
    with pytest.raises(Refused) as refused:
        check(name, content)
    assert why in str(refused.value)


def test_there_are_sixty_bad_files_and_more():
    assert len(BAD) >= 60


def test_the_name_under_which_it_is_kept_is_drawn_and_says_nothing():
    one, other = (check("photo of Jo.txt", b"noted") for _ in range(2))
    assert one.stored_as != other.stored_as
    assert "Jo" not in one.stored_as
    assert one.stored_as.endswith(".bin")
    assert one.sha256 == other.sha256


def test_a_picture_forgets_who_made_it_and_where():
    said = b"Author\0Jo Canary"
    notes = [corpus.chunk(kind, said) for kind in (b"tEXt", b"iTXt", b"zTXt", b"eXIf", b"tIME", b"prVt")]
    assert check("map.png", corpus.png(1, 1, *notes)).content == corpus.png()
    notes = [corpus.segment(marker, said) for marker in (0xE1, 0xE2, 0xED, 0xFE)]
    assert check("photo.jpg", corpus.jpeg(1, 1, *notes)).content == corpus.jpeg()


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_photo_that_was_turned_stays_turned_and_forgets_the_rest(order):
    kept = check("photo.jpg", corpus.jpeg(1, 1, corpus.segment(0xE1, corpus.exif(6, order)))).content
    assert b"Canary" not in kept
    assert kept.count(b"\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06") == 1
    upright = check("photo.jpg", corpus.jpeg(1, 1, corpus.segment(0xE1, corpus.exif(1, order)))).content
    assert upright == corpus.jpeg()


@pytest.mark.parametrize("length", range(0, 27, 3))
def test_a_torn_description_of_a_photo_breaks_nothing(length):
    torn = corpus.segment(0xE1, corpus.exif()[:length])
    assert check("photo.jpg", corpus.jpeg(1, 1, torn)).content == corpus.jpeg()


class Evidence(forms.Form):
    files = UploadField(kinds=("pdf", "txt"), most=2, required=False)


def sent(*files: tuple[str, bytes]) -> Evidence:
    uploads = [SimpleUploadedFile(name, content) for name, content in files]
    return Evidence({}, MultiValueDict({"files": uploads}))


def test_a_form_gives_the_files_as_they_may_be_kept():
    form = sent(("a.pdf", corpus.PDF), ("b.txt", b"noted"))
    assert form.is_valid()
    assert [(file.name, file.kind) for file in form.cleaned_data["files"]] == [
        ("a.pdf", "pdf"),
        ("b.txt", "txt"),
    ]


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ([("a.txt", b"1"), ("b.txt", b"2"), ("c.txt", b"3")], "Choose 2 files at most."),
        (
            [("a.txt", b"1"), ("b.png", corpus.png())],
            "b.png is of no kind that is taken here: PDF, plain text.",
        ),
        ([("a.txt", b"")], "a.txt is empty."),
    ],
)
def test_a_form_says_beside_the_field_what_is_wrong(files, why):
    assert sent(*files).errors["files"] == [why]


def test_no_file_is_no_fault_where_none_is_asked_for():
    form = sent()
    assert form.is_valid()
    assert form.cleaned_data["files"] == []
