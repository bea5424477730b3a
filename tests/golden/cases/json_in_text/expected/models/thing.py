# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TYPE_CHECKING, TypeAlias
from .._runtime.models import Model

if TYPE_CHECKING:
    from .packed import Packed
    from .part import Part

ThingEither: TypeAlias = "str | int"


@dataclass(slots=True, kw_only=True)
class Thing(Model):
    """`Thing` of the document."""

    part: Part

    packed: Packed | None = None

    either: ThingEither | None = None

    maybe: Any = None
