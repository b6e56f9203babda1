"""Passwords that are made here, to be handed over in person and changed."""

from __future__ import annotations

import secrets

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""None that look alike."""


def made() -> str:
    """Five groups of four: 95 bits, and easy to read over a telephone."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(5))
