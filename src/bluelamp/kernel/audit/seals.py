"""A seal: one signed line that says how far the chain had come and what stood at its head.

Kept outside the database and handed to others, seals tell when the end of the record was cut off, when an older
database was put in its place, or when somebody with the database but not the key wrote it anew. They are signed
(Ed25519, with a key derived from the audit key): a second organisation can check one by the public key in it.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from typing import Any

from bluelamp.kernel.audit import chaining


@dataclass(frozen=True)
class Seal:
    """``count`` records from ``first`` to ``seq``, the last of which has ``hash``; ``root`` is their Merkle root.

    ``kind`` is ``seal``; or ``restored``: the database was put back to ``seq``, and earlier seals beyond it are void.
    """

    seq: int
    first: int
    count: int
    at: str
    hash: str
    root: str
    key: str
    kind: str = "seal"
    public: str = ""
    signature: str = ""

    @property
    def signed(self) -> bytes:
        """What the signature is over: everything but itself."""
        return chaining.plain_json({**asdict(self), "signature": ""}).encode()

    @property
    def line(self) -> str:
        return chaining.plain_json(asdict(self))


def sign(seal: Seal, key: bytes) -> Seal:
    """The seal with the public key and the signature that belong to an audit key."""
    seal = replace(seal, public=public_of(key))
    return replace(seal, signature=_private(key).sign(seal.signed).hex())


def is_signed(seal: Seal) -> bool:
    """Does the signature fit the public key in the line? Whose key that is has to be known otherwise."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(seal.public))
        public.verify(bytes.fromhex(seal.signature), seal.signed)
    except (InvalidSignature, ValueError):
        return False
    return True


@lru_cache(maxsize=8)
def public_of(key: bytes) -> str:
    """The public key, as 64 hexadecimal digits, by which seals made with this audit key are checked."""
    return _private(key).public_key().public_bytes_raw().hex()


@lru_cache(maxsize=8)
def _private(key: bytes) -> Any:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(hmac.digest(key, b"bluelamp audit seal", "sha256"))


def read(lines: Iterable[str]) -> list[Seal]:
    """Seals from the lines of a file; :class:`ValueError` names the first line that is none."""
    found = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                found.append(Seal(**json.loads(line)))
            except (ValueError, TypeError) as problem:
                raise ValueError(f"Line {number} is not a seal.") from problem
    return found


def standing(seals: Iterable[Seal]) -> list[Seal]:
    """Those that still bind, by record: a restored database voids the earlier seals of what came after it."""
    found = sorted(seals, key=lambda seal: seal.at)
    binding: dict[int, Seal] = {}
    for seal in found:
        if seal.kind == "restored":
            binding = {seq: each for seq, each in binding.items() if seq <= seal.seq}
        binding[seal.seq] = seal
    return [binding[seq] for seq in sorted(binding)]
