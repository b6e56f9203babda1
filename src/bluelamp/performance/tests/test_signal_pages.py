"""Pages of signals and the sergeant's week: what they say, of which places, to whom."""

from __future__ import annotations

import re

import pyarrow as pa
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bluelamp.areas.neighbourhoods.facts import RECORDED_CRIME
from bluelamp.kernel.access.tests.factories import scope_of, user_of
from bluelamp.kernel.figures.periods import Month
from bluelamp.kernel.figures.tests.factories import NOON, figure, monthly
from bluelamp.kernel.places import queries as places
from bluelamp.performance import queries
from bluelamp.performance.queries import around
from bluelamp.performance.queries.repeats import repeats
from bluelamp.warehouse.parquet import schema
from bluelamp.warehouse.store import Store

pytestmark = pytest.mark.django_db

CALM = [30, 33, 28, 31, 35, 27, 32, 29, 34, 30, 31, 33, 29, 32, 30, 28, 33, 31]
RISEN = [*CALM[:-2], 71, 78]
HERE, THERE, *REST = places.neighbourhoods_of({"CV"})
ELSEWHERE = places.neighbourhoods_of({"DY"})[0]
NAMES = places.names("neighbourhood")


def words(page: bytes) -> str:
    """What a page says, tags and white space aside."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.decode()).split())


def counted(area: str, values: list[int], level: str = "neighbourhood") -> None:
    about = {"measure": "recorded-asb", "basis": "month", "smallest_base": 0}
    monthly(values, area_level=level, area=area, **about)


def interviewed(area: str, yes: int, n: int, level: str = "neighbourhood") -> None:
    about = {
        "value": yes / n,
        "numerator": float(yes),
        "denominator": float(n),
        "n": n,
        "effective_n": float(n),
    }
    figure("rolling_year:2013-11", area_level=level, area=area, **about)


def a_year_of_answers() -> None:
    """The force, Coventry and three of its neighbourhoods; the last with too few to be shown."""
    interviewed("E23000014", 4000, 5000, "force")
    interviewed("CV", 400, 500, "lpu")
    for area, yes, n in ((HERE, 20, 30), (THERE, 27, 30), (REST[0], 4, 5)):
        interviewed(area, yes, n)


def signed_in(client: Client, role: str = "analyst", lpus: list[str] | None = None) -> Client:
    client.force_login(user_of(role, lpus or []))
    return client


def test_the_force_page_says_what_stands_out_and_how_much_chance_would_give(client: Client) -> None:
    counted(HERE, RISEN)
    counted(ELSEWHERE, CALM)
    said = words(signed_in(client).get("/performance/signals/").content)
    assert "One signal stands out in 2 charts." in said
    assert (
        "By the rules alone one is flagged in the last month; chance alone would flag hardly one of so few."
        in said
    )
    assert f"Recorded anti-social behaviour, {NAMES[HERE]}" in said
    assert "About 47 more than usual." in said


def test_a_page_on_which_nothing_stands_out_is_quiet(client: Client) -> None:
    for area in (HERE, THERE, ELSEWHERE):
        counted(area, CALM)
    said = words(signed_in(client).get("/performance/signals/").content)
    assert "Nothing out of the ordinary in 3 charts." in said
    assert "What to look at first" not in said


def test_without_figures_there_are_no_charts(client: Client) -> None:
    assert "There are no charts to look at yet." in words(
        signed_in(client).get("/performance/signals/").content
    )


@pytest.mark.parametrize("address", ["/performance/signals/", "/performance/signals/lpu/CV/"])
def test_a_page_takes_the_same_queries_for_one_place_and_for_three(client: Client, address: str) -> None:
    a_year_of_answers()
    signed_in(client).get(address)  # a session's first page does more
    taken = []
    for areas in ([HERE], [THERE, REST[0]]):
        for area in areas:
            counted(area, RISEN)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        taken.append(len(asked))
    assert taken[0] == taken[1]


def test_a_signal_leads_to_its_chart_its_figure_and_no_further_than_the_reader_may(client: Client) -> None:
    counted(HERE, RISEN)
    page = signed_in(client).get("/performance/signals/").content.decode()
    chart = f"/performance/measures/recorded-asb/?area={HERE}"
    assert f'href="{chart}"' in page
    passport = re.search(r'href="(/performance/figures/\d+/)"', page)
    assert passport
    assert f'href="{chart}"' in client.get(passport[1]).content.decode()
    assert client.get(chart).status_code == 200


@pytest.mark.parametrize(
    ("lpus", "address", "status"),
    [
        ([], "/performance/signals/lpu/DY/", 200),
        ([], f"/performance/signals/neighbourhood/{ELSEWHERE}/", 200),
        (["CV"], "/performance/signals/lpu/CV/", 200),
        (["CV"], f"/performance/signals/neighbourhood/{HERE}/", 200),
        (["CV"], "/performance/signals/lpu/DY/", 404),
        (["CV"], f"/performance/signals/neighbourhood/{ELSEWHERE}/", 404),
        ([], "/performance/signals/lpu/XX/", 404),
        ([], "/performance/signals/ward/E05001229/", 404),
        ([], "/performance/signals/neighbourhood/CV/", 404),
        (["CV"], f"/performance/measures/recorded-asb/?area={ELSEWHERE}", 422),
        ([], f"/performance/measures/asb-satisfaction/?area={HERE}", 422),
    ],
)
def test_a_reader_of_one_unit_opens_its_places_and_nobody_opens_what_is_none(
    client: Client, lpus: list[str], address: str, status: int
) -> None:
    figure()
    counted("E23000014", CALM, "force")
    for area in (HERE, ELSEWHERE):
        counted(area, RISEN)
    assert signed_in(client, "neighbourhood_officer", lpus).get(address).status_code == status


def test_the_list_of_a_bound_reader_names_no_other_place_and_no_other_signal(client: Client) -> None:
    counted(HERE, CALM)
    counted(ELSEWHERE, RISEN)
    page = signed_in(client, "neighbourhood_officer", ["CV"]).get("/performance/signals/").content.decode()
    assert NAMES[HERE] in page
    assert NAMES[ELSEWHERE] not in page
    assert "Nothing out of the ordinary in 1 chart." in words(page.encode())
    assert "The force and Coventry: what stands out" in words(page.encode())


def test_choosing_a_place_leads_to_its_address(client: Client) -> None:
    response = signed_in(client).get("/performance/signals/", {"place": f"neighbourhood:{HERE}"})
    assert (response.status_code, response["Location"]) == (
        302,
        f"/performance/signals/neighbourhood/{HERE}/",
    )


def test_neighbourhoods_are_drawn_towards_their_unit_and_the_smallest_stay_withheld() -> None:
    a_year_of_answers()
    found = queries.pooled(scope_of("board_member"), "asb-satisfaction", "CV")
    assert found is not None
    low, high, small = (found.of(area) for area in (HERE, THERE, REST[0]))
    assert (found.level, low.own, high.own) == (0.8, 20 / 30, 0.9)
    assert low.own < low.value < high.value < high.own
    assert (small.own, small.value, small.reading.withheld) == (
        None,
        None,
        "Withheld: it rests on fewer than 10.",
    )


def test_everybody_is_told_the_same_of_a_neighbourhood() -> None:
    a_year_of_answers()
    told = [
        queries.pooled(scope, "asb-satisfaction", "CV").of(HERE).value
        for scope in (scope_of("analyst"), scope_of("acc"), scope_of("neighbourhood_officer", ["CV"]))
    ]
    assert len(set(told)) == 1


def recorded(counts: dict[str, list[int]]) -> None:
    """Anti-social behaviour by LSOA in the warehouse, month by month up to November 2013."""
    names = ("month", "reported_by", "crime_type", "lsoa", "neighbourhood")
    kept = pa.schema([schema(RECORDED_CRIME).field(name) for name in names])
    tables = {}
    for k in range(len(next(iter(counts.values())))):
        month = Month(2013, 11).shift(k + 1 - len(next(iter(counts.values()))))
        rows = [
            {"month": month.start, "reported_by": "west-midlands", "crime_type": "anti-social-behaviour",
             "lsoa": lsoa, "neighbourhood": HERE}
            for lsoa, by_month in counts.items() for _ in range(by_month[k])
        ]  # fmt: skip
        tables["west-midlands", str(month)[6:]] = pa.Table.from_pylist(rows, schema=kept)
    Store(settings.WAREHOUSE).replace(RECORDED_CRIME, tables, by="a test", at=NOON)


def test_the_repeat_place_is_the_busiest_of_the_last_three_months() -> None:
    first, second = (lsoa for lsoa, _ in places.lsoas_of(HERE)[:2])
    recorded({first: [9, 1, 1, 1], second: [0, 4, 2, 5]})
    scope = scope_of("neighbourhood_officer", ["CV"])
    found = repeats(scope, around.place(scope, "neighbourhood", HERE), upto=Month(2013, 11))
    assert found is not None
    assert (found.top.code, found.top.recent, found.total, found.top.busiest) == (second, 11, 14, 3)
    assert "had 11 of the 14 incidents" in found.sentence
    assert "busiest place in 3 of the last 4 months" in found.sentence


def test_the_week_says_three_things_and_what_to_do_about_each(client: Client) -> None:
    a_year_of_answers()
    counted(HERE, RISEN)
    recorded({lsoa: [3] * 4 for lsoa, _ in places.lsoas_of(HERE)[:2]})
    said = words(signed_in(client, "sergeant", ["CV"]).get("/performance/week/", {"place": HERE}).content)
    for heading in ("What has changed", "Where it keeps happening", "What residents said"):
        assert heading in said
    assert said.count("Next time.") == said.count("What to do next.") == 3
    assert "Of 30 people interviewed over the twelve months to November 2013, 66.7% were satisfied" in said


def test_the_neighbourhood_is_chosen_once(client: Client) -> None:
    counted(HERE, CALM)
    signed_in(client, "sergeant", ["CV"])
    assert "This week in" not in words(client.get("/performance/week/").content)
    assert f"This week in {NAMES[HERE]}" in words(client.get("/performance/week/", {"place": HERE}).content)
    assert f"This week in {NAMES[HERE]}" in words(client.get("/performance/week/").content)


@pytest.mark.parametrize("place", ["", "nowhere", ELSEWHERE])
def test_a_place_that_is_not_the_readers_is_refused_at_its_field(client: Client, place: str) -> None:
    counted(ELSEWHERE, CALM)
    response = signed_in(client, "sergeant", ["CV"]).get("/performance/week/", {"place": place})
    assert response.status_code == 422
    assert "Choose a neighbourhood from the list" in words(response.content)


@pytest.mark.parametrize(
    ("role", "status"), [("sergeant", 200), ("analyst", 200), ("board_member", 404), ("partner", 404)]
)
def test_the_week_is_for_teams_and_those_who_lead_them(client: Client, role: str, status: int) -> None:
    assert signed_in(client, role).get("/performance/week/").status_code == status
