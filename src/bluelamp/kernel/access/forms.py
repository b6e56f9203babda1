"""Signing in: what is typed, checked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils import timezone

from bluelamp.kernel.access import queries, rules
from bluelamp.kernel.access.scope import NotPermitted, Scope


class SignInForm(AuthenticationForm):
    """A name and a password. A wrong name and a wrong password are told in the same words."""

    error_messages = {
        "invalid_login": "The name or the password is not right. Check both and try again.",
        "inactive": "The name or the password is not right. Check both and try again.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Name"
        self.fields["username"].error_messages["required"] = "Enter your name"
        self.fields["password"].error_messages["required"] = "Enter your password"

    def clean(self) -> dict[str, Any]:
        name, now = self.cleaned_data.get("username"), timezone.now()
        if name:
            wait = rules.seconds_to_wait(queries.refusals(name, after=now - rules.REMEMBERED), now)
            if wait:
                raise forms.ValidationError(
                    f"This name was tried too often. Wait {wait} seconds, then try again.", code="wait"
                )
        return super().clean()

    def confirm_login_allowed(self, user: Any) -> None:
        super().confirm_login_allowed(user)
        try:
            Scope.of(user)
        except NotPermitted as why:
            raise forms.ValidationError(str(why), code="no_role") from None
