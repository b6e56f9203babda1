"""What a page may load, said with every answer: in the same words but for the nonce of its scripts."""

from __future__ import annotations

from functools import cached_property

from csp.constants import HEADER
from csp.middleware import CheckableLazyObject, CSPMiddleware
from csp.utils import build_policy
from django.http import HttpRequest
from django.http.response import HttpResponseBase

NONCE = "a-nonce"
OF_ITS_OWN = frozenset(
    f"_csp_{what}{of}" for what in ("config", "update", "replace", "exempt") for of in ("", "_ro")
)
"""Where an answer says that its own policy differs."""


class ContentPolicy(CSPMiddleware):
    """django-csp's, which puts the policy together anew for each answer; here that is done once."""

    @cached_property
    def _words(self) -> tuple[str, str]:
        """Without a nonce, and with one that stands for those to come."""
        return build_policy() or "", build_policy(nonce=NONCE) or ""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if OF_ITS_OWN & vars(response).keys() or response.has_header(HEADER):
            answer: HttpResponseBase = super().process_response(request, response)
            return answer
        nonce = getattr(request, "_csp_nonce", None)
        without, with_one = self._words
        response.headers[HEADER] = with_one.replace(NONCE, nonce) if nonce else without
        if nonce is None:
            # A nonce that is asked for from here on would not be in the policy: that is an error, as it is there.
            request.csp_nonce = CheckableLazyObject(self._csp_nonce_post_response)  # type: ignore[attr-defined]
        return response
