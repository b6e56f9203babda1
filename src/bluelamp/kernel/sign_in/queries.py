"""What is asked of signing in: who tried how often, which factors somebody has, and where they are signed in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Max, QuerySet
from django.utils.crypto import salted_hmac

from bluelamp.kernel.access import address as addresses
from bluelamp.kernel.access.models import Membership, User
from bluelamp.kernel.access.permissions import GIVEN
from bluelamp.kernel.access.scope import Scope, require
from bluelamp.kernel.organisations.models import Organisation, Team
from bluelamp.kernel.places.models import Area
from bluelamp.kernel.sign_in import codes, rules
from bluelamp.kernel.sign_in.models import NewStart, Try
from bluelamp.kernel.sign_in.words import FACTORS


@dataclass(frozen=True)
class Factor:
    """One way in which somebody proves who they are, beside the password."""

    pk: int
    kind: str
    name: str
    added_at: datetime
    last_used_at: datetime | None
    left: int | None = None

    @property
    def noun(self) -> str:
        return FACTORS[self.kind]


@dataclass(frozen=True)
class OpenSession:
    """One browser in which somebody is signed in."""

    pk: int
    address: str
    browser: str
    began: datetime
    seen: datetime
    is_this: bool = False


def tag(what: str, text: str) -> str:
    """A name or an address, unreadable, but the same for the same."""
    return salted_hmac(f"bluelamp.sign_in.{what}", text.strip().casefold()).hexdigest()


def network_tag(address: str) -> str:
    return tag("network", addresses.network(address))


def seconds_to_wait(subject: str, address: str, *, now: datetime) -> int:
    """How long before ``subject`` may be tried from ``address`` again. Nobody is signed in yet: no scope."""
    name, network = tag("subject", subject), network_tag(address)
    recent = Try.objects.filter(let_in=False, at__gt=now - rules.REMEMBERED)
    known = Try.objects.filter(
        subject=name, network=network, let_in=True, at__gt=now - rules.FAMILIAR_FOR
    ).exists()
    return rules.seconds_to_wait(
        rules.Tries(
            this_name_from_here=_moments(recent.filter(subject=name, network=network)),
            this_name=_moments(recent.filter(subject=name)),
            from_here=_moments(recent.filter(network=network)),
            is_familiar=known,
        ),
        now,
    )


def _moments(tries: Iterable[Try]) -> list[datetime]:
    return list(tries.order_by("at").values_list("at", flat=True))  # type: ignore[attr-defined]


def second_factor_is_asked() -> bool:
    """Is a second factor asked for here? Always, but where the records are the made-up sample and nobody insists."""
    if settings.SECOND_FACTOR != "unless sample":
        return bool(settings.SECOND_FACTOR == "required")
    return not (settings.VAR / "sample.json").is_file()


def has_second_factor(user_id: int) -> bool:
    return Authenticator.objects.filter(user_id=user_id, type__in=("totp", "webauthn")).exists()


def factors(user_id: int) -> tuple[Factor, ...]:
    """Somebody's factors in the order of their making."""
    rows = Authenticator.objects.filter(user_id=user_id).order_by("created_at", "pk")
    return tuple(
        Factor(
            pk=row.pk,
            kind=row.type,
            name=row.data.get("name", "") if row.type == "webauthn" else "",
            added_at=row.created_at,
            last_used_at=row.last_used_at,
            left=len(codes.unused(row)) if row.type == "recovery_codes" else None,
        )
        for row in rows
    )


def recovery_codes(user_id: int) -> list[str]:
    """The recovery codes that are left; none where none were made."""
    row = Authenticator.objects.filter(user_id=user_id, type="recovery_codes").first()
    return codes.unused(row) if row else []


def user_called(scope: Scope, name: str) -> User | None:
    """The account that signs in by this name."""
    require(scope, "users.manage")
    return User.objects.filter(username=name).first()


def user(scope: Scope, pk: int) -> User | None:
    """One account."""
    require(scope, "users.manage")
    return User.objects.filter(pk=pk).first()


