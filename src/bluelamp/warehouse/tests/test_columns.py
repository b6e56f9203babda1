from datetime import date

import pyarrow as pa
import pytest

from bluelamp.warehouse.columns import Codes, Day, MonthStart, Number, Pattern, Reads, read_column

COLOURS = Codes("a colour", accepts={"red": 1, "green": 2}, type=pa.int8())
DEGREES = Number("a temperature", low=-50, high=50)


@pytest.mark.parametrize(
    ("reads", "text", "value"),
    [
        (COLOURS, "green", 2),
        (Pattern("a code", shape="E[0-9]+|N"), "E12", "E12"),
        (Day(), "2012-02-29", date(2012, 2, 29)),
        (MonthStart(), "2013-11", date(2013, 11, 1)),
        (DEGREES, "-3.5", -3.5),
        (DEGREES, "1e1", 10.0),
        (Reads(), "as it stands", "as it stands"),
        (DEGREES, None, None),
        (Day(), None, None),
        (COLOURS, None, None),
    ],
)
@pytest.mark.parametrize("repeated", [False, True])
def test_what_is_understood_is_read(reads, text, value, repeated):
    values, wrong = read_column(reads, as_read(text, repeated))
    assert (values.to_pylist(), wrong.to_pylist()) == ([value, value], [False, False])


@pytest.mark.parametrize(
    ("reads", "text"),
    [
        (COLOURS, "Red"),
        (COLOURS, "red "),
        (Pattern("a code", shape="E[0-9]+|N"), "E12x"),
        (Pattern("a code", shape="E[0-9]+|N"), "Ex|N"),
        *(
            (Day(), day)
            for day in ("2013-02-30", "2013-1-5", "13-01-05", "2013-01-05 ", "05/01/2013", "2013-01-05T00")
        ),
        *((MonthStart(), month) for month in ("2013-13", "2013-1", "2013", "2013-01-05", "Jan 2013")),
        *(
            (DEGREES, number)
            for number in ("51", "NaN", "Infinity", "1,0", "1_0", "٣", "0x10", " 1", "-", "1d")
        ),
    ],
)
@pytest.mark.parametrize("repeated", [False, True])
def test_what_is_not_exactly_understood_is_wrong(reads, text, repeated):
    _, wrong = read_column(reads, as_read(text, repeated))
    assert wrong.to_pylist() == [True, True]


def test_one_wrong_value_does_not_spoil_its_neighbours():
    values, wrong = DEGREES.read(pa.array(["1", "warm", None, "51", "2"]))
    assert wrong.to_pylist() == [False, True, False, True, False]
    assert (values[0].as_py(), values[4].as_py()) == (1.0, 2.0)


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("05/01/2013", "write 2013-01-05 or 2013-05-01."),
        ("25/12/2013", "write 2013-12-25."),
        ("5.5.2013", "write 2013-05-05."),
        ("99/99/2013", "This should be a day written year-month-day, such as 2013-11-30."),
    ],
)
def test_a_day_in_another_order_is_answered_with_the_days_it_could_be(value, why):
    assert Day().why(value).endswith(why)


def test_a_word_nearly_right_is_answered_with_the_right_one_and_a_code_is_not():
    assert COLOURS.why("gren") == "This is not a colour. Did you mean “green”?"
    assert Codes("a code", accepts={"E01009417": "E01009417"}).why("E01009418") == "This is not a code."


def as_read(text, repeated):
    column = pa.array([text, text], pa.string())
    return column.dictionary_encode() if repeated else column
