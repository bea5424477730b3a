# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from .._runtime.models import Model, Wire


@dataclass(slots=True, kw_only=True)
class ComponentsSchemasThing_dc2b7d(Model):
    """`ComponentsSchemasThing_dc2b7d` of the document."""

    user_id_field_6ccb21: Annotated[str | None, Wire("userId")] = None

    user_id_field_f89d6b: Annotated[str | None, Wire("user_id")] = None

    user_id_field_2140f1: Annotated[str | None, Wire("UserID")] = None


@dataclass(slots=True, kw_only=True)
class ComponentsSchemasThing_69eadf(Model):
    """`ComponentsSchemasThing_69eadf` of the document."""

    a: str | None = None
