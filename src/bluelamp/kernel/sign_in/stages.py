"""The stop between the password and the desk."""

from __future__ import annotations

from allauth.account.stages import LoginStage
from django.http import HttpResponse
from django.shortcuts import redirect

from bluelamp.kernel.sign_in import desk, queries


class SecondFactor(LoginStage):
    """Whoever has a second factor shows it, every time. Whoever has none sets it up before anything else opens."""

    key = "second_factor"
    urlname = "access:code"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        if desk.directory_saw_a_second_factor(self.login):
            self.request.session[desk.SHOWN] = "directory"
            return None, True
        if not queries.has_second_factor(self.login.user.pk):
            return None, True
        return redirect("access:code"), True
