"""The rules of promises on plain values: states, attempts, cards, text messages, standards, samples, plans."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.practice.promises import clocks
from bluelamp.practice.promises.rules import (
    cards,
    contact,
    promises,
    reviews,
    standards,
    texting,
    timers,
    victims,
)
from bluelamp.practice.promises.rules.cards import Told
from bluelamp.practice.promises.words import BANDS, FAILED, OUTCOMES, REACHED

NOW = datetime(2014, 1, 7, 10, tzinfo=UTC)
TODAY, DAY = date(2014, 1, 7), timedelta(days=1)

STATES = [
    # due          kept          cancelled paused  state
    (NOW,          None,         False,    False,  "due"),      # the last moment is still in time
    (NOW - DAY,    None,         False,    False,  "missed"),
    (NOW - DAY,    None,         False,    True,   "paused"),
    (NOW - DAY,    None,         True,     False,  "cancelled"),
    (NOW,          NOW,          False,    False,  "kept"),
    (NOW - DAY,    NOW,          False,    False,  "kept_late"),
]  # fmt: skip


@pytest.mark.parametrize(("due_at", "kept_at", "cancelled", "paused", "expected"), STATES)
def test_how_a_promise_stands_is_computed_from_its_times(due_at, kept_at, cancelled, paused, expected):
    assert (
        promises.state(due_at=due_at, kept_at=kept_at, cancelled=cancelled, paused=paused, now=NOW)
        == expected
    )


@pytest.mark.parametrize(
    ("outcomes", "failed"),
    [
        ([], 0),
        (["no_answer"] * 2, 2),
        (["no_answer", "returned", "wrong_number"], 3),
        (["no_answer", "no_answer", "message_safe", "no_answer"], 1),
        (["no_answer", "no_answer", "spoke"], 0),
        (["spoke", "refused", "no_answer", "no_answer"], 3),
    ],
)
def test_attempts_count_from_the_last_that_reached_them(outcomes, failed):
    assert promises.failed_in_a_row(outcomes) == failed
    assert promises.wants_supervisor(outcomes) == (failed >= 3)


def test_every_outcome_reaches_them_fails_or_is_a_message():
    assert set(OUTCOMES) - FAILED - REACHED == {"message_safe"}


def test_the_next_contact_follows_from_the_band_unless_something_else_was_agreed():
    since = datetime(2014, 1, 6, 9, tzinfo=UTC)  # a Monday
    asked = {"since": since, "every_days": None, "ends_on": None, "spoken_at": None}
    due = {band: clocks.on(contact.next_due(**asked, band=band)) for band in BANDS}
    assert due == {
        "high": date(2014, 1, 13), "medium": date(2014, 1, 20), "standard": date(2014, 2, 3),
        "unassessed": date(2014, 1, 20),
    }  # fmt: skip
    later = asked | {"spoken_at": NOW, "every_days": 3}
    assert contact.next_due(**later, band="high") == clocks.end_of(date(2014, 1, 10))
    assert contact.next_due(**later | {"ends_on": date(2014, 1, 9)}, band="high") is None


def test_what_is_unsafe_is_said_before_anybody_rings():
    quiet = {"method": "phone", "safe_times": "", "not_to_contact": "", "interpreter": "", "format": ""}
    assert contact.warnings(**quiet, voicemail_ok=True) == []
    assert contact.warnings(**quiet, voicemail_ok=False) == ["Leave no message: somebody else may hear it."]
    against = contact.reasons_not_to_attempt(
        outcome="message_safe", method="phone", voicemail_ok=False, at=NOW, now=NOW
    )
    assert len(against) == 1


def test_reviews_follow_from_the_band():
    since = datetime(2014, 1, 7, 9, tzinfo=UTC)
    days = {
        band: {rank: clocks.on(at) for rank, at in timers.reviews_due(band, since).items()} for band in BANDS
    }
    assert days["high"] == {
        "sergeant": date(2014, 1, 21), "inspector": date(2014, 2, 4), "chief_inspector": date(2014, 3, 4),
    }  # fmt: skip
    assert (
        days["medium"] == days["unassessed"] == {"sergeant": date(2014, 2, 4), "inspector": date(2014, 3, 4)}
    )
    assert days["standard"] == {}


@pytest.mark.parametrize(
    ("day", "key", "code"),
    [
        (date(2013, 12, 9), "code-decision", None),
        (date(2013, 12, 10), "code-decision", "2013"),
        (date(2015, 11, 16), "code-decision", "2015"),
        (date(2021, 4, 1), "code-decision", "2020"),
        (date(2015, 11, 15), "code-update", "2013"),
        (date(2015, 11, 16), "code-update", None),
    ],
)
def test_the_victims_code_is_the_one_of_the_day(day, key, code):
    found = timers.timers(day).get(key)
    assert (found.code if found else None) == code


@pytest.mark.parametrize(("grade", "last"), [("enhanced", date(2014, 1, 8)), ("high", date(2014, 1, 14))])
def test_the_code_gives_one_working_day_to_some_and_five_to_everybody_else(grade, last):
    rule = timers.timer("code-decision", TODAY)
    assert clocks.on(clocks.due(rule.length(grade), NOW)) == last


def test_no_two_lines_of_one_timer_are_in_force_together():
    rows = timers._timers()
    for one in rows:
        others = [row for row in rows if row.key == one.key and row is not one]
        assert [row.since for row in others if row.in_force(one.since)] == []


def test_three_reports_in_ninety_days_make_a_repeat_victim():
    first = TODAY - 89 * DAY
    assert timers.is_repeat([first, TODAY, TODAY], TODAY)
    assert not timers.is_repeat([first - DAY, TODAY, TODAY], TODAY)


def filled(**fields):
    words = cards.wording("asb", "en", TODAY)
    said = {"officer": "PC Made-up, 1234", "number": "101"} | fields
    told = [Told("We will ring you.", cards.by_when(clocks.end_of(date(2014, 1, 14))))]
    return words, said, cards.side(words, reference="0KDM193XD3", fields=said, promises=told)


def test_a_line_whose_name_is_empty_is_left_out():
    _, _, side = filled()
    assert side.about_us == (
        "Your officer is PC Made-up, 1234.",
        "Ring 101 when it is not an emergency. Say your reference. Ring 999 if somebody is in danger now.",
    )
    assert [heading for heading, _ in side.parts] == ["If it does not stop", "If you are not happy with us"]
    assert "{" not in repr(side).replace("{}", "")


def test_a_card_says_weekdays_and_whether_the_whole_day_counts():
    assert cards.by_when(clocks.end_of(date(2014, 1, 14))) == "by the end of Tuesday 14 January"
    assert cards.by_when(datetime(2014, 7, 1, 14, tzinfo=UTC)) == "by Tuesday 1 July at 3pm"


def test_what_is_typed_on_a_card_cannot_fill_itself_in():
    _, _, side = filled(support="{officer} {reference}")
    assert side.parts[0] == ("If you need help", "{officer} {reference}")


def sentences():
    words = cards.wording("asb", "en", TODAY)
    told = " ".join(
        (words.opening, words.nothing, words.calling, words.help, words.review, words.complain, words.text)
    )
    told += " " + " ".join(timer.says for timer in timers.promised(TODAY).values())
    return [one.strip() for one in re.split(r"(?<=[.!?])\s", re.sub(r"{\w+}", "101", told)) if one.strip()]


def test_a_child_of_eleven_could_read_the_card():
    """No sentence of more than 20 words, nor words of more than four syllables; Flesch-Kincaid grade of 6 or less."""
    found = sentences()
    words = [word for one in found for word in re.findall(r"[A-Za-z']+", one)]
    syllables = [max(1, len(re.findall(r"[aeiouy]+", re.sub(r"e\b", "", word.lower())))) for word in words]
    assert [one for one in found if len(one.split()) > 20] == []
    assert [word for word, count in zip(words, syllables, strict=True) if count > 4] == []
    assert 0.39 * len(words) / len(found) + 11.8 * sum(syllables) / len(words) - 15.59 <= 6


def test_a_text_message_says_nothing_that_others_may_not_read_and_fits_one_part():
    words, said, _ = filled(support="Victim Support", contact="by telephone")
    for due in (None, clocks.end_of(date(2014, 12, 24))):
        text = cards.text(words, reference="0KDM193XD3", fields=said, first_due=due)
        assert texting.size(text).parts == 1
        assert not re.search(r"police|anti|behav|victim|crime|officer|made-up|case", text, re.I)


SIZES = [
    ("", 0, 0), ("a" * 160, 160, 1), ("a" * 161, 161, 2), ("a" * 306, 306, 2), ("a" * 307, 307, 3),
    ("€" * 80, 160, 1), ("€" * 81, 162, 2), ("a" * 152 + "€" * 80, 312, 3),
    ("ł" * 70, 70, 1), ("ł" * 71, 71, 2), ("👮" * 35, 70, 1), ("é£@", 3, 1),
]  # fmt: skip


@pytest.mark.parametrize(("text", "places", "parts"), SIZES)
def test_a_text_message_is_counted_as_a_telephone_counts_it(text, places, parts):
    found = texting.size(text)
    assert (found.places, found.parts) == (places, parts)


def test_the_table_of_signs_is_whole():
    assert (len(texting.BASIC), len(texting.EXTENDED)) == (127, 10)


def test_there_are_eighteen_standards_and_none_is_passed_by_silence():
    manual = standards.manual(TODAY)
    assert len({one.key for one in manual.standards}) == 18
    evidence = {"card": lambda holdings, now: {1: "pass", 2: "fail"}}
    judged = standards.judge(manual.standards, evidence, [1, 2, 3], now=NOW)
    assert [judged[n]["card"] for n in (1, 2, 3)] == ["pass", "fail", "not_evidenced"]
    assert set(judged[1].values()) == {"pass", "not_evidenced"}
    with pytest.raises(LookupError, match="no result"):
        standards.judge(manual.standards, {"card": lambda holdings, now: {1: "perhaps"}}, [1], now=NOW)


def test_a_share_counts_what_is_not_evidenced_and_leaves_out_what_does_not_apply():
    one = standards.Standard("card", "Card", "always", 2, 0.25)
    other = standards.Standard("plan", "Plan", "sometimes", 1, 0)
    rows = [{"card": "pass"}, {"card": "pass"}, {"card": "pass"}, {"card": "not_evidenced", "plan": "fail"}]
    rows = [{"plan": "na"} | row for row in rows] + [{"card": "na", "plan": "na"}]
    card, plan = standards.tally([one, other], rows)
    assert (card.share, card.is_within, plan.share, plan.is_within) == (0.75, True, 0, False)
    assert standards.score([card, plan]) == pytest.approx((0.75 * 2 + 0 * 1) / 3)
    assert standards.score(standards.tally([one], [{"card": "na"}])) is None


@given(
    st.dictionaries(st.text(min_size=1, max_size=6), st.sampled_from(list(BANDS)), max_size=40),
    st.integers(1, 8),
)
def test_a_sample_has_as_many_of_each_band_as_there_are_and_is_drawn_again_by_its_seed(records, of_each):
    drawn = standards.draw(records, of_each=of_each, seed="7")
    assert drawn == standards.draw(dict(reversed(records.items())), of_each=of_each, seed="7")
    sizes = {band: min(of_each, list(records.values()).count(band)) for band in BANDS}
    assert {band: len(refs) for band, refs in drawn.items()} == {band: n for band, n in sizes.items() if n}
    assert all(records[ref] == band for band, refs in drawn.items() for ref in refs)


def test_every_record_is_as_likely_to_be_drawn_as_any_other():
    """Of ten records, three are drawn by each of 2,000 seeds: each record about 600 times (5 standard deviations)."""
    records = {f"R{n}": "high" for n in range(10)}
    drawn = [
        ref for seed in range(2000) for ref in standards.draw(records, of_each=3, seed=str(seed))["high"]
    ]
    counts = [drawn.count(ref) for ref in records]
    assert max(abs(count - 600) for count in counts) < 5 * (2000 * 0.3 * 0.7) ** 0.5


def test_nobody_reviews_what_they_assessed_nor_signs_what_they_wrote():
    note = "I read the whole case."
    assert reviews.reasons_not_to_review(is_open=True, is_assessor=False, note=note) == []
    assert len(reviews.reasons_not_to_review(is_open=True, is_assessor=True, note=note)) == 1
    assert len(reviews.reasons_not_to_review(is_open=False, is_assessor=True, note="short")) == 3
    assert victims.reasons_not_to_sign(is_signed=False, is_ended=False, is_author=False) == []
    assert len(victims.reasons_not_to_sign(is_signed=True, is_ended=True, is_author=True)) == 3


@pytest.mark.parametrize(
    ("since", "ended", "expires", "standing"),
    [
        (TODAY, None, None, "in_force"),
        (TODAY, None, TODAY, "in_force"),
        (TODAY + DAY, None, None, "to_come"),
        (TODAY + DAY, None, TODAY + 2 * DAY, "to_come"),
        (TODAY - DAY, None, TODAY - DAY, "expired"),
        (TODAY + DAY, TODAY, None, "ended"),
    ],
)
def test_a_measure_holds_from_its_first_day_to_the_end_of_its_last(since, ended, expires, standing):
    said = {"since": since, "ended_on": ended, "expires_on": expires}
    assert victims.measure_standing(**said, today=TODAY) == standing


def test_an_urgent_marker_has_a_last_day():
    marker = {"kind": "urgent_marker", "says": "Ring back", "since": TODAY}
    assert len(victims.reasons_not_to_protect(**marker, expires_on=None)) == 1
    assert victims.reasons_not_to_protect(**marker, expires_on=TODAY) == []
