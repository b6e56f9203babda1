"""Where a web server finds Bluelamp: ``granian --interface wsgi bluelamp.web.wsgi:application``."""

from __future__ import annotations

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from bluelamp.web import in_use

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bluelamp.web.settings")
application = get_wsgi_application()

# A restore must not change the records under a server's feet: they are in use for as long as this process lives.
in_use.hold(settings.VAR)
