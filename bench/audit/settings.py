"""The product's settings, with two routes more."""

from bluelamp.web.settings import *  # noqa: F403

ROOT_URLCONF = "bench.audit.urls"
