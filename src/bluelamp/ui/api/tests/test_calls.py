"""What may be sent: words of a list, days a calendar reaches, moments with a zone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import pytest
from pydantic import BaseModel, ValidationError

from bluelamp.ui.api.calls import Day, Moment, OneOf, is_question, question


class Sent(BaseModel):
    how: Annotated[str, OneOf({"phone": "by telephone", "visit": "in person"}, or_none=True)] = ""
    day: Day | None = None
    at: Moment | None = None


@pytest.mark.parametrize("how", ["phone", "visit", ""])
def test_a_word_of_the_list_is_taken(how):
    assert Sent(how=how).how == how


@pytest.mark.parametrize(
    "said", [{"how": "fax"}, {"day": "1899-12-31"}, {"day": "2200-01-01"}, {"at": "0001-01-01T00:00:00Z"}]
)
def test_what_no_calendar_or_list_knows_is_refused(said):
    with pytest.raises(ValidationError):
        Sent(**said)


def test_the_description_lists_the_words():
    assert Sent.model_json_schema()["properties"]["how"]["enum"] == ["", "phone", "visit"]


def test_a_moment_without_a_zone_is_londons():
    assert Sent(at="2014-07-01T12:00:00").at == datetime(2014, 7, 1, 11, tzinfo=UTC)


def test_only_what_says_so_is_a_question():
    assert (is_question(question(lambda request: None)), is_question(lambda request: None)) == (True, False)
