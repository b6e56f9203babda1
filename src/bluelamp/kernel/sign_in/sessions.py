"""Where sessions are kept: in the records, read with one plain question, because every request asks it."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import SessionBase
from django.core import signing
from django.db import connection
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from bluelamp.kernel.access import accounts
from bluelamp.kernel.access.accounts import Account
from bluelamp.kernel.audit.wording import Always

READ = Always("SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s")


class SessionStore(db.SessionStore):
    """Django's own, but for the reading: through the ORM that takes several times as long as the database."""

    def load(self) -> dict[str, Any]:
        """What the session knows; nothing, and no key, when there is none or it is over."""
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        with connection.cursor() as cursor:
            cursor.execute(READ, [self.session_key, now])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        found: dict[str, Any] = self.decode(row[0])
        return found

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """What was written down; nothing when it was not us who wrote it."""
        try:
            found: dict[str, Any] = json.loads(_opened(str(session_data), self.key_salt, _keys()))
        except signing.BadSignature:
            # Django says so in its log.
            found = super().decode(session_data)
        return found


def account_of(session: SessionBase) -> Account | None:
    """The account that a session is of; None where there is none, it is shut, or the session was another's before."""
    number = session.get(SESSION_KEY)
    if number is None or session.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return None
    found = accounts.of(int(number))
    if found is None or not constant_time_compare(session.get(HASH_SESSION_KEY, ""), found.mark):
        return None
    return found


class _AsWritten:
    """The words of a session, before anything is made of them."""

    def loads(self, written: bytes) -> bytes:
        return written


def _keys() -> tuple[str, ...]:
    return (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


@lru_cache(maxsize=accounts.HELD)
def _opened(written: str, salt: str, keys: tuple[str, ...]) -> bytes:
    """The same words always say the same: what is held ready is how they read, and not whether they still stand."""
    opened: bytes = signing.loads(written, salt=salt, serializer=_AsWritten)  # type: ignore[arg-type]
    return opened
