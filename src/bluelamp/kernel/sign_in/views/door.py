"""The door: a name and a password, then a second factor, and the way out."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from allauth.account.stages import LoginStageController
from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from bluelamp.kernel.access import policy
from bluelamp.kernel.access.middleware import Asked
from bluelamp.kernel.sign_in import actions, desk, directory, openid, passkeys, proving, queries
from bluelamp.kernel.sign_in.forms import CodeForm, SignInForm
from bluelamp.kernel.sign_in.stages import SecondFactor
from bluelamp.kernel.sign_in.views.answers import goes_to, page


@policy.public
@policy.posts
@sensitive_post_parameters("password")
def sign_in(request: Asked) -> HttpResponse:
    """A name and a password. Somebody whose role has ended may come here to sign in as another."""
    if request.scope.role:
        return redirect(goes_to(request))
    form = SignInForm(request, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        desk.note_name(request, form.cleaned_data["username"])
        record_authentication(request, form.get_user(), "password")
        return perform_login(request, form.get_user(), redirect_url=goes_to(request))
    if form.has_error("__all__", "invalid_login") or form.has_error("__all__", "no_role"):
        _refused(request, form.cleaned_data.get("username", ""))
    context = {
        "form": form,
        "next": goes_to(request),
        "ended": getattr(request, "session_ended", "") or request.GET.get("ended", ""),
        "directory": directory.configured(),
        "asks_factor": queries.second_factor_is_asked(),
    }
    return page(request, "sign_in", context)


@policy.public
@policy.posts
@sensitive_post_parameters("code")
def code(request: Asked) -> HttpResponse:
    """The second factor, between the password and the desk."""
    stage = LoginStageController.enter(request, SecondFactor.key)
    if stage is None:
        return redirect("access:sign-in")
    user = stage.login.user
    form = CodeForm(
        request.POST if request.method == "POST" else None, subject=f"code:{user.pk}", request=request
    )
    if form.is_bound and form.is_valid():
        factor = proving.prove(user, form)
        if factor:
            request.session[desk.SHOWN] = factor
            return stage.exit()
        _refused(request, f"code:{user.pk}", "access.factor_refused")
    return page(request, "code", {"form": form, "passkey": passkeys.options_to_show(user)})


@policy.public
@require_POST
def sign_out(request: Asked) -> HttpResponse:
    """Only by POST, so that no link or picture can sign anybody out; open even to somebody whose role has ended."""
    if request.user.is_authenticated:
        actions.sign_out(by=request.scope, user=request.user)
    desk.stand_up(request)
    response = redirect("access:sign-in")
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _refused(request: Asked, subject: str, what: str = actions.REFUSED) -> None:
    by = request.scope
    actions.refuse(by=by, subject=subject, now=timezone.now(), what=what)


@policy.public
@require_POST
def directory_begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Go and sign in with the force's own directory."""
    return openid.begin(request, provider_id)


@policy.public
def directory_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from the directory, with what it says."""
    return openid.come_back(request, provider_id)


@policy.public
def directory_refused(request: HttpRequest) -> HttpResponse:
    """The directory did not let them in, or let in somebody whom Bluelamp does not know."""
    return page(request, "directory_refused", {"directory": directory.configured()}, status=403)
