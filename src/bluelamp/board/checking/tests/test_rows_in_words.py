"""What the text tells of a row or a column of a table: the number that the table does not print is found, and what it
prints, or what is of something else, passes."""

from __future__ import annotations

from datetime import date

import pytest

from bluelamp.board.checking.checked import check

DELAYS = (
    ("Reason", "2012", "2013"),
    ("Waiting for a care home place", "287", "251"),
    ("Waiting for a care package", "341", "402"),
    ("Housing", "64", "58"),
    ("Choice of patient", "118", "131"),
    ("All reasons", "810", "842"),
)
PLANNING = (
    ("Type", "Received", "Decided", "In time"),
    ("Major", "14", "12", "11"),
    ("Minor", "248", "240", "204"),
    ("Other", "402", "396", "364"),
    ("Total", "664", "648", "579"),
)
COMPLAINTS = (
    ("Area", "Complaints", "Upheld"),
    ("North", "62", "21"),
    ("South", "48", "12"),
    ("East", "71", "30"),
    ("Total", "181", "63"),
)
SPENDING = (
    ("Service", "Budget (£000)", "Actual (£000)"),
    ("Libraries", "412", "431"),
    ("Museums", "215", "214"),
)
STAFF = (
    ("Post", "2012", "2013"),
    ("Wardens", "1,104", "1,062"),
    ("Drivers", "512", "538"),
    ("Clerks", "428", "464"),
    ("All", "2,044", "2,064"),
)
ROUTES = (
    ("Route", "Journeys", "Per cent"),
    ("4", "1,240", "85.0"),
    ("9", "960", "75.0"),
    ("14", "800", "71.0"),
)
BOARD = (
    ("Director", "Attended", "Held"),
    ("Ms Lister", "8", "8"),
    ("Mr Okafor", "5", "8"),
    ("Dr Sandhu", "7", "8"),
)
GRANTS = (("Grant", "£000"), ("Hub", "45"), ("Wardens", "38"), ("Target hardening", "20"), ("Total", "103"))
LEARNERS = (
    ("Department", "Leavers", "Achieved", "Did not achieve"),
    ("Construction", "620", "527", "93"),
    ("Digital", "350", "301", "49"),
    ("Arts", "250", "220", "30"),
    ("Total", "1,220", "1,048", "172"),
)
ABSENCE = (
    ("School", "Pupils", "Persistently absent"),
    ("Ashby (secondary)", "900", "198"),
    ("Cedar (primary)", "420", "42"),
    ("Dale (primary)", "330", "45"),
    ("Total", "1,650", "285"),
)
COSTS = (
    ("Heading", "£ million"),
    ("Staff", "58.6"),
    ("Premises", "14.2"),
    ("Transport", "6.3"),
    ("Total", "79.1"),
)
WRONG = (
    (LEARNERS, "In Digital, 59 learners did not achieve, most of them on one course."),
    (LEARNERS, "In Construction 83 leavers did not achieve."),
    (LEARNERS, "Arts had 50 who did not achieve."),
    (ABSENCE, "Cedar had the lowest rate, with 48 pupils persistently absent."),
    (ABSENCE, "At Dale 54 children were persistently absent."),
    (ABSENCE, "At Ashby 189 pupils were persistently absent."),
    (COSTS, "Premises cost £12.4 million, which includes the rent of a new suite."),
    (COSTS, "Transport now costs £3.6 million."),
    (COSTS, "Staff alone cost £56.8 million."),
    (COSTS, "Premises took £12.4 million."),
    (DELAYS, "Housing was responsible for 85 days in the latest quarter."),
    (DELAYS, "Delays due to housing went from 64 days to 68."),
    (DELAYS, "Waits for a bed in a home fell from 287 to 241."),
    (DELAYS, "Choice of patient rose to 113 days."),
    (DELAYS, "Housing is down by 8 days."),
    (DELAYS, "Housing fell by 16 to 58."),
    (DELAYS, "Housing now accounts for 17 per cent of the total."),
    (DELAYS, "In all 824 days were lost in 2013."),
    (PLANNING, "Minor applications, of which 204 were decided in time out of 248 decided, remain slow."),
    (PLANNING, "Of the minor applications 204 of 246 decided were in time."),
    (COMPLAINTS, "East received 71 complaints, of which 13 were upheld."),
    (COMPLAINTS, "East upheld 33 of its 71 complaints."),
    (COMPLAINTS, "In the East 17 complaints were made."),
    (SPENDING, "Museums spent £241,000."),
    (STAFF, "In total 2,084 people worked for us in 2013."),
    (STAFF, "Those 2,046 people work from nine depots."),
    (PLANNING, "Few of the 284 received in the minor class came on paper."),
)
RIGHT = (
    (LEARNERS, "In Digital, 49 learners did not achieve, most of them on one course."),
    (LEARNERS, "In Digital, 19 learners did not achieve because they were ill."),
    (LEARNERS, "Arts had 30 who did not achieve."),
    (LEARNERS, "In Digital 59 learners have a laptop."),
    (ABSENCE, "Cedar had the lowest rate, with 42 pupils persistently absent."),
    (ABSENCE, "Cedar has 420 pupils."),
    (ABSENCE, "At Cedar 12 pupils were late."),
    (COSTS, "Premises cost £14.2 million, which includes the rent of a new suite."),
    (COSTS, "Transport now costs £6.3 million."),
    (COSTS, "Premises cost £2.1 million more than last year."),
    (GRANTS, "Grants were paid in May."),
    (STAFF, "In total 2,064 people worked for us in 2013."),
    (DELAYS, "Housing was responsible for 58 days in the latest quarter."),
    (DELAYS, "Delays due to housing went from 64 days to 58."),
    (DELAYS, "Housing is down by 6 days."),
    (DELAYS, "Housing is down 12 days since June."),
    (DELAYS, "In 2010 housing had cost 96 days."),
    (DELAYS, "Of the 58 days put down to housing, 31 were for one patient."),
    (DELAYS, "Housing and choice together came to 189 days."),
    (DELAYS, "Housing now accounts for 7 per cent of the total."),
    (PLANNING, "Minor applications, of which 204 were decided in time out of 240 decided, remain slow."),
    (PLANNING, "Of the 12 major applications decided 9 were granted."),
    (PLANNING, "Minor applications: 36 were late."),
    (COMPLAINTS, "In the East 17 complaints were about noise."),
    (COMPLAINTS, "East has 3,100 homes, and 71 complaints."),
    (COMPLAINTS, "In North 41 were not upheld."),
    (SPENDING, "Libraries overspent by £19,000."),
    (SPENDING, "Museums spent £214,000, £60,000 of it on the roof."),
)


