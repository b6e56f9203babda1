"""An account, and what its owner is today: what every request asks of the records, put to them as one question."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection
from django.utils.functional import SimpleLazyObject

from bluelamp.kernel.access.models import User
from bluelamp.kernel.audit.wording import Always

HELD = 4096
"""So many people's marks are held ready: more than are on shift at once."""
ASKED = Always("""
    SELECT u.password, u.id, u.username, u.first_name, u.last_name, m.role, o.key, o.kind, o.regime, p.key,
        (SELECT string_agg(a.code, '\n') FROM access_membership_lpus l JOIN places_area a ON a.id = l.area_id
         WHERE l.membership_id = m.id),
        (SELECT string_agg(t.code, '\n') FROM access_membership_teams l
         JOIN organisations_team t ON t.id = l.team_id WHERE l.membership_id = m.id),
        (SELECT string_agg(c.what || ' ' || COALESCE(CAST(c.until AS VARCHAR(10)), ''), '\n')
         FROM access_clearance c WHERE c.user_id = u.id AND c.ended_at IS NULL)
    FROM access_user u LEFT JOIN access_membership m ON m.user_id = u.id AND m.until IS NULL
    LEFT JOIN organisations_organisation o ON o.id = m.organisation_id
    LEFT JOIN organisations_organisation p ON p.id = o.parent_id WHERE u.id = %s AND u.is_active
""")
"""In plain words: the ORM takes several times as long to write it, and PostgreSQL to plan it. SQLite has known
``string_agg`` since 3.44, and none that is older opens records here."""


class Account(NamedTuple):
    """An open account as the database has it now. Without a ``role`` its owner may nothing today.

    ``mark`` is what a session has to bear to be this account's: it changes with the password, which is not kept here.
    ``lpus`` and ``teams`` are codes, ``clearances`` what and until when; each on a line of its own.
    """

    mark: str
    number: int
    username: str
    first_name: str
    last_name: str
    role: str | None
    organisation: str
    kind: str
    regime: str
    parent: str | None
    lpus: str | None
    teams: str | None
    clearances: str | None

    @property
    def name(self) -> str:
        """As the audit record names its owner."""
        return f"{self.first_name} {self.last_name}".strip() or self.username


def of(number: int | None) -> Account | None:
    """The account with a number, while it is open."""
    with connection.cursor() as cursor:
        cursor.execute(ASKED, [number])
        found = cursor.fetchone()
    return Account(_mark(found[0], settings.SECRET_KEY), *found[1:]) if found else None


@lru_cache(maxsize=HELD)
def _mark(password: str, key: str) -> str:
    """As Django makes it of what is kept of a password, with the key of this place."""
    return User(password=password).get_session_auth_hash()


class Asker(SimpleLazyObject):
    """Whose session it is that came along. The whole of their account is read when something wants more of it."""

    is_authenticated = is_active = True
    is_anonymous = False

    def __init__(self, account: Account, whole: Callable[[], Any]) -> None:
        super().__init__(whole)
        self.__dict__["account"] = account


def of_asker(user: User | Asker) -> Account | None:
    """Their account: as this request found it, or as it is now for a user that came from elsewhere."""
    return user.__dict__["account"] if type(user) is Asker else of(user.pk)
