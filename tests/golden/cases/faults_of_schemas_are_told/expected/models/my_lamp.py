# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .._runtime.models import Model


@dataclass(slots=True, kw_only=True)
class MyLamp(Model):
    lit: Any = None
