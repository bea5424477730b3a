# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass

from .._runtime.enums import OpenIntEnum
from .._runtime.models import Model


class ThingLevel(OpenIntEnum):
    VALUE_1 = 1
    VALUE_2 = 2
    VALUE_MINUS_1 = -1


@dataclass(slots=True, kw_only=True)
class Thing(Model):
    level: ThingLevel | None = None
