# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass

from .._runtime.models import Model


@dataclass(slots=True, kw_only=True)
class Leaf(Model):
    veins: list[int] | None = None
