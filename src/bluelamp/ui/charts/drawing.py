"""A chart as the house knows it: picture, sentence and table from the same values, so they cannot disagree.

The picture is a Vega-Lite definition kept in a file beside this one, filled with data and drawn by
vl-convert. The fonts it measures with are its own, and no definition leaves a choice to the machine: the same
values give the same bytes anywhere.
"""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import Any

import vl_convert

HERE = Path(__file__).parent
PALETTE: dict[str, str] = json.loads((HERE.parent / "palette.json").read_text("utf-8"))
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
"""vl-convert carries Liberation Sans; Arial and Helvetica have its widths, so labels fit in any browser."""

_cache_dir: Path | None = None


class Undrawable(ValueError):
    """Raised for a chart that could not be read by everyone: it has no sentence, or no table."""


def configure(cache_dir: Path | str | None) -> None:
    """Keep drawn charts under ``cache_dir``; inside Django, ``VAR/cache/charts`` unless told otherwise."""
    global _cache_dir
    _cache_dir = Path(cache_dir) if cache_dir else None


@dataclass(frozen=True)
class Chart:
    """One drawn series with everything needed to read it without seeing it.

    ``definition`` and ``narrow`` are Vega-Lite, for a page or paper 700 pixels wide and for a telephone.
    ``headers`` and ``rows`` are the table, already in words.
    """

    title: str
    alt: str
    sentence: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    definition: Mapping[str, Any]
    narrow: Mapping[str, Any]

    def __post_init__(self) -> None:
        if not self.sentence.strip():
            raise Undrawable(f"“{self.title}” has no sentence. Say what the chart shows before drawing it.")
        if not self.rows or any(len(row) != len(self.headers) for row in self.rows):
            raise Undrawable(f"“{self.title}” has no table with a cell for each of its headings.")

    @property
    def digest(self) -> str:
        """Names the picture: equal definitions drawn by the same vl-convert have equal digests."""
        return _digest(self.definition)

    @property
    def svg(self) -> str:
        """The wide picture, ready to stand inside HTML."""
        return self._named(_drawn(self.definition, "svg").decode())

    @property
    def svg_narrow(self) -> str:
        """The same for a telephone: drawn again at its width, so that its text stays readable."""
        return self._named(_drawn(self.narrow, "svg").decode())

    def png(self, scale: float = 2.0) -> bytes:
        """The wide picture as PNG, for Word; scale 2 is 144 dots an inch."""
        return _drawn(self.definition, "png", scale)

    def pdf(self) -> bytes:
        """The wide picture as PDF with its text as text, for print."""
        return _drawn(self.definition, "pdf")

    def _named(self, svg: str) -> str:
        """Name and describe the picture; an ``aria-label`` needs no id, so a page may show it twice."""
        opening = re.match(r"<svg[^>]*>", svg)
        assert opening, "vl-convert gave no <svg> element"
        width, height = (
            re.search(rf'\b{side}="([\d.]+)"', opening[0])[1]  # type: ignore[index]
            for side in ("width", "height")
        )
        name = f"{self.title}. {self.alt}"
        start = (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(name)}"'
            f' width="{width}" height="{height}" viewBox="0 0 {width} {height}" focusable="false">'
            f"<title>{escape(self.title)}</title><desc>{escape(self.alt)}</desc>"
        )
        return start + _tidied(svg[opening.end() :])


def _tidied(svg: str) -> str:
    """Without the roles inside the picture (it is one image) and without decimals nobody can see."""

    def tidy(tag: re.Match[str]) -> str:
        bare = re.sub(r' (?:role|class|aria-[a-z]+|pointer-events)="[^"]*"', "", tag[0])
        return re.sub(r"(\d\.\d\d)\d+", r"\1", bare)

    return re.sub(r"<[^>]+>", tidy, svg)


def fill(name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The definition ``<name>.json`` in the house style, each ``"$word"`` replaced by that word's value.

    Raises ``KeyError`` for a word without a value: a chart is never drawn half filled.
    """
    words = {**PALETTE, "font": FONT, **values}

    def filled(part: Any) -> Any:
        if isinstance(part, dict):
            return {key: filled(inner) for key, inner in part.items()}
        if isinstance(part, list):
            return [filled(inner) for inner in part]
        if isinstance(part, str) and part.startswith("$"):
            return words[part[1:]]
        return part

    definition: dict[str, Any] = filled(_definition(name))
    definition["config"] = filled(_definition("house"))
    return definition


@cache
def _definition(name: str) -> Any:
    return json.loads((HERE / f"{name}.json").read_text("utf-8"))


def _digest(definition: Mapping[str, Any]) -> str:
    written = json.dumps(definition, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(f"{version('vl-convert-python')}\n{written}".encode()).hexdigest()


def _drawn(definition: Mapping[str, Any], form: str, scale: float = 1.0) -> bytes:
    folder = _folder()
    kept = folder / f"{_digest(definition)}-{scale:g}.{form}" if folder else None
    if kept and kept.is_file():
        return kept.read_bytes()
    drawn = _draw(json.dumps(definition), form, scale)
    if kept:
        _keep(kept, drawn)
    return drawn


def _draw(definition: str, form: str, scale: float) -> bytes:
    local: dict[str, Any] = {"allowed_base_urls": []}  # a chart never fetches anything
    if form == "png":
        return vl_convert.vegalite_to_png(definition, scale=scale, **local)
    if form == "pdf":
        return vl_convert.vegalite_to_pdf(definition, **local)
    return vl_convert.vegalite_to_svg(definition, **local).encode()


def _keep(path: Path, drawn: bytes) -> None:
    """Write whole or not at all: two processes may draw the same chart at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as part:
        part.write(drawn)
    Path(part.name).replace(path)


def _folder() -> Path | None:
    if _cache_dir:
        return _cache_dir
    from django.conf import settings  # charts also serve scripts that run without Django

    return settings.VAR / "cache" / "charts" if settings.configured else None
