"""Where a web server finds Bluelamp: ``granian --interface wsgi bluelamp.web.wsgi:application``."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bluelamp.web.settings")
application = get_wsgi_application()
