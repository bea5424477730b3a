# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
"""The models of the API, each loaded when it is first used."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .._runtime.codec import ABSENT as ABSENT
    from .._runtime.models import Model as Model
    from .._runtime.models import UnknownVariant as UnknownVariant
    from .thing import Thing as Thing

_MODULES = {
    "ABSENT": ".._runtime.codec",
    "Model": ".._runtime.models",
    "UnknownVariant": ".._runtime.models",
    "Thing": ".thing",
}

__all__ = list(_MODULES)  # pyright: ignore[reportUnsupportedDunderAll]


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(_MODULES[name], __name__), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(_MODULES)
