"""What every page of a paper does first: find it, or answer that it is not there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from bluelamp.board.source import NoSuchPaper


def of_paper(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A paper or edition that is not there, or not for this reader, is not found."""

    @wraps(view)
    def found(request: HttpRequest, **which: Any) -> HttpResponse:
        try:
            return view(request, **which)
        except (NoSuchPaper, KeyError) as missing:
            raise Http404(str(missing)) from missing

    return found
