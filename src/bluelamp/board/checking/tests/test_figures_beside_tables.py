"""What the text tells beside a table that prints something else: rates, averages, lengths of road, other years. Each is
right, and the same table with a slip told of it is found."""

from __future__ import annotations

from datetime import date

import pytest

from bluelamp.board.checking.checked import check


def table(*rows: str) -> str:
    head, *body = rows
    return "\n".join(f"| {row} |" for row in (head, "---|" * head.count("|") + "---", *body))


AREAS = table(
    "Area | Tenancies | Arrears (£)",
    "Town | 2,600 | 412,000",
    "Marsh | 1,200 | 188,000",
    "Coldham | 900 | 140,000",
    "Heath | 300 | 60,000",
    "Total | 5,000 | 800,000",
)
SITES = table(
    "Site | Attended | Within 4h | Over 4h | % within",
    "Northgate | 9,840 | 6,396 | 3,444 | 65.0",
    "Eastgate | 5,210 | 3,751 | 1,459 | 72.0",
    "Quayside | 3,150 | 3,087 | 63 | 98.0",
    "Trust | 18,200 | 13,234 | 4,966 | 72.7",
)
ROADS = table(
    "Area | Category 1 | Category 2 | All repairs",
    "North | 1,842 | 3,906 | 5,748",
    "East | 1,215 | 2,774 | 3,989",
    "South | 1,660 | 3,158 | 4,818",
    "West | 983 | 2,149 | 3,132",
    "County | 5,700 | 11,987 | 17,687",
)
HANDOVERS = table(
    "Hospital | Handovers | Over 30 | % | Over 60 | %",
    "Royal | 4,180 | 1,463 | 35.0 | 502 | 12.0",
    "Bredon | 3,260 | 815 | 25.0 | 228 | 7.0",
    "Cross | 2,420 | 484 | 20.0 | 121 | 5.0",
    "Valley | 1,600 | 240 | 15.0 | 48 | 3.0",
    "All | 11,460 | 3,002 | 26.2 | 899 | 7.8",
)
FALLS = table(
    "Month | Falls", "November 2018 | 40", "December 2018 | 38", "January 2019 | 41", "February 2019 | 44"
)
MEASURES = table(
    "Measure | Quarter 1 | Quarter 2",
    "Waste recycled | 46.8% | 47.2%",
    "Applications in time | 83% | 85%",
    "Calls answered soon | 78% | 74%",
    "Premises inspected | 91% | 93%",
)
LIBRARIES = table(
    "Group | 2017 | 2018 | Change | Change %",
    "Town | 214,600 | 231,900 | +17,300 | +8.1",
    "Market town | 148,200 | 151,350 | +3,150 | +2.1",
    "Village | 61,400 | 58,250 | -3,150 | -5.1",
    "All | 424,200 | 441,500 | +17,300 | +4.1",
)
CALLS = table("Month | Calls", "April | 9,210", "May | 8,960", "June | 9,130", "July | 9,420")

RIGHT = (
    (AREAS, "Heath has the highest arrears for each tenancy, at £200."),
    (AREAS, "Heath has the largest arrears a tenancy, £200."),
    (AREAS, "In Heath the arrears are £200 a tenancy, the highest of the four areas for its size."),
    (AREAS, "On average a tenant in Marsh owes arrears of £157."),
    (AREAS, "Heath has the fewest tenancies."),
    (SITES, "Shares of the 4,966 long waits: Northgate 69.4%, Eastgate 29.4%, Quayside 1.3%."),
    (SITES, "Northgate took 54.1% of attendances and Quayside 17.3%."),
    (SITES, "At Northgate 35.0% waited over four hours."),
    (ROADS, "The North area has the longest network, 1,437 km, and so had four repairs for each kilometre."),
    (ROADS, "The South has 1,720 miles of road."),
    (ROADS, "The West covers 900 square kilometres."),
    (HANDOVERS, "We note it."),
    (FALLS, "The average for the twelve months to December 2018 was 42.0 a month, and 40.5 in January 2019."),
    (MEASURES, "We note it."),
    (LIBRARIES, "We note it."),
    (CALLS, "In the same months of last year there were 36,180 calls."),
    (CALLS, "A year earlier there had been 37,450 calls in the four months."),
    (CALLS, "We expect 36,000 calls in the next four months."),
)
WRONG = (
    (AREAS, "Heath has the highest arrears of all.", "told-of-row"),
    (AREAS, "Marsh has the fewest tenancies.", "told-of-row"),
    (AREAS, "Tenants in Marsh owe £198,000 between them.", "in-text"),
    (SITES, "Northgate saw 66.0% within four hours.", "in-text"),
    (ROADS, "The North had 1,824 category 1 repairs.", "in-text"),
    (ROADS, "The South had 1,600 category 1 repairs.", "in-text"),
    (FALLS, "There were 45 falls in February 2019.", "in-text"),
    (HANDOVERS.replace("20.0", "26.0"), "We note it.", "followed"),
    (
        MEASURES.replace("46.8%", "46%").replace("47.2%", "47%").replace("85%", "85.4%"),
        "We note it.",
        "precision",
    ),
    (LIBRARIES.replace("+17,300 | +4.1", "+18,300 | +4.1"), "We note it.", "followed"),
    (CALLS, "There were 36,270 calls in the four months.", "near-total"),
)
APART = ("acronyms", "ranks", "implications")


