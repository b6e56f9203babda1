"""What the environment says of serving and signing in, as settings: what cannot be right is refused in one line."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bluelamp.web.records import Refused


def number(environ: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    """A whole number between two bounds."""
    said = environ.get(name, "").strip()
    if not said:
        return default
    if not said.isascii() or not said.isdigit() or not low <= int(said) <= high:
        raise Refused(f"{name} is {said!r}. It must be a whole number from {low} to {high}.")
    return int(said)


MOST_WORKERS = 8
"""So many by themselves, however many cores there are: each takes memory, and those who write wait for each other."""


def workers(environ: Mapping[str, str]) -> int:
    """How many processes answer requests: one for each core that is ours to use, or as many as somebody says."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return number(environ, "BLUELAMP_WORKERS", min(cores, MOST_WORKERS), 1, 64)


def second_factor(environ: Mapping[str, str]) -> str:
    """Who is asked for a second factor: everybody, but where the records are the made-up sample and nobody insists."""
    said = environ.get("BLUELAMP_MFA", "").strip()
    if said not in ("", "required"):
        raise Refused(f"BLUELAMP_MFA is {said!r}. Set it to required, or leave it out.")
    return said or "unless sample"


def clearance(environ: Mapping[str, str]) -> str:
    """Whose vetting and training is asked for: theirs of whom something is written down, or everybody's."""
    said = environ.get("BLUELAMP_CLEARANCE", "").strip()
    if said not in ("", "required"):
        raise Refused(f"BLUELAMP_CLEARANCE is {said!r}. Set it to required, or leave it out.")
    return said or "as written"


def directory(environ: Mapping[str, str]) -> dict[str, Any]:
    """The force's own directory for django-allauth; empty where the environment names none."""
    issuer = environ.get("BLUELAMP_OIDC_ISSUER", "").strip().rstrip("/")
    if not issuer:
        return {}
    where = urlsplit(issuer)
    if where.scheme != "https" and where.hostname not in ("127.0.0.1", "localhost"):
        raise Refused("BLUELAMP_OIDC_ISSUER must begin with https://.")
    client = environ.get("BLUELAMP_OIDC_CLIENT_ID", "").strip()
    if not client:
        raise Refused(
            "BLUELAMP_OIDC_CLIENT_ID is missing: the name under which the directory knows Bluelamp."
        )
    app = {
        "provider_id": "force",
        "name": environ.get("BLUELAMP_OIDC_NAME", "").strip() or "the directory of your force",
        "client_id": client,
        "secret": _secret(environ),
        "settings": {"server_url": issuer, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


def directory_origins(providers: Mapping[str, Any]) -> list[str]:
    """Where a form of ours may lead on to: the directory, if there is one."""
    apps = providers.get("openid_connect", {}).get("APPS", [])
    found = [urlsplit(app["settings"]["server_url"]) for app in apps]
    return [f"{each.scheme}://{each.netloc}" for each in found]


def _secret(environ: Mapping[str, str]) -> str:
    """From a file that only the server reads, or from the environment."""
    if path := environ.get("BLUELAMP_OIDC_SECRET_FILE", "").strip():
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as problem:
            raise Refused(
                f"BLUELAMP_OIDC_SECRET_FILE cannot be read ({problem.strerror}). Name a file with the secret."
            ) from None
    if secret := environ.get("BLUELAMP_OIDC_SECRET", "").strip():
        return secret
    raise Refused(
        "BLUELAMP_OIDC_SECRET_FILE is missing: the path of a file with the secret of the directory."
    )
