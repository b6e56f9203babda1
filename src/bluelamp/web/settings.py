"""Settings, all of them from the environment, with safe values for trying Bluelamp on one machine."""

from __future__ import annotations

import os
from pathlib import Path

VAR = Path(os.environ.get("BLUELAMP_VAR", "var")).resolve()
SECRET_KEY = os.environ.get("BLUELAMP_SECRET_KEY", "only-for-trying")
DEBUG = False
ALLOWED_HOSTS = os.environ.get("BLUELAMP_HOSTS", "127.0.0.1,localhost,testserver").split(",")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "bluelamp.kernel.audit",
    "bluelamp.kernel.places",
    "bluelamp.kernel.organisations",
    "bluelamp.kernel.access",
    "bluelamp.kernel.figures",
    "bluelamp.areas.satisfaction",
    "bluelamp.areas.neighbourhoods",
    "bluelamp.areas.hate_crime",
    "bluelamp.performance",
    "bluelamp.board",
    "bluelamp.ui",
    "bluelamp.web",
]
WAREHOUSE = VAR / "warehouse"
AUTH_USER_MODEL = "access.User"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": VAR / "records.sqlite3"}}
ROOT_URLCONF = "bluelamp.web.urls"
USE_TZ = True
TIME_ZONE = "Europe/London"
LANGUAGE_CODE = "en-gb"
STATIC_URL = "/static/"
