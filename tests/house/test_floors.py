"""Imports and foreign keys go down the floors only."""

from __future__ import annotations

import pytest
from django.apps import apps
from importlinter.cli import lint_imports

from tests.house.tree import ROOT

FLOORS = ("web", "board", "performance", "areas", "practice", "kernel", "ui")
KERNEL = ("figures", "people", "keeping", "sign_in", "access", "organisations", "places", "audit")


def height(app: str) -> tuple[int, int]:
    """How high an app stands, by the name of its package; siblings stand equally high."""
    _, floor, *drawer = app.split(".")
    return -FLOORS.index(floor), -KERNEL.index(drawer[0]) if floor == "kernel" else 0


def relations() -> list[tuple[str, str, str, str]]:
    """Every relation between two of our apps: its name, the two apps, and what it is called from the other side."""
    found = []
    for model in apps.get_models():
        home = model._meta.app_config.name
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
            if home.startswith("bluelamp.") and field.is_relation and field.related_model:
                target = field.related_model._meta.app_config.name
                if target.startswith("bluelamp.") and target != home:
                    found.append(
                        (
                            f"{model.__name__}.{field.name}",
                            home,
                            target,
                            field.remote_field.related_name or "",
                        )
                    )
    return found


def test_every_import_goes_down(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == 0, capsys.readouterr().out


def test_a_kernel_app_stands_above_those_it_may_use():
    assert height("bluelamp.web") > height("bluelamp.areas.satisfaction") > height("bluelamp.kernel.figures")
    assert (
        height("bluelamp.kernel.figures") > height("bluelamp.kernel.access") > height("bluelamp.kernel.audit")
    )
    assert height("bluelamp.areas.satisfaction") == height("bluelamp.areas.hate_crime")


@pytest.mark.parametrize(("name", "home", "target", "_"), relations())
def test_every_foreign_key_points_down(name, home, target, _):
    assert height(home) > height(target), f"{name} points from {home} to {target}"


@pytest.mark.parametrize(("name", "home", "target", "related_name"), relations())
def test_a_foreign_key_that_leaves_its_app_is_not_seen_from_the_other_side(name, home, target, related_name):
    assert related_name.endswith("+"), f"{name} must carry related_name='+'"
