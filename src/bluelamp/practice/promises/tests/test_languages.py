"""The card in other languages: whole, in its direction, in its own days, and plainly unread until somebody read it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from io import BytesIO

import pypdf
import pytest
from django.test import Client
from django.utils import timezone

from bluelamp.kernel.access.tests.factories import user_of
from bluelamp.practice.promises import actions, clocks
from bluelamp.practice.promises.models import Card
from bluelamp.practice.promises.rules import cards, texting, timers
from bluelamp.practice.promises.tests.factories import DAY, KINDS, record, somebody
from bluelamp.practice.promises.words import LANGUAGES

TODAY = date(2014, 1, 7)
OTHERS = sorted(set(LANGUAGES) - {"en"})
LINES = (
    "reference", "officer", "team", "calling", "contact", "help", "review", "complain", "email_subject", "text",
    "text_without_day",
)  # fmt: skip
WRITTEN = {"pl": r"[A-Za-zĄąĆćĘęŁłŃńÓóŚśŹźŻż]", "ur": r"[\u0600-\u06ff]", "pa": r"[\u0a00-\u0a7f]"}
FIELDS = {"officer": "PC Sadia Made-up 1234", "number": "101"}


def names(line: str) -> set[str]:
    return set(re.findall(r"{(\w+)", line))


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("line", LINES)
def test_every_line_is_there_and_fills_in_what_the_english_does(language, line):
    words, english = (cards.wording("asb", each, TODAY) for each in (language, "en"))
    assert names(getattr(words, line)) == names(getattr(english, line))
    assert set(words.headings) == set(english.headings)


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_usually_promised_is_said_in_it(language):
    words = cards.wording("asb", language, TODAY)
    assert set(words.said) == set(timers.promised(TODAY))
    told = [*words.said.values(), words.opening, words.title, *words.headings.values()]
    assert [one for one in told if not re.search(WRITTEN[language], one)] == []


@pytest.mark.parametrize(
    ("language", "of_a_day", "of_a_moment", "briefly"),
    [
        ("en", "by the end of Tuesday 14 January", "by Tuesday 1 July at 3pm", "Tue 14 Jan"),
        ("pl", "do końca wtorku 14 stycznia", "do wtorku 1 lipca, godz. 15:00", "14.01"),
        ("ur", "منگل 14 جنوری کے آخر تک", "منگل 1 جولائی کو 15:00 بجے تک", "14 جنوری"),
        ("pa", "ਮੰਗਲਵਾਰ 14 ਜਨਵਰੀ ਦੇ ਅੰਤ ਤੱਕ", "ਮੰਗਲਵਾਰ 1 ਜੁਲਾਈ ਨੂੰ 15:00 ਵਜੇ ਤੱਕ", "14 ਜਨਵਰੀ"),
    ],
)
def test_by_when_is_told_in_its_own_days_and_hours(language, of_a_day, of_a_moment, briefly):
    calendar = cards.wording("asb", language, TODAY).calendar
    end = clocks.end_of(date(2014, 1, 14))
    summer = datetime(2014, 7, 1, 14, tzinfo=UTC)
    assert (calendar.by_when(end), calendar.by_when(summer)) == (of_a_day, of_a_moment)
    assert (calendar.briefly(end), len(calendar.weekdays), len(calendar.months)) == (briefly, 7, 12)


def test_a_promise_in_an_officers_own_words_stays_in_english_and_says_so():
    words, due = cards.wording("asb", "pl", TODAY), clocks.end_of(date(2014, 1, 14))
    usual = cards.told(words, "An officer will visit you.", "officer-visit", due)
    own = cards.told(words, "We bring the lock.", "", due)
    assert (usual.says, usual.is_english) == ("Odwiedzi Cię funkcjonariusz.", False)
    assert (own.says, own.is_english, own.when) == ("We bring the lock.", True, usual.when)


def test_somebody_chooses_it_by_its_name_and_is_told_that_it_is_not_verified():
    known = {one.language: one.title_in_english for one in cards.languages("asb", TODAY)}
    assert known == {
        "en": "English",
        "pl": "Polish (polski), translation not verified",
        "ur": "Urdu (اردو), translation not verified",
        "pa": "Punjabi (ਪੰਜਾਬੀ), translation not verified",
    }


@pytest.mark.parametrize(
    ("language", "parts", "is_wide"), [("pl", 1, False), ("ur", 2, True), ("pa", 2, True)]
)
def test_a_text_message_is_as_short_as_its_letters_let_it_be(language, parts, is_wide):
    words = cards.wording("asb", language, TODAY)
    due = clocks.end_of(date(2014, 12, 31))
    size = texting.size(cards.text(words, reference="0KDM193XD3", fields={}, first_due=due))
    assert (size.parts, bool(size.wide)) == (parts, is_wide)


@pytest.mark.parametrize(("language", "team"), [("ur", "\u20660121 496 0101\u2069"), ("pa", "0121 496 0101")])
def test_a_telephone_number_is_read_from_the_left_in_a_line_that_is_not(language, team):
    words = cards.wording("asb", language, TODAY)
    side = cards.side(words, reference="0KDM193XD3", fields=FIELDS | {"team": "0121 496 0101"}, promises=())
    assert words.team.format(team=team) in side.about_us
    assert cards.email(words, side, reference="0KDM193XD3")[1].count(team) == 1


@pytest.fixture
def quarrels(settings):
    settings.RECORD_KINDS = KINDS


def issued(language: str) -> tuple[Client, str, Card]:
    client, by, held, now = Client(), somebody(), record(), timezone.now()
    client.force_login(user_of("neighbourhood_officer"))
    actions.promises.make(by=by, record=held.ref, to_role="victim", timer="officer-visit", now=now)
    actions.promises.make(
        by=by, record=held.ref, to_role="victim", says="We bring the lock.", due_at=now + DAY, now=now
    )
    card = actions.cards.issue(
        by=by, record=held.ref, method="print", fields=FIELDS, language=language, now=now
    )
    return client, f"/promises/{held.ref}", card


@pytest.mark.django_db
def test_an_urdu_card_reads_from_the_right_beside_its_english_and_keeps_its_language(quarrels):
    client, at, card = issued("ur")
    page = client.get(f"{at}/cards/{card.pk}").content.decode()
    assert 'aria-label="The card" lang="ur" dir="rtl"' in page
    assert 'aria-label="The card in English" lang="en-GB" dir="ltr"' in page
    assert "Nobody who speaks Urdu has verified this translation" in page
    assert '<strong lang="en-GB" dir="ltr">We bring the lock.</strong>' in page
    assert ("ایک افسر آپ سے ملنے آئے گا" in page, "An officer will visit you." in page) == (True, True)
    assert (card.language, card.wording) == ("ur", "asb/ur/1")
    assert "in Urdu" in client.get(f"{at}/").content.decode()


@pytest.mark.django_db
def test_an_english_card_stands_alone(quarrels):
    client, at, card = issued("en")
    page = client.get(f"{at}/cards/{card.pk}").content.decode()
    assert (page.count("<article"), "verified this translation" in page) == (1, False)


@pytest.mark.django_db
def test_the_language_is_chosen_on_the_page_and_the_next_card_begins_with_it(quarrels):
    client, at, _ = issued("pl")
    page = client.get(f"{at}/card").content.decode()
    assert re.search(r'value="pl"[^>]*checked', page)
    said = FIELDS | {"method": "print", "declined": "no", "language": "ur", "submission": "1"}
    assert client.post(f"{at}/card", said | {"language": "xx"}).status_code == 422
    assert client.post(f"{at}/card", said).status_code == 302
    assert Card.objects.latest("pk").language == "ur"


@pytest.mark.django_db
@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_card_is_one_sheet_of_tagged_pdf_in_its_own_language(quarrels, language):
    client, at, card = issued(language)
    file = client.get(f"{at}/cards/{card.pk}/pdf").getvalue()
    pages = pypdf.PdfReader(BytesIO(file))
    assert (len(pages.pages), pages.trailer["/Root"]["/MarkInfo"]["/Marked"]) == (1, True)
    assert pages.trailer["/Root"]["/Lang"].partition("-")[0] == language
    set_in = {str(font["/BaseFont"]) for font in pages.pages[0]["/Resources"]["/Font"].get_object().values()}
    script = {"ur": "NotoNaskhArabic", "pa": "NotoSansGurmukhi"}.get(language, "SourceSans3")
    assert any(script in name for name in set_in)
    assert client.get(f"/promises/{record().ref}/cards/{card.pk}/pdf").status_code == 404
