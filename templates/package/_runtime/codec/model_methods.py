"""Methods of models for tools and other libraries: repr, copy, help, rich, IPython, pydantic."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar, Self

from .codec import Encodable
from .deferred_annotations import TypedModule, defer_class
from .models import MODELS


class ModelMethods(Encodable):
    """Base class of `Model` with these methods; their code is in modules that are rarely loaded."""

    __slots__ = ()

    # Type of the undeclared keys, if the document declares one.
    _undeclared: ClassVar[str] = ""

    def __init_subclass__(cls, undeclared: str = "") -> None:
        if undeclared:
            cls._undeclared = undeclared
        if cls.__module__.startswith(MODELS):
            sys.modules[cls.__module__].__class__ = TypedModule
            _add_doc(cls)
        # The dataclass decorator would replace an inherited `__repr__`, and IPython uses the one of
        # the class before an inherited `_repr_pretty_`.
        if cls.__repr__ is ModelMethods.__repr__:
            cls.__repr__ = cls.__repr__  # type: ignore[method-assign]
            cls._repr_pretty_ = cls._repr_pretty_  # type: ignore[method-assign]
        defer_class(cls)

    def __repr__(self) -> str:
        from .display import format_model

        return format_model(self)

    def __rich_repr__(self) -> Iterator[tuple[str, Any]]:
        """Return the fields that are set, for rich."""
        from .display import list_set

        return list_set(self)

    def _repr_pretty_(self, printer: Any, is_cycle: bool) -> None:
        """Print the fields that are set, for IPython."""
        from .display import print_pretty

        print_pretty(self, printer, is_cycle)

    def __copy__(self) -> Self:
        from .copies import copy_model

        copied: Self = copy_model(self)
        return copied

    if not TYPE_CHECKING:

        @classmethod
        def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
            from .pydantic_schemas import build_model_schema

            return build_model_schema(cls)

        @classmethod
        def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> Any:
            from .pydantic_schemas import describe_model

            return describe_model(cls, schema, handler)


def _add_doc(model: Any) -> None:
    """Add the texts of the fields to the docstring of a model, and its signature."""
    from .display import ModelDoc, ModelSignature

    doc = vars(model).get("__doc__")
    if not isinstance(doc, ModelDoc):
        model.__doc__ = ModelDoc(doc)
        model.__signature__ = ModelSignature()
    # `dataclasses.fields` and `asdict` also list `extra`, an inherited field, last. The class exists
    # twice: without slots, and then with them and its fields.
    declared = vars(model).get("__dataclass_fields__")
    if declared is not None:
        declared["extra"] = declared.pop("extra")
