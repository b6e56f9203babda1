"""Every component renders, and says in words what it shows in colour or shape."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from django import forms
from django.template import engines
from django.test import RequestFactory

from bluelamp.ui import charts

COMPONENTS = Path(__file__).parents[1] / "templates" / "ui" / "components"


def rendered(source: str, **context) -> str:
    """``source`` with every macro of the house at hand."""
    imports = """
        {% from "ui/components/lamp.html" import lamp, amber_mark %}
        {% from "ui/components/figure.html" import figure, inline %}
        {% from "ui/components/reading.html" import variation, assurance %}
        {% from "ui/components/chart.html" import chart, sparkline %}
        {% from "ui/components/sentence.html" import sentence %}
        {% from "ui/components/table.html" import rows_table, summary_table %}
        {% from "ui/components/forms.html" import field, error_summary, filter_form %}
        {% from "ui/components/links.html" import downloads, pagination, sub_navigation %}
        {% from "ui/components/facts.html" import summary_list %}
    """
    return engines.all()[0].from_string(imports + source).render(context, RequestFactory().get("/"))


@pytest.fixture
def drawn(tmp_path):
    charts.configure(tmp_path)
    months = [date(2013, m, 1) for m in (9, 10, 11)]
    yield charts.counts(
        charts.points(months, [700, None, 1100]), title="Interviews <all>", sentence="More & more."
    )
    charts.configure(None)


class Choosing(forms.Form):
    month = forms.CharField(label="Month", help_text="Like 2013-11")
    password = forms.CharField(widget=forms.PasswordInput)
    lpu = forms.ChoiceField(choices=[("BE", "Birmingham East"), ("CV", "Coventry")], label="Unit")
    basis = forms.ChoiceField(
        choices=[("interview", "Interview"), ("incident", "Incident")], widget=forms.RadioSelect
    )
    parts = forms.MultipleChoiceField(
        choices=[("a", "Action"), ("c", "Contact")], widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(widget=forms.Textarea)
    months = forms.IntegerField(required=False)


def test_a_figure_gives_its_basis_interval_and_number_of_people():
    html = rendered("{{ figure(0.771, 'percent', 'a year', 0.757, 0.785, 7100, href='/x') }}")
    assert 'href="/x"' in html
    said = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    assert said == "77.1% a year 95% interval 75.7% to 78.5% , 7,100 interviews"


def test_a_figure_that_is_withheld_shows_why_and_no_number():
    html = rendered("{{ figure(none, 'percent', 'x', withheld='It rests on too few people.') }}")
    assert "It rests on too few people." in html
    assert "no data" not in html


def test_a_figure_of_nothing_is_no_data():
    assert "no data" in rendered("{{ figure(none, 'percent', 'November 2013') }}")


@pytest.mark.parametrize("kind", ["common", "improvement", "concern", "neutral-high", "neutral-low", "none"])
@pytest.mark.parametrize("direction", ["high", "low", ""])
def test_variation_always_has_its_words_beside_the_icon(kind, direction):
    html = rendered("{{ variation(kind, 'Worse than usual', way) }}", kind=kind, way=direction)
    assert "<span>Worse than usual</span>" in html
    assert 'aria-hidden="true"' in html


def test_the_arrow_points_the_way_the_value_went():
    up, down = (rendered("{{ variation('concern', 'x', way) }}", way=way) for way in ("high", "low"))
    assert "M14 20V8" in up
    assert "M14 8v12" in down


@pytest.mark.parametrize("kind", ["pass", "fail", "hit-or-miss", "none"])
def test_assurance_always_has_its_words_beside_the_icon(kind):
    assert "<span>By chance</span>" in rendered("{{ assurance(kind, 'By chance') }}", kind=kind)


def test_no_two_icons_look_alike():
    kinds = [f"{{{{ variation('{k}', '', 'high') }}}}" for k in ("common", "concern", "none")]
    kinds += [f"{{{{ assurance('{k}', '') }}}}" for k in ("pass", "fail", "hit-or-miss", "none")]
    shapes = {rendered(kind).partition("<svg")[2].partition(">")[2].partition("</svg>")[0] for kind in kinds}
    assert len(shapes) == len(kinds)


def test_a_chart_stands_with_its_sentence_and_its_table(drawn):
    html = rendered("{{ chart(drawn, 3) }}", drawn=drawn)
    assert "<h3" in html
    assert "More &amp; more." in html
    assert html.count("<svg") == 2
    assert "Interviews &lt;all&gt;" in html
    assert "Interviews <all>" not in html
    for cell in ("September 2013", "no data", "1,100"):
        assert cell in html.partition("<details")[2]


def test_a_sparkline_carries_its_alternative_text(drawn):
    assert f'aria-label="Interviews &lt;all&gt;. {drawn.alt}"' in rendered(
        "{{ sparkline(drawn) }}", drawn=drawn
    )


def test_a_sentence_of_concern_is_marked():
    assert "bl-sentence--concern" in rendered("{{ sentence('It fell.', 'concern') }}")
    assert "bl-sentence--concern" not in rendered("{{ sentence('It fell.') }}")


def test_a_table_has_headings_a_name_and_can_be_reached_by_keyboard():
    html = rendered("{{ rows_table(['Unit', 'Value'], [['Walsall', '76.0%']], 'By unit', [1]) }}")
    assert '<th scope="row" class="govuk-table__header">Walsall</th>' in html
    assert 'role="region" aria-label="By unit"' in html
    assert 'tabindex="0"' in html
    assert html.count("--numeric") == 2


def test_a_summary_table_holds_the_rows_it_is_given():
    html = rendered(
        "{% call summary_table('Measures', ['Measure', 'Value']) %}<tr><td>one</td></tr>{% endcall %}"
    )
    assert "<tr><td>one</td></tr>" in html
    assert ">Measure</th>" in html


def test_each_kind_of_field_is_rendered_and_keeps_what_was_typed():
    typed = {
        "month": "2013-11",
        "lpu": "CV",
        "basis": "incident",
        "parts": ["c"],
        "note": "so",
        "months": "3",
    }
    form = Choosing(typed)
    html = rendered("{% for f in form %}{{ field(f) }}{% endfor %}", form=form)
    for kept in ('value="2013-11"', '<option value="CV" selected', ">so</textarea>", 'value="3"'):
        assert kept in html
    for chosen in ("incident", "c"):
        assert html.partition(f'value="{chosen}"')[2].partition(">")[0].strip() == "checked"
    for other in ("interview", "a"):
        assert "checked" not in html.partition(f'value="{other}"')[2].partition(">")[0]
    assert "Like 2013-11" in html


def test_a_password_is_never_written_back():
    assert "secret" not in rendered("{{ field(form['password']) }}", form=Choosing({"password": "secret"}))


def test_errors_lead_to_their_fields():
    form = Choosing({"lpu": "XX"})
    html = rendered("{{ error_summary(form) }}{{ field(form['month']) }}", form=form)
    assert 'href="#id_month"' in html
    assert 'id="id_month-error"' in html
    assert "There is a problem" in html


def test_errors_are_listed_in_the_order_of_the_fields():
    class Two(forms.Form):
        first = forms.CharField(required=False)
        second = forms.CharField(error_messages={"required": "Enter the second"})

        def clean(self):
            self.add_error("first", "Enter the first as well")
            self.add_error(None, "They do not go together")

    html = rendered("{{ error_summary(form) }}", form=Two({}))
    told = ["They do not go together", "Enter the first as well", "Enter the second"]
    assert [html.index(words) for words in told] == sorted(html.index(words) for words in told)


def test_no_errors_give_no_summary():
    assert "problem" not in rendered("{{ error_summary(form) }}", form=Choosing())


def test_a_filter_is_sent_by_address_and_has_a_button():
    html = rendered("{% call filter_form(button='Show these') %}fields{% endcall %}")
    assert 'method="get"' in html
    assert "Show these" in html


def test_pages_are_linked_around_the_one_shown():
    html = rendered("{{ pagination(5, 9, '?page={n}') }}")
    assert [n for n in range(1, 10) if f'href="?page={n}"' in html] == [1, 4, 5, 6, 9]
    assert 'aria-current="page"' in html
    assert rendered("{{ pagination(1, 1, '?page={n}') }}").strip() == ""


def test_downloads_say_what_they_are():
    html = rendered("{{ downloads([{'href': '/a.csv', 'text': 'This series', 'note': 'CSV, 4 kB'}]) }}")
    assert 'href="/a.csv" download' in html
    assert "(CSV, 4 kB)" in html


def test_the_page_of_a_subject_that_is_shown_is_marked():
    html = rendered(
        "{{ sub_navigation([{'text': 'Chart', 'href': '/a', 'current': true}, {'text': 'Places', 'href': '/b'}]) }}"
    )
    assert html.count('aria-current="page"') == 1


def test_a_summary_list_leaves_out_what_is_not_known():
    html = rendered(
        "{{ summary_list([('Owner', 'OSD'), ('Lag', ''), ('Facts', 'Interviews', {'text': 'Open', 'href': '/f'})]) }}"
    )
    assert "OSD" in html
    assert "Lag" not in html
    assert 'href="/f"' in html


def test_the_marks_say_nothing_by_themselves():
    assert rendered("{{ lamp() }}{{ amber_mark() }}").count('aria-hidden="true"') == 2


def test_each_component_says_at_its_head_how_it_is_called():
    for path in COMPONENTS.glob("*.html"):
        assert path.read_text("utf-8").startswith("{#- "), path.name


@pytest.mark.parametrize("name", ["month", "password"])
def test_what_fills_a_field_in_is_written_once(name):
    source = '{{ field(form[name], attributes={"autocomplete": "off", "spellcheck": "false"}) }}'
    tag = re.search(r"<input[^>]*>", rendered(source, form=Choosing(), name=name))[0]
    assert (tag.count('autocomplete="off"'), tag.count("autocomplete="), "spellcheck=" in tag) == (1, 1, True)
