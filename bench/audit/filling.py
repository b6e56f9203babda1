"""``python -m bench.audit.filling N``: a database with so many made-up records, sealed."""

from __future__ import annotations

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bluelamp.web.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - Django has to be set up first
from django.db import connection  # noqa: E402 - Django has to be set up first
from django.utils import timezone  # noqa: E402 - Django has to be set up first

from bluelamp.kernel.audit import sealing, triggers  # noqa: E402 - Django has to be set up first
from bluelamp.kernel.audit.tests.filling import fill  # noqa: E402 - Django has to be set up first

call_command("migrate", verbosity=0)
# What is indexed as records are written is not what is measured.
with triggers.unlocked(connection):
    fill(int(sys.argv[1]))
sealing.seal(at=timezone.now())
