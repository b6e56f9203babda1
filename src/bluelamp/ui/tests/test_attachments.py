"""Files handed out: saved under their name, and nothing in them runs here."""

from __future__ import annotations

import pytest

from bluelamp.ui.attachments import attachment


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("aston.csv", 'attachment; filename="aston.csv"'),
        ("two words.csv", 'attachment; filename="two words.csv"'),
        ("café.csv", "attachment; filename*=utf-8''caf%C3%A9.csv"),
        ('a"b\\c.csv', 'attachment; filename="abc.csv"'),
        ("a\r\nX-Evil: 1.csv", 'attachment; filename="aX-Evil: 1.csv"'),
        ("../../etc/passwd", 'attachment; filename="....etcpasswd"'),
        ("", 'attachment; filename="file"'),
    ],
)
def test_a_name_is_written_as_every_browser_reads_it(name, header):
    assert attachment(b"x", name=name, content_type="text/csv")["Content-Disposition"] == header


def test_nothing_in_it_runs_and_no_copy_stays():
    answer = attachment(b"<script>", name="x.html", content_type="text/html")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store"
