"""What is done to records that are not this process's own: ``python -m … VERB``, with settings that name them.

``examine`` looks and changes nothing; ``settle`` makes restored records fit to be used; ``erased`` asks those that will
be replaced what must not come back.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from typing import Any


def main(verb: str) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bluelamp.web.settings")
    import django

    django.setup()
    print(json.dumps(VERBS[verb](json.loads(sys.stdin.read() or "null"))))  # noqa: T201 - its answer to who asked
    return 0


def examine(given: Any) -> dict[str, Any]:
    """Are the records whole, and of this version or an older one? Every reason against, and what they hold."""
    from django.db import connection

    from bluelamp.web.backing_up.contents import contents

    with connection.cursor() as cursor:
        found = contents(cursor, connection.vendor)
    problems = [*_newer(), *_broken(), *_missing(set(found.tables))]
    return {"contents": found.as_json(), "problems": problems or _tampered()}


def erased(given: Any) -> dict[str, Any]:
    """References of everything that was erased. Records of another version are not asked: nothing is known of them."""
    from bluelamp.kernel.access.scope import Scope
    from bluelamp.kernel.keeping import queries
    from bluelamp.web import upkeep

    return {"refs": [] if upkeep.migrations_wait() else queries.erased(Scope.system("bluelamp restore"))}


def settle(given: Any) -> dict[str, Any]:
    """Bring restored records into step with this program, and write down that it was done.

    What was ended after the backup was taken must not begin again: every session ends, and what was erased since is
    erased once more.
    """
    from django.contrib.sessions.models import Session
    from django.db import transaction
    from django.utils import timezone

    from bluelamp.kernel.access.scope import Scope
    from bluelamp.kernel.audit import actions as audit
    from bluelamp.kernel.audit import sealing as seals
    from bluelamp.kernel.keeping import actions as keeping
    from bluelamp.web import upkeep

    by = Scope.system("bluelamp restore")
    upkeep.migrate()
    # The copy was taken before the file of seals was: those beyond it no longer bind.
    seals.restored(at=timezone.now())
    with transaction.atomic():
        ended, _ = Session.objects.all().delete()
        again = keeping.erase_again(by=by, refs=given.pop("erased"), now=timezone.now())
        audit.record(by=by, operation="backup.restore", kind="other", detail={**given, "erased_again": again})
    return {"sessions_ended": ended, "erased_again": again}


def _newer() -> list[str]:
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    unknown = sorted(".".join(each) for each in set(loader.applied_migrations) - set(loader.disk_migrations))
    if not unknown:
        return []
    return [f"It is of a newer Bluelamp ({unknown[0]} is not known here). Upgrade this one, then restore."]


def _broken() -> list[str]:
    """SQLite's own check of its file; a server has made every row and constraint anew, or refused."""
    from django.db import connection

    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        said = [row[0] for row in cursor.fetchall()]
        cursor.execute("PRAGMA foreign_key_check")
        astray = len(cursor.fetchall())
    problems = [] if said == ["ok"] else [f"The records are damaged: {said[0]}."]
    return problems + ([f"{astray} rows refer to rows that are not there."] if astray else [])


def _missing(tables: set[str]) -> list[str]:
    """A model without its table would be lost by a restore without anybody noticing."""
    from bluelamp.web import upkeep

    lost = sorted(set(tables_of_models()) - tables)
    return [f"It has no table {lost[0]}."] if lost and not upkeep.migrations_wait() else []


def _tampered() -> list[str]:
    """The first things that the audit record has against itself."""
    from django.db import connection

    from bluelamp.kernel.audit.verifying import verify
    from bluelamp.web import upkeep

    if upkeep.migrations_wait():
        return []
    return [found.says for found in verify(connection).findings[:3]]


def tables_of_models() -> dict[str, Any]:
    """Every concrete model there is, by its table."""
    from django.apps import apps

    models = apps.get_models(include_auto_created=True)
    return {model._meta.db_table: model for model in models if model._meta.managed and not model._meta.proxy}


VERBS: dict[str, Callable[[Any], dict[str, Any]]] = {"examine": examine, "settle": settle, "erased": erased}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
