"""What ``/healthz`` tells, and what it keeps to itself."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection

from bluelamp.web import health, records


@pytest.mark.django_db
def test_it_tells_engine_version_pragmas_and_migrations_to_anybody(client):
    response = client.get("/healthz")
    report = response.json()
    assert response.status_code == 200
    assert report["status"] == "ok"
    assert report["engine"] == connection.vendor
    assert report["migrations_applied"] is True
    assert set(report) == {"status", "engine", "version", "pragmas", "migrations_applied"}
    if connection.vendor == "sqlite":
        assert records.fault_of(report["version"]) is None
        assert set(report["pragmas"]) == set(records.PRAGMAS)


@pytest.mark.django_db
def test_a_migration_that_waits_is_told_as_not_well(client, monkeypatch):
    monkeypatch.setattr(health.upkeep, "migrations_wait", lambda: True)
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json()["status"] == "migrations wait"


@pytest.mark.django_db
def test_records_out_of_reach_are_told_without_host_user_or_path(client, monkeypatch):
    def out_of_reach() -> bool:
        raise DatabaseError("could not connect to db.local as ann")

    monkeypatch.setattr(health.upkeep, "migrations_wait", out_of_reach)
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json() == {"status": "records out of reach", "engine": connection.vendor}
