# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from .._runtime.models import Model, Wire


@dataclass(slots=True, kw_only=True)
class Options(Model):
    text: str | None = None
    """Default: "\\"); import os #"."""

    count: int | None = None
    """Default: 3."""

    flag: bool | None = None
    """Default: false."""

    list_: Annotated[list[str] | None, Wire("list")] = None
    """Default: ["a", "b"]."""

    none: str | None = None
    """Default: null."""

    wrong: int | None = None
    """Default: "three"."""
