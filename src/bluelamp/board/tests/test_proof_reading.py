"""Each rule stops at a sentence that trips it and stays silent at one that must pass."""

from __future__ import annotations

from datetime import date

import pytest

from bluelamp.board.document import (
    Cited,
    Column,
    Document,
    Heading,
    Note,
    Paragraph,
    Passport,
    Quoted,
    Section,
    Table,
    Text,
)
from bluelamp.board.proof_reading import OF_SENSE, RULES, Finding, Rule, proof_read
from bluelamp.board.proof_reading.days import future_before, past_after, weekday
from bluelamp.board.proof_reading.figures import percentages, two_places
from bluelamp.board.proof_reading.finding import KINDS, SEVERITIES
from bluelamp.board.proof_reading.periods import period_kinds
from bluelamp.board.proof_reading.tables import near_total, shares, totals
from bluelamp.board.proof_reading.wording import empty_section, implications, typed_number

YEAR = Passport("year", "figure", "ASB satisfaction", "77.1%", "asb-satisfaction", "rolling_year:2013-11")
NOVEMBER = Passport("november", "figure", "ASB satisfaction", "76.4%", "asb-satisfaction", "month:2013-11")
OCTOBER = Passport("october", "figure", "ASB satisfaction", "72.0%", "asb-satisfaction", "month:2013-10")
FALL = Passport("fall", "derived", "Change", "0.7 points", parts=("year",))
QUOTED = Passport("quoted", "quoted", "1.5%", "1.5%", source="a paper")
NUMBERS = {p.shown: Cited(p.shown, p.key) for p in (YEAR, NOVEMBER, OCTOBER, FALL)} | {
    "1.5%": Quoted("1.5%", "a paper", "quoted")
}


def a_document(*blocks, title="Satisfaction", others=()) -> Document:
    """A document of one section; a string is a paragraph, in which {77.1%} is a cited number."""
    made = [Heading(1, title, "s")]
    for number, block in enumerate(blocks, 1):
        made.append(Paragraph(number, cited(block)) if isinstance(block, str) else block)
    section = Section("s", title, "s.md", tuple(made))
    return Document(
        "2014-01-07",
        "A paper",
        "A board",
        date(2014, 1, 7),
        "An author",
        "OFFICIAL",
        "Made up.",
        (section, *others),
        (YEAR, NOVEMBER, OCTOBER, FALL, QUOTED),
    )


def cited(text: str):
    parts = text.replace("}", "{").split("{")
    return tuple(NUMBERS[part] if place % 2 else Text(part) for place, part in enumerate(parts) if part)


def a_section(key: str, title: str, text: str, number: int = 9) -> Section:
    return Section(key, title, f"{key}.md", (Heading(1, title, key), Paragraph(number, (Text(text),))))


def found_by(rule: Rule, document: Document) -> tuple[Finding, ...]:
    return proof_read(document, (rule,))


TRIPS = [
    (typed_number.RULE, "Satisfaction is 77.1% now."),
    (typed_number.RULE, "The bureau made 1,100 calls."),
    (typed_number.RULE, "It cost £40k."),
    (typed_number.RULE, "Eighty per cent is the aim."),
    (typed_number.RULE, "About ½ of them rang back."),
    (typed_number.RULE, "Two thirds of them rang back."),
    (typed_number.RULE, "One victim in three was not asked."),
    (typed_number.RULE, "It is {77.1%}, or 77 when rounded."),
    (percentages.RULE, "Of 2,172 crimes, of which 63 (4%) carry the marker."),
    (percentages.RULE, "There were 63 of 2,172 (4%)."),
    (percentages.RULE, "Those are 18 of 57 offences, or 33%."),
    (period_kinds.RULE, "It is {77.1%}, slightly up from {76.4%}."),
    (
        period_kinds.RULE,
        "It is 77.1%, (rolling 12 months) which is a slightly upward trend from November 76.4%.",
    ),
    (period_kinds.RULE, "It rose from {77.1%} to {76.4%}."),
    (period_kinds.RULE, "It is up from {72.0%} in October to {77.1%} now."),
    (period_kinds.RULE, "It fell from 77.1% on the rolling year to 76.4% in November."),
    (period_kinds.RULE, "The month at {76.4%} was lower than {77.1%}."),
    (past_after.RULE, "The service, which was introduced in July 2014, works well."),
    (past_after.RULE, "In July 2014 the panel met."),
    (past_after.RULE, "The conference took place on 23 January 2014."),
    (future_before.RULE, "The manual will be complete by the end of December 2013."),
    (future_before.RULE, "Next week will see the pilot start on Monday 6th January 2014."),
    (future_before.RULE, "The survey is due in December 2013."),
    (weekday.RULE, "The policy started on Tuesday 9th December 2013."),
    (weekday.RULE, "It starts on Friday 7 January 2014."),
]

