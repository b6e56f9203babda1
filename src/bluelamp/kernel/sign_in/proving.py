"""Whether what was typed, or what a passkey answered, proves who somebody is."""

from __future__ import annotations

from django.utils import timezone

from bluelamp.kernel.access.models import User
from bluelamp.kernel.sign_in import codes, passkeys, words
from bluelamp.kernel.sign_in.forms import CodeForm


def prove(user: User, form: CodeForm) -> str:
    """The kind of factor by which the form proves who it is, used up; or nothing, and the form says why."""
    given = form.cleaned_data
    if credential := given.get("credential"):
        factor = passkeys.shown(user, credential)
        if factor is None:
            form.add_error(None, words.WRONG_PASSKEY)
    else:
        factor = codes.spend(user.pk, given["code"], now=timezone.now())
        if factor is None:
            form.add_error("code", words.WRONG_CODE)
    return factor.type if factor else ""