def found(text: str) -> list[str]:
    every = check("paper.md", f"{text}\n".encode(), today=date(2020, 1, 1)).findings
    return [each.rule for each in every if each.rule not in APART]


@pytest.mark.parametrize(("printed", "told"), RIGHT)
def test_what_no_column_is_of_is_not_held_against_one(printed, told):
    assert found(f"4. The figures are below.\n\n{printed}\n\n5. {told}") == []


@pytest.mark.parametrize(("printed", "told", "rule"), WRONG)
def test_a_slip_beside_the_same_table_is_found(printed, told, rule):
    assert rule in found(f"4. The figures are below.\n\n{printed}\n\n5. {told}")


@pytest.mark.parametrize(
    "text",
    [
        "4. There were 486 complaints in stage one. Seventy-four went on to stage two, or 15.2 per cent of the 486.",
        "4. Of 120 pupils at level one, 30 moved on to level two (25%).",
        "3. The fund was £180,000.\n\n4. Awards came to £174,500, and £5,500, or 3.1 per cent of the fund, was left.",
        "4. Marrick has 7 of its 20 posts empty, which is half of all the vacancies in the stations.",
        "4. We fitted 3,290 homes.\n\n- 2,120 visits (40%) were sent\n- 1,855 (35%) of lists\n- 1,325 (25%) of fires",
        "4. The fund for 2018/19 is £190,000, which is £10,000 (5.6 per cent) more than in 2017/18.",
        "4. The service has 45 vans, which is 5 (12.5%) more than a year ago.",
        "4. In the quarter 5,611 were raised, 5,256 were completed and 104 were cancelled, leaving 2,213 at the end.",
        "4. In the year 320 cases were opened, 290 were closed and 12 withdrawn, so that 118 were open at the end.",
        "4. Blockers went to 120 households. Of these 114 (95%) had fewer calls. Each costs £110, £13,200 in all.",
        "4. We have 38 vans. Of these 35 are leased. Each costs £400 a month, £15,200 in all.",
    ],
)
def test_numbers_of_another_sort_are_not_taken_for_parts(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (
            "4. There were 486 complaints. Seventy-four of these, or 12.2 per cent, went on to stage two.",
            "percentages",
        ),
        ("4. We have 38 vans. Each costs £400 a month, £16,200 in all.", "each"),
        (
            "4. Of the fund of £180,000, some £9,000, or 3.1 per cent of the fund, was not spent.",
            "percentages",
        ),
        ("4. Of the 320 cases 48 were late, which is 25% of the cases.", "percentages"),
        (
            "4. There were 300 visits.\n\n- 120 (40%) were sent\n- 105 (45%) came of lists\n- 75 (25%) were asked for",
            "percentages",
        ),
        ("4. Of the 320 cases, 290 were closed and 12 withdrawn, leaving 28.", "adding"),
    ],
)
def test_parts_that_are_wrong_are_still_found(text, rule):
    assert rule in found(text)


FILLING = "\n\n".join(
    f"Meeting {word} of the panel heard what residents asked for." for word in ("one", "two")
)


def told_after(filling: str, told: str) -> str:
    return f"Roads Board, 7 October 2019\n\n{ROADS}\n\n{filling}\n\nIn all, {told} repairs were made in the county."


@pytest.mark.parametrize(
    "told", ["17,867", "17,787", "17,689"], ids=["in another order", "a digit inside", "the last"]
)
@pytest.mark.parametrize("times", [1, 6], ids=["near", "far away"])
def test_a_total_told_with_other_digits_is_found_wherever_it_is_told(told, times):
    text = told_after("\n\n".join([FILLING] * times), told)
    [found] = check("paper.md", text.encode(), today=date(2019, 10, 8)).findings
    assert found.rule == "in-text"
    assert f"{told} is said of County, and Table 1 prints 17,687" in found.working


@pytest.mark.parametrize(("told", "times"), [("17,687", 1), ("17,687", 6), ("21,544", 6)])
def test_a_total_as_it_is_printed_and_another_number_far_from_the_table_are_left_alone(told, times):
    text = told_after("\n\n".join([FILLING] * times), told)
    assert not check("paper.md", text.encode(), today=date(2019, 10, 8)).findings
