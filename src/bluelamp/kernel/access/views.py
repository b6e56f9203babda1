"""The door: signing in and out."""

from __future__ import annotations

from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from bluelamp.kernel.access import actions, policy
from bluelamp.kernel.access.forms import SignInForm
from bluelamp.kernel.access.scope import Scope


@policy.public
class SignIn(LoginView):
    """A name and a password; the second factor of the access issue comes between the two lines of ``form_valid``."""

    form_class = SignInForm
    template_name = "access/sign_in.html"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        # Somebody whose role has ended would be sent on to pages that are closed to them, and never get away.
        self.redirect_authenticated_user = bool(request.scope.role)  # type: ignore[attr-defined]
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        with transaction.atomic():
            actions.record_sign_in(by=Scope.of(form.get_user()))
            return super().form_valid(form)

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        if form.has_error("__all__", "invalid_login") or form.has_error("__all__", "no_role"):
            actions.record_refusal(name=form.cleaned_data.get("username", ""))
        response = super().form_invalid(form)
        response.status_code = 422
        return response


@policy.public
class SignOut(LogoutView):
    """Only by POST, so that no link or picture can sign anybody out; open even to somebody whose role has ended."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        with transaction.atomic():
            if request.user.is_authenticated:
                actions.record_sign_out(user=request.user, by=request.scope)  # type: ignore[attr-defined]
            response = super().post(request, *args, **kwargs)
        response["Clear-Site-Data"] = '"cache", "storage"'
        return response
