# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from .._runtime.enums import OpenStrEnum


class Store(OpenStrEnum):
    A_B = 'a"""b\\'
    IT_S = "it's"
    CLIENT = "{client}"
    EMPTY = ""
    GRAVE_ACCENT_GRAVE_ACCENT_GRAVE_ACCENT = "```"

    @property
    def is_terminal(self) -> bool:
        """Whether nothing leads out of this state."""
        return self == "```"
