"""Hooks for cattrs, which is not required: models, unions and enums as JSON with the names of the document."""

from __future__ import annotations

from typing import Any, get_args

from .aliases import NamedType
from .codec import UnknownVariant
from .types import Model, decode_value


def register_cattrs(converter: Any) -> None:
    """Register hooks for all models and unions with a `cattrs.Converter`.

    It then converts them to and from JSON as `to_dict` and `from_dict` do, also in other classes.
    """
    converter.register_unstructure_hook(Model, _encode)
    converter.register_structure_hook(Model, _decode)
    converter.register_unstructure_hook(UnknownVariant, _get_value)
    converter.register_structure_hook_func(_is_alias, _decode_alias)


def _encode(model: Model) -> dict[str, Any]:
    return model.to_dict()


def _decode(data: Any, model: type[Model]) -> Model:
    return data if isinstance(data, model) else model.from_dict(data)


def _get_value(variant: UnknownVariant) -> Any:
    return variant.value


def _find_name(alias: Any) -> str | None:
    """Return the name of an alias in `models`; None for another type."""
    metadata = (m for m in get_args(alias)[1:] if isinstance(m, NamedType))
    return next((m.name for m in metadata), None)


def _is_alias(kind: Any) -> bool:
    return _find_name(kind) is not None


def _decode_alias(data: Any, alias: Any) -> Any:
    return decode_value(_find_name(alias), data)
