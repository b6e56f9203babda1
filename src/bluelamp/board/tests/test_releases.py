"""Letting a public copy out takes two people; then anybody reads it, and nothing else."""

from __future__ import annotations

import pytest

from bluelamp.board import actions, files, looking_inside, publicly, queries, rules, source
from bluelamp.board.models import Release, ReleaseStep
from bluelamp.board.tests.factories import asb_satisfaction, write_paper
from bluelamp.board.tests.test_actions import DAY, KEY, records
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.tests.factories import scope_of, user_of

TEXT = """It stands at {{ figure("asb-satisfaction", "rolling_year:2013-11") }}.

[OFFICIAL-SENSITIVE] The operation begins on Monday.

{{ table("hate-crime-religion") }}
"""
FAMILY = "Victims of hate crimes with the religion marker"
BECAUSE = "These counts were printed for the meeting already."


@pytest.mark.parametrize(
    ("given", "against"),
    [
        ({}, []),
        ({"is_signed": False}, ["The edition is not signed."]),
        ({"is_waiting": True}, ["A public copy of it waits for a decision already."]),
        ({"is_out": True}, ["A public copy of it is out already."]),
        ({"exempt": ["A"]}, ["Say why small counts should be shown."]),
        ({"exempt": ["A"], "because": BECAUSE}, []),
    ],
)
def test_what_is_put_forward_is_signed_and_gives_its_reasons(given, against):
    usual = {"is_signed": True, "is_waiting": False, "is_out": False, "exempt": [], "because": ""}
    assert rules.reasons_not_to_put_forward(**(usual | given)) == against


@pytest.mark.parametrize(
    ("given", "against"),
    [
        ({}, []),
        ({"is_own": True}, ["You put it forward. Somebody else decides."]),
        ({"is_decided": True}, ["It is decided already."]),
        ({"is_as_read": False}, ["It is not the copy you read. Read it again."]),
        ({"needs_reason": True}, [rules.SAY_WHY]),
        ({"needs_reason": True, "reason": BECAUSE}, []),
    ],
)
def test_another_person_decides_on_what_they_read(given, against):
    usual = {"is_own": False, "is_decided": False, "is_as_read": True, "needs_reason": False, "reason": ""}
    assert rules.reasons_not_to_decide(**(usual | given)) == against


@pytest.fixture
def lead(db) -> Scope:
    return Scope.of(user_of("programme_lead"))


@pytest.fixture
def governance(db) -> Scope:
    return Scope.of(user_of("governance"))


@pytest.fixture
def edition(db, settings, tmp_path, monkeypatch):
    settings.VAR = tmp_path / "var"
    monkeypatch.setattr(source, "PAPERS", tmp_path / "papers")
    asb_satisfaction()
    write_paper(source.PAPERS, TEXT)
    return signed()


def signed():
    built = actions.build_paper(by=scope_of("analyst"), paper=KEY, today=DAY)
    acc = Scope.of(user_of("acc"))
    for finding in built.open_findings:
        actions.accept_finding(
            by=acc, edition=built.edition, finding=finding.key, reason="It stays as it is.", today=DAY
        )
    actions.sign(by=acc, edition=built.edition, read_digest=built.edition.content_digest, today=DAY)
    return queries.edition(acc, KEY, built.edition.number)


def put_forward(by, edition, **given) -> Release:
    return actions.releases.put_forward(by=by, edition=edition, today=DAY, **given)


def approve(by, release, **given) -> ReleaseStep:
    usual = {"read_digest": release.content_digest}
    return actions.releases.approve(by=by, release=release, today=DAY, **(usual | given))


def test_the_paper_is_marked_as_its_highest_paragraph_is_and_the_public_copy_lacks_it(lead, edition):
    assert edition.document.marking == "OFFICIAL-SENSITIVE"
    release = put_forward(lead, edition)
    assert release.document.marking == "PUBLIC"
    assert release.left_out == ["Paragraph 3 for its marking", "Numbers of table 1, shown there as [c]"]
    assert "operation" not in release.content


def test_nobody_reads_it_until_a_second_person_lets_it_out(client, lead, governance, edition):
    release = put_forward(lead, edition)
    where = f"/board/public/{KEY}/"
    assert client.get(where).status_code == 404
    assert "None has been let out yet." in client.get("/board/public/").content.decode()
    approve(governance, release)
    page = client.get(where)
    assert page.status_code == 200
    assert "The operation" not in page.content.decode()
    assert "/performance/" not in page.content.decode()
    assert "let out on 2 January 2014" in client.get("/board/public/").content.decode()
    assert [record.detail["exempt"] for record in records("board.public_copy_approved")] == [[]]


def test_whoever_put_it_forward_does_not_let_it_out(edition):
    acc = Scope.of(user_of("acc"))
    both = Scope.of(user_of("programme_lead"))
    release = put_forward(both, edition)
    with pytest.raises(NotPermitted):
        approve(both, release)
    own = Scope(both.actor_id, both.actor_name, "acc")
    with pytest.raises(actions.NotNow, match="You put it forward"):
        approve(own, release)
    with pytest.raises(actions.NotNow, match="not the copy you read"):
        approve(acc, release, read_digest="0" * 64)
    assert not ReleaseStep.objects.exists()


