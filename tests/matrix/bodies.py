"""What programs send: the example that the description of the API shows for each operation."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from bluelamp.web.api import describing, operations


def example(method: str, route: str) -> dict[str, Any]:
    """The body of one operation; empty where it takes none."""
    return _examples().get((method, _bare(route)), {})


@cache
def _examples() -> dict[tuple[str, str], dict[str, Any]]:
    described = describing.description(operations.api)
    schemas = described["components"]["schemas"]
    return {
        (method.upper(), _bare(path)): schemas[body["$ref"].rpartition("/")[2]]["examples"][0]
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
        if "$ref" in (body := _body(operation))
    }


def form_with_a_file(route: str) -> dict[str, Any]:
    """The form of one operation that takes a file; empty for those that do not."""
    fields = _forms().get(_bare(route))
    return fields | {"file": SimpleUploadedFile("diary.txt", b"Shouting until two.")} if fields else {}


@cache
def _forms() -> dict[str, dict[str, Any]]:
    return {
        _bare(path): form["schema"]["examples"][0]
        for path, methods in describing.description(operations.api)["paths"].items()
        for operation in methods.values()
        if (form := operation.get("requestBody", {}).get("content", {}).get("multipart/form-data"))
    }


def _body(operation: dict[str, Any]) -> dict[str, Any]:
    found = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    return dict(found)


def _bare(route: str) -> str:
    """An address without the names of what stands in it: routes write them one way, the description another."""
    return re.sub(r"<[^>]*>|\{[^}]*\}", "*", route)
