"""Questionnaires and assessments for tests. The record they are about is a case of anti-social behaviour."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from bluelamp.kernel.access.models import Holding, User
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.tests.factories import lpu_called, organisation_called
from bluelamp.practice.instruments import actions
from bluelamp.practice.instruments.models import Version
from bluelamp.practice.instruments.reading import read

FORCE, HOMES = "west-midlands-police", "wickwell-homes"
NOW = datetime(2014, 1, 7, 10, tzinfo=UTC)
FILE = Path(__file__).parents[3] / "areas/asb/risk/data/asb-ram-0.1.0.yaml"
TEXT = FILE.read_text(encoding="utf-8")
RAM = read(TEXT)
LOWEST = {question.key: (question.options[0].code,) for question in RAM.questions}
"""The first answer to every question, which gives nothing."""
FOURTEEN = {"q1": ("weekly",), "q2": ("yes",), "q3": ("yes",), "q7": ("you",), "q10": ("lot",)}
"""Specs A.5: weekly, linked, worse, aimed at me, affected a lot."""
SYSTEM = Scope.system("a test")
_numbers = count(1)


def scope(role: str = "coordinator", organisation: str = FORCE, lpus: tuple[str, ...] = ()) -> Scope:
    """Somebody in a role, who can sign in."""
    organisation_called(organisation)
    user = User.objects.create(username=f"assessor{next(_numbers)}")
    return Scope(user.pk, user.username, role, organisation=organisation, lpus=frozenset(lpus))


def record(owner: str = FORCE, lpu: str = "BE", **more: object) -> Holding:
    """A case with its risk, in a pilot unit unless said otherwise."""
    return Holding.objects.create(
        kind="asb-case",
        organisation=organisation_called(owner),
        lpu=lpu_called(lpu) if lpu else None,
        created_at=NOW,
        **more,
    )


def version(text: str = TEXT, state: str = "in_force", units: tuple[str, ...] = ()) -> Version:
    """A version as it stands."""
    made, _ = actions.versions.load(by=SYSTEM, text=text, now=NOW)
    if state != made.state:
        for code in units:
            lpu_called(code)
        actions.versions.move(
            by=SYSTEM, number=made.pk, state=state, units=units, reason="To be used in a test.", now=NOW
        )
    made.refresh_from_db()
    return made


def changed(number: str, *swaps: tuple[str, str]) -> str:
    """The file as another version, with words swapped."""
    text = TEXT.replace("version: 0.1.0", f"version: {number}")
    for before, after in swaps:
        assert before in text
        text = text.replace(before, after)
    return text
