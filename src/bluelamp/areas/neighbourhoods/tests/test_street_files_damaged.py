"""Files damaged at random: never an exception, every line accounted for, every rejected byte given back."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bluelamp.areas.neighbourhoods.tests.factories import HEADER, NAME, asb, bring, crime, text

GOOD = text(asb(), crime("c1"), "", crime("c2", kind="Drugs"), asb(month="2014-02"), crime("c1"), crime("c3"))
START = len(HEADER) + 2
JUNK = st.sampled_from(
    [b"\n", b"\r\n", b'"', b",", b"\0", b"\xff", b"\xc3", b" ", "é".encode(), b"x" * 70_000, b""]
)
# Where it is damaged, how many bytes are lost there, and what stands in their place.
DAMAGE = st.tuples(st.integers(START, len(GOOD)), st.integers(0, 40), JUNK)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(DAMAGE, min_size=1, max_size=4))
def test_every_line_of_a_damaged_file_is_accounted_for(damage):
    content = GOOD
    for place, lost, junk in damage:
        content = content[:place] + junk + content[place + lost :]
    lines = content[START:].split(b"\n")
    with tempfile.TemporaryDirectory() as folder:
        report = bring(Path(folder), content, partial=True)
        if report.files[0].refusal:
            assert report.files[0].refusal == "The file holds no rows, only the names of its columns."
            return
        assert report.adds_up
        assert report.total("rows") == len(lines) - (lines[-1] == b"")
        rejected = sorted({row.fault.line for row in report.faults})
        saved = report.folder / "rejected" / NAME
        given_back = saved.read_bytes()[START:] if rejected else b""
        # A line is what ends in a line feed, and nothing else is.
        whole = [line + b"\n" for line in lines[:-1]] + lines[-1:]
        assert given_back == b"".join(whole[number - 2] for number in rejected)