SILENT = [
    (typed_number.RULE, "Satisfaction is {77.1%} now, and {1.5%} elsewhere."),
    (
        typed_number.RULE,
        "On 7 January 2014, in 2013/14 and as paragraph 24 and Table 3 say, people ring 101.",
    ),
    (typed_number.RULE, "Two officers met one victim in May."),
    (typed_number.RULE, "The 95% interval of one month of interviews is wide."),
    (percentages.RULE, "Of 1,811 crimes, of which 57 (3.1%) carry the marker."),
    (percentages.RULE, "There were 57 of 1,811 (3.15%)."),
    (percentages.RULE, "Those are 18 of 57 offences, or 32%."),
    (percentages.RULE, "There were 6,214 reports, of which 1,101 (17.7%) were answered."),
    (period_kinds.RULE, "It is {76.4%}, up from {72.0%}."),
    (period_kinds.RULE, "It rose from {72.0%} to {76.4%}, and the year stands at {77.1%}."),
    (
        period_kinds.RULE,
        "November at {76.4%} took its place, so the rolling figure fell by {0.7 points} to {77.1%}.",
    ),
    (
        period_kinds.RULE,
        "The figure is {77.1%}. November was {76.4%}. For it not to fall, May would have to be {72.0%}.",
    ),
    (
        period_kinds.RULE,
        "The rolling year stands at {77.1%}; the month, at {76.4%}, is another kind of figure.",
    ),
    (past_after.RULE, "The service, which was introduced in July 2013, works well."),
    (past_after.RULE, "In July 2014 the panel will meet those who were asked."),
    (past_after.RULE, "The conference will be held on 23 January 2014."),
    (past_after.RULE, "A course started and others are planned for March 2014."),
    (past_after.RULE, "The contract was expected by 13 January 2014."),
    (past_after.RULE, "A day for all staff is being co-ordinated for February 2014."),
    (
        past_after.RULE,
        "Officers due to leave one by one are covered for and then returned to duty by March 2014.",
    ),
    (future_before.RULE, "The manual will be complete by the end of January 2014."),
    (future_before.RULE, "The pilot will run from 9 December 2013."),
    (future_before.RULE, "The board met in December 2013 and will meet again."),
    (future_before.RULE, "It will be ready on 7 January 2014."),
    (future_before.RULE, "Reasons for what was seen in September are being examined."),
    (weekday.RULE, "The policy started on Monday 9th December 2013."),
    (weekday.RULE, "It starts on 9 December 2013."),
]


@pytest.mark.parametrize(("rule", "sentence"), TRIPS)
def test_a_rule_stops_at_a_sentence_that_trips_it(rule, sentence):
    (finding,) = found_by(rule, a_document(sentence))
    assert (finding.rule, finding.paragraph, finding.section) == (rule.key, 1, "s")
    assert finding.sentence == sentence.replace("{", "").replace("}", "")
    assert finding.working


@pytest.mark.parametrize(("rule", "sentence"), SILENT)
def test_a_rule_stays_silent_at_a_sentence_that_is_right(rule, sentence):
    assert found_by(rule, a_document(sentence)) == ()


def test_the_working_of_a_percentage_shows_the_sum():
    (finding,) = found_by(percentages.RULE, a_document("There were 63 of 2,172 (4%)."))
    assert finding.working == "63 of 2,172 is 2.9%, and 4% is printed"


def religions(hinduism: str, count: int = 2, total: int = 62) -> Table:
    rows = [
        ("Christianity", 6, "10%"),
        ("Hinduism", count, hinduism),
        ("Islam", 27, "44%"),
        ("Other", 27, "44%"),
    ]
    return Table(
        1,
        "Religion",
        (Column("Religion"), Column("No.", True), Column("%", True, percent_of=1)),
        tuple(tuple((Text(str(cell)),) for cell in row) for row in (*rows, ("All", total, "100%"))),
        totalled=True,
    )


def test_a_percentage_in_a_table_is_held_against_its_count_and_the_total():
    (finding,) = found_by(shares.RULE, a_document(religions("4.8%")))
    assert finding.sentence == "Table 1, Religion: columns “No.” and “%”"
    assert finding.working.startswith(
        "the counts add up to 62; “Hinduism” 2 of 62 is 3.2%, and 4.8% is printed; "
    )
    assert found_by(shares.RULE, a_document(religions("3.2%"))) == ()


