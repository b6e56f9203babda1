"""The seal: what goes in comes out, and nothing else does."""

from __future__ import annotations

import io
import json
import random

import pytest

from bluelamp.web.backing_up import Refused, Unsound, sealing

KEY, OTHER = bytes(range(32)), bytes(32)


def sealed(content: bytes, key: bytes = KEY) -> bytes:
    file = io.BytesIO()
    header = sealing.header(key, bluelamp="0.1.0", engine="sqlite", taken_at="2014-01-07T09:00:00+00:00")
    sealer = sealing.Sealer(file, header, key)
    for start in range(0, len(content), 700_001):
        sealer.write(content[start : start + 700_001])
    sealer.finish()
    return file.getvalue()


def opened(written: bytes, key: bytes = KEY) -> bytes:
    file = io.BytesIO(written)
    return io.BufferedReader(sealing.Opener(file, sealing.read_header(file), key)).read()


@pytest.mark.parametrize(
    "length", [0, 1, sealing.PIECE - 1, sealing.PIECE, sealing.PIECE + 1, 2 * sealing.PIECE + 5]
)
def test_what_was_sealed_comes_out_as_it_went_in(length):
    content = random.Random(length).randbytes(length)
    written = sealed(content)
    assert opened(written) == content
    assert content[:64] not in written or length < 8


def test_another_key_is_refused_by_the_names_of_both():
    with pytest.raises(Refused, match=f"{sealing.name_of(KEY)}.*{sealing.name_of(OTHER)}"):
        opened(sealed(b"names"), OTHER)


def test_pieces_that_change_places_are_noticed():
    written = sealed(bytes(3 * sealing.PIECE))
    start = len(written) - 3 * (sealing.PIECE + sealing.TAG)
    step = sealing.PIECE + sealing.TAG
    first, second = written[start : start + step], written[start + step : start + 2 * step]
    with pytest.raises(Unsound):
        opened(written[:start] + second + first + written[start + 2 * step :])


@pytest.mark.parametrize(
    "cut", [1, sealing.TAG, sealing.PIECE + sealing.TAG, 2 * (sealing.PIECE + sealing.TAG)]
)
def test_an_end_that_is_missing_is_noticed_even_between_two_pieces(cut):
    with pytest.raises(Unsound, match="damaged or cut short"):
        opened(sealed(bytes(2 * sealing.PIECE))[:-cut])


def test_bytes_added_to_the_end_are_noticed():
    with pytest.raises(Unsound):
        opened(sealed(b"names") + b"more")


def test_no_two_backups_have_the_same_bytes_even_of_the_same_records():
    assert sealed(b"names")[-20:] != sealed(b"names")[-20:]


def test_a_newer_format_is_refused_before_anything_is_opened():
    header = sealing.header(KEY, bluelamp="9.0", engine="sqlite", taken_at="").written()
    told = header[len(sealing.MAGIC) + 4 :].replace(b'"format": 1', b'"format": 2')
    with pytest.raises(Refused, match="newer Bluelamp"):
        sealing.read_header(io.BytesIO(sealing.MAGIC + len(told).to_bytes(4, "big") + told))


@pytest.mark.parametrize(
    "written",
    [b"", b"PK\x03\x04", sealing.MAGIC, sealing.MAGIC + b"\0\0\0\2[]", sealing.MAGIC + b"\xff\xff\xff\xff{}"],
)
def test_what_is_no_backup_is_refused(written):
    with pytest.raises(Unsound):
        sealing.read_header(io.BytesIO(written))


def test_a_header_tells_nothing_but_when_by_what_and_with_which_key():
    told = json.loads(sealed(b"").split(b"\n", 1)[1][4:].split(b"}")[0] + b"}")
    assert set(told) == {"format", "bluelamp", "engine", "taken_at", "key", "salt"}
