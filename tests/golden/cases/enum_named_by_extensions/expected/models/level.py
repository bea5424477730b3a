# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from .._runtime.enums import OpenIntEnum


class Level(OpenIntEnum):
    LOW = 1
    """Hardly any."""

    HIGH = 2
    """A lot."""
