"""The attributes that all types have, collected before the type itself is built."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Concatenate, ParamSpec, TypeVar

from specpress import ir
from specpress.reader.naming import extend

P = ParamSpec("P")
T = TypeVar("T", bound=ir.Type)


@dataclass(slots=True)
class TypeBase:
    """The attributes common to all types."""

    id: ir.TypeId
    naming: ir.Naming
    description: str = ""
    deprecated: bool = False

    def build(
        self,
        type_class: Callable[Concatenate[ir.TypeId, ir.Naming, str, bool, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Return a type with these attributes; the arguments are those of its class."""
        return type_class(
            self.id, self.naming, self.description, self.deprecated, *args, **kwargs
        )

    def derive(self, part: str, step: str | None = None) -> TypeBase:
        """Return the attributes of a type that is derived from a part of the schema."""
        naming = self.naming if step is None else extend(self.naming, step)
        return TypeBase(ir.derive_id(self.id, part), naming)

    def without_null(self) -> TypeBase:
        """Return the attributes of the type inside a nullable one."""
        type_id = ir.derive_id(self.id, "not null")
        return TypeBase(type_id, self.naming, self.description, self.deprecated)
