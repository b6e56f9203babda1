"""The page of docs/reference that lists every operation of the API, from the description itself."""

from __future__ import annotations

from typing import Any

from bluelamp.kernel.access import policy
from bluelamp.web.api import describing
from bluelamp.web.api.acts import OPEN_TO_SYSTEMS
from bluelamp.web.api.operations import api

TOP = """# The API, operation by operation

Written by `make docs` from the description that `/api/openapi.json` gives; do not edit it here.
How to begin: [ten calls](../how-to/call-the-api.md).

*Asks* is what the token has to be for. Where it says *by name*, it has to be a token of a person.
Where it says `If-Match`, send the ETag that you have read.

| to | call | asks | send |
|---|---|---|---|"""


def reference() -> str:
    """The whole page."""
    views, rows = describing.views(api), []
    for path, methods in describing.description(api)["paths"].items():
        for method, told in methods.items():
            act = policy.of(views[told["operationId"]])
            rows.append(f"| {told['summary']} | `{method.upper()} {path}` | {_asks(act)} | {_sent(told)} |")
    return "\n".join([TOP, *rows, ""])


def _asks(act: str) -> str:
    if act == policy.SIGNED_IN:
        return "any token"
    return f"`{act}`" if act in OPEN_TO_SYSTEMS else f"`{act}`, by name"


def _sent(told: dict[str, Any]) -> str:
    """What comes along besides the token: a body, what is asked for in the address, the version that was read."""
    content = told.get("requestBody", {}).get("content", {})
    names = [name for each in content.values() for name in _parts(each["schema"])]
    names += [one["name"] for one in told["parameters"] if one["in"] == "query" or one["name"] == "If-Match"]
    return ", ".join(f"`{name}`" for name in names)


def _parts(schema: dict[str, Any]) -> list[str]:
    """The name of what is sent as JSON; of a form those of its fields."""
    return [schema["$ref"].rpartition("/")[2]] if "$ref" in schema else list(schema["properties"])
