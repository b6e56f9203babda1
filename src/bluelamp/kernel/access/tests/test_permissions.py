"""Who may do what, as a truth table: a row for each role, an x for each act."""

from __future__ import annotations

import pytest

from bluelamp.kernel.access.permissions import (
    ABOUT_PEOPLE,
    ACTS,
    GIVEN,
    MAY,
    READS,
    RECORDED_AS,
    ROLES,
    WRITES,
)
from bluelamp.kernel.access.scope import NotPermitted, Scope, require
from bluelamp.kernel.access.tests.factories import scope_of
from bluelamp.kernel.access.words import CATEGORIES
from bluelamp.kernel.audit.words import KINDS

COLUMNS = (
    "figures.read", "week.read", "figures.take",
    "signals.propose_rebase", "signals.approve_rebase", "signals.withdraw_rebase",
    "facts.list", "facts.read_rows", "imports.read", "papers.read_signed", "papers.read_draft",
    "papers.edit", "papers.sign", "users.manage", "audit.read",
)  # fmt: skip

TABLE = """
role                   figures week take propose approve withdraw list rows imports signed draft edit sign users audit
contact_officer           x      .    .      .       .       .      x    .      .      x      .    .    .     .     .
neighbourhood_officer     x      x    .      .       .       .      x    .      .      x      .    .    .     .     .
sergeant                  x      x    .      .       .       .      x    .      .      x      .    .    .     .     .
coordinator               x      x    .      .       .       .      x    .      .      x      .    .    .     .     .
partner                   x      .    .      .       .       .      .    .      .      x      .    .    .     .     .
partner_lead              x      .    .      .       .       .      .    .      .      x      .    .    .     .     .
analyst                   x      x    x      x       x       x      x    x      x      x      x    x    .     .     .
programme_lead            x      x    .      .       x       x      x    .      .      x      x    x    .     .     .
acc                       x      x    .      .       x       x      x    x      .      x      x    .    x     .     .
board_member              x      .    .      .       .       .      .    .      .      x      .    .    .     .     .
workforce                 x      .    .      .       .       .      .    .      .      x      .    .    .     .     .
governance                x      .    .      .       .       .      x    .      x      x      .    .    .     .     x
administrator             .      .    .      .       .       .      .    .      .      .      .    .    .     x     .
system                    x      x    x      .       .       .      x    x      x      x      x    x    .     x     x
"""

RECORD_COLUMNS = (
    "holdings.share", "holdings.compartment", "agreements.read", "agreements.edit",
    "glass.open", "glass.open_sealed", "glass.review", "glass.oversee",
)  # fmt: skip

RECORD_TABLE = """
role                   share compartment agreements edit glass sealed review oversee
contact_officer          .        .          .       .     x      .      .      .
neighbourhood_officer    x        .          x       .     x      .      .      .
sergeant                 x        x          x       .     x      .      .      .
coordinator              x        x          x       .     x      .      .      .
partner                  x        .          x       .     .      .      .      .
partner_lead             x        x          x       .     x      .      x      x
analyst                  .        .          .       .     .      .      .      .
programme_lead           .        .          .       .     .      .      .      .
acc                      .        .          x       .     .      .      .      x
board_member             .        .          .       .     .      .      .      .
workforce                .        .          .       .     .      .      .      .
governance               .        .          x       x     x      x      x      x
administrator            .        .          .       .     .      .      .      .
system                   .        .          x       x     .      .      .      .
"""

KEEPING_COLUMNS = (
    "keeping.review", "keeping.oversee", "keeping.propose_disposal", "keeping.approve_disposal", "keeping.hold",
    "keeping.refresh", "keeping.erase_again",
)  # fmt: skip

KEEPING_TABLE = """
role                   review oversee propose approve hold refresh again
contact_officer          .       .       .       .     .      .      .
neighbourhood_officer    .       .       .       .     .      .      .
sergeant                 x       .       x       .     x      .      .
coordinator              x       .       x       .     x      .      .
partner                  x       .       x       .     .      .      .
partner_lead             x       x       x       x     x      .      .
analyst                  .       .       .       .     .      .      .
programme_lead           .       .       .       .     .      .      .
acc                      .       .       .       .     .      .      .
board_member             .       .       .       .     .      .      .
workforce                .       .       .       .     .      .      .
governance               x       x       x       x     x      .      .
administrator            .       .       .       .     .      .      .
system                   x       .       .       .     .      x      x
"""


