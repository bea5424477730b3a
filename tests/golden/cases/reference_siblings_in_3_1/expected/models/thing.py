# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .._runtime.models import Model

if TYPE_CHECKING:
    from .name import Name


@dataclass(slots=True, kw_only=True)
class Thing(Model):
    first: Name | None = None
    """The first name."""

    last: Name | None = None
    """Deprecated."""
