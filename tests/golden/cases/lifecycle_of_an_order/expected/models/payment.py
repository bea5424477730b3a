# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass

from .._runtime.enums import OpenStrEnum
from .._runtime.models import Model


class PaymentMethod(OpenStrEnum):
    CASH = "cash"
    CARD = "card"


@dataclass(slots=True, kw_only=True)
class Payment(Model):
    method: PaymentMethod
