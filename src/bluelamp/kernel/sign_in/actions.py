"""What is done on the way in and out: each writes what it changes and its audit record in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal.auth import WebAuthn
from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from oauth2_provider.models import AccessToken

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.administering import still_administers
from bluelamp.kernel.access.models import User
from bluelamp.kernel.access.scope import NotPermitted, Scope, answerable, require
from bluelamp.kernel.audit import actions as audit
from bluelamp.kernel.sign_in import codes, queries, rules
from bluelamp.kernel.sign_in.models import NewStart, SpentCode, Try

REFUSED = "access.sign_in_refused"


def let_in(*, by: Scope, name: str, now: datetime, detail: Mapping[str, object]) -> None:
    """Somebody came in. ``name`` is what they typed; from this address it is known from now on."""
    with transaction.atomic():
        _remember(name, by.address, let_in=True, now=now)
        Try.objects.filter(subject=queries.tag("subject", name), at__lt=now - rules.FAMILIAR_FOR).delete()
        _record(by, "access.sign_in", by.actor_id, detail=detail)


def refuse(*, by: Scope, subject: str, now: datetime, what: str = REFUSED) -> None:
    """Something was tried in vain. What was typed is not kept, only a tag that the same gives again."""
    with transaction.atomic():
        _remember(subject, by.address, let_in=False, now=now)
        _record(by, what, by.actor_id, detail={"name_tag": queries.tag("subject", subject)}, result="refused")


def disbelieve(*, by: Scope) -> None:
    """The directory sent nobody, or it was not the directory: no account is to wait for that."""
    with transaction.atomic():
        _record(by, REFUSED, by.actor_id, detail={"how": "directory"}, result="refused")


def sign_out(*, by: Scope, user: User) -> None:
    """Somebody left; ``by`` is nobody where their role had ended before."""
    with transaction.atomic():
        _record(by, "access.sign_out", user.pk)


def confirm(*, by: Scope, user: User, how: str) -> None:
    """Somebody proved again who they are, ``how``: by password, app, passkey or recovery code."""
    with transaction.atomic():
        _record(by, "access.confirm", user.pk, detail={"how": how})


def add_app(*, by: Scope, user: User, secret: str, typed: str, now: datetime) -> None:
    """An authenticator app that has shown a code of ``secret``. The code is used up. Refused when it is not right."""
    step = codes.secret_shows(secret, typed, now=now)
    if step is None:
        raise NotNow(
            "The code is not right. Check the clock of your phone, wait for the next code, and try again."
        )
    with transaction.atomic():
        if Authenticator.objects.filter(user=user, type="totp").exists():
            raise NotNow("There is an authenticator app already. Remove it first.")
        app = TOTP.activate(user, secret).instance
        SpentCode.objects.create(factor=app, mark=step, at=now)
        _record(by, "access.add_factor", user.pk, detail={"kind": "totp"})


def add_passkey(*, by: Scope, user: User, name: str, credential: dict[str, Any]) -> None:
    """A passkey, whose credential has been verified against its challenge."""
    with transaction.atomic():
        WebAuthn.add(user, name, credential)
        _record(by, "access.add_factor", user.pk, detail={"kind": "webauthn"})


def make_recovery_codes(*, by: Scope, user: User) -> list[str]:
    """Ten new codes; the old ones are worth nothing from now on."""
    with transaction.atomic():
        if not queries.has_second_factor(user.pk):
            raise NotNow("Set up an authenticator app or a passkey first.")
        Authenticator.objects.filter(user=user, type="recovery_codes").delete()
        made = RecoveryCodes.activate(user).instance
        _record(by, "access.new_recovery_codes", user.pk)
    return codes.unused(made)


def remove_factor(*, by: Scope, user: User, pk: int) -> None:
    """Take one factor away. The last one stays where a second factor is asked for."""
    with transaction.atomic():
        mine = Authenticator.objects.filter(user=user).exclude(type="recovery_codes")
        factor = mine.filter(pk=pk).first()
        if factor is None:
            raise NotNow("This factor was removed already.")
        if queries.second_factor_is_asked() and mine.count() == 1:
            raise NotNow("This is your only second factor. Add another one first, then remove this one.")
        _record(by, "access.remove_factor", user.pk, detail={"kind": factor.type})
        factor.delete()
        if not mine.exists():
            Authenticator.objects.filter(user=user).delete()


def change_password(*, by: Scope, user: User, new: str) -> None:
    """A new password. Whoever else is signed in as this person is out."""
    try:
        validate_password(new, user)
    except ValidationError as problem:
        raise NotNow(" ".join(problem.messages)) from None
    with transaction.atomic():
        user.set_password(new)
        user.save(update_fields=["password"])
        _record(by, "access.change_password", user.pk)


def end_sessions(*, by: Scope, user: User, pk: int | None = None, spare: str = "") -> int:
    """End one session of ``user``, or all but the one whose key is ``spare``. Other people's need ``users.manage``."""
    if by.actor_id != user.pk:
        require(by, "users.manage")
    rows = UserSession.objects.filter(user=user).exclude(session_key=spare)
    with transaction.atomic():
        ended = list(rows.filter(pk=pk) if pk else rows)
        for session in ended:
            session.end()
        if ended:
            _record(by, "access.end_session", user.pk, detail={"sessions": len(ended)})
    return len(ended)


