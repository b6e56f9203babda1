"""Proving once more that it is still you: before an export, an emergency, a change of roles."""

from __future__ import annotations

from django.contrib.auth import authenticate
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from bluelamp.kernel.access import policy
from bluelamp.kernel.access.middleware import Asked
from bluelamp.kernel.sign_in import actions, desk, passkeys, proving, queries, words
from bluelamp.kernel.sign_in.forms import CodeForm, PasswordForm, Throttled
from bluelamp.kernel.sign_in.views.answers import goes_to, page


@policy.signed_in
@policy.entering
@policy.posts
@sensitive_post_parameters("password", "code")
def confirm(request: Asked) -> HttpResponse:
    """A second factor from those who have one, the password from the others."""
    user, now = request.user, timezone.now()
    by_factor = queries.has_second_factor(user.pk)
    subject = f"code:{user.pk}" if by_factor else user.get_username()
    asks = CodeForm if by_factor else PasswordForm
    form = asks(request.POST if request.method == "POST" else None, subject=subject, request=request)
    if form.is_bound and form.is_valid():
        how = proving.prove(user, form) if isinstance(form, CodeForm) else _password(request, form)
        if how:
            desk.prove(request, user, how=how, now=now, is_factor=by_factor)
            return redirect(goes_to(request))
        actions.refuse(
            by=request.scope,
            subject=subject,
            now=now,
            what="access.confirm_refused",
        )
    shown = passkeys.options_to_show(user) if by_factor else None
    context = {"form": form, "by_factor": by_factor, "passkey": shown, "next": goes_to(request)}
    return page(request, "confirm", context)


def _password(request: Asked, form: Throttled) -> str:
    name = request.user.get_username()
    if authenticate(request, username=name, password=form.cleaned_data["password"]) == request.user:
        return "password"
    form.add_error("password", words.WRONG_PASSWORD)
    return ""
