"""The description of the API in OpenAPI 3.1, with the refusals that any operation may give."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI

from bluelamp.kernel.access.words import PURPOSES
from bluelamp.ui.api import versions
from bluelamp.ui.api.calls import is_question
from bluelamp.ui.api.problems import MEDIA_TYPE, Problem
from bluelamp.web.api import frame
from bluelamp.web.api.scopes import ActScopes
from bluelamp.web.api.tokens import bearer

PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "One sentence that says what to do."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"field": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
    },
}
FOR_WHAT = (
    "What you ask for, where an agreement wants to know; what is shared for another purpose stays shut."
)
WHICH = "The ETag of the version that you have read. Without it: 428."
ONCE = "Send the same key with the same request again, and you get the same answer and nothing is done twice."
REFUSALS = {
    400: "It could not be read.",
    401: "No token, or one that is no longer good.",
    403: "The token is not for this.",
    404: "There is no such thing, or it is not shared with you.",
    409: "It cannot be done as things stand.",
    412: "It was changed since you read it.",
    413: "It is too large.",
    415: "It is not JSON.",
    422: "Some of what was sent cannot be used.",
    428: "Say which version you have read.",
    429: "Too many requests; wait as long as Retry-After says.",
    503: "Try again shortly.",
}


def has_token(request: HttpRequest) -> bool:
    try:
        return bool(bearer(request))
    except Problem:
        return False


def description(api: NinjaAPI) -> dict[str, Any]:
    """The description as plain values."""
    schema: dict[str, Any] = dict(api.get_openapi_schema(path_prefix="/api/v1/"))
    parts = schema.setdefault("components", {})
    parts.setdefault("schemas", {})["Problem"] = PROBLEM
    parts["securitySchemes"] = {"token": _token()}
    refusals = {str(status): _refusal(words) for status, words in REFUSALS.items()}
    known = views(api)
    for methods in schema["paths"].values():
        for method, operation in methods.items():
            view = known[operation["operationId"]]
            operation["security"] = [{"token": []}]
            operation["parameters"] = [*operation.get("parameters", ()), *_headers(method, view)]
            operation["responses"] = refusals | {str(k): v for k, v in operation["responses"].items()}
    return schema


def views(api: NinjaAPI) -> dict[str, Callable[..., Any]]:
    """The function behind each operation, by the name the description gives it."""
    several = (each for _, _, view in frame.path_views(api) for each in view.operations)
    return {api.get_openapi_operation_id(each): each.view_func for each in several}


def _headers(method: str, view: Callable[..., Any]) -> Iterator[dict[str, Any]]:
    """What may come along with any operation, with those that compare versions, and with those that add something."""
    yield _header("Purpose", FOR_WHAT, {"type": "string", "enum": list(PURPOSES)})
    if versions.compares(view):
        yield _header("If-Match", WHICH, {"type": "string", "examples": ['"3"']})
    if method == "post" and not is_question(view):
        yield _header("Idempotency-Key", ONCE, {"type": "string", "minLength": 8, "maxLength": 200})


def _header(name: str, words: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "header", "required": False, "description": words, "schema": schema}


def _refusal(words: str) -> dict[str, Any]:
    return {
        "description": words,
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


def _token() -> dict[str, Any]:
    flow = {"tokenUrl": "/api/oauth/token", "scopes": ActScopes().get_all_scopes()}
    return {"type": "oauth2", "flows": {"clientCredentials": flow}}
