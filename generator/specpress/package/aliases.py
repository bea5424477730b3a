"""Views of deprecated aliases: the earlier names of methods, resources, classes, fields and members."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from specpress.package.methods import Method
from specpress.python.expressions import Import, PyCall, PyLiteral, PyName, PyType

MODULE = "._deprecation"
REDIRECT = Import(MODULE, "redirect")
RENAMED_MEMBER = Import(MODULE, "renamed_member")
RENAMED_ARGUMENTS = PyName("renamed_arguments", Import(MODULE, "renamed_arguments"))


@dataclass(frozen=True, slots=True)
class Alias:
    """An earlier name, and the present one."""

    old: str
    """The earlier name."""
    new: str
    """The present name."""

    @property
    def message(self) -> str:
        """The warning."""
        return f"{self.old} is now {self.new}"

    @property
    def text(self) -> str:
        """The docstring."""
        return f"Deprecated: use `{self.new}`."


@dataclass(frozen=True, slots=True)
class ResourceAlias(Alias):
    """An earlier attribute of the client."""

    class_name: str
    """Class of the resource."""


@dataclass(frozen=True, slots=True)
class FieldAlias(Alias):
    """An earlier attribute of a model."""

    type: PyType
    """Type of the field."""


@dataclass(frozen=True, slots=True)
class MethodOwner:
    """The resource to which a method has moved."""

    module: str
    """Module of the resource, and its attribute of the client."""
    name: str
    """Class of the resource."""


@dataclass(frozen=True, slots=True)
class MethodAlias(Alias):
    """An earlier method of a resource, which calls the present one."""

    method: Method
    """The present method."""
    owner: MethodOwner | None
    """The resource of the method; None for that of the alias."""

    @property
    def call(self) -> PyCall:
        """The call of the present method."""
        method = self.method
        arguments = (PyName(p.name) for p in method.positional)
        keywords = ((p.name, PyName(p.name)) for p in method.keywords)
        options = PyName("options")
        return PyCall(PyName(method.name), (*arguments,), (*keywords,), options)


def rename_arguments(aliases: Iterable[Alias]) -> PyCall | None:
    """Return the decorator of a method for the earlier names of its arguments; None without any."""
    names = tuple((alias.old, PyLiteral(alias.new)) for alias in aliases)
    return PyCall(RENAMED_ARGUMENTS, (), names) if names else None


def name_decorator(names: Iterable[str], aliases: Iterable[Alias]) -> PyName:
    """Return the decorator in a class with these names and aliases."""
    is_shadowed = "deprecated" in {*names, *(alias.old for alias in aliases)}
    text = "_deprecated" if is_shadowed else "deprecated"
    return PyName(text, Import(MODULE, "deprecated", text if is_shadowed else ""))
