"""What is typed on the way in, checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils import timezone

from bluelamp.kernel.access import address
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.words import CLEARANCES
from bluelamp.kernel.sign_in import queries, words


class Throttled(forms.Form):
    """A form that guesses could be sent to. ``must_wait`` is how many seconds the next try has to wait, if any."""

    must_wait = 0

    def rest(self, subject: str, request: Any) -> None:
        self.must_wait = queries.seconds_to_wait(subject, address.of(request), now=timezone.now())
        if self.must_wait:
            raise forms.ValidationError(words.wait(self.must_wait), code="wait")


class SignInForm(AuthenticationForm, Throttled):
    """A name and a password. A wrong name and a wrong password are told in the same words."""

    error_messages = {"invalid_login": words.WRONG, "inactive": words.WRONG}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Name"
        self.fields["username"].error_messages["required"] = "Enter your name"
        self.fields["password"].error_messages["required"] = "Enter your password"

    def clean(self) -> dict[str, Any]:
        if name := self.cleaned_data.get("username"):
            self.rest(name, self.request)
        return super().clean()

    def confirm_login_allowed(self, user: Any) -> None:
        super().confirm_login_allowed(user)
        try:
            Scope.of(user)
        except NotPermitted as why:
            raise forms.ValidationError(str(why), code="no_role") from None


class CodeForm(Throttled):
    """A code of an app, a recovery code, or what a passkey answered. Spaces and dashes in a code are no matter."""

    code = forms.CharField(label="Code", required=False, max_length=40)
    credential = forms.JSONField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, subject: str, request: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subject, self.request = subject, request

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        self.rest(self.subject, self.request)
        if not self.errors and not given.get("code") and not given.get("credential"):
            self.add_error("code", "Enter a code")
        return given


class PasswordForm(Throttled):
    """The password, once more."""

    password = forms.CharField(label="Password", widget=forms.PasswordInput, strip=False)

    def __init__(self, *args: Any, subject: str, request: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subject, self.request = subject, request
        self.fields["password"].error_messages["required"] = "Enter your password"

    def clean(self) -> dict[str, Any]:
        self.rest(self.subject, self.request)
        return super().clean() or {}


class NewPasswordForm(PasswordForm):
    """The password that stands and the one to come. It may be pasted, and is asked for once: it can be shown."""

    password = forms.CharField(label="Password you have now", widget=forms.PasswordInput, strip=False)
    new = forms.CharField(
        label="New password",
        help_text="12 characters or more. Three words that nobody would put together are good.",
        widget=forms.PasswordInput,
        strip=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new"].error_messages["required"] = "Enter a new password"


class AppForm(forms.Form):
    """The first code of a new authenticator app."""

    code = forms.CharField(label="Code that the app shows", max_length=20)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].error_messages["required"] = "Enter the code that the app shows"


class PasskeyForm(forms.Form):
    """A new passkey: what its owner calls it, and what the browser made."""

    name = forms.CharField(
        label="What to call it", help_text="Such as the phone or the key it is on.", max_length=60
    )
    credential = forms.JSONField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].error_messages["required"] = "Enter what to call it"
        self.fields["credential"].error_messages.update(
            {
                "required": "The browser made no passkey. Try again.",
                "invalid": "The passkey was not accepted. Try again.",
            }
        )


class WhyForm(forms.Form):
    """Why something is done to somebody's account."""

    why = forms.CharField(
        label="Why",
        min_length=10,
        max_length=500,
        widget=forms.Textarea,
        error_messages={
            "required": "Say why, in at least 10 characters",
            "min_length": "Say why, in at least 10 characters",
        },
    )


class RoleForm(forms.Form):
    """What somebody is from now on, and where."""

    role = forms.ChoiceField(label="Role", error_messages={"required": "Choose a role"})
    organisation = forms.ChoiceField(error_messages={"required": "Choose an organisation"})
    lpus = forms.MultipleChoiceField(
        label="Only these local policing units",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="None chosen, here and below: the whole organisation.",
    )
    teams = forms.MultipleChoiceField(
        label="Only these teams", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, choices: Mapping[str, list[tuple[str, str]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, listed in choices.items():
            if listed:
                self.fields[name].choices = listed  # type: ignore[attr-defined]
            else:
                del self.fields[name]


class ClearanceForm(WhyForm):
    """Until when somebody is vetted or trained."""

    what = forms.ChoiceField(
        label="What",
        choices=[(key, words.capitalize()) for key, words in CLEARANCES.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is"},
    )
    until = forms.DateField(
        label="The last day",
        required=False,
        widget=forms.TextInput,
        input_formats=["%d %B %Y", "%Y-%m-%d", "%d/%m/%Y"],
        help_text="For example, 31 March 2015. Left empty, they are not cleared.",
        error_messages={"invalid": "Enter a real date, such as 31 March 2015"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].label = "Who says so, and under which reference"
