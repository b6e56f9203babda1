"""What is typed on the pages of casework, cleaned. Nothing is saved here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.words import BASES
from bluelamp.practice.casework import queries
from bluelamp.practice.casework.printing import Asked
from bluelamp.practice.casework.words import AUDIENCES, HOW_OFTEN, LINKS, NATURES, SEARCH_AUDIENCES
from bluelamp.ui.fields import Reason
from bluelamp.ui.uploads import UploadField

WHO = "Choose who is to hear of it"


class Once(forms.Form):
    """A form that is kept once, however often it is sent."""

    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)


class NoteForm(Once):
    """A note, an addendum to one, or one put right. ``version`` is that of the note being put right."""

    words = forms.CharField(
        label="Note",
        max_length=10_000,
        widget=forms.Textarea,
        error_messages={"required": "Write something"},
    )
    nature = forms.ChoiceField(
        label="This is", choices=list(NATURES.items()), widget=forms.RadioSelect, initial="fact"
    )
    audience = forms.ChoiceField(
        label="Who is to hear of it?", widget=forms.RadioSelect, error_messages={"required": WHO}
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, is_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["audience"].choices = audiences(is_own)  # type: ignore[attr-defined]


class FilesForm(Once):
    """Files for a case, with what they are."""

    uploads = UploadField(
        label="Files",
        most=5,
        help_text="PDF, Word, Excel, PNG, JPEG, CSV or plain text; up to 10 MB each, up to 5 at once",
        error_messages={"required": "Choose a file"},
    )
    says = forms.CharField(label="What are they?", max_length=200, required=False)
    audience = forms.ChoiceField(
        label="Who is to see them?", widget=forms.RadioSelect, error_messages={"required": WHO}
    )

    def __init__(self, *args: Any, is_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = [one for one in audiences(is_own) if one[0] != "told"]
        self.fields["audience"].choices = told  # type: ignore[attr-defined]


def colleagues(scope: Scope) -> list[tuple[str, str]]:
    """Sign-in name → the name with how many open cases they have, whoever has the fewest first."""
    return [(one.username, str(one)) for one in queries.assignments.colleagues(scope)]


class AssignForm(forms.Form):
    """Who works on it from now on. The list says how many open cases each has; others go by their sign-in name."""

    officer = forms.ChoiceField(label="Who is to work on it?", required=False)
    username = forms.CharField(
        label="Or somebody else, by sign-in name",
        required=False,
        max_length=150,
        help_text="Anybody of your organisation who can open it",
    )
    reason = Reason()

    def __init__(self, *args: Any, officers: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].choices = [("", "Choose"), *officers]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        said["username"] = said.get("username") or said.get("officer") or ""
        if not said["username"] and not self.errors:
            self.add_error("officer", "Choose who is to work on it")
        return said


class ReasonForm(forms.Form):
    """Why, and nothing else."""

    reason = Reason()


class HandOverForm(forms.Form):
    """All of somebody's cases to somebody else."""

    username = forms.ChoiceField(label="Whose cases?", error_messages={"required": "Choose whose cases"})
    to = forms.ChoiceField(label="To whom?", error_messages={"required": "Choose to whom"})
    reason = Reason()

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whose = queries.assignments.burdened(scope)
        self.fields["username"].choices = [("", "Choose"), *whose]  # type: ignore[attr-defined]
        self.fields["to"].choices = [("", "Choose"), *colleagues(scope)]  # type: ignore[attr-defined]


class FollowForm(forms.Form):
    """How often somebody wants to hear of a case."""

    how_often = forms.ChoiceField(
        label="How often do you want to hear of it?",
        choices=list(HOW_OFTEN.items()),
        widget=forms.RadioSelect,
        initial="digest",
    )


class OtherForm(forms.Form):
    """Another case: one of those that may be the same, or any by its reference, which goes before what is chosen."""

    chosen = forms.CharField(label="Which case?", max_length=20, required=False, widget=forms.RadioSelect)
    other = forms.CharField(label="Reference of the other case", max_length=20, required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        chosen = said.pop("chosen", "")
        said["other"] = said.get("other") or chosen
        if not said["other"] and not self.errors:
            self.add_error("other", "Choose a case, or enter its reference")
        return said


class LinkForm(OtherForm):
    """Another case, and how it belongs to this one."""

    how = forms.ChoiceField(
        label="How do they belong together?",
        choices=[(key, words.capitalize()) for key, words in LINKS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Say how they belong together"},
    )
    reason = Reason()


class MergeForm(OtherForm):
    """The case that is found to be this one; why, once both have been seen side by side."""

    reason = Reason(required=False)


class PrintForm(forms.Form):
    """A case on paper: for whom, why, and without what."""

    recipient = forms.CharField(
        label="Who is it for?",
        required=False,
        max_length=150,
        help_text="Leave it empty for your own working copy",
    )
    basis = forms.ChoiceField(
        label="On what ground is it handed on?",
        required=False,
        choices=[("", "It is my own copy"), *((key, words.capitalize()) for key, words in BASES.items())],
    )
    audience = forms.ChoiceField(
        label="Which notes go with it?",
        choices=[
            ("told", "Only what the victim was told"),
            ("shared", "Those for everybody the case is shared with, and what the victim was told"),
            ("organisation", "Those for the whole organisation as well"),
            ("team", "All that I see"),
        ],
        widget=forms.RadioSelect,
        initial="shared",
    )
    without = forms.MultipleChoiceField(
        label="Leave out",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="It is marked as withheld",
    )
    reason = Reason("Why is it printed?")

    def __init__(self, *args: Any, items: Iterable[tuple[str, str]], is_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["without"].choices = list(items)  # type: ignore[attr-defined]
        if not is_own:
            del self.fields["recipient"], self.fields["basis"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("recipient") and not said.get("basis"):
            self.add_error("basis", "Choose the ground on which it is handed on")
        return said

    def asked(self) -> Asked:
        """What was asked for, as a value."""
        said = dict(self.cleaned_data)
        return Asked(**said | {"without": frozenset(said["without"])})


class SearchForm(forms.Form):
    """A name for what was chosen, and who sees it."""

    title = forms.CharField(label="Name", max_length=80, error_messages={"required": "Give it a name"})
    audience = forms.ChoiceField(
        label="Who sees it?", choices=list(SEARCH_AUDIENCES.items()), widget=forms.RadioSelect, initial="own"
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class BulkAssignForm(AssignForm):
    """Whom many cases go to, each with how many open ones they have already."""

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, officers=colleagues(scope), **kwargs)
        self.fields["officer"].label = "Who is to work on them?"
        self.fields["username"].help_text = "Anybody of your organisation who can open them"


class BulkReasonForm(forms.Form):
    """Why, for all of them."""

    reason = Reason()

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class PlaceForm(forms.Form):
    """Who takes the new cases of a place."""

    username = forms.ChoiceField(label="Who?", error_messages={"required": "Choose who takes them"})
    place = forms.ChoiceField(label="Of which place?", error_messages={"required": "Choose a place"})

    def __init__(
        self,
        *args: Any,
        places: Iterable[tuple[str, str]],
        officers: Iterable[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].choices = [("", "Choose"), *officers]  # type: ignore[attr-defined]
        self.fields["place"].choices = [("", "Choose"), *places]  # type: ignore[attr-defined]


def audiences(is_own: bool) -> list[tuple[str, str]]:
    """Whom the writer can choose among. What the victim was told is written by those who hold the case."""
    return [(key, words) for key, words in AUDIENCES.items() if is_own or key != "told"]
