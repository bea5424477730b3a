# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .._runtime.models import Model


@dataclass(slots=True, kw_only=True)
class T(Model):
    a: Any = None
    b: Any = None
    c: Any = None
    d: Any = None

    e: Any = None
    """One of: 1, {"a": "b"}."""

    f: bool | str | None = None
    """One of: true, "x"."""

    a2: int | None = None
    n: Any = None
    e0: Any = None
