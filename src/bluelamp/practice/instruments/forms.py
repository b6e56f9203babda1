"""What is typed on the pages of questionnaires, cleaned. Nothing is saved here."""

from __future__ import annotations

from typing import Any

from django import forms

from bluelamp.practice.instruments.questionnaire import Band, Instrument, Question
from bluelamp.practice.instruments.reading import LARGEST
from bluelamp.practice.instruments.words import BECAUSE, MOVES, NOT_ASSESSED, OVERRIDES
from bluelamp.ui.fields import Reason


class QuestionForm(forms.Form):
    """One question on one screen. ``options`` are its answers, ``words`` what they said about it."""

    version = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question = question
        choices = [(option.code, option.text) for option in question.options]
        wrong = {
            "required": "Choose an answer, or skip the question",
            "invalid_choice": "Choose one of the answers",
        }
        kind: Any = forms.MultipleChoiceField if question.takes_several else forms.ChoiceField
        widget = forms.CheckboxSelectMultiple if question.takes_several else forms.RadioSelect
        self.fields["options"] = kind(
            label=question.text, choices=choices, widget=widget, error_messages=wrong
        )
        if question.asks_words:
            self.fields["words"] = forms.CharField(
                label="In their words", required=False, max_length=2000, widget=forms.Textarea
            )

    def clean_options(self) -> list[str]:
        said = self.cleaned_data["options"]
        codes = list(said) if self.question.takes_several else [said]
        lonely = [self.question.option(code) for code in codes if self.question.option(code).alone]
        if len(codes) > 1 and lonely:
            raise forms.ValidationError(f"Choose either “{lonely[0].text}” or the others")
        return codes

    def said(self) -> dict[str, Any]:
        """As the action takes it."""
        given = self.cleaned_data
        return {"options": given["options"], "text": given.get("words", ""), "version": given["version"] or 0}


class BeginForm(forms.Form):
    """Which questionnaire, in which form, and why now."""

    instrument = forms.SlugField(max_length=40)
    form = forms.SlugField(max_length=40, required=False)
    because = forms.ChoiceField(choices=[("", ""), *BECAUSE.items()], required=False)


class DeclineForm(forms.Form):
    how = forms.ChoiceField(
        label="How did it come to that?",
        choices=[(key, words.capitalize()) for key, words in NOT_ASSESSED.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it came to that"},
    )
    why = Reason("What was said")


class OverrideForm(forms.Form):
    """Another band. Who may set which is the rule's to say."""

    band = forms.ChoiceField(
        label="Which band?", widget=forms.RadioSelect, error_messages={"required": "Choose a band"}
    )
    code = forms.ChoiceField(
        label="What kind of reason?",
        choices=[(key, words.capitalize()) for key, words in OVERRIDES.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the kind of reason"},
    )
    reason = Reason(least=20, most=2000)

    def __init__(self, *args: Any, bands: tuple[Band, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["band"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(band.code, band.title) for band in bands]


class FileForm(forms.Form):
    """A questionnaire's file, chosen or pasted. What was chosen stands in the text afterwards, to be put right."""

    upload = forms.FileField(
        required=False,
        label="Choose a file",
        error_messages={"empty": "The file is empty", "invalid": "Choose a file"},
    )
    text = forms.CharField(
        required=False, label="Or paste its text", max_length=LARGEST, strip=False, widget=forms.Textarea
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if (file := given.get("upload")) is not None:
            given["text"] = self._read(file)
        elif not str(given.get("text", "")).strip() and not self.errors:
            self.add_error("upload", "Choose a file, or paste its text")
        return given

    def _read(self, file: Any) -> str:
        try:
            text: str = file.read(4 * LARGEST).decode("utf-8-sig")
        except UnicodeDecodeError:
            self.add_error("upload", "The file is no text: a questionnaire is a YAML file in UTF-8")
            return ""
        if "\0" in text:
            self.add_error("upload", "The file is no text: a questionnaire is a YAML file in UTF-8")
        return text.replace("\0", "")


class MoveForm(forms.Form):
    """Where a version goes next, on which units, and why."""

    state = forms.ChoiceField(
        label="What becomes of it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what becomes of it"},
    )
    units = forms.MultipleChoiceField(
        label="Units that try it",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="For a pilot only.",
    )
    reason = Reason()

    def __init__(self, *args: Any, state: str, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        does = {
            "pilot": "A pilot, on the units chosen below",
            "in_force": "In force everywhere",
            "withdrawn": "Withdrawn",
        }
        for name, choices in (("state", [(to, does[to]) for to in MOVES[state]]), ("units", units)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices


class SupposeForm(forms.Form):
    """Any of the answers, otherwise."""

    def __init__(self, *args: Any, instrument: Instrument, hidden: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in instrument.questions:
            if not question.is_scored or question.key in hidden:
                continue
            choices = [(option.code, option.text) for option in question.options]
            if question.takes_several:
                self.fields[question.key] = forms.MultipleChoiceField(
                    label=question.text, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
                )
            else:
                self.fields[question.key] = forms.ChoiceField(
                    label=question.text, choices=[("", "No answer"), *choices], required=False
                )

    def change(self) -> dict[str, tuple[str, ...]]:
        """Answers by question, empty where there is none."""
        return {
            key: (said,) if isinstance(said, str) and said else tuple(said or ())
            for key, said in self.cleaned_data.items()
        }
