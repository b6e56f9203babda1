"""A paper dropped on the page: checked to be what its name says, read in memory, kept nowhere."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from bluelamp.ui.fields import Day
from bluelamp.ui.uploads import Limits, Refused, Upload, UploadField, check

KINDS = ("docx", "pdf", "txt")
AS_TEXT = (".md", ".markdown", ".html", ".htm")
"""Read as text, never kept and never shown as what they are: so a page is taken here, and nowhere else."""
LIMITS = Limits(size=10 * 2**20, unpacked=60 * 2**20, members=500)
ANSWERS = {
    "page": "On this page",
    "html": "A file with the findings in the margin",
    "docx": "A note to the author, for Word",
    "pdf": "A note to the author, as PDF",
    "json": "JSON, for another program",
}


class PaperField(UploadField):
    """One paper. Markdown and HTML are let in as the text they are."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(kinds=KINDS, limits=LIMITS, most=1, **kwargs)
        self.widget.attrs["accept"] = ",".join((".docx", ".pdf", ".txt", *AS_TEXT))

    def _checked(self, file: UploadedFile) -> Upload:
        name = str(file.name)
        if not name.lower().endswith((*(f".{kind}" for kind in KINDS), *AS_TEXT)):
            raise Refused(f"{name} is of no kind that is read here: Word, PDF, plain text, Markdown, HTML.")
        if not name.lower().endswith(AS_TEXT):
            return super()._checked(file)
        content = file.read(self.limits.size + 1)
        if b"\x00" in content:
            raise Refused(f"{name} is not plain text.")
        # Its tags are blotted out for the look at what it is; the reader is given it as it came.
        seen = check(f"{name}.txt", content.replace(b"<", b" "), kinds=("txt",), limits=self.limits)
        return replace(seen, name=seen.name.removesuffix(".txt"), content=content)


class CheckForm(forms.Form):
    """A paper, the day of its meeting where it does not say it, and how the answer is wanted."""

    paper = PaperField(
        label="The paper",
        help_text="Word, PDF with text, plain text, Markdown or HTML, up to 10 MB. It is read and forgotten: "
        "nothing of it is kept.",
        error_messages={"required": "Choose the paper to be checked"},
    )
    meeting = Day(
        required=False,
        label="Day of the meeting, if the paper does not say it",
        help_text="For example, 27 March 2015. What is said to be past or to come is judged by it.",
    )
    answer = forms.ChoiceField(
        label="How would you like the answer?",
        choices=tuple(ANSWERS.items()),
        initial="page",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose how you would like the answer",
            "invalid_choice": "Choose one of these",
        },
    )
