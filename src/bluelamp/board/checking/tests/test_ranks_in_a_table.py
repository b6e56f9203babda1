"""Which row of a table the text calls first or last, or puts before another, however it is said."""

from __future__ import annotations

from datetime import date

import pytest

from bluelamp.board.checking.checked import check


def table(*rows: str) -> str:
    head, *body = rows
    return "\n".join(f"| {row} |" for row in (head, "---|" * head.count("|") + "---", *body))


SURVEY = table(
    "Service | Sent | Returned | Response",
    "District nursing | 160 | 56 | 35.0%",
    "Community wards | 280 | 118 | 42.1%",
    "Podiatry | 390 | 147 | 37.7%",
    "Physiotherapy | 420 | 165 | 39.3%",
    "All | 1,250 | 486 | 38.9%",
)
GRANTS = table(
    "Theme | Applications | Awards | Awarded",
    "Young people | 41 | 22 | £48,400",
    "Older people | 27 | 16 | £35,200",
    "Food and warmth | 33 | 19 | £45,600",
    "Jobs and skills | 19 | 9 | £24,300",
    "Green spaces | 24 | 12 | £21,000",
    "Total | 144 | 78 | £174,500",
)
SUBJECTS = table(
    "Subject | 2017/18 | 2018/19",
    "Repairs | 160 | 198",
    "Rent and charges | 51 | 42",
    "Conduct of staff | 45 | 38",
    "Neighbours | 61 | 74",
    "All other | 70 | 210",
    "Total | 387 | 562",
)
SCHOOLS = table(
    "School | Pupils | Attendance",
    "Fell View | 240 | 92.4%",
    "Moss Lane | 310 | 95.1%",
    "Otter Hill | 180 | 93.8%",
    "St Anne's | 205 | 94.6%",
)
WRONG = (
    (SURVEY, "Highest response: podiatry, with physiotherapy next."),
    (SURVEY, "The best response was from podiatry."),
    (SURVEY, "Response was highest in podiatry."),
    (SURVEY, "The lowest response came from podiatry."),
    (SURVEY, "Podiatry did better than any other service for response."),
    (SURVEY, "No service had a higher response than physiotherapy."),
    (SURVEY, "Physiotherapy tops the table for response."),
    (GRANTS, "As for some years, food and warmth took more of the money than any other theme."),
    (GRANTS, "The largest sum went to food and warmth."),
    (GRANTS, "More was awarded to food and warmth than to any other theme."),
    (GRANTS, "Green spaces had fewer awards than any other theme."),
    (GRANTS, "The theme with the most applications was food and warmth."),
    (SUBJECTS, "Neighbours caused more complaints than any other subject in 2018/19."),
    (SUBJECTS, "The commonest subject of complaint was neighbours."),
    (SUBJECTS, "Conduct of staff drew more complaints than rent and charges in 2018/19."),
    (SCHOOLS, "Attendance was highest at St Anne's."),
    (SCHOOLS, "Otter Hill has the lowest attendance of the four schools."),
    (SCHOOLS, "The school with the best attendance was St Anne's, at 94.6%."),
    (SCHOOLS, "Attendance at Otter Hill is better than at St Anne's."),
    (SCHOOLS, "Otter Hill is the smallest school but St Anne's has the lowest attendance."),
)
RIGHT = (
    (SURVEY, "Highest response: community wards, with physiotherapy next."),
    (SURVEY, "Physiotherapy sent out more forms than any other service."),
    (SURVEY, "Podiatry did better than district nursing."),
    (SURVEY, "Podiatry had the most complaints."),
    (SURVEY, "Podiatry did better than any other service on dignity."),
    (SURVEY, "Most replies came from physiotherapy."),
    (SURVEY, "The highest response since 2010 came from podiatry."),
    (GRANTS, "Young people took more of the money than any other theme."),
    (GRANTS, "Awards for jobs and skills were the largest on average, at £2,700."),
    (GRANTS, "Jobs and skills had fewer awards than any other theme."),
    (GRANTS, "Older people were awarded a higher share of what they applied for than any other theme."),
    (GRANTS, "The largest single award, £5,000, went to food and warmth."),
    (GRANTS, "Food and warmth had the largest rise since last year."),
    (SUBJECTS, "Repairs caused more complaints than any other subject."),
    (SUBJECTS, "After repairs, neighbours caused more complaints than any other subject."),
    (SUBJECTS, "Apart from repairs, the commonest subject was neighbours."),
    (SUBJECTS, "Neighbours saw the largest rise of any subject but repairs."),
    (SUBJECTS, "Neighbours drew more complaints than conduct of staff."),
    (SCHOOLS, "Otter Hill is the smallest of the four."),
    (SCHOOLS, "St Anne's came second for attendance."),
    (SCHOOLS, "The lowest attendance in a single week was at Otter Hill."),
    (SCHOOLS, "Otter Hill has the most pupils on free meals."),
    (SCHOOLS, "Moss Lane is the largest school and has the best attendance."),
    (SCHOOLS, "The proportion of girls is highest at Otter Hill (52%) and lowest at Fell View (47%)."),
)


def found(printed: str, told: str) -> list[str]:
    text = f"4. The figures are below.\n\n{printed}\n\n5. {told}\n"
    every = check("paper.md", text.encode(), today=date(2020, 1, 1), meeting=date(2019, 6, 4)).findings
    return [each.rule for each in every if each.rule in ("told-of-row", "in-text", "orders")]


@pytest.mark.parametrize(("printed", "told"), WRONG)
def test_a_row_that_is_not_where_the_text_puts_it_is_found(printed, told):
    assert found(printed, told) == ["told-of-row"]


@pytest.mark.parametrize(("printed", "told"), RIGHT)
def test_a_row_that_is_where_it_is_put_or_is_ranked_by_something_else_passes(printed, told):
    assert found(printed, told) == []
