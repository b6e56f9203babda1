"""Who may do what: one table on one page. What is not in it is not allowed."""

from __future__ import annotations

from bluelamp.kernel.access.words import CATEGORIES

ACTS = {
    "figures.read": "read figures, measures and signals",
    "figures.take": "take figures",
    "week.read": "read the week of a neighbourhood team",
    "signals.propose_rebase": "propose that the limits of a series begin anew",
    "signals.approve_rebase": "approve or decline what somebody else proposed about limits",
    "signals.withdraw_rebase": "withdraw a rebase",
    "facts.list": "see which facts have arrived, from whom and for which months",
    "facts.read_rows": "open the depersonalised rows behind a figure",
    "imports.read": "see imports and their findings",
    "papers.read_signed": "read signed papers",
    "papers.read_draft": "read papers before they are signed",
    "papers.check": "have a paper of any author checked",
    "papers.edit": "write and build papers",
    "papers.sign": "sign a paper off",
    "papers.minute": "write down what a meeting decided, asked for and asked, and what became of it",
    "papers.read_releases": "see public copies of papers before they are let out",
    "papers.release": "put a public copy of a signed paper forward, and take one back",
    "papers.approve_release": "let out or turn down a public copy that somebody else put forward",
    "users.manage": "add people and change what they may do",
    "audit.read": "read the record of who saw or changed what",
    "people.search": "look for people",
    "people.read": "read records of people",
    "people.edit": "write records of people",
    "people.match": "decide whether two records are of one person",
    "people.merge": "join two people into one, and part them again",
    "people.link": "compare all records of people, to find those of one person",
    "people.import": "bring in an organisation's records of people",
    "holdings.share": "open items of a record to others, and close them again",
    "holdings.compartment": "restrict or seal a record, name who needs to know, and hand it on",
    "agreements.read": "read the register of information-sharing agreements",
    "agreements.edit": "write down, change and end information-sharing agreements",
    "glass.open": "open one record in an emergency",
    "glass.open_sealed": "open one sealed record in an emergency",
    "glass.review": "review what was opened in an emergency",
    "glass.oversee": "see emergencies that nobody has reviewed in time",
    "promises.read": "see what people were promised, and how contact with them is planned",
    "promises.keep": "make promises to people, plan contact with them, and say how it went",
    "promises.review": "review records as a supervisor",
    "promises.standards": "see how records meet the manual of standards, and sample them",
    "keeping.review": "review how long records are kept, and decide to keep them",
    "keeping.oversee": "see the keeping of records that one does not read, unless they are sealed",
    "keeping.propose_disposal": "put a record forward for disposal",
    "keeping.approve_disposal": "decide as the second person that a record is erased",
    "keeping.hold": "place a legal hold on a record, and lift it",
    "keeping.refresh": "bring the review dates of all records up to date",
    "keeping.erase_again": "erase again what came back with an older backup",
    "casework.read": "see notes and files of cases, and work from lists of them",
    "casework.write": "write notes on cases, add files to them and take them on",
    "casework.assign": "say who works on a case, and hand somebody's cases over",
    "casework.merge": "link cases, join two into one, and part them again",
    "casework.print": "print a case, or make a copy of it to hand on",
    "instruments.read": "read questionnaires and how they are scored",
    "instruments.edit": "bring in a questionnaire, and say where it is used",
    "instruments.compare": "score past answers anew, and watch whom a questionnaire moves",
    "risk.read": "read how a record was assessed",
    "risk.assess": "assess the risk in a record",
    "risk.override": "set another band than the one scored, with a reason",
    "risk.approve": "approve an assessment as a supervisor",
    "asb.report": "take reports of anti-social behaviour",
    "asb.read": "read cases of anti-social behaviour",
    "asb.edit": "write in cases of anti-social behaviour",
    "asb.progress": "move cases of anti-social behaviour on",
    "asb.approve": "approve that a case of anti-social behaviour at high risk is closed",
    "powers.read": "read the register of legal powers",
    "powers.use": "make and change orders on a record, and offer a community remedy",
    "case_reviews.read": "read applications for a case review",
    "case_reviews.apply": "write down an application for a case review",
    "case_reviews.decide": "decide on a case review, hold its panel and follow its recommendations",
}

ABOUT_PEOPLE = frozenset({"asb", "case_reviews", "people", "casework", "promises", "holdings", "risk"})
"""What acts are done to that is about people: each such act says how it is recorded."""

