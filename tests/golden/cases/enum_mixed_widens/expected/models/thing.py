# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass

from .._runtime.models import Model


@dataclass(slots=True, kw_only=True)
class Thing(Model):
    any: bool | int | str | None = None
    """One of: 1, "two", true."""
