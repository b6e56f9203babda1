"""Building, settling and signing: what changes, what is refused, and what is written down."""

from __future__ import annotations

from datetime import date

import pytest

from bluelamp.board import actions, files, queries, source
from bluelamp.board.assembling import BuildError
from bluelamp.board.models import Edition
from bluelamp.board.tests.factories import BOARD, a_figure, asb_satisfaction, write_paper
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.tests.factories import scope_of, user_of
from bluelamp.kernel.audit.models import Record
from bluelamp.kernel.figures.models import Figure
from bluelamp.kernel.figures.periods import Month, RollingYear

pytestmark = pytest.mark.django_db
KEY, DAY = "2014-01-07", date(2014, 1, 2)
TEXT = 'It stands at {{ figure("asb-satisfaction", "rolling_year:2013-11") }}.'
WITH_A_SLIP = TEXT + " The bureau made 1,100 calls."


@pytest.fixture(autouse=True)
def a_place_for_files(settings, tmp_path):
    settings.VAR = tmp_path / "var"
    asb_satisfaction()


@pytest.fixture
def papers(tmp_path, monkeypatch):
    folder = tmp_path / "papers"
    monkeypatch.setattr(source, "PAPERS", folder)
    return folder


def built(papers, text=TEXT, by=None, key=KEY):
    if not (papers / key).exists():
        write_paper(papers, text, key)
    (papers / key / "satisfaction.md").write_text(text, "utf-8")
    return actions.build_paper(by=by or scope_of("analyst"), paper=key, today=DAY, papers=papers)


def corrected(satisfied: int) -> Figure:
    """The rolling year to November taken again."""
    year, why = RollingYear(2013, 11), "Late interviews came in."
    before = Figure.objects.get(period_kind=year.kind, period_end=year.last_month.start)
    return a_figure("asb-satisfaction", year, 4620, satisfied, supersedes=before, reason=why, version=2)


def signer() -> Scope:
    return Scope.of(user_of("acc"))


def records(operation: str) -> list[Record]:
    return list(Record.objects.filter(operation=operation))


def test_a_build_writes_the_files_the_figures_and_the_findings_and_says_so_in_the_record(papers):
    made = built(papers)
    assert sorted(path.name for path in made.folder.iterdir()) == [
        "figures.json",
        "findings.json",
        "paper.docx",
        "paper.html",
        "paper.pdf",
    ]
    assert made.folder == files.folder(KEY)
    assert {
        name: files.digest((made.folder / name).read_bytes()) for name in files.FORMS
    } == made.edition.digests
    (record,) = records("board.build_paper")
    assert record.objects_touched == ["paper:2014-01-07/1"]
    assert record.detail == {"content": made.edition.content_digest, "findings": 0, "new": True}


def test_building_again_with_nothing_changed_makes_no_new_edition(papers):
    first, again = built(papers), built(papers)
    assert (first.is_new, again.is_new) == (True, False)
    assert again.edition == first.edition
    assert Edition.objects.count() == 1


def test_a_changed_figure_makes_a_new_edition_and_leaves_the_old_one_as_it_was(papers):
    first = built(papers)
    corrected(3600)
    second = built(papers)
    assert second.edition.number == 2
    assert "77.9%" in second.edition.content
    kept = Edition.objects.get(number=1)
    assert files.make(kept.document) == {
        name: queries.file(scope_of("analyst"), kept, name) for name in files.FORMS
    }
    (correction,) = queries.corrections(scope_of("analyst"), kept)
    assert (correction.passport.shown, correction.now.reason) == ("77.1%", "Late interviews came in.")
    assert queries.corrections(scope_of("analyst"), second.edition) == ()
    assert first.edition.content == kept.content


def test_an_edition_is_made_again_byte_for_byte_from_what_it_froze(papers):
    edition = Edition.objects.get(pk=built(papers).edition.pk)
    corrected(3600)
    assert {
        name: files.digest(made) for name, made in files.make(edition.document).items()
    } == edition.digests


def test_a_paper_is_built_with_the_eyes_of_the_board(papers):
    a_figure("asb-satisfaction", Month(2014, 1), 9, 7)
    with pytest.raises(BuildError, match="may not be printed"):
        built(papers, '{{ figure("asb-satisfaction", "month:2014-01") }}', by=scope_of("analyst"))
    assert not Edition.objects.exists()