PEOPLE_COLUMNS = (
    "people.search", "people.read", "people.edit", "people.match", "people.merge", "people.link", "people.import",
)  # fmt: skip

PEOPLE_TABLE = """
role                   search read edit match merge link import
contact_officer           x     x    x    .     .     .     .
neighbourhood_officer     x     x    x    .     .     .     .
sergeant                  x     x    x    x     x     .     .
coordinator               x     x    x    x     x     .     .
partner                   x     x    x    .     .     .     .
partner_lead              x     x    x    .     .     .     .
analyst                   .     .    .    .     .     .     .
programme_lead            .     .    .    .     .     .     .
acc                       .     .    .    .     .     .     .
board_member              .     .    .    .     .     .     .
workforce                 .     .    .    .     .     .     .
governance                .     .    .    .     .     .     .
administrator             .     .    .    .     .     .     .
system                    x     x    x    x     x     x     x
"""

ASB_COLUMNS = ("asb.report", "asb.read", "asb.edit", "asb.progress", "asb.approve")

ASB_TABLE = """
role                   report read edit progress approve
contact_officer           x     x    x     .        .
neighbourhood_officer     x     x    x     x        .
sergeant                  x     x    x     x        x
coordinator               x     x    x     x        x
partner                   x     x    x     x        .
partner_lead              x     x    x     x        x
analyst                   .     .    .     .        .
programme_lead            .     .    .     .        .
acc                       .     .    .     .        .
board_member              .     .    .     .        .
workforce                 .     .    .     .        .
governance                .     .    .     .        .
administrator             .     .    .     .        .
system                    x     x    x     x        .
"""

POWER_COLUMNS = (
    "powers.read",
    "powers.use",
    "case_reviews.read",
    "case_reviews.apply",
    "case_reviews.decide",
)

POWER_TABLE = """
role                   read use reviews apply decide
contact_officer          x   .     x      x     .
neighbourhood_officer    x   x     x      x     .
sergeant                 x   x     x      x     x
coordinator              x   x     x      x     x
partner                  x   x     x      x     .
partner_lead             x   x     x      x     x
analyst                  x   .     .      .     .
programme_lead           x   .     .      .     .
acc                      x   .     .      .     .
board_member             x   .     .      .     .
workforce                x   .     .      .     .
governance               x   .     .      .     .
administrator            .   .     .      .     .
system                   x   .     x      x     .
"""

RELEASE_COLUMNS = (
    "papers.check",
    "papers.minute",
    "papers.read_releases",
    "papers.release",
    "papers.approve_release",
)

RELEASE_TABLE = """
role                   check minute read_releases release approve_release
contact_officer          x     .          .          .           .
neighbourhood_officer    x     .          .          .           .
sergeant                 x     .          .          .           .
coordinator              x     .          .          .           .
partner                  .     .          .          .           .
partner_lead             .     .          .          .           .
analyst                  x     .          .          .           .
programme_lead           x     x          x          x           .
acc                      x     x          x          .           x
board_member             x     .          .          .           .
workforce                .     .          .          .           .
governance               x     .          x          .           x
administrator            .     .          .          .           .
system                   x     .          x          .           .
"""

PROMISE_COLUMNS = (
    "promises.read",
    "promises.keep",
    "promises.review",
    "promises.standards",
)

PROMISE_TABLE = """
role                   read keep review standards
contact_officer         x    x     .        .
neighbourhood_officer   x    x     .        .
sergeant                x    x     x        x
coordinator             x    x     x        x
partner                 x    x     .        .
partner_lead            x    x     x        x
analyst                 .    .     .        .
programme_lead          .    .     .        .
acc                     .    .     .        .
board_member            .    .     .        .
workforce               .    .     .        .
governance              .    .     .        .
administrator           .    .     .        .
system                  x    x     .        x
"""

