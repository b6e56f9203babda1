"""What a meeting left behind: written down, followed, never closed by what was only done, opening the next paper."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bluelamp.board import actions, queries, rules, source, ten_minutes
from bluelamp.board.document import Table, words
from bluelamp.board.models import Outcome
from bluelamp.board.tests.factories import asb_satisfaction, write_paper
from bluelamp.board.tests.test_actions import DAY, KEY, TEXT, records
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.tests.factories import scope_of, user_of

NEXT, BEFORE = "2014-02-04", date(2013, 11, 5)
WORDS, OWNER, DUE = "Bring a test of each hypothesis.", "Gold Group", date(2014, 1, 31)


@pytest.mark.parametrize(
    ("given", "against"),
    [
        ({}, []),
        ({"words": "test"}, ["Write what was decided, asked for or asked, in a sentence."]),
        ({"owner": " "}, ["Say who answers for it."]),
        ({"due": None}, ["Say by when."]),
        ({"kind": "decision", "owner": "", "due": None}, []),
        ({"due": date(2014, 1, 6)}, ["The day lies before the meeting."]),
        (
            {"meeting": date(2014, 1, 8)},
            ["That meeting comes after this paper. Write it down with a paper of its own."],
        ),
    ],
)
def test_an_action_has_words_an_owner_and_a_day(given, against):
    meeting = date(2014, 1, 7)
    usual = {
        "kind": "action",
        "words": WORDS,
        "owner": OWNER,
        "due": DUE,
        "meeting": meeting,
        "before": meeting,
    }
    assert rules.reasons_not_to_minute(**(usual | given)) == against


@pytest.mark.parametrize(
    ("given", "against"),
    [
        ({}, []),
        ({"words": "yes"}, ["Say what became of it, in a sentence."]),
        ({"state": "done"}, []),
        ({"state": "closed"}, ["Say what shows its effect. What was only done is not closed."]),
        ({"state": "closed", "evidence": "The interval is half as wide."}, []),
        ({"has_ended": True}, ["It is closed or dropped already."]),
    ],
)
def test_nothing_closes_because_it_was_done(given, against):
    usual = {"state": "under way", "words": "Two have a test.", "evidence": "", "has_ended": False}
    assert rules.reasons_not_to_say(**(usual | given)) == against


@pytest.fixture
def edition(db, settings, tmp_path, monkeypatch):
    settings.VAR = tmp_path / "var"
    monkeypatch.setattr(source, "PAPERS", tmp_path / "papers")
    asb_satisfaction()
    for key in (KEY, NEXT):
        write_paper(source.PAPERS, TEXT, key)
    return build(KEY)


def build(key):
    return actions.build_paper(by=scope_of("analyst"), paper=key, today=DAY).edition


def lead() -> Scope:
    return scope_of("programme_lead")


def an_action(edition, **given):
    usual = {"kind": "action", "words": WORDS, "owner": OWNER, "due": DUE}
    return actions.minutes.record(by=lead(), edition=edition, today=DAY, **(usual | given))


def test_a_minute_is_numbered_through_its_meeting_and_written_down(edition):
    assert [an_action(edition).number, an_action(edition, kind="question").number] == [1, 2]
    assert an_action(edition, meeting=BEFORE).number == 1
    assert [record.detail["as"] for record in records("board.record_minute")] == [
        "action",
        "question",
        "action",
    ]


@pytest.mark.parametrize("role", ["analyst", "board_member", "governance"])
def test_only_those_who_keep_the_minutes_write_in_them(edition, role):
    with pytest.raises(NotPermitted):
        actions.minutes.record(by=scope_of(role), edition=edition, kind="decision", words=WORDS, today=DAY)


def test_the_next_paper_opens_with_what_was_asked_and_what_became_of_it(edition):
    an_action(edition)
    done = an_action(edition, words="Interview twice as many people.")
    actions.minutes.say(
        by=lead(), minute=done, state="closed", words="It was 1,100.", evidence="Half the doubt.", today=DAY
    )
    an_action(edition, kind="decision", words="Months stand beside months.", owner="", due=None)
    document = build(NEXT).document
    closed = "Closed: its effect is shown. It was 1,100. Its effect: Half the doubt."
    assert document.sections[0].title == "What the Board asked last time"
    (table,) = [block for block in document.sections[0].blocks if isinstance(block, Table)]
    assert [[words(cell) for cell in row][1:] for row in table.rows] == [
        [WORDS, "Gold Group, 31 January 2014 (late)", "Nobody has said yet."],
        ["Interview twice as many people.", "Gold Group, 31 January 2014", closed],
        ["Months stand beside months.", "", "Stands."],
    ]  # fmt: skip
    counted = words(document.sections[0].blocks[1].runs)
    assert counted.startswith(
        "Earlier meetings left 2 actions and questions behind. 1 has ended. 1 is late. "
    )


def test_a_number_that_the_opening_does_not_print_stands_in_no_register(edition):
    an_action(edition)
    document = build(NEXT).document
    assert words(document.sections[0].blocks[1].runs).startswith(
        "Earlier meetings left 1 action or question behind. None has ended. 1 is late. "
    )
    counted = [each.title for each in document.passports if each.title.startswith("Actions and questions")]
    assert counted == ["Actions and questions of earlier meetings", "Actions and questions that are late"]


def test_a_paper_is_not_opened_by_its_own_meeting_nor_by_a_later_one(edition):
    an_action(edition)
    assert build(KEY).document.sections[0].title == "Purpose of report"


def test_what_is_open_from_earlier_meetings_opens_it_again_and_what_has_ended_does_not(edition):
    open_ = an_action(edition, meeting=BEFORE, words="An old action, still open.")
    ended = an_action(edition, meeting=BEFORE, words="An old action that was dropped.")
    actions.minutes.say(by=lead(), minute=ended, state="dropped", words="Nobody needs it now.", today=DAY)
    an_action(edition, meeting=BEFORE, kind="decision", words="An old decision stands.", owner="", due=None)
    newer = an_action(edition)
    opens = queries.minutes.opening(scope_of("board_member"), date.fromisoformat(NEXT))
    assert [one.id for one in opens] == [open_.pk, newer.pk]


def test_what_has_ended_is_not_said_of_again(edition):
    minute = an_action(edition)
    actions.minutes.say(by=lead(), minute=minute, state="dropped", words="Nobody needs it now.", today=DAY)
    with pytest.raises(actions.NotNow, match="closed or dropped"):
        actions.minutes.say(by=lead(), minute=minute, state="under way", words="It goes on again.", today=DAY)
    assert Outcome.objects.count() == 1


def test_ten_minutes_hold_what_is_late_what_was_asked_and_what_is_not_known(edition):
    an_action(edition)
    document = build(NEXT).document
    asked = queries.minutes.opening(scope_of("board_member"), document.meeting)
    changed, late, all_asked, unknown = ten_minutes.sheet(document, asked=asked)
    assert [line.text for line in late.lines] == ["Action 1, Gold Group, due 31 January 2014: " + WORDS]
    assert [line.text for line in all_asked.lines] == [WORDS + " Nobody has said yet."]
    assert (changed.lines, unknown.lines) == ((), ())
    assert changed.nothing == "Nothing in this paper is set against an earlier time."


def test_ten_minutes_put_what_is_open_before_what_has_ended_and_decisions_last(edition):
    an_action(edition, kind="decision", words="Months stand beside months.", owner="", due=None)
    done = an_action(edition, words="Interview twice as many people.")
    actions.minutes.say(by=lead(), minute=done, state="dropped", words="Nobody needs it now.", today=DAY)
    an_action(edition)
    document = build(NEXT).document
    asked = queries.minutes.opening(scope_of("board_member"), document.meeting)
    _, _, all_asked, _ = ten_minutes.sheet(document, asked=asked)
    assert [line.text for line in all_asked.lines] == [
        WORDS + " Nobody has said yet.",
        "Interview twice as many people. Dropped.",
        "Months stand beside months. Decided.",
    ]


def test_pages_of_minutes_ask_the_same_of_one_and_of_three(client, edition):
    client.force_login(user_of("programme_lead"))
    an_action(edition)
    where = f"/board/papers/{KEY}/minutes/"
    client.get(where)
    asked = counted(client, where)
    for _ in range(2):
        an_action(edition)
    assert counted(client, where) == asked


def counted(client, where) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(where).status_code == 200
    return len(captured)


def test_a_minute_is_written_followed_and_refused_on_the_page(client, edition):
    client.force_login(user_of("programme_lead"))
    where = f"/board/papers/{KEY}/minutes/"
    sent = {"kind": "action", "words": WORDS, "owner": OWNER, "due": "31 January 2014"}
    assert client.post(where, sent | {"owner": ""}).status_code == 422
    assert client.post(where, sent).status_code == 302
    page = client.post(f"{where}{KEY}/1/", {"state": "closed", "words": "Two have a test."})
    assert page.status_code == 422
    assert "What was only done is not closed." in page.content.decode()
    assert client.post(f"{where}{KEY}/1/", {"state": "done", "words": "Two have a test."}).status_code == 302
    assert "Done, its effect not yet shown" in client.get(where).content.decode()
