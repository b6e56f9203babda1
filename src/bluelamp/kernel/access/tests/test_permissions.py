"""Who may do what, as a truth table: a row for each role, an x for each act."""

from __future__ import annotations

import pytest

from bluelamp.kernel.access.permissions import ACTS, GIVEN, MAY, ROLES
from bluelamp.kernel.access.scope import NotPermitted, Scope, require
from bluelamp.kernel.access.tests.factories import scope_of

COLUMNS = (
    "figures.read", "figures.take", "signals.propose_rebase", "signals.approve_rebase", "signals.withdraw_rebase",
    "facts.list", "facts.read_rows", "imports.read", "papers.read_signed", "papers.read_draft",
    "papers.edit", "papers.sign", "users.manage", "audit.read",
)  # fmt: skip

TABLE = """
role                   figures take propose approve withdraw list rows imports signed draft edit sign users audit
contact_officer           x     .      .       .       .      x    .      .      x      .    .    .     .     .
neighbourhood_officer     x     .      .       .       .      x    .      .      x      .    .    .     .     .
coordinator               x     .      .       .       .      x    .      .      x      .    .    .     .     .
partner                   x     .      .       .       .      .    .      .      x      .    .    .     .     .
analyst                   x     x      x       x       x      x    x      x      x      x    x    .     .     .
programme_lead            x     .      .       x       x      x    .      .      x      x    x    .     .     .
acc                       x     .      .       x       x      x    x      .      x      x    .    x     .     .
board_member              x     .      .       .       .      .    .      .      x      .    .    .     .     .
workforce                 x     .      .       .       .      .    .      .      x      .    .    .     .     .
governance                x     .      .       .       .      x    .      x      x      .    .    .     .     x
administrator             .     .      .       .       .      .    .      .      .      .    .    .     x     .
system                    x     x      .       .       .      x    x      x      x      x    x    .     x     x
"""

ROWS = [line.split() for line in TABLE.strip().splitlines()[1:]]
CELLS = [(row[0], act, mark == "x") for row in ROWS for act, mark in zip(COLUMNS, row[1:], strict=True)]


@pytest.mark.parametrize(("role", "act", "may"), CELLS)
def test_a_role_may_do_exactly_this(role, act, may):
    assert scope_of(role).may(act) is may


def test_the_table_has_every_role_and_every_act():
    assert [row[0] for row in ROWS] == list(ROLES)
    assert set(COLUMNS) == set(ACTS)
    assert set(MAY) == set(ROLES)


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("role", ["", "ACC", "chief"])
def test_nobody_and_no_known_role_may_nothing(role, act):
    assert not scope_of(role).may(act)
    assert not Scope.nobody().may(act)


def test_an_act_nobody_declared_is_a_mistake_and_not_a_permission():
    with pytest.raises(LookupError, match=r"permissions\.py"):
        scope_of("system").may("papers.burn")


def test_a_refusal_says_what_is_not_allowed():
    require(scope_of("acc"), "papers.sign")
    with pytest.raises(NotPermitted, match=r"Your role does not let you sign a paper off\."):
        require(scope_of("analyst"), "papers.sign")


def test_a_scope_cannot_be_widened():
    with pytest.raises(AttributeError):
        scope_of("partner").role = "acc"  # type: ignore[misc]


def test_no_person_can_be_the_command_line():
    assert set(ROLES) - set(GIVEN) == {"system"}
