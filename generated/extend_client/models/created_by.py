# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeAlias

from .._runtime.models import Tag, UnknownVariant

if TYPE_CHECKING:
    from .created_by_api_key import CreatedByApiKey
    from .created_by_user import CreatedByUser

CreatedBy: TypeAlias = Annotated[
    "CreatedByUser | CreatedByApiKey | UnknownVariant",
    Tag("type", {"user": "CreatedByUser", "api_key": "CreatedByApiKey"}),
]
"""Who made something: a person or an API key."""
