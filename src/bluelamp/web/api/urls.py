"""Addresses under /api/: the description, the way to a token, and the first version of the operations."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from oauth2_provider.views import RevokeTokenView, TokenView

from bluelamp.kernel.access import policy
from bluelamp.ui.api.problems import not_found
from bluelamp.web.api import describing, frame
from bluelamp.web.api.operations import api
from bluelamp.web.navigation import is_sample

app_name = "api"


@policy.public
def description(request: HttpRequest) -> HttpResponse:
    """The whole API as OpenAPI: to anybody while the force is made up, otherwise to those who were let in."""
    if is_sample() or request.user.is_authenticated or describing.has_token(request):
        return JsonResponse(describing.description(api))
    return not_found().answer()


urlpatterns = [
    path("openapi.json", description, name="description"),
    path("oauth/token", policy.public(csrf_exempt(TokenView.as_view())), name="token"),
    path("oauth/revoke", policy.public(csrf_exempt(RevokeTokenView.as_view())), name="revoke"),
    path("v1/", include(frame.urls(api))),
]