def test_a_paper_that_cannot_be_built_leaves_no_trace(papers):
    with pytest.raises(BuildError):
        built(papers, "{{ nothing() }}")
    assert not Edition.objects.exists()
    assert not files.folder(KEY).exists()
    assert records("board.build_paper") == []


@pytest.mark.parametrize("role", ["board_member", "acc", "partner", "governance", "administrator"])
def test_only_those_who_write_papers_build_them(papers, role):
    with pytest.raises(NotPermitted):
        built(papers, by=scope_of(role))


def test_a_paper_with_an_open_finding_is_not_signed(papers):
    edition = built(papers, WITH_A_SLIP).edition
    with pytest.raises(actions.NotNow) as refused:
        actions.sign(by=signer(), edition=edition, read_digest=edition.content_digest, today=DAY)
    assert refused.value.reasons == ["1 finding is neither cleared nor accepted with a reason."]


@pytest.mark.parametrize(
    ("settle", "role", "operation"),
    [
        (actions.clear_finding, "analyst", "board.clear_finding"),
        (actions.accept_finding, "acc", "board.accept_finding"),
    ],
)
def test_a_settled_finding_no_longer_stands_in_the_way(papers, settle, role, operation):
    made = built(papers, WITH_A_SLIP)
    (finding,) = made.open_findings
    settle(
        by=scope_of(role),
        edition=made.edition,
        finding=finding.key,
        reason="The Bureau's own log says so.",
        today=DAY,
    )
    acc = signer()
    actions.sign(by=acc, edition=made.edition, read_digest=made.edition.content_digest, today=DAY)
    signature = Edition.objects.get(number=1).signature
    assert (signature.signed_by_name, signature.role, signature.content_digest) == (
        acc.actor_name,
        "acc",
        made.edition.content_digest,
    )
    assert records(operation)[0].objects_touched == ["paper:2014-01-07/1", f"finding:{finding.key}"]
    assert records("board.sign")[0].actor_id == acc.actor_id
    assert sorted(path.name for path in files.folder(KEY, 1).iterdir()) == sorted(files.FORMS)


def test_a_decision_holds_for_a_later_edition_while_the_words_stay(papers):
    made = built(papers, WITH_A_SLIP)
    (finding,) = made.open_findings
    actions.clear_finding(
        by=scope_of("analyst"),
        edition=made.edition,
        finding=finding.key,
        reason="From the Bureau's log.",
        today=DAY,
    )
    assert built(papers, WITH_A_SLIP + " Another sentence.").open_findings == ()
    (again,) = built(papers, TEXT + " The bureau made 1,200 calls.").open_findings
    assert again.key != finding.key


@pytest.mark.parametrize(
    ("which", "reason", "against"),
    [
        ("known", "ok", "Say why in a sentence"),
        ("known", "          ", "Say why in a sentence"),
        ("unknown", "A good long reason.", "not in the edition"),
    ],
)
def test_a_finding_is_not_settled_without_a_reason_or_if_it_is_not_there(papers, which, reason, against):
    made = built(papers, WITH_A_SLIP)
    key = made.open_findings[0].key if which == "known" else "0" * 16
    with pytest.raises(actions.NotNow, match=against):
        actions.clear_finding(
            by=scope_of("analyst"), edition=made.edition, finding=key, reason=reason, today=DAY
        )
    assert records("board.clear_finding") == []


def test_a_finding_is_not_settled_on_a_page_opened_before_the_edition_was_signed(papers):
    made = built(papers, WITH_A_SLIP)
    (finding,) = made.open_findings
    words = {"by": scope_of("analyst"), "edition": made.edition, "finding": finding.key, "today": DAY}
    actions.clear_finding(reason="A good long reason.", **words)
    assert not made.edition.is_signed
    again = Edition.objects.get(pk=made.edition.pk)
    actions.sign(by=signer(), edition=again, read_digest=again.content_digest, today=DAY)
    with pytest.raises(actions.NotNow, match="signed"):
        actions.clear_finding(reason="Another good reason.", **words)


