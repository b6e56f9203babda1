"""Where a web server finds Bluelamp: ``granian --interface wsgi bluelamp.web.wsgi:application``."""

from __future__ import annotations

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from bluelamp.web import in_use, orphans

orphans.end_with_parent()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bluelamp.web.settings")
application = get_wsgi_application()

# A restore must not change the records under a server's feet: they are in use for as long as this process lives.
in_use.hold(settings.VAR)

# Every page is read in before anybody is answered: else whoever asks a new process first would wait for it.
get_resolver().url_patterns  # noqa: B018 - it is asked for what that does
# What the program is made of is never garbage: Python need not look through it again, a tenth of a second each time.
gc.collect()
gc.freeze()
