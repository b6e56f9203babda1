"""Comments: bound to the data they were written for, and visibly old when these change."""

from __future__ import annotations

import pytest

from bluelamp.board import actions, queries, source
from bluelamp.board.document import Note, words
from bluelamp.board.models import Comment
from bluelamp.board.tests.factories import a_figure, asb_satisfaction, write_paper
from bluelamp.board.tests.test_actions import DAY, KEY, TEXT, records
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.tests.factories import scope_of, user_of
from bluelamp.kernel.figures.models import Figure
from bluelamp.kernel.figures.periods import RollingYear

WORDS = "The fall follows from the month that left."


@pytest.fixture
def edition(db, settings, tmp_path, monkeypatch):
    settings.VAR = tmp_path / "var"
    monkeypatch.setattr(source, "PAPERS", tmp_path / "papers")
    asb_satisfaction()
    write_paper(source.PAPERS, TEXT)
    return build()


def build():
    return actions.build_paper(by=analyst(), paper=KEY, today=DAY).edition


def analyst() -> Scope:
    return scope_of("analyst")


def written(edition) -> Comment:
    return actions.comments.write(
        by=analyst(), edition=edition, section="satisfaction", words=WORDS, figures=["figure-1"], today=DAY
    )


def moved() -> Figure:
    """The rolling year again, from other data."""
    year = RollingYear(2013, 11)
    before = Figure.objects.get(period_kind=year.kind, period_end=year.last_month.start)
    return a_figure(
        "asb-satisfaction",
        year,
        4620,
        3600,
        supersedes=before,
        reason="Late interviews came in.",
        version=2,
        partitions_digest="d" * 64,
    )


def the_note(edition) -> Note:
    (note,) = [block for _, block in edition.document.blocks() if isinstance(block, Note)]
    return note


def test_a_comment_stands_at_the_end_of_its_section_with_the_figures_it_rests_on(edition):
    written(edition)
    note = the_note(build())
    assert note.label == "Comment of 2 January 2014"
    assert words(note.runs) == (
        f"{WORDS} It rests on ASB satisfaction, the twelve months to November 2013: 77.1%."
    )
    (record,) = records("board.comment")
    assert record.detail == {"step": "written"}


def test_a_comment_whose_data_changed_says_so_in_the_draft_and_stops_the_signature(edition):
    written(edition)
    moved()
    stale = build()
    note = the_note(stale)
    assert note.label == "Comment written before its figures changed"
    assert words(note.runs).endswith("November 2013: 77.1% when it was written, 77.9% now.")
    against = queries.reasons_not_to_sign(scope_of("acc"), stale)
    assert against == [
        "1 comment was written before the figures changed. Confirm or rewrite, then build again."
    ]
    with pytest.raises(actions.NotNow, match="before the figures changed"):
        actions.sign(by=Scope.of(user_of("acc")), edition=stale, read_digest=stale.content_digest, today=DAY)


def test_a_confirmed_comment_is_fresh_again_once_the_paper_is_built(edition):
    comment = written(edition)
    moved()
    stale = build()
    actions.comments.confirm(by=analyst(), comment=comment.pk, today=DAY)
    fresh = build()
    assert the_note(fresh).label == "Comment of 2 January 2014"
    assert queries.reasons_not_to_sign(scope_of("acc"), fresh) == []
    assert stale.number < fresh.number


def test_a_draft_from_before_the_data_changed_is_not_signed_with_a_comment_on_the_new(edition):
    comment = written(edition)
    before = build()
    moved()
    actions.comments.confirm(by=analyst(), comment=comment.pk, today=DAY)
    assert queries.reasons_not_to_sign(scope_of("acc"), before) == [
        "A comment rests on figures that came in since this edition was built. Build again."
    ]


def test_a_rewritten_comment_rests_on_what_was_chosen_and_keeps_its_history(edition):
    comment = written(edition)
    moved()
    actions.comments.rewrite(
        by=analyst(),
        edition=build(),
        comment=comment.pk,
        words="It rose after all.",
        figures=["figure-1"],
        today=DAY,
    )
    (said,) = queries.comments.standing(analyst(), KEY)
    assert (said.words, said.is_stale) == ("It rose after all.", False)
    assert [step.step for step in Comment.objects.order_by("pk")] == ["written", "rewritten"]


def test_two_people_do_not_change_the_same_comment(edition):
    comment = written(edition)
    actions.comments.take_back(by=analyst(), comment=comment.pk, today=DAY)
    with pytest.raises(actions.NotNow, match="since you read it"):
        actions.comments.confirm(by=analyst(), comment=comment.pk, today=DAY)
    assert queries.comments.standing(analyst(), KEY) == ()


@pytest.mark.parametrize(
    ("given", "against"),
    [
        ({"words": "Fine."}, "Write what the figures mean"),
        ({"figures": ["figure-9"]}, "Choose the figures"),
        ({"section": "nowhere"}, "not in the paper"),
    ],
)
def test_a_comment_without_words_figures_or_a_section_is_refused(edition, given, against):
    usual = {"section": "satisfaction", "words": WORDS, "figures": ["figure-1"]}
    with pytest.raises(actions.NotNow, match=against):
        actions.comments.write(by=analyst(), edition=edition, today=DAY, **(usual | given))
    assert not Comment.objects.exists()


def test_comments_belong_to_the_draft(edition):
    written(edition)
    assert queries.comments.standing(scope_of("board_member"), KEY) == ()
    with pytest.raises(NotPermitted):
        actions.comments.write(
            by=scope_of("acc"),
            edition=edition,
            section="satisfaction",
            words=WORDS,
            figures=["figure-1"],
            today=DAY,
        )


def test_the_page_says_what_it_was_and_what_it_is(client, edition):
    client.force_login(user_of("analyst"))
    where = f"/board/papers/{KEY}/comments/"
    assert client.post(where, {"section": "satisfaction", "words": WORDS}).status_code == 422
    sent = {"section": "satisfaction", "words": WORDS, "figures": ["figure-1"]}
    assert client.post(where, sent).status_code == 302
    moved()
    page = client.get(where).content.decode()
    assert "Its figures have changed" in page
    assert "77.1% when it was written, <strong>77.9% now</strong>" in page
    assert "Look again" in client.get(f"/board/papers/{KEY}/").content.decode()
    (said,) = queries.comments.standing(analyst(), KEY)
    assert client.post(f"{where}{said.id}/confirm", {"step": "confirm"}).status_code == 302
    assert client.post(f"{where}{said.id}/confirm", {"step": "confirm"}).status_code == 404
    assert "Its figures have changed" not in client.get(where).content.decode()
