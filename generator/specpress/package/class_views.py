"""Views of the classes in the modules of models, and of their parts."""

from __future__ import annotations

from dataclasses import dataclass, field

from specpress.package.aliases import Alias, FieldAlias, name_decorator
from specpress.package.defaults import MemberView
from specpress.python.expressions import (
    Import,
    PyCall,
    PyExpression,
    PyLiteral,
    PyName,
    PyType,
)

ENUM_BASES = {
    is_text: PyName(name, Import("._runtime.codec.enums", name))
    for is_text, name in ((True, "OpenStrEnum"), (False, "OpenIntEnum"))
}


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field of a model."""

    name: str
    """Name of the field."""
    type: PyType
    """Type of the field."""
    default: PyExpression | None
    """Default of the field; None if it is required."""
    text: str
    """Description of the property, with its constraints."""
    origins: tuple[str, ...]
    """Positions of the property in the document, as pointers."""


@dataclass(frozen=True, slots=True)
class PropertyView:
    """A property of a class that returns an expression."""

    name: str
    """Name of the property."""
    type: PyType
    """Type of its result."""
    text: str
    """Docstring of the property."""
    value: PyExpression
    """The expression that it returns."""


@dataclass(frozen=True, slots=True)
class StateProperty:
    """The property of a model that returns its state."""

    name: str
    """Name of the property."""
    type: PyName
    """Union of the classes of states."""
    text: str
    """Docstring of the property."""
    module: str
    """Module of the states."""


@dataclass(frozen=True, slots=True)
class Properties:
    """Lifecycle properties of a class."""

    items: tuple[PropertyView, ...] = ()
    """Properties that compare the state."""
    state: StateProperty | None = None
    """The property that returns the state; None if there is none."""


@dataclass(frozen=True, slots=True)
class ModelView:
    """A model and its fields."""

    name: str
    """Name of the class."""
    text: str
    """Docstring of the class."""
    fields: list[FieldView]
    """The fields."""
    undeclared: PyLiteral | None
    """Type of the undeclared keys; None if the document does not declare them."""
    properties: Properties
    """The properties of a lifecycle."""
    mark: PyCall | None = None
    """Decorator of a deprecated schema."""
    renamed: list[FieldAlias] = field(default_factory=list)
    """Earlier names of fields."""

    @property
    def decorator(self) -> PyName:
        """The decorator of the aliases."""
        return name_decorator((f.name for f in self.fields), self.renamed)


@dataclass(frozen=True, slots=True)
class EnumView:
    """An enum and its members."""

    name: str
    """Name of the class."""
    base: PyName
    """Base class."""
    text: str
    """Docstring of the class."""
    members: list[MemberView]
    """The members."""
    properties: Properties
    """The properties of a lifecycle."""
    mark: PyCall | None = None
    """Decorator of a deprecated schema."""
    renamed: list[Alias] = field(default_factory=list)
    """Earlier names of members."""

    @property
    def unknown(self) -> str | int:
        """The value of the member that only type checkers see: `match` needs a default case."""
        return "" if self.base == ENUM_BASES[True] else 0


@dataclass(frozen=True, slots=True)
class AliasView:
    """An alias of a type."""

    name: str
    """Name of the alias."""
    target: PyExpression
    """The type that it names."""
    text: str = ""
    """Description of the schema."""