def disable(*, by: Scope, user: User, why: str) -> int:
    """Shut an account at once: nobody signs in with it, its sessions end, its tokens are gone. Role and history stay.

    Returns how many sessions it ended.
    """
    require(by, "users.manage")
    if by.actor_id == user.pk:
        raise NotNow("Somebody else has to disable your own account.")
    if len(why.strip()) < 10:
        raise NotNow("Say why, in at least 10 characters.")
    with transaction.atomic():
        still_administers(by)
        if not User.objects.filter(pk=user.pk, is_active=True).update(is_active=False):
            raise NotNow(f"{user.get_username()} is disabled already.")
        ended = end_sessions(by=by, user=user)
        # Gone rather than refused: when the account opens again, they do not.
        AccessToken.objects.filter(user=user).delete()
        _record(by, "access.disable", user.pk, detail={"sessions": ended}, reason=why.strip())
    user.refresh_from_db(fields=["is_active"])
    return ended


def enable(*, by: Scope, user: User, why: str) -> None:
    """Open an account again that was disabled. Whoever it is signs in anew."""
    require(by, "users.manage")
    if len(why.strip()) < 10:
        raise NotNow("Say why, in at least 10 characters.")
    with transaction.atomic():
        still_administers(by)
        if not User.objects.filter(pk=user.pk, is_active=False).update(is_active=True):
            raise NotNow(f"{user.get_username()} is not disabled.")
        _record(by, "access.enable", user.pk, reason=why.strip())
    user.refresh_from_db(fields=["is_active"])


def ask_for_new_start(*, by: Scope, user: User, why: str, now: datetime) -> NewStart:
    """Somebody has lost every factor: ask that they begin anew. Nothing changes until a second person gives it."""
    require(by, "users.manage")
    if by.actor_id == user.pk:
        raise NotNow("Somebody else has to ask for your own new start.")
    if len(why.strip()) < 10:
        raise NotNow("Say why in ten characters or more: who asked, and how it was checked that it is them.")
    with transaction.atomic():
        asked, is_new = NewStart.objects.get_or_create(
            user=user,
            decided_at=None,
            defaults={"why": why.strip(), "asked_at": now, "asked_by_id": answerable(by)},
        )
        if not is_new:
            raise NotNow("It waits for a second person already.")
        _record(by, "access.ask_for_new_start", user.pk, reason=why.strip())
    return asked


def decide_new_start(*, by: Scope, number: int, approved: bool, password: str, now: datetime) -> NewStart:
    """The second administrator, who has seen the person too, gives it with a new password, or refuses it."""
    require(by, "users.manage")
    asked = NewStart.objects.select_related("user", "asked_by").filter(pk=number, decided_at=None).first()
    if asked is None:
        raise NotNow("It was decided already.")
    if by.actor_id is None or by.actor_id in {asked.asked_by_id, asked.user_id}:
        raise NotPermitted("A second person has to decide, who neither asked for it nor is to have it.")
    with transaction.atomic():
        waiting = NewStart.objects.filter(pk=number, decided_at=None)
        if not waiting.update(decided_at=now, decided_by=by.actor_id, approved=approved):
            raise NotNow("It was decided already.")
        if approved:
            reset_factors(by=by, user=asked.user, vouched_by=asked.asked_by, why=asked.why, password=password)
        else:
            _record(by, "access.refuse_new_start", asked.user_id)
    return asked


def reset_factors(*, by: Scope, user: User, vouched_by: User, why: str, password: str) -> None:
    """For somebody who has lost every factor: all are removed, all sessions end, and the password is a new one.

    The old password alone would otherwise be enough to come in. ``vouched_by`` is who has seen that it is them.
    """
    require(by, "users.manage")
    if vouched_by.pk == user.pk or not vouched_by.memberships.filter(until__isnull=True).exists():
        raise NotNow("Somebody else who has a role in Bluelamp must vouch that it is them.")
    if len(why.strip()) < 10:
        raise NotNow("Say why in ten characters or more: who asked, and how it was checked that it is them.")
    change = {"vouched_by": vouched_by.pk}
    with transaction.atomic():
        Authenticator.objects.filter(user=user).delete()
        user.set_password(password)
        user.save(update_fields=["password"])
        end_sessions(by=by, user=user)
        _record(by, "access.reset_factor", user.pk, detail=change, reason=why.strip())


def _remember(subject: str, address: str, *, let_in: bool, now: datetime) -> None:
    Try.objects.create(
        at=now, subject=queries.tag("subject", subject), network=queries.network_tag(address), let_in=let_in
    )


def _record(by: Scope, operation: str, user_id: int | None, **more: Any) -> None:
    objects = [f"user:{user_id}"] if user_id else []
    audit.record(by=by, operation=operation, objects=objects, kind="other", **more)