def standing(scope: Scope, pk: int) -> Membership | None:
    """The role that stands for this account."""
    require(scope, "users.manage")
    return Membership.objects.filter(user=pk, until__isnull=True).select_related("organisation").first()


@dataclass(frozen=True)
class Account:
    """Somebody who can sign in, as an administrator sees them."""

    pk: int
    name: str
    full_name: str
    is_active: bool
    role: str
    organisation: str
    has_factor: bool
    last_seen: datetime | None


def people(scope: Scope) -> tuple[Account, ...]:
    """Everybody who can sign in, by name: three questions, however many they are."""
    require(scope, "users.manage")
    roles = {
        each.user_id: each
        for each in Membership.objects.filter(until__isnull=True).select_related("organisation")
    }
    strong = set(
        Authenticator.objects.filter(type__in=("totp", "webauthn")).values_list("user_id", flat=True)
    )
    everybody = User.objects.annotate(seen=Max("usersession__last_seen_at")).order_by("username")
    return tuple(_account(each, roles.get(each.pk), each.pk in strong) for each in everybody)


def _account(user: User, role: Membership | None, has_factor: bool) -> Account:
    return Account(
        pk=user.pk,
        name=user.get_username(),
        full_name=user.get_full_name(),
        is_active=user.is_active,
        role=role.get_role_display() if role else "",
        organisation=str(role.organisation) if role else "",
        has_factor=has_factor,
        last_seen=user.seen,  # type: ignore[attr-defined]
    )


def open_sessions(user_id: int, *, now: datetime, this: str = "") -> tuple[OpenSession, ...]:
    """Where somebody is signed in, latest first. ``this`` is the key of the session that asks."""
    rows = UserSession.objects.filter(user_id=user_id).order_by("-last_seen_at", "-pk")
    keys = [row.session_key for row in rows]
    standing = set(
        Session.objects.filter(session_key__in=keys, expire_date__gt=now).values_list(
            "session_key", flat=True
        )
    )
    return tuple(
        OpenSession(
            pk=row.pk,
            address=row.ip,
            browser=browser(row.user_agent),
            began=row.created_at,
            seen=row.last_seen_at,
            is_this=row.session_key == this,
        )
        for row in rows
        if row.session_key in standing
        and not rules.why_ended(
            began=row.created_at,
            seen=row.last_seen_at,
            now=now,
            idle=settings.SESSION_IDLE,
            absolute=settings.SESSION_ABSOLUTE,
        )
    )


BROWSERS = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
MACHINES = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def browser(user_agent: str) -> str:
    """What a browser says it is, in two words that its owner knows it by."""
    what = next((name for mark, name in BROWSERS if mark in user_agent), "Another browser")
    where = next((name for mark, name in MACHINES if mark in user_agent), "")
    return f"{what} on {where}" if where else what


def at(seconds: float) -> datetime:
    """A moment as a session keeps it."""
    return datetime.fromtimestamp(seconds, UTC)


def new_starts(scope: Scope) -> QuerySet[NewStart]:
    """New starts that wait for a second person, the oldest first."""
    require(scope, "users.manage")
    return NewStart.objects.filter(decided_at=None).select_related("user", "asked_by").order_by("pk")


def places_of_work(scope: Scope, standing: Membership | None) -> dict[str, list[tuple[str, str]]]:
    """What there is to choose from for a role: roles, organisations, units, and the teams of where they are now."""
    require(scope, "users.manage")
    organisation = standing.organisation if standing else None
    teams = Team.objects.filter(organisation__in={organisation, organisation.body}) if organisation else ()
    return {
        "role": [(key, noun[:1].upper() + noun[1:]) for key, noun in GIVEN.items()],
        "organisation": [(each.key, str(each)) for each in Organisation.objects.order_by("name")],
        "lpus": [(area.code, area.name) for area in Area.objects.filter(level="lpu").order_by("name")],
        "teams": [(team.code, str(team)) for team in teams],
    }