@pytest.mark.parametrize(
    ("file", "content", "why"),
    [
        ("paper.yaml", b"title: [", "cannot be read"),
        ("paper.yaml", b"title: A paper", "cannot be read"),
        ("paper.yaml", b"- a list", "cannot be read"),
        ("satisfaction.md", b"caf\xe9", "not UTF-8"),
        ("satisfaction.md", None, "names a file that is not there"),
    ],
)
def test_a_paper_that_cannot_be_read_is_refused_in_words(papers, file, content, why):
    write_paper(papers, TEXT, KEY)
    (path,) = papers.glob(f"*/{file}")
    path.unlink() if content is None else path.write_bytes(content)
    with pytest.raises(source.NoSuchPaper, match=why):
        source.read(path.parent.name, papers)


def test_what_is_signed_is_what_was_read(papers):
    edition = built(papers).edition
    with pytest.raises(actions.NotNow, match="changed since you read it"):
        actions.sign(by=signer(), edition=edition, read_digest="0" * 64, today=DAY)
    later = built(papers, TEXT + " More.").edition
    with pytest.raises(actions.NotNow, match="A later edition has been built"):
        actions.sign(by=signer(), edition=edition, read_digest=edition.content_digest, today=DAY)
    actions.sign(by=signer(), edition=later, read_digest=later.content_digest, today=DAY)
    with pytest.raises(actions.NotNow, match="signed already"):
        actions.sign(by=signer(), edition=later, read_digest=later.content_digest, today=DAY)
    assert len(records("board.sign")) == 1


@pytest.mark.parametrize("role", ["board_member", "analyst", "programme_lead", "system"])
def test_only_who_may_sign_signs(papers, role):
    edition = built(papers).edition
    with pytest.raises(NotPermitted):
        actions.sign(by=scope_of(role), edition=edition, read_digest=edition.content_digest, today=DAY)


def test_nobody_signs_without_being_a_person_with_an_account(papers):
    edition = built(papers).edition
    with pytest.raises(actions.NotNow, match="signed by a person"):
        actions.sign(by=scope_of("acc"), edition=edition, read_digest=edition.content_digest, today=DAY)


def test_board_members_see_what_is_signed_and_nothing_of_a_later_draft(papers):
    edition = built(papers, WITH_A_SLIP).edition
    assert list(queries.editions(BOARD)) == []
    assert queries.papers(BOARD) == ()
    with pytest.raises(source.NoSuchPaper):
        queries.edition(BOARD, KEY)
    (finding,) = queries.standing(scope_of("analyst"), edition)
    actions.accept_finding(
        by=signer(), edition=edition, finding=finding.finding.key, reason="It is from the log.", today=DAY
    )
    actions.sign(by=signer(), edition=edition, read_digest=edition.content_digest, today=DAY)
    draft = built(papers, TEXT + " A later thought.").edition
    assert [seen.number for seen in queries.editions(BOARD)] == [1]
    assert [seen.number for seen in queries.editions(scope_of("programme_lead"))] == [2, 1]
    assert queries.edition(BOARD, KEY).number == 1
    assert queries.standing(BOARD, edition) == ()
    with pytest.raises(source.NoSuchPaper):
        queries.edition(BOARD, KEY, 2)
    with pytest.raises(NotPermitted):
        queries.file(BOARD, draft, "paper.pdf")
    (row,) = queries.papers(BOARD)
    assert (row.latest.number, row.signed.number, row.open_findings) == (1, 1, 0)


def test_a_file_that_was_meddled_with_is_made_again(papers):
    edition = built(papers).edition
    (files.folder(KEY) / "figures.json").write_text("{}")
    content = queries.file(scope_of("analyst"), edition, "figures.json")
    assert files.digest(content) == edition.digests["figures.json"]


def test_the_list_of_papers_asks_the_same_number_of_questions_for_one_and_for_three(
    papers, django_assert_num_queries
):
    write_paper(papers, TEXT, "2014-01-07")
    built(papers)
    with django_assert_num_queries(2):
        assert len(queries.papers(scope_of("analyst"))) == 1
    for key in ("2014-02-04", "2014-03-04"):
        built(papers, key=key)
    with django_assert_num_queries(2):
        assert len(queries.papers(scope_of("analyst"))) == 3
