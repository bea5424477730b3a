"""Versions of the OpenAPI specification that documents may have."""

from __future__ import annotations

import re
from typing import Any

VERSIONS = ("3.0", "3.1", "3.2")
LATEST = VERSIONS[-1]
# A full version such as 3.1.0 or 3.1.0-rc1. Many documents lack the patch number, which changes
# no rule; `openapi: 3.1` without quotes is a number.
_VERSION = re.compile(r"(3\.[012])(\.[0-9]+(-[0-9A-Za-z.+-]+)?)?")


def read_version(value: object) -> str | None:
    """Return the major and minor version in the value of `openapi`, or None if unsupported."""
    match = _VERSION.fullmatch(str(value))
    return match[1] if match is not None else None


def is_swagger(tree: Any) -> bool:
    """Return whether a document is Swagger 2.0."""
    has_key = isinstance(tree, dict) and "swagger" in tree and "openapi" not in tree
    return has_key and str(tree["swagger"]) in ("2.0", "2")
