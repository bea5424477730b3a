# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .._runtime.models import Model

if TYPE_CHECKING:
    from .customer import Customer


@dataclass(slots=True, kw_only=True)
class OrderLinesItem(Model):
    sku: str
    count: int | None = None


@dataclass(slots=True, kw_only=True)
class Order(Model):
    id: str
    customer: Customer
    lines: list[OrderLinesItem] | None = None
