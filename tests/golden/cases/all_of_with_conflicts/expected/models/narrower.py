# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass

from .._runtime.enums import OpenStrEnum
from .._runtime.models import Model


class NarrowerKind(OpenStrEnum):
    B = "b"
    C = "c"


@dataclass(slots=True, kw_only=True)
class Narrower(Model):
    id: int
    size: int
    kind: NarrowerKind | None = None
