"""Django's Jinja2, set up as GOV.UK's macros and the house need it: what every template may call and how it says it."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.template.backends import jinja2 as backend
from django.templatetags.static import static as static_address
from django.urls import reverse
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader, PrefixLoader
from markupsafe import Markup

from bluelamp.ui import formats
from bluelamp.ui.charts import Chart, Map

MARKING = "OFFICIAL"
"""The marking of a page that says nothing else."""


class Templates(backend.Jinja2):
    """The Jinja2 backend with templates in ``templates/``, where Django's are, not in ``jinja2/``."""

    app_dirname = "templates"


def environment(*, loader: Any, **options: Any) -> Environment:
    """What Django asks for. GOV.UK's macros are loaded under both the names they use for themselves."""
    govuk = PackageLoader("govuk_frontend_jinja")
    loaders = ChoiceLoader([loader, govuk, PrefixLoader({"govuk_frontend_jinja": govuk})])
    # GOV.UK's macros read attributes of parameters that were not given: a plain Undefined would raise.
    made = Environment(
        **{
            **options,
            "loader": loaders,
            "undefined": ChainableUndefined,
            "trim_blocks": True,
            "lstrip_blocks": True,
        }
    )
    made.globals.update(
        url=url, static=static, nonce=nonce, picture=picture, interval=formats.interval, MARKING=MARKING
    )
    made.filters.update(
        percent=formats.percent,
        number=formats.number,
        value=formats.value,
        change=formats.change,
        day=formats.day,
        moment=formats.moment,
        month=formats.month,
        month_short=formats.month_short,
    )
    return made


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a named route."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def static(path: str) -> str:
    """The address of a static file with its digest, so that a browser keeps it until it changes."""
    return f"{static_address(path)}?v={_digest(path)}"


def nonce(request: HttpRequest | None) -> str:
    """The nonce of this response. The macros ask ``if cspNonce``, and django-csp's own is false until it is used."""
    return str(getattr(request, "csp_nonce", "")) if request else ""


def picture(chart: Chart | Map, *, narrow: bool = False) -> Markup:
    """A chart's or map's SVG. It comes from the house definitions, so that it may stand in the page as it is."""
    return Markup(chart.svg_narrow if narrow and isinstance(chart, Chart) else chart.svg)


@cache
def _digest(path: str) -> str:
    found = finders.find(path)
    return hashlib.sha256(Path(str(found)).read_bytes()).hexdigest()[:12] if found else "missing"