CASEWORK_COLUMNS = (
    "casework.read",
    "casework.write",
    "casework.assign",
    "casework.merge",
    "casework.print",
)

CASEWORK_TABLE = """
role                   read write assign merge print
contact_officer         x     x     .      .     x
neighbourhood_officer   x     x     .      .     x
sergeant                x     x     x      x     x
coordinator             x     x     x      x     x
partner                 x     x     .      .     x
partner_lead            x     x     x      x     x
analyst                 .     .     .      .     .
programme_lead          .     .     .      .     .
acc                     .     .     .      .     .
board_member            .     .     .      .     .
workforce               .     .     .      .     .
governance              .     .     .      .     .
administrator           .     .     .      .     .
system                  x     x     x      .     .
"""

RISK_COLUMNS = (
    "instruments.read",
    "instruments.edit",
    "instruments.compare",
    "risk.read",
    "risk.assess",
    "risk.override",
    "risk.approve",
)

RISK_TABLE = """
role                   instruments edit compare read assess override approve
contact_officer             x       .      .     x     x       x        .
neighbourhood_officer       x       .      .     x     x       x        .
sergeant                    x       .      .     x     x       x        x
coordinator                 x       .      .     x     x       x        x
partner                     x       .      .     x     x       x        .
partner_lead                x       .      .     x     x       x        x
analyst                     x       x      x     .     .       .        .
programme_lead              x       x      x     .     .       .        .
acc                         x       .      x     .     .       .        .
board_member                .       .      .     .     .       .        .
workforce                   .       .      .     .     .       .        .
governance                  x       .      .     .     .       .        .
administrator               .       .      .     .     .       .        .
system                      x       x      x     x     x       .        .
"""


def cells(columns, table):
    rows = [line.split() for line in table.strip().splitlines()[1:]]
    assert [row[0] for row in rows] == list(ROLES)
    return [(row[0], act, mark == "x") for row in rows for act, mark in zip(columns, row[1:], strict=True)]


CELLS = [
    *cells(PEOPLE_COLUMNS, PEOPLE_TABLE),
    *cells(COLUMNS, TABLE),
    *cells(RECORD_COLUMNS, RECORD_TABLE),
    *cells(KEEPING_COLUMNS, KEEPING_TABLE),
    *cells(ASB_COLUMNS, ASB_TABLE),
    *cells(POWER_COLUMNS, POWER_TABLE),
    *cells(RELEASE_COLUMNS, RELEASE_TABLE),
    *cells(PROMISE_COLUMNS, PROMISE_TABLE),
    *cells(CASEWORK_COLUMNS, CASEWORK_TABLE),
    *cells(RISK_COLUMNS, RISK_TABLE),
]


@pytest.mark.parametrize(("role", "act", "may"), CELLS)
def test_a_role_may_do_exactly_this(role, act, may):
    assert scope_of(role).may(act) is may


def test_the_table_has_every_role_and_every_act():
    assert {act for _, act, _ in CELLS} == set(ACTS)
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


def test_categories_are_read_by_those_who_do_the_work_and_by_no_others():
    assert set(READS) == set(WRITES) == {
        "contact_officer", "neighbourhood_officer", "sergeant", "coordinator", "partner", "partner_lead",
    }  # fmt: skip


@pytest.mark.parametrize("role", READS)
def test_nobody_changes_what_they_cannot_read(role):
    assert WRITES[role] <= READS[role] <= set(CATEGORIES)


@pytest.mark.parametrize("role", ["partner", "partner_lead"])
def test_no_partner_reads_intelligence(role):
    assert READS[role] == set(CATEGORIES) - {"intelligence"}


def test_every_act_on_data_about_people_says_how_it_is_written_down():
    about_people = {act for act in ACTS if act.partition(".")[0] in ABOUT_PEOPLE}
    assert about_people <= set(RECORDED_AS) <= set(ACTS)
    assert set(RECORDED_AS.values()) <= set(KINDS)
