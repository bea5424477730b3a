# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from .._runtime.models import Model, Wire


@dataclass(slots=True, kw_only=True)
class Thing(Model):
    class_: Annotated[str | None, Wire("class")] = None
    from_: Annotated[str | None, Wire("from")] = None
    extra_: Annotated[str | None, Wire("extra")] = None
    date_: Annotated[date | None, Wire("date")] = None
    n2_fa: Annotated[bool | None, Wire("2fa")] = None
    type: Annotated[str | None, Wire("@type")] = None
