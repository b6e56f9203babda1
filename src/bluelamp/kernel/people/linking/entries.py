"""One agency's record of a person, and the plain columns by which it is compared with another.

Everything clever happens here in Python, so that the comparisons are equalities and edit distances that every
engine has: the same settings run on DuckDB and on Spark.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from bluelamp.kernel.people.linking import names

NOTHING = {"", "NK", "NONE", "UNKNOWN", "NOT KNOWN"}
TITLES = {"MR", "MRS", "MISS", "MS", "DR", "MX"}
SHORTENED = {"ROAD": "RD", "STREET": "ST", "AVENUE": "AV", "AVE": "AV", "CLOSE": "CL", "LANE": "LN"}
SHORTENED |= {"DRIVE": "DR", "GROVE": "GR", "CRESCENT": "CR", "TERRACE": "TER", "FLAT": "FL", "COURT": "CT"}
VALUELESS_BIRTHS = {date(1900, 1, 1), date(1901, 1, 1), date(1970, 1, 1)}
"""What systems write when they have no date of birth. Two of them agree on nothing."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one record says of a person. ``before``: earlier ones that the record itself gives."""

    id: str
    given: str = ""
    family: str = ""
    family_before: str = ""
    born: date | None = None
    sex: str = ""
    lines: str = ""
    postcode: str = ""
    postcode_before: str = ""
    phone: str = ""
    email: str = ""


COLUMNS = (
    "unique_id",
    "given",
    "given_root",
    "given_initial",
    "middle",
    "family",
    "family_key",
    "family_before",
    "born",
    "born_swapped",
    "birth_year",
    "sex",
    "house",
    "street",
    "postcode",
    "postcode_before",
    "outward",
    "phone",
    "email",
)


def row(entry: Entry) -> dict[str, str | None]:
    """The columns of one entry; ``None`` where it says nothing, which counts neither for nor against."""
    given, *others = _words(entry.given) or [""]
    family, lines, postcode = "".join(_words(entry.family)), _words(entry.lines), _close(entry.postcode)
    born = entry.born if entry.born not in VALUELESS_BIRTHS else None
    house, street = _house(lines)
    told = {
        "unique_id": entry.id,
        "given": given,
        "given_root": names.root(given),
        "given_initial": given[:1],
        "middle": others[0] if others else "",
        "family": family,
        "family_key": sound(family),
        "family_before": "".join(_words(entry.family_before)),
        "born": born.isoformat() if born else "",
        "born_swapped": _swapped(born) if born else "",
        "birth_year": str(born.year) if born else "",
        "sex": fold(entry.sex)[:1],
        "house": house,
        "street": street,
        "postcode": postcode,
        "postcode_before": _close(entry.postcode_before),
        "outward": postcode[:-3],
        "phone": _phone(entry.phone),
        "email": entry.email.strip().lower(),
    }
    return {name: told[name] or None for name in COLUMNS}


def table(entries: Iterable[Entry]) -> pa.Table:
    """All entries as columns, in the order of their ids, so that the same records give the same answer."""
    rows = sorted((row(entry) for entry in entries), key=lambda each: each["unique_id"] or "")
    return pa.Table.from_pylist(rows, schema=pa.schema([(name, pa.string()) for name in COLUMNS]))


def fold(text: str) -> str:
    """Capitals without accents; a hyphen parts words, an apostrophe does not."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().upper()
    return re.sub(r"[^A-Z0-9]+", " ", plain.replace("'", "")).strip()


def sound(name: str) -> str:
    """The first letter and the next three consonants, doubled ones once: a net for spellings, not a judgement."""
    rest = re.sub(r"(.)\1+", r"\1", re.sub("[AEIOUYHW]", "", name[1:]))
    return name[:1] + rest[:3]


def _words(text: str) -> list[str]:
    folded = fold(text)
    return [] if folded in NOTHING else [word for word in folded.split() if word not in TITLES]


def _close(text: str) -> str:
    return fold(text).replace(" ", "")


def _house(lines: list[str]) -> tuple[str, str]:
    """Number or flat, and street: the first words with a digit, and the rest shortened as addresses usually are."""
    numbers = [word for word in lines if word[0].isdigit()]
    words = [SHORTENED.get(word, word) for word in lines if not word[0].isdigit()]
    return " ".join(numbers), " ".join(words)


def _swapped(born: date) -> str:
    """Day and month exchanged, where that is another date."""
    return f"{born.year}-{born.day:02}-{born.month:02}" if born.day <= 12 and born.day != born.month else ""


def _phone(text: str) -> str:
    """The last ten digits, so that +44, 0044 and 0 are one; fewer than ten are no telephone number."""
    digits = re.sub(r"\D", "", text)
    return digits[-10:] if len(digits) >= 10 else ""
