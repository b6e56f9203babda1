"""Our path: the row through everything a page of the product passes, and the record it writes.

As a program it fills a database, signs somebody in and prints what to send along.
"""

from __future__ import annotations

import json
import os

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.audit.settings"

from bluelamp.web.wsgi import application

__all__ = ["application"]


def make() -> dict[str, object]:
    """An analyst who has shown a second factor, and teams to read."""
    from django.conf import settings
    from django.core.management import call_command
    from django.middleware.csrf import _get_new_csrf_string
    from django.test import Client

    from bluelamp.kernel.access.scope import Scope
    from bluelamp.kernel.access.tests.factories import user_of
    from bluelamp.kernel.organisations.actions import load_organisations
    from bluelamp.kernel.organisations.models import Team
    from bluelamp.kernel.places.actions import load_places
    from bluelamp.kernel.sign_in.desk import FACTOR

    call_command("migrate", verbosity=0)
    by = Scope.system("bench")
    load_places(by=by)
    load_organisations(by=by)
    client = Client()
    client.force_login(user_of("analyst"))
    session = client.session
    session[FACTOR] = "totp"
    session.save()
    client.get("/")
    token = _get_new_csrf_string()
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={token}"
    return {
        "numbers": list(Team.objects.values_list("pk", flat=True)),
        "head": f"Cookie: {cookies}\r\nX-CSRFToken: {token}\r\n",
    }


if __name__ == "__main__":
    print(json.dumps(make()))
