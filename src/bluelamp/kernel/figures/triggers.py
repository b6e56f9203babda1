"""The locks on figures: the database refuses to change or remove one, whoever asks. A correction is a new figure."""

from __future__ import annotations

from bluelamp.kernel.audit.locks import Locks

TABLES = ("figures_figure", "figures_taking")
REFUSAL = "A figure is never changed or removed; a correction is a new figure."

_ABORT = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
# INSERT OR REPLACE removes a row without a delete trigger unless recursive triggers are on: refuse a used number.
_USED = "WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"
_RAISE = f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
_REFUSE = "EXECUTE FUNCTION figures_refuse()"


def _each(*statements: str) -> tuple[str, ...]:
    return tuple(statement.format(table=table) for table in TABLES for statement in statements)


LOCKS = Locks(
    on={
        "sqlite": _each(
            f"CREATE TRIGGER {{table}}_no_update BEFORE UPDATE ON {{table}} {_ABORT}",
            f"CREATE TRIGGER {{table}}_no_delete BEFORE DELETE ON {{table}} {_ABORT}",
            f"CREATE TRIGGER {{table}}_no_replace BEFORE INSERT ON {{table}} {_USED} {_ABORT}",
        ),
        "postgresql": (
            f"CREATE OR REPLACE FUNCTION figures_refuse() RETURNS trigger LANGUAGE plpgsql AS {_RAISE}",
            *_each(
                f"CREATE TRIGGER {{table}}_no_change BEFORE UPDATE OR DELETE ON {{table}} FOR EACH ROW {_REFUSE}",
                f"CREATE TRIGGER {{table}}_no_truncate BEFORE TRUNCATE ON {{table}} FOR EACH STATEMENT {_REFUSE}",
            ),
        ),
    },
    off={
        "sqlite": _each(
            *(f"DROP TRIGGER IF EXISTS {{table}}_no_{what}" for what in ("update", "delete", "replace"))
        ),
        "postgresql": _each(
            *(f"DROP TRIGGER IF EXISTS {{table}}_no_{what} ON {{table}}" for what in ("change", "truncate"))
        ),
    },
)
lock, unlock, unlocked = LOCKS.lock, LOCKS.unlock, LOCKS.unlocked