RECORDED_AS = {
    "people.search": "consultation",
    "people.read": "consultation",
    "people.edit": "alteration",
    "people.match": "combination",
    "people.merge": "combination",
    "people.link": "combination",
    "people.import": "collection",
    "holdings.share": "disclosure",
    "holdings.compartment": "alteration",
    "promises.read": "consultation",
    "promises.keep": "alteration",
    "promises.review": "alteration",
    "promises.standards": "consultation",
    "glass.open": "consultation",
    "glass.open_sealed": "consultation",
    "keeping.approve_disposal": "erasure",
    "keeping.erase_again": "erasure",
    "casework.read": "consultation",
    "casework.write": "alteration",
    "casework.assign": "alteration",
    "casework.merge": "combination",
    "casework.print": "disclosure",
    "risk.read": "consultation",
    "risk.assess": "collection",
    "risk.override": "alteration",
    "risk.approve": "alteration",
    "asb.report": "collection",
    "asb.read": "consultation",
    "asb.edit": "alteration",
    "asb.progress": "alteration",
    "asb.approve": "alteration",
    "powers.use": "alteration",
    "case_reviews.read": "consultation",
    "case_reviews.apply": "collection",
    "case_reviews.decide": "alteration",
}
"""Act → the statutory class (kernel/audit/words.py) in which it is written down."""

