"""The locks on the audit record: the database refuses to change or remove a row, whoever asks and however they ask.

Two things may go, each only once a record in the chain says so: what was kept apart for a record and was erased by law,
and whole sealed stretches whose time of keeping is over. A record that was only made up to open a lock does not verify.
"""

from __future__ import annotations

from collections.abc import Iterator

from bluelamp.kernel.audit.locks import Locks

REFUSAL = "The audit record is never changed or removed."

TABLES = ("audit_record", "audit_payload", "audit_touch", "audit_seal")

# What has to stand in the chain before a row may go; ``OLD`` is the row.
PRUNED = {
    "sqlite": """EXISTS (SELECT 1 FROM audit_record r WHERE r.operation = 'audit.prune' AND r.seq > OLD.seq
                         AND json_extract(r.detail, '$.up_to') >= OLD.seq)""",
    "postgresql": """EXISTS (SELECT 1 FROM audit_record r WHERE r.operation = 'audit.prune' AND r.seq > OLD.seq
                             AND (r.detail ->> 'up_to')::bigint >= OLD.seq)""",
}
ERASED = """EXISTS (SELECT 1 FROM audit_touch t JOIN audit_record r ON r.seq = t.seq
                    WHERE t.object = 'audit:' || OLD.seq AND r.operation = 'audit.erase_payload')"""
GONE = "NOT EXISTS (SELECT 1 FROM audit_record r WHERE r.seq = OLD.seq)"


def may_go(vendor: str) -> dict[str, str]:
    """When a row of a table may be removed."""
    return {
        "audit_record": PRUNED[vendor],
        "audit_payload": f"{ERASED} OR {GONE}",
        "audit_touch": GONE,
        "audit_seal": "1 = 0",
    }


_ABORT = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
_RAISE = f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'"

# Where an object is named, kept by the database itself, so that no way of writing a record leaves it out.
_TOUCHES = {
    "sqlite": """CREATE TRIGGER audit_touches AFTER INSERT ON audit_record WHEN NEW.objects <> '[]'
        BEGIN INSERT OR IGNORE INTO audit_touch (object, seq)
              SELECT substr(value, 1, 200), NEW.seq FROM json_each(NEW.objects); END""",
    "postgresql": """CREATE OR REPLACE FUNCTION audit_touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO audit_touch (object, seq)
        SELECT left(value, 200), NEW.seq FROM jsonb_array_elements_text(NEW.objects) ON CONFLICT DO NOTHING;
        RETURN NULL; END $$""",
}

# One writer at a time from here to the end of the transaction, and the head as it is then: a statement in a volatile
# function sees what was committed while it waited, which a statement that waited by itself would not.
_HEAD = """CREATE OR REPLACE FUNCTION audit_head() RETURNS TABLE (seq bigint, hash varchar, key_name varchar)
    LANGUAGE plpgsql VOLATILE AS $$ BEGIN
    PERFORM pg_advisory_xact_lock(1114338149);
    RETURN QUERY SELECT r.seq, r.hash, r.key_name FROM audit_record r ORDER BY r.seq DESC LIMIT 1; END $$"""


def _sqlite() -> Iterator[str]:
    yield _TOUCHES["sqlite"]
    for table, allowed in may_go("sqlite").items():
        yield f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {_ABORT}"
        yield f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} WHEN NOT ({allowed}) {_ABORT}"
    # INSERT OR REPLACE removes a row without asking the delete trigger: refuse a number that is in use.
    for table in ("audit_record", "audit_payload", "audit_seal"):
        used = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE seq = NEW.seq)"
        yield f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} {used} {_ABORT}"


def _postgresql() -> Iterator[str]:
    yield _HEAD
    yield _TOUCHES["postgresql"]
    yield """CREATE TRIGGER audit_touches AFTER INSERT ON audit_record FOR EACH ROW
             WHEN (NEW.objects <> '[]'::jsonb) EXECUTE FUNCTION audit_touch()"""
    yield f"""CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
              $$ BEGIN {_RAISE}; END $$"""
    for table, allowed in may_go("postgresql").items():
        yield f"""CREATE OR REPLACE FUNCTION {table}_may_go() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                  IF {allowed} THEN RETURN OLD; END IF; {_RAISE}; END $$"""
        refuse = "EXECUTE FUNCTION audit_refuse()"
        yield f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} FOR EACH ROW {refuse}"
        yield f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {refuse}"
        yield f"""CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW
                  EXECUTE FUNCTION {table}_may_go()"""


_ON = {"sqlite": tuple(_sqlite()), "postgresql": tuple(_postgresql())}
_NAMES = tuple(
    f"{table}_no_{what}" for table in TABLES for what in ("update", "delete", "replace", "truncate")
)
# ``audit_no_…`` are the locks of the first release.
_EARLIER = ("audit_no_update", "audit_no_delete", "audit_no_replace", "audit_no_change", "audit_no_truncate")
_OFF = {
    "sqlite": tuple(f"DROP TRIGGER IF EXISTS {name}" for name in ("audit_touches", *_EARLIER, *_NAMES)),
    "postgresql": (
        "DROP TRIGGER IF EXISTS audit_touches ON audit_record",
        *(f"DROP TRIGGER IF EXISTS {name} ON audit_record" for name in _EARLIER),
        *(f"DROP TRIGGER IF EXISTS {name} ON {name.rsplit('_no_')[0]}" for name in _NAMES),
    ),
}

LOCKS = Locks(_ON, _OFF)
lock, unlock, unlocked = LOCKS.lock, LOCKS.unlock, LOCKS.unlocked