def test_the_parts_of_a_table_are_added_up():
    (finding,) = found_by(totals.RULE, a_document(religions("3%", total=61)))
    assert finding.working == "6 + 2 + 27 + 27 = 62, and 61 is printed"
    assert found_by(totals.RULE, a_document(religions("3%"))) == ()


def test_a_count_that_nearly_agrees_with_a_table_is_looked_at():
    (finding,) = found_by(
        near_total.RULE, a_document("Of the 61 offences, 27 were of one kind.", religions("3%"))
    )
    assert finding.working == "it adds up to 62; paragraph 1 says 61"
    for silent in (
        "Of the 62 offences, or 61 without one.",
        "On 30 May 2013 and in paragraph 61.",
        "It is 61%.",
        "57.",
    ):
        assert found_by(near_total.RULE, a_document(silent, religions("3%"))) == ()


def test_figures_of_ours_are_told_apart_by_their_passports():
    def of_two_figures(as_run):
        return a_document(
            *(
                Paragraph(
                    place, (Text("In November 2013 the satisfied callers came to "), as_run(shown), Text("."))
                )
                for place, shown in enumerate(("75.46%", "75.96%"), 1)
            )
        )

    assert len(found_by(two_places.RULE, of_two_figures(Text))) == 1
    assert found_by(two_places.RULE, of_two_figures(lambda shown: Cited(shown, "november"))) == ()


def test_percentages_of_ours_have_a_base_of_their_own_each():
    def of_24(as_run):
        columns = (Column("Question"), Column("Yes", numeric=True))
        rows = tuple(
            ((Text(name),), (as_run(shown),))
            for name, shown in (("Kind", "54.2%"), ("Clear", "62.5%"), ("Prompt", "71.0%"))
        )
        return a_document("Twenty-four people replied.", Table(1, "Replies", columns, rows))

    assert len(found_by(shares.RULE, of_24(Text))) == 1
    assert found_by(shares.RULE, of_24(lambda shown: Cited(shown, "november"))) == ()


def test_an_empty_section_is_found_and_one_that_waits_for_its_records_is_not():
    empty = Section("e", "Confidence", "e.md", (Heading(1, "Confidence", "e"),))
    awaited = Section(
        "w", "Confidence", "", (Heading(1, "Confidence", "w"), Paragraph(2, (Text("Not yet."),)))
    )
    part = Section("p", "Areas of business", "", (Heading(1, "Areas of business", "p"),))
    (finding,) = found_by(empty_section.RULE, a_document("Text.", others=(empty, awaited, part)))
    assert finding.section == "e"


def test_no_implications_is_held_against_what_the_other_paragraphs_say():
    none = a_section("f", "Financial implications", "There are no financial implications.")
    legal = a_section("l", "Legal implications", "There are no legal implications.")
    document = a_document(
        "The contract will be awarded under the Crime and Courts Act 2013.", others=(none, legal)
    )
    money, law = found_by(implications.RULE, document)
    assert money.working == "paragraph 1 says “contract”"
    assert law.working == "paragraph 1 says “Crime and Courts Act 2013”"
    nil = a_section("f", "Financial implications", "Nil.")
    assert len(found_by(implications.RULE, a_document("The contract will be awarded.", others=(nil,)))) == 1
    stated = a_section(
        "f", "Financial implications", "The contract in paragraph one costs nothing this year."
    )
    assert found_by(implications.RULE, a_document("The contract will be awarded.", others=(stated,))) == ()
    assert found_by(implications.RULE, a_document("People act and pay a bill.", others=(none, legal))) == ()


def test_a_note_is_read_like_a_paragraph():
    note = Note("Correction", (Text("They print 4%."),))
    (finding,) = found_by(typed_number.RULE, a_document("Fine.", note))
    assert finding.paragraph == 1


def test_a_finding_keeps_its_key_while_its_words_stay_and_loses_it_when_they_change():
    (first,) = found_by(typed_number.RULE, a_document("It is 5."))
    (moved,) = found_by(typed_number.RULE, a_document("A line before.", "It is 5."))
    (changed,) = found_by(typed_number.RULE, a_document("It is now 5."))
    assert first.key == moved.key != changed.key


def test_every_rule_explains_itself_and_has_its_own_key():
    every = {*RULES, *OF_SENSE}
    assert len({rule.key for rule in every}) == len(every)
    assert all(rule.explanation.endswith(".") for rule in every)
    assert {rule.severity for rule in every} == set(SEVERITIES)
    assert {rule.kind for rule in every} == set(KINDS)
