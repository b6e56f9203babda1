"""Files that are handed out: saved, never shown as a page, under a name that every browser reads the same."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"
"""Should a browser open it after all, nothing in it runs and it has no part in this site."""


def attachment(content: bytes, *, name: str, content_type: str) -> HttpResponse:
    """An answer that is saved as ``name`` (RFC 6266). No copy stays in the browser's cache."""
    return HttpResponse(content, content_type=content_type, headers=headers(name))


def headers(name: str) -> dict[str, str]:
    """The headers that make an answer a file to be saved."""
    plain = "".join(each for each in name if each.isprintable() and each not in '/\\"') or "file"
    return {
        "Content-Disposition": str(content_disposition_header(True, plain)),
        "Content-Security-Policy": SANDBOX,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
