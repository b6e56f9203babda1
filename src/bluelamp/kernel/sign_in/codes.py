"""Codes of an app and recovery codes: worked out by django-allauth, and each accepted once by the database."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt, encrypt
from django.db import IntegrityError, transaction
from django.utils.crypto import constant_time_compare

from bluelamp.kernel.sign_in.models import SpentCode

PERIOD = 30
"""Seconds for which an app shows one code (RFC 6238)."""
DRIFT = 1
"""Codes before and after the present one that are taken too: clocks differ, and people type slowly."""


def spend(user_id: int, typed: str, *, now: datetime) -> Authenticator | None:
    """The factor whose code this is, with the code used up; nothing when it is no code or was used before."""
    code = "".join(each for each in typed if each.isdigit())
    for factor in Authenticator.objects.filter(user_id=user_id, type__in=("totp", "recovery_codes")):
        mark = _app_mark(factor, code, now) if factor.type == "totp" else _recovery_mark(factor, code)
        if mark is not None and use_up(factor, mark, now):
            return factor
    return None


def secret_shows(secret: str, typed: str, *, now: datetime) -> int | None:
    """The half-minute of which ``secret`` gives this code, if it is a present one."""
    code = "".join(each for each in typed if each.isdigit())
    present = int(now.timestamp()) // PERIOD
    for step in range(present - DRIFT, present + DRIFT + 1):
        if constant_time_compare(totp.format_hotp_value(totp.hotp_value(secret, step)), code):
            return step
    return None


def unused(factor: Authenticator) -> list[str]:
    """Recovery codes that are left, as they are read out and typed."""
    spent = set(SpentCode.objects.filter(factor=factor).values_list("mark", flat=True))
    return [code for place, code in enumerate(RecoveryCodes(factor).generate_codes()) if place not in spent]


def _app_mark(factor: Authenticator, code: str, now: datetime) -> int | None:
    step = secret_shows(decrypt(factor.data["secret"]), code, now=now)
    newest = SpentCode.objects.filter(factor=factor).order_by("-mark").values_list("mark", flat=True).first()
    return None if step is None or (newest is not None and step <= newest) else step


def _recovery_mark(factor: Authenticator, code: str) -> int | None:
    for place, expected in enumerate(RecoveryCodes(factor).generate_codes()):
        if constant_time_compare(expected, code):
            return place
    return None


def use_up(factor: Authenticator, mark: int, now: datetime) -> bool:
    """Two requests that come with one code at the same moment: the database lets one of them in."""
    try:
        with transaction.atomic():
            SpentCode.objects.create(factor=factor, mark=mark, at=now)
    except IntegrityError:
        return False
    # Sealed anew, so that a key that is being replaced is needed no longer once a factor has been used.
    name = "secret" if factor.type == "totp" else "seed"
    data = {**factor.data, name: encrypt(decrypt(factor.data[name]))}
    Authenticator.objects.filter(pk=factor.pk).update(last_used_at=now, data=data)
    return True
