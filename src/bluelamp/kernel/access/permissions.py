"""Who may do what: one table on one page. What is not in it is not allowed."""

from __future__ import annotations

ACTS = {
    "figures.read": "read figures, measures and signals",
    "figures.take": "take figures",
    "signals.propose_rebase": "propose that the limits of a series begin anew",
    "signals.approve_rebase": "approve or decline what somebody else proposed about limits",
    "signals.withdraw_rebase": "withdraw a rebase",
    "facts.list": "see which facts have arrived, from whom and for which months",
    "facts.read_rows": "open the depersonalised rows behind a figure",
    "imports.read": "see imports and their findings",
    "papers.read_signed": "read signed papers",
    "papers.read_draft": "read papers before they are signed",
    "papers.edit": "write and build papers",
    "papers.sign": "sign a paper off",
    "users.manage": "add people and change what they may do",
    "audit.read": "read the record of who saw or changed what",
}

ROLES = {
    "contact_officer": "contact-centre officer",
    "neighbourhood_officer": "neighbourhood officer",
    "coordinator": "ASB, hate-crime or offender coordinator",
    "partner": "partner",
    "analyst": "analyst",
    "programme_lead": "programme lead",
    "acc": "Assistant Chief Constable",
    "board_member": "board member",
    "workforce": "HR, learning and development",
    "governance": "information-governance officer or auditor",
    "administrator": "administrator of users",
    "system": "the command line",
}
"""Role → what the trade calls it."""

GIVEN = {role: noun for role, noun in ROLES.items() if role != "system"}
"""The roles a person can be given. ``system`` is whoever stands at the keyboard of the server."""

READER = frozenset({"figures.read", "papers.read_signed"})
INSIDE = READER | {"facts.list"}
SECOND_PERSON = frozenset({"signals.approve_rebase", "signals.withdraw_rebase"})
"""Whoever proposed a rebase never approves it, whatever their role."""
IN_PERSON = frozenset({"papers.sign", "signals.propose_rebase"}) | SECOND_PERSON
"""What somebody answers for by name, and so no command does."""

MAY: dict[str, frozenset[str]] = {
    "contact_officer": INSIDE,
    "neighbourhood_officer": INSIDE,
    "coordinator": INSIDE,
    "partner": READER,
    "analyst": INSIDE
    | SECOND_PERSON
    | {
        "signals.propose_rebase",
        "figures.take",
        "facts.read_rows",
        "imports.read",
        "papers.read_draft",
        "papers.edit",
    },
    "programme_lead": INSIDE | SECOND_PERSON | {"papers.read_draft", "papers.edit"},
    "acc": INSIDE | SECOND_PERSON | {"facts.read_rows", "papers.read_draft", "papers.sign"},
    "board_member": READER,
    "workforce": READER,
    "governance": INSIDE | {"imports.read", "audit.read"},
    "administrator": frozenset({"users.manage"}),
    "system": frozenset(ACTS) - IN_PERSON,
}
"""Whoever manages users sees no figures by it, and nobody signs a paper from the command line."""
