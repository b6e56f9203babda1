"""The words of signing in."""

from __future__ import annotations

FACTORS = {
    "totp": "Authenticator app",
    "webauthn": "Passkey",
    "recovery_codes": "Recovery codes",
}
"""Kind of factor, as django-allauth keeps it → what a person calls it."""

WRONG = "The name or the password is not right. Check both and try again."
WRONG_CODE = "The code is not right, or it was used before. Wait for the next one and try again."
WRONG_PASSKEY = "The passkey was not accepted. Try again, or use a code."
WRONG_PASSWORD = "The password is not right."


def wait(seconds: int) -> str:
    """What somebody is told who has to wait before the next try."""
    return f"This was tried too often. Wait {seconds} second{'' if seconds == 1 else 's'}, then try again."
