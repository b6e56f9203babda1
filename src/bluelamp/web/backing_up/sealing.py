"""The seal on a backup: encrypted piece by piece as it is written, so that no piece can be changed, moved or missing.

AES-256-GCM in the STREAM construction (Hoang, Reyhanitabar, Rogaway and Vizár, *Online Authenticated-Encryption and its
Nonce-Reuse Misuse-Resistance*, 2015): the nonce of a piece is its number and whether it is the last. Every backup has a
key of its own, derived from the force's key and a salt, so that no nonce is used twice. Both are read and written in
constant memory.
"""

from __future__ import annotations

import io
import json
import secrets
from dataclasses import asdict, dataclass
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bluelamp.web.backing_up import Refused, Unsound

FORMAT = 1
MAGIC = b"Bluelamp backup\n"
PIECE = 1 << 20
TAG = 16
LONGEST_HEADER = 1 << 16


@dataclass(frozen=True)
class Header:
    """What can be read without the key; nothing of it can be changed unnoticed. ``key`` tells keys apart, no more."""

    format: int
    bluelamp: str
    engine: str
    taken_at: str
    key: str
    salt: str

    def written(self) -> bytes:
        told = json.dumps(asdict(self), sort_keys=True).encode()
        return MAGIC + len(told).to_bytes(4, "big") + told


def header(key: bytes, *, bluelamp: str, engine: str, taken_at: str) -> Header:
    """A new one, with a salt that no other backup has."""
    return Header(FORMAT, bluelamp, engine, taken_at, name_of(key), secrets.token_hex(32))


def name_of(key: bytes) -> str:
    """Sixteen hexadecimal digits by which a key is known; they say nothing of the key itself."""
    return _derived(key, b"", b"name of a backup key")[:8].hex()


def read_header(file: BinaryIO) -> Header:
    """Raises :class:`Unsound` for what is no backup, :class:`Refused` for one of a newer format."""
    if file.read(len(MAGIC)) != MAGIC:
        raise Unsound("It is not a backup made by Bluelamp, or its first bytes are damaged.")
    length = int.from_bytes(file.read(4), "big")
    told = file.read(min(length, LONGEST_HEADER))
    try:
        said: dict[str, Any] = json.loads(told)
        if said["format"] > FORMAT:
            raise Refused("It was made by a newer Bluelamp. Upgrade this one, then restore.")
        return Header(**said)
    except (ValueError, TypeError, KeyError):
        raise Unsound("The first lines of the backup are damaged.") from None


class Sealer(io.RawIOBase):
    """A file to write to: what goes in comes out sealed. Only :meth:`finish` makes it a whole backup."""

    def __init__(self, file: BinaryIO, header: Header, key: bytes) -> None:
        self._file, self._bound = file, header.written()
        self._cipher = AESGCM(_derived(key, bytes.fromhex(header.salt), b"backup"))
        self._waiting, self._number = bytearray(), 0
        file.write(self._bound)

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        self._waiting += content
        # A piece leaves only when more follows: the last one is marked as such.
        while len(self._waiting) > PIECE:
            self._seal(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]
        return len(content)

    def finish(self) -> None:
        self._seal(bytes(self._waiting), last=True)

    def _seal(self, piece: bytes, *, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._number, last), piece, self._bound))
        self._number += 1


class Opener(io.RawIOBase):
    """A sealed file to read from, each piece proved before a byte of it is given out. Raises :class:`Unsound`."""

    def __init__(self, file: BinaryIO, header: Header, key: bytes) -> None:
        if header.key != name_of(key):
            raise Refused(
                f"It is sealed with key {header.key}, and the key given is {name_of(key)}. Give its own."
            )
        self._file, self._bound = file, header.written()
        self._cipher = AESGCM(_derived(key, bytes.fromhex(header.salt), b"backup"))
        self._open, self._number, self._ended = memoryview(b""), 0, False
        self._ahead = file.read(PIECE + TAG)

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        if not self._open and not self._ended:
            self._open = memoryview(self._next())
        taken = min(len(into), len(self._open))
        into[:taken] = self._open[:taken]
        self._open = self._open[taken:]
        return taken

    def _next(self) -> bytes:
        piece, self._ahead = self._ahead, self._file.read(PIECE + TAG)
        self._ended = not self._ahead
        try:
            opened = self._cipher.decrypt(_nonce(self._number, self._ended), piece, self._bound)
        except InvalidTag:
            raise Unsound(
                f"The backup is damaged or cut short at or near byte {self._number * PIECE:,}."
            ) from None
        self._number += 1
        return opened


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _derived(key: bytes, salt: bytes, what: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, b"bluelamp " + what).derive(key)
