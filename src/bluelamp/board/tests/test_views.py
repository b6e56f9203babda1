"""The pages of papers: who sees which, what a form changes, and what a file is called."""

from __future__ import annotations

import pytest
from django.urls import reverse

from bluelamp.board import actions, source
from bluelamp.board.models import Decision, Edition
from bluelamp.board.tests.factories import asb_satisfaction, write_paper
from bluelamp.board.tests.test_actions import DAY, KEY, TEXT, WITH_A_SLIP
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.tests.factories import scope_of, user_of
from bluelamp.kernel.audit.models import Record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_draft(settings, tmp_path, monkeypatch):
    settings.VAR = tmp_path / "var"
    monkeypatch.setattr(source, "PAPERS", tmp_path / "papers")
    asb_satisfaction()
    write_paper(source.PAPERS, WITH_A_SLIP)
    return build()


def build():
    return actions.build_paper(by=scope_of("analyst"), paper=KEY, today=DAY, papers=source.PAPERS)


def address(name: str, *args: object) -> str:
    return reverse(f"board:{name}", args=[KEY, *args])


def seen_by(client, role: str, where: str):
    client.force_login(user_of(role))
    return client.get(where)


@pytest.mark.parametrize(
    ("role", "status"),
    [("analyst", 200), ("programme_lead", 200), ("acc", 200), ("board_member", 404), ("partner", 404)],
)
def test_a_draft_is_there_for_those_who_write_or_sign_it(client, role, status):
    assert seen_by(client, role, address("paper")).status_code == status
    assert seen_by(client, role, address("file", 1, "paper.pdf")).status_code == status


def test_a_board_member_reads_the_signed_edition_and_no_findings(client, a_draft):
    sign_off(a_draft)
    page = seen_by(client, "board_member", address("paper")).content.decode()
    assert "Edition 1" in page
    assert ">77.1%</a>" in page
    assert "Proof-reading" not in page
    assert "Build again" not in page
    assert "Sign this edition" not in page


def sign_off(made):
    acc = user_of("acc")
    scope = Scope.of(acc)
    for finding in made.open_findings:
        actions.accept_finding(
            by=scope, edition=made.edition, finding=finding.key, reason="It is from the log.", today=DAY
        )
    actions.sign(by=scope, edition=made.edition, read_digest=made.edition.content_digest, today=DAY)


def test_the_findings_stand_beside_the_paper_for_those_who_may_edit(client):
    page = seen_by(client, "analyst", address("paper")).content.decode()
    assert "1 to settle, 0 settled." in page
    assert 'href="#p2">Paragraph 2</a>: a number without a source' in page


def test_a_finding_is_cleared_by_the_one_who_writes_the_paper(client, a_draft):
    client.force_login(user_of("analyst"))
    (finding,) = a_draft.open_findings
    where = address("findings", 1)
    assert "“1,100” is neither cited nor quoted" in client.get(where).content.decode()
    sent = {"finding": finding.key, "kind": "cleared", "reason": "It is from the Bureau's log."}
    assert client.post(where, sent).status_code == 302
    assert Decision.objects.get().kind == "cleared"
    assert "Settled by" in client.get(where).content.decode()


def test_a_reason_too_short_is_refused_and_what_was_typed_is_kept(client, a_draft):
    client.force_login(user_of("analyst"))
    (finding,) = a_draft.open_findings
    answer = client.post(
        address("findings", 1), {"finding": finding.key, "kind": "cleared", "reason": "fine"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Say why in a sentence that somebody else can check." in page
    assert ">fine</textarea>" in page
    assert "<title>Error:" in " ".join(page.split())
    assert not Decision.objects.exists()


def test_the_analyst_cannot_accept_on_behalf_of_the_signer(client, a_draft):
    client.force_login(user_of("analyst"))
    (finding,) = a_draft.open_findings
    sent = {"finding": finding.key, "kind": "accepted", "reason": "It is from the Bureau's log."}
    assert client.post(address("findings", 1), sent).status_code == 404
    assert not Decision.objects.exists()


def test_the_signer_sees_what_stands_against_signing_and_then_signs(client, a_draft):
    client.force_login(user_of("acc"))
    page = client.get(address("sign", 1)).content.decode()
    assert "This edition cannot be signed yet" in page
    assert "1 finding is neither cleared nor accepted with a reason." in page
    (finding,) = a_draft.open_findings
    sent = {"finding": finding.key, "kind": "accepted", "reason": "It is from the Bureau's log."}
    client.post(address("findings", 1), sent)
    digest = Edition.objects.get().content_digest
    assert client.post(address("sign", 1), {"digest": digest}).status_code == 422
    assert not Edition.objects.get().is_signed
    assert client.post(address("sign", 1), {"digest": digest, "has_read": "on"}).status_code == 302
    assert Edition.objects.get().is_signed


def test_signing_what_was_not_read_is_refused_on_the_page(client, a_draft):
    (finding,) = a_draft.open_findings
    client.force_login(user_of("acc"))
    sent = {"finding": finding.key, "kind": "accepted", "reason": "It is from the Bureau's log."}
    client.post(address("findings", 1), sent)
    answer = client.post(address("sign", 1), {"digest": "0" * 64, "has_read": "on"})
    assert answer.status_code == 422
    assert "The paper has changed since you read it." in answer.content.decode()


def test_a_paper_is_built_again_from_the_page(client):
    client.force_login(user_of("programme_lead"))
    (source.PAPERS / KEY / "satisfaction.md").write_text(TEXT, "utf-8")
    assert client.post(address("build")).status_code == 302
    assert Edition.objects.count() == 2


def test_a_build_that_fails_says_at_which_line(client):
    client.force_login(user_of("analyst"))
    (source.PAPERS / KEY / "satisfaction.md").write_text("{{ nothing() }}", "utf-8")
    answer = client.post(address("build"))
    assert answer.status_code == 422
    assert "satisfaction.md line 1: “nothing” cannot be cited" in answer.content.decode()
    assert Edition.objects.count() == 1


def test_a_file_is_called_by_its_marking_and_its_taking_is_written_down(client):
    client.force_login(user_of("analyst"))
    answer = client.get(address("file", 1, "paper.docx"))
    assert answer["Content-Disposition"] == 'attachment; filename="OFFICIAL 7 January 2014 paper 1.docx"'
    assert answer.content.startswith(b"PK")
    (record,) = Record.objects.filter(operation="board.export")
    assert record.detail == {"file": "paper.docx"}


@pytest.mark.parametrize(
    "where",
    [
        "/board/papers/2013-01-01/",
        "/board/papers/2014-01-07/editions/9/",
        "/board/papers/2014-01-07/editions/1/files/paper.exe",
        "/board/papers/2014-01-07/editions/1/files/..",
    ],
)
def test_what_is_not_there_is_not_found(client, where):
    assert seen_by(client, "analyst", where).status_code == 404


def test_the_list_tells_where_each_paper_stands(client, a_draft):
    where = reverse("board:papers")
    assert "1 finding to settle" in seen_by(client, "analyst", where).content.decode()
    assert "No paper has been signed yet." in seen_by(client, "board_member", where).content.decode()
    sign_off(a_draft)
    assert "signed by" in seen_by(client, "board_member", where).content.decode()
