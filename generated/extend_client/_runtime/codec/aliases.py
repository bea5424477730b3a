"""Aliases in `models` as types: with classes instead of texts, and with their name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, get_args

from .deferred_annotations import annotate, resolve


@dataclass(frozen=True, slots=True)
class NamedType:
    """Name of an alias in `models`, and its type as a text: metadata of the alias."""

    name: str
    text: str

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from .pydantic_schemas import build_alias_schema

        return build_alias_schema(self.name)


def resolve_alias(name: str, alias: Any, names: dict[str, Any]) -> Any:
    """Return an alias with classes instead of texts; `names` are those of its module."""
    annotation, *metadata = get_args(alias) or (alias,)
    text = getattr(annotation, "__forward_arg__", annotation)
    if not isinstance(text, str):
        return alias
    return annotate(resolve(text, names), [*metadata, NamedType(name, text)])
