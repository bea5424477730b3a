# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .._runtime.models import Model


@dataclass(slots=True, kw_only=True)
class CreatedByApiKey(Model):
    """Made with an API key."""

    type: Literal["api_key"] = "api_key"
    """Always `api_key`."""

    name: str
    """Name of the key."""
