# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from .._runtime.models import UnknownVariant

if TYPE_CHECKING:
    from .loose import Loose
    from .strict import Strict

Thing: TypeAlias = "Strict | Loose | UnknownVariant"