ROLES = {
    "contact_officer": "contact-centre officer",
    "neighbourhood_officer": "neighbourhood officer",
    "sergeant": "neighbourhood sergeant or inspector",
    "coordinator": "ASB, hate-crime or offender coordinator",
    "partner": "partner",
    "partner_lead": "partner's single point of contact",
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

READER = frozenset({"figures.read", "papers.read_signed", "powers.read"})
INSIDE = READER | {"facts.list", "papers.check"}
SECOND_PERSON = frozenset({"signals.approve_rebase", "signals.withdraw_rebase"})
"""Whoever proposed a rebase never approves it, whatever their role."""
RECORD_ACTS = frozenset({"holdings.share", "holdings.compartment"})
"""What is done to any kind of record by those it belongs to."""
LOOKS = frozenset({"people.search", "people.read"})
KEEPS = LOOKS | {"people.edit"}
MATCHES = KEEPS | {"people.match", "people.merge"}
"""People's data: to find and read it, to write it, and to say who is who."""
PROMISES = frozenset({"promises.read", "promises.keep"})
OVERSEES = PROMISES | {"promises.review", "promises.standards"}
"""What people were promised: to make promises and keep them, and to see to it that others do."""
CASEWORK = frozenset({"casework.read", "casework.write", "casework.print"})
LEADS_CASES = CASEWORK | {"casework.assign", "casework.merge"}
"""What any case has: to work on them, and to say who does and which belong together."""
GLASS = frozenset({"glass.open", "glass.open_sealed", "glass.review", "glass.oversee"})
PUTS_FORWARD = frozenset({"keeping.review", "keeping.propose_disposal"})
HOLDS = PUTS_FORWARD | {"keeping.hold"}
DISPOSES = HOLDS | {"keeping.oversee", "keeping.approve_disposal"}
"""Records at the end of their time. Whoever puts one forward never decides on it, whatever their role."""
ASSESSES = frozenset({"instruments.read", "risk.read", "risk.assess", "risk.override"})
SUPERVISES = ASSESSES | {"risk.approve"}
"""Risk: everybody answers for what they assess, and a supervisor looks again. By whom a band is lowered is policy."""
TAKES_REPORTS = frozenset({"asb.report", "asb.read", "asb.edit"})
WORKS_CASES = TAKES_REPORTS | {"asb.progress"}
RUNS_CASES = WORKS_CASES | {"asb.approve"}
"""Anti-social behaviour. Whoever proposes that a case is closed never approves it, whatever their role."""
TAKES_APPLICATIONS = frozenset({"case_reviews.read", "case_reviews.apply"})
USES_POWERS = TAKES_APPLICATIONS | {"powers.use"}
REVIEWS_CASES = USES_POWERS | {"case_reviews.decide"}
"""Orders, and the community trigger. Which rank a power asks for is in the register of powers."""
IN_PERSON = (
    frozenset({"papers.sign", "papers.minute", "papers.release", "papers.approve_release"})
    | {"asb.approve", "signals.propose_rebase"}
    | SECOND_PERSON
    | RECORD_ACTS
    | GLASS
    | (DISPOSES - {"keeping.review"})
    | {"casework.merge", "casework.print", "promises.review", "powers.use", "case_reviews.decide"}
    | {"risk.override", "risk.approve"}
)
"""What somebody answers for by name, and so no command does."""

MAY: dict[str, frozenset[str]] = {
    "contact_officer": INSIDE
    | TAKES_REPORTS
    | TAKES_APPLICATIONS
    | ASSESSES
    | KEEPS
    | CASEWORK
    | PROMISES
    | {"glass.open"},
    "neighbourhood_officer": INSIDE
    | WORKS_CASES
    | USES_POWERS
    | KEEPS
    | CASEWORK
    | ASSESSES
    | PROMISES
    | {"week.read", "glass.open", "holdings.share", "agreements.read"},
    "sergeant": INSIDE
    | RUNS_CASES
    | REVIEWS_CASES
    | SUPERVISES
    | MATCHES
    | LEADS_CASES
    | RECORD_ACTS
    | HOLDS
    | OVERSEES
    | {"week.read", "glass.open", "agreements.read"},
    "coordinator": INSIDE
    | RUNS_CASES
    | REVIEWS_CASES
    | SUPERVISES
    | MATCHES
    | LEADS_CASES
    | RECORD_ACTS
    | HOLDS
    | OVERSEES
    | {"week.read", "glass.open", "agreements.read"},
    "partner": READER
    | WORKS_CASES
    | USES_POWERS
    | ASSESSES
    | KEEPS
    | CASEWORK
    | PROMISES
    | PUTS_FORWARD
    | {"agreements.read", "holdings.share"},
    "partner_lead": READER
    | RUNS_CASES
    | REVIEWS_CASES
    | KEEPS
    | LEADS_CASES
    | SUPERVISES
    | RECORD_ACTS
    | OVERSEES
    | DISPOSES
    | {"agreements.read", "glass.open", "glass.review", "glass.oversee"},
    "analyst": INSIDE
    | SECOND_PERSON
    | {
        "signals.propose_rebase",
        "week.read",
        "figures.take",
        "facts.read_rows",
        "imports.read",
        "papers.read_draft",
        "papers.edit",
        "instruments.read",
        "instruments.edit",
        "instruments.compare",
    },
    "programme_lead": INSIDE
    | SECOND_PERSON
    | {"week.read", "papers.read_draft", "papers.edit", "papers.minute"}
    | {"papers.read_releases", "papers.release"}
    | {"instruments.read", "instruments.edit", "instruments.compare"},
    "acc": INSIDE
    | SECOND_PERSON
    | {
        "instruments.read",
        "instruments.compare",
        "week.read",
        "facts.read_rows",
        "papers.read_draft",
        "papers.sign",
        "papers.minute",
        "papers.read_releases",
        "papers.approve_release",
        "agreements.read",
        "glass.oversee",
    },
    "board_member": READER | {"papers.check"},
    "workforce": READER,
    "governance": INSIDE
    | GLASS
    | DISPOSES
    | {"imports.read", "audit.read", "agreements.read", "agreements.edit", "instruments.read"}
    | {"papers.read_releases", "papers.approve_release"},
    "administrator": frozenset({"users.manage"}),
    "system": frozenset(ACTS) - IN_PERSON,
}
"""Whoever manages users sees no figures by it, and nobody signs a paper from the command line."""

OF_THE_FORCE = frozenset({"contact_officer", "neighbourhood_officer", "sergeant", "coordinator"})
OF_PARTNERS = frozenset({"partner", "partner_lead"})
"""Roles given in the force alone, and in any organisation but the force."""

FOUR_EYES = frozenset({"governance", "administrator", "acc"})
"""Roles that one administrator asks for and another gives."""

ALL = frozenset(CATEGORIES)
SHORT = frozenset({"identity", "contact", "household", "risk", "victimisation", "professional"})
"""What a contact-centre officer needs while somebody is on the telephone."""
NOT_POLICE = ALL - {"intelligence"}

READS: dict[str, frozenset[str]] = {
    "contact_officer": SHORT,
    "neighbourhood_officer": ALL,
    "sergeant": ALL,
    "coordinator": ALL,
    "partner": NOT_POLICE,
    "partner_lead": NOT_POLICE,
}
"""Role → the categories of data it reads, of its own records and of what others opened to it. No others read any."""

WRITES: dict[str, frozenset[str]] = {
    "contact_officer": SHORT - {"professional"},
    "neighbourhood_officer": ALL - {"intelligence"},
    "sergeant": ALL,
    "coordinator": ALL,
    "partner": NOT_POLICE,
    "partner_lead": NOT_POLICE,
}
"""Role → the categories of data it changes, of its own organisation's records alone."""
