"""Made-up people, each with one record of the force: a name, a birthday, a home and a telephone."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import yaml

from bench.casework.pouring import moment, next_number, pour
from bench.casework.readers import FORCE
from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.organisations.models import Organisation
from bluelamp.kernel.people.kinds import RECORD
from bluelamp.kernel.people.linking import entries, made_up, names
from bluelamp.kernel.people.models import Address, Contact, NameUsed, Person, SourceRecord
from bluelamp.kernel.places.models import Area

POURED = (Person, SourceRecord, NameUsed, Address, Contact)
BEGAN, FIRST_BORN = datetime(2016, 11, 23, tzinfo=UTC), date(1930, 1, 1)
BIRTHDAYS = 28_000


def pour_in(count: int, draw: random.Random) -> range:
    """So many people; their numbers."""
    given, family = listed()
    start, held, record = (next_number(model) for model in (Person, Holding, SourceRecord))
    name, home, contact = (next_number(model) for model in (NameUsed, Address, Contact))
    numbers, at = range(count), moment(BEGAN)
    force = Organisation.objects.get(key=FORCE).pk
    units = list(Area.objects.filter(level="lpu").values_list("pk", flat=True))
    pour(
        Holding,
        ("id", "ref", "lpu_id"),
        ((held + n, f"H{held + n:09d}", units[n % len(units)]) for n in numbers),
        kind=RECORD.key,
        organisation_id=force,
        created_at=at,
    )
    pour(
        Person,
        ("id", "ref", "head_id"),
        ((start + n, f"P{start + n:09d}", start + n) for n in numbers),
        created_at=at,
    )
    pour(
        SourceRecord,
        ("id", "person_id", "holding_id", "born"),
        ((record + n, start + n, held + n, _birthday(draw)) for n in numbers),
        changed_at=at,
    )
    drawn = ((draw.choice(given), draw.choice(family)) for _ in numbers)
    pour(
        NameUsed,
        ("id", "record_id", "given", "root", "family", "sound"),
        ((name + n, record + n, *first, *last) for n, (first, last) in enumerate(drawn)),
    )
    pour(
        Address,
        ("id", "record_id", "lines", "postcode"),
        (
            (home + n, record + n, f"{draw.randrange(1, 250)} {draw.choice(family)[0]} Road", _postcode(draw))
            for n in numbers
        ),
    )
    pour(
        Contact,
        ("id", "record_id", "value", "digits"),
        (
            (contact + n, record + n, f"0{digits}", str(digits))
            for n, digits in ((n, 7_700_000_000 + draw.randrange(99_999_999)) for n in numbers)
        ),
        kind="phone",
    )
    return range(start, start + count)


@cache
def listed() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Given names with their roots, family names with their sounds."""
    told = yaml.safe_load(Path(made_up.__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    given = [(one, names.root(entries.fold(one))) for one in f"{told['women']} {told['men']}".split()]
    ends = told["ends"].split()
    family = [start + end for start in told["starts"].split() for end in ends]
    return given, [(one, entries.sound(entries.fold(one))) for one in family]


def _birthday(draw: random.Random) -> str:
    return (FIRST_BORN + timedelta(days=draw.randrange(BIRTHDAYS))).isoformat()


def _postcode(draw: random.Random) -> str:
    return f"B{draw.randrange(1, 99)} {draw.randrange(1, 9)}{draw.choice('ABDEFGH')}{draw.choice('JLNPQRS')}"
