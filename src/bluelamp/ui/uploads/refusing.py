"""The refusal of a file."""

from __future__ import annotations

ARCHIVE_ENDS, PDF_BEGINS = b"PK\x05\x06", b"%PDF-"
PROGRAMS = (b"<script", b"<svg", b"<html", b"<!doctype html", b"<?php")


class Refused(ValueError):
    """Why a file is not taken: the sentence that whoever sent it reads."""


def look_for_passengers(rest: bytes) -> None:
    """Refuse a file behind whose end another one is hidden, or that is two kinds of file at once."""
    if ARCHIVE_ENDS in rest or PDF_BEGINS in rest or any(each in rest.lower() for each in PROGRAMS):
        raise Refused(
            "The file holds another file of another kind. Save it anew from the program it was made with."
        )
