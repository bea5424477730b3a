# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from .._runtime.models import Model, Wire


@dataclass(slots=True, kw_only=True)
class Thing(Model):
    """Ends here: \"\"\" and a backslash \\\\ at the end \\\\"""

    a_b_c: Annotated[str | None, Wire("a'b\"c")] = None
    """\"\"\"; import os"""
