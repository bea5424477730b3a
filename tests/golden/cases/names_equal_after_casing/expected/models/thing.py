# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from .._runtime.models import Model, Wire


@dataclass(slots=True, kw_only=True)
class Thing(Model):
    user_id_field_6ccb21: Annotated[str | None, Wire("userId")] = None
    user_id: str | None = None
    user_id_field_2140f1: Annotated[str | None, Wire("UserID")] = None


@dataclass(slots=True, kw_only=True)
class ThingObject(Model):
    a: str | None = None