@pytest.mark.parametrize("role", ["analyst", "board_member", "governance", "acc"])
def test_only_the_programme_lead_puts_one_forward(edition, role):
    with pytest.raises(NotPermitted):
        put_forward(Scope.of(user_of(role)), edition)


def test_every_file_that_is_let_out_hides_nothing_and_is_the_one_that_was_looked_at(
    client, lead, governance, edition
):
    step = approve(governance, put_forward(lead, edition))
    for name in files.FORMS:
        answer = client.get(f"/board/public/{KEY}/files/{name}")
        assert looking_inside.hidden(name, answer.content) == []
        assert files.digest(answer.content) == step.digests[name]
    assert 'filename="PUBLIC 7 January 2014 paper.pdf"' in client.get(f"/board/public/{KEY}/files/paper.pdf").headers[
        "Content-Disposition"
    ]  # fmt: skip
    assert client.get(f"/board/public/{KEY}/files/findings.json").status_code == 404


def test_small_counts_are_shown_only_where_a_second_person_answers_for_it_by_name(lead, governance, edition):
    with pytest.raises(actions.NotNow, match="Say why small counts"):
        put_forward(lead, edition, exempt=[FAMILY])
    release = put_forward(lead, edition, exempt=[FAMILY], because=BECAUSE)
    with pytest.raises(actions.NotNow, match="Say why in a sentence"):
        approve(governance, release)
    approve(governance, release, reason="They are out already, and name nobody.")
    page = queries.releases.file(queries.releases.public(KEY), "paper.html").decode()
    assert (
        f"{FAMILY}: publication authorised by {governance.actor_name}, information-governance officer" in page
    )
    assert "because These counts were printed for the meeting already." in page


def test_what_is_turned_down_is_not_out_and_can_be_put_forward_again(lead, governance, edition):
    release = put_forward(lead, edition)
    with pytest.raises(actions.NotNow, match="waits for a decision"):
        put_forward(lead, edition)
    actions.releases.decline(
        by=governance, release=release, reason="Paragraph one names a street.", today=DAY
    )
    with pytest.raises(actions.NotNow, match="decided already"):
        approve(governance, release)
    assert put_forward(lead, edition).state == ""
    assert queries.releases.out() == ()


def test_what_is_taken_back_is_gone_and_still_counts_as_read(client, lead, governance, edition):
    release = put_forward(lead, edition, exempt=[FAMILY], because=BECAUSE)
    approve(governance, release, reason="They are out already, and name nobody.")
    actions.releases.take_back(by=lead, release=release, reason="A street is named in it.", today=DAY)
    assert client.get(f"/board/public/{KEY}/").status_code == 404
    with pytest.raises(actions.NotNow, match="can be worked out from what has to be shown"):
        put_forward(lead, edition)


def test_a_draft_has_no_public_copy(lead, edition):
    (source.PAPERS / KEY / "satisfaction.md").write_text("It did not change.", "utf-8")
    draft = actions.build_paper(by=lead, paper=KEY, today=DAY).edition
    with pytest.raises(actions.NotNow, match="not signed"):
        put_forward(lead, draft)


def test_a_number_told_in_words_stops_it_with_its_section(lead, edition):
    text = TEXT + "\nTwo of the victims were recorded under Hinduism.\n"
    (source.PAPERS / KEY / "satisfaction.md").write_text(text, "utf-8")
    with pytest.raises(actions.NotNow, match="speaks of Hinduism beside a number in words"):
        put_forward(lead, signed())
    assert not Release.objects.exists()


def test_the_two_people_do_it_on_their_pages(client, edition):
    lead, governance = user_of("programme_lead"), user_of("governance")
    where = f"/board/papers/{KEY}/editions/1/public/"
    client.force_login(lead)
    assert client.post(where, {"exempt": [FAMILY]}).status_code == 422
    assert client.post(where, {}).status_code == 302
    release = Release.objects.get()
    assert (
        "You put it forward, so somebody else decides."
        in client.get(f"{where}{release.pk}/").content.decode()
    )
    client.force_login(governance)
    page = client.get(f"{where}{release.pk}/").content.decode()
    assert "Let it out" in page
    sent = {"step": "approve", "digest": release.content_digest}
    assert client.post(f"{where}{release.pk}/", sent).status_code == 302
    assert "As the public reads it" in client.get(f"{where}{release.pk}/").content.decode()
    client.force_login(user_of("board_member"))
    assert client.get(where).status_code == 404


def test_a_trial_is_what_would_be_put_forward_and_lets_nothing_out(client, lead, edition, tmp_path):
    trial = publicly.tried(lead, edition)
    assert trial.against == ()
    assert list(trial.left_out) == put_forward(lead, edition).left_out
    assert [path.name for path in publicly.write(trial, tmp_path / "out")] == list(trial.files)
    assert publicly.TRIAL in (tmp_path / "out" / "paper.html").read_text("utf-8")
    assert client.get(f"/board/public/{KEY}/").status_code == 404
