"""One's own account: the second factors, the recovery codes, the password."""

from __future__ import annotations

from django.contrib.auth import authenticate, update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from bluelamp.kernel.access import policy
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.middleware import Asked
from bluelamp.kernel.sign_in import actions, desk, enrolling, passkeys, queries, words
from bluelamp.kernel.sign_in.forms import AppForm, NewPasswordForm, PasskeyForm
from bluelamp.kernel.sign_in.views.answers import page, say


@policy.signed_in
@policy.entering
def account(request: Asked) -> HttpResponse:
    """How this person signs in; for somebody who still has to set up a second factor, where to begin."""
    factors = queries.factors(request.user.pk)
    context = {
        "factors": [factor for factor in factors if factor.kind != "recovery_codes"],
        "codes_left": next((factor.left for factor in factors if factor.kind == "recovery_codes"), None),
        "asked": queries.second_factor_is_asked(),
        "has_app": any(factor.kind == "totp" for factor in factors),
    }
    return page(request, "account", context)


@policy.signed_in
@policy.entering
@policy.confirmed
@policy.posts
def add_app(request: Asked) -> HttpResponse:
    """Scan a picture, type the code that the app shows."""
    secret = enrolling.secret(request)
    form = AppForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        by, typed, now = request.scope, form.cleaned_data["code"], timezone.now()
        try:
            actions.add_app(by=by, user=request.user, secret=secret, typed=typed, now=now)
        except NotNow as why:
            form.add_error("code", str(why))
        else:
            enrolling.forget(request)
            return _added(request, "totp", "Your authenticator app is set up.")
    return page(request, "app", {"form": form, **enrolling.shown(request.user, secret)})


@policy.signed_in
@policy.entering
@policy.confirmed
@policy.posts
def add_passkey(request: Asked) -> HttpResponse:
    """Have the browser make a passkey, and give it a name."""
    form = PasskeyForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        credential, name = form.cleaned_data["credential"], form.cleaned_data["name"]
        if passkeys.is_new(credential):
            by = request.scope
            actions.add_passkey(by=by, user=request.user, name=name, credential=credential)
            return _added(request, "webauthn", "Your passkey is set up.")
        form.add_error(None, words.WRONG_PASSKEY)
    return page(request, "passkey", {"form": form, "passkey": passkeys.options_to_add(request.user)})


def _added(request: Asked, kind: str, what: str) -> HttpResponse:
    """Whoever sets up a factor has shown it. The first one comes with recovery codes."""
    user, by = request.user, request.scope
    desk.prove(request, user, how=kind, now=timezone.now(), is_factor=True)
    say(request, what)
    if queries.recovery_codes(user.pk):
        return redirect("access:account")
    actions.make_recovery_codes(by=by, user=user)
    enrolling.show_codes_next(request)
    return redirect("access:recovery-codes")


@policy.signed_in
@policy.confirmed
@require_POST
def remove_factor(request: Asked, pk: int) -> HttpResponse:
    """Take one factor away."""
    by = request.scope
    try:
        actions.remove_factor(by=by, user=request.user, pk=pk)
        say(request, "It was removed.")
    except NotNow as why:
        say(request, str(why))
    return redirect("access:account")


@policy.signed_in
@policy.confirmed
@policy.posts
def recovery_codes(request: Asked) -> HttpResponse:
    """The codes, once, when they have just been made; afterwards how many are left."""
    if request.method == "POST":
        try:
            actions.make_recovery_codes(by=request.scope, user=request.user)
        except NotNow as why:
            say(request, str(why))
            return redirect("access:account")
        enrolling.show_codes_next(request)
        return redirect("access:recovery-codes")
    left = queries.recovery_codes(request.user.pk)
    context = {"left": len(left), "codes": left if enrolling.shows_codes_now(request) else []}
    return page(request, "recovery_codes", context)


@policy.signed_in
@policy.posts
@sensitive_post_parameters("password", "new")
def password(request: Asked) -> HttpResponse:
    """A new password, for somebody who knows the old one."""
    user, by = request.user, request.scope
    form = NewPasswordForm(
        request.POST if request.method == "POST" else None, subject=user.get_username(), request=request
    )
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        if authenticate(request, username=user.get_username(), password=given["password"]) != user:
            form.add_error("password", words.WRONG_PASSWORD)
            actions.refuse(
                by=by, subject=user.get_username(), now=timezone.now(), what="access.confirm_refused"
            )
        else:
            try:
                actions.change_password(by=by, user=user, new=given["new"])
            except NotNow as why:
                form.add_error("new", str(why))
            else:
                update_session_auth_hash(request, user)
                desk.prove(request, user, how="password", now=timezone.now(), is_factor=False)
                actions.end_sessions(by=by, user=user, spare=request.session.session_key or "")
                say(request, "Your password is changed. Wherever else you were signed in, you are out.")
                return redirect("access:account")
    return page(request, "password", {"form": form})
