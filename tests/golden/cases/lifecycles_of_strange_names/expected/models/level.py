# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from .._runtime.enums import OpenIntEnum


class Level(OpenIntEnum):
    VALUE_0 = 0
    VALUE_50 = 50
    VALUE_100 = 100

    @property
    def is_terminal(self) -> bool:
        """Whether nothing leads out of this state."""
        return self in ()
