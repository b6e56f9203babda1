"""Where a request came from, behind as many proxies as there really are and no more."""

from __future__ import annotations

from functools import lru_cache
from ipaddress import IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest

NEIGHBOURS = 64
"""Bits of an IPv6 address that one household or one building shares: whoever has them has all the addresses below."""


def of(request: HttpRequest) -> str:
    """The client's address, or nothing where it cannot be told.

    Each proxy adds the address it was called from at the right of ``X-Forwarded-For``; what stands further left was
    written by the client itself and can say anything. ``BLUELAMP_PROXIES`` is how many of them are ours.
    """
    proxies: int = settings.PROXIES
    called_from = str(request.META.get("REMOTE_ADDR", ""))
    if not proxies:
        return _clean(called_from)
    seen = [each.strip() for each in request.headers.get("X-Forwarded-For", "").split(",") if each.strip()]
    return _clean(seen[-proxies]) if len(seen) >= proxies else _clean(called_from)


def network(address: str) -> str:
    """Those who can pass for one another: an IPv4 address, or the 64 bits in front of an IPv6 address."""
    if not address:
        return ""
    found = ip_address(address)
    return str(IPv6Network((found, NEIGHBOURS), strict=False)) if isinstance(found, IPv6Address) else address


@lru_cache(maxsize=1024)
def _clean(written: str) -> str:
    """An address as everybody writes it, without brackets or port; nothing where it is not one."""
    host = written.strip().removeprefix("[").partition("]")[0]
    for candidate in (host, host.rpartition(":")[0]):
        try:
            found = ip_address(candidate)
        except ValueError:
            continue
        mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
        return str(mapped or found)
    return ""
