"""What is typed on the pages of case reviews, cleaned. Nothing is saved here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from bluelamp.areas.asb.case_reviews.words import AGENCIES, ANSWERS, APPEAL_OUTCOMES, ASKED_BY, CAME
from bluelamp.practice.powers.forms import ELSE, Versioned
from bluelamp.practice.powers.queries.records import Somebody, chosen
from bluelamp.ui.fields import Day, Reason, YesNo


def _pairs(words: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(key, said[:1].upper() + said[1:]) for key, said in words.items() if key]


class ApplyForm(forms.Form):
    """An application as it is told on the telephone, to an officer or to a partner."""

    victim = forms.ChoiceField(label="Who is the victim?", widget=forms.RadioSelect, required=False)
    victim_described = forms.CharField(label="If not on the list, who is it?", max_length=200, required=False)
    came = forms.ChoiceField(
        label="How did it come?", choices=_pairs(CAME), widget=forms.RadioSelect,
        error_messages={"required": "Choose how it came"},
    )  # fmt: skip
    applied_on = Day(label="When did they ask? Empty for today", required=False)
    asked_by = forms.ChoiceField(
        label="Who asks?", choices=_pairs(ASKED_BY), widget=forms.RadioSelect, initial="victim"
    )
    asked_by_name = forms.CharField(
        label="Their name, if it is not the victim", max_length=150, required=False
    )
    consent = YesNo(
        "Does the victim agree that the agencies tell each other what they know?",
        wrong="Ask whether the victim agrees",
    )
    says = forms.CharField(
        label="What do they complain of?", max_length=4000, widget=forms.Textarea,
        error_messages={"required": "Say what they complain of"},
    )  # fmt: skip
    wants = forms.CharField(
        label="What do they want to happen?", max_length=2000, widget=forms.Textarea, required=False
    )
    contact = forms.CharField(label="How do we reach them?", max_length=200, required=False)
    submission = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)

    def __init__(self, *args: Any, people: Sequence[Somebody], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if people:
            known = [(each.key, str(each)) for each in people]
            self.fields["victim"].choices = [*known, (ELSE, "Somebody else")]  # type: ignore[attr-defined]
        else:
            del self.fields["victim"]

    def said(self) -> dict[str, Any]:
        """As the action takes it."""
        got = dict(self.cleaned_data)
        victim, described = chosen(got.pop("victim", "") or ELSE)
        got["victim_described"] = described or got["victim_described"]
        return {"victim": victim, "has_consented": got.pop("consent"), **got}


class MoveForm(Versioned):
    note = forms.CharField(label="Anything to add", widget=forms.Textarea, max_length=2000, required=False)


class AskForm(Versioned):
    agencies = forms.MultipleChoiceField(
        label="Who is asked?", choices=_pairs(AGENCIES), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one agency"},
    )  # fmt: skip


class ReturnForm(forms.Form):
    agency = forms.ChoiceField(
        label="Who answered?", widget=forms.RadioSelect, error_messages={"required": "Choose who answered"}
    )
    says = Reason("What was reported to them, and what did they do?", most=4000)

    def __init__(self, *args: Any, asked: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [pair for pair in _pairs(AGENCIES) if pair[0] in asked]  # type: ignore[attr-defined]


class DecideForm(Versioned):
    met = YesNo("Is the threshold met?", wrong="Choose whether the threshold is met")
    why = Reason(
        "Why?",
        most=2000,
        help_text="They read it. The count, harm, how long it has gone on, what was done so far.",
    )


class PanelForm(Versioned):
    meets_on = Day(label="When does it meet?")
    chair = forms.CharField(
        label="Who chairs it?", max_length=150, error_messages={"required": "Say who chairs it"}
    )
    independent = YesNo(
        "Did the chair work for none of the agencies on the case?",
        wrong="Say whether the chair is independent",
    )
    invited = YesNo(
        "Is the victim, or somebody for them, invited?", wrong="Say whether the victim is invited"
    )
    not_invited_because = forms.CharField(label="If not, why?", max_length=500, required=False)
    members = forms.CharField(label="Who else takes part?", max_length=1000, required=False)

    def said(self) -> dict[str, Any]:
        got = dict(self.cleaned_data)
        return {
            "is_independent": got.pop("independent"),
            "is_victim_invited": got.pop("invited"),
            **got,
        }


class ConcludeForm(Versioned):
    held_on = Day(label="When did it meet?")
    findings = Reason("What did it find?", most=4000)


class RecommendForm(forms.Form):
    to = forms.CharField(label="To which agency?", max_length=150, error_messages={"required": "Say to whom"})
    says = Reason("What is recommended?", most=1000)
    due = Day(label="By when?")


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(
        label="What did they answer?", choices=_pairs(ANSWERS), widget=forms.RadioSelect,
        error_messages={"required": "Choose what they answered"},
    )  # fmt: skip
    note = forms.CharField(
        label="What was done, or why not?", max_length=1000, widget=forms.Textarea, required=False
    )


class AppealForm(forms.Form):
    grounds = Reason("What do they not agree with?", most=4000)


class AppealDecisionForm(Versioned):
    outcome = forms.ChoiceField(
        label="What was decided?", choices=_pairs(APPEAL_OUTCOMES), widget=forms.RadioSelect,
        error_messages={"required": "Choose what was decided"},
    )  # fmt: skip
    why = Reason("Why?", most=2000)
