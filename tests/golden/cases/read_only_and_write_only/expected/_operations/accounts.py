# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.operation import Answer, Body, Operation

if TYPE_CHECKING:
    from ..models.account import Account

CREATE: Operation[Account] = Operation(
    "accounts.create",
    "POST",
    "/accounts",
    bodies=(Body(type="Account"),),
    answers=(Answer("201", type="Account"),),
)