def found(table: tuple[tuple[str, ...], ...], text: str) -> list[str]:
    head, *rows = (" | ".join(row) for row in table)
    lines = (head, " | ".join("---" for _ in table[0]), *rows)
    page = "4. They are below.\n\n" + "".join(f"| {line} |\n" for line in lines) + f"\n5. {text}\n"
    every = check("paper.md", page.encode(), today=date(2020, 1, 1), meeting=date(2014, 1, 7)).findings
    return [
        each.rule
        for each in every
        if each.rule in ("in-text", "told-of-row", "near-total", "changes", "totals", "reached")
    ]


@pytest.mark.parametrize(("table", "text"), WRONG)
def test_a_number_that_the_table_does_not_give_its_row_is_found(table, text):
    assert found(table, text) == ["in-text"]


def test_a_numbered_row_is_known_by_the_heading_of_its_column():
    assert found(ROUTES, "Route 9 was the least punctual.") == ["told-of-row"]
    assert found(ROUTES, "Route 14 was the least punctual.") == []


def test_what_is_told_of_every_row_holds_in_every_row():
    assert found(BOARD, "Every director attended at least six of the eight meetings.") == ["reached"]
    assert found(BOARD, "Every director attended at least five of the eight meetings.") == []


@pytest.mark.parametrize(("table", "text"), RIGHT)
def test_a_number_that_is_right_or_of_something_else_is_let_be(table, text):
    assert found(table, text) == []
