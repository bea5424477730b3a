# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from .._runtime.models import Model, Wire


@dataclass(slots=True, kw_only=True)
class ParentSplit(Model):
    """The part of a parent file that this file was cut from."""

    id: str
    """Id of the part."""

    type: str
    """Type of the part, such as `Invoice`."""

    identifier: str
    """Name of the part, such as `other_2_9`."""

    start_page: Annotated[int, Wire("startPage")]
    """First page."""

    end_page: Annotated[int, Wire("endPage")]
    """Last page."""
