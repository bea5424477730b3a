"""The reference of a package: the facts of each operation and model that readers need, for any format.

Pages in Markdown and HTML print these views. Texts are those of the document, which each format escapes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from specpress.package.class_views import AliasView, EnumView, FieldView, ModelView
from specpress.package.docstrings import Entry, MethodDoc
from specpress.package.errors import ErrorView
from specpress.package.example_calls import ExampleCall, ExampleCalls
from specpress.package.methods import Method, MethodParameter
from specpress.package.models import (
    ANNOTATED,
    READ_ONLY,
    WRITE_ONLY,
    Module,
)
from specpress.package.operations import Resource
from specpress.python.expressions import (
    NONE,
    Import,
    PyExpression,
    PyName,
    PyQuoted,
    PySubscript,
    PyType,
    list_names,
)
from specpress.python.input_types import INPUTS
from specpress.python.types import OWN_MODULE

OPTIONS = "**options"


class ArgumentReference(NamedTuple):
    """An argument of a method."""

    name: str
    type: PyType
    is_required: bool
    text: str


class ErrorReference(NamedTuple):
    """An exception of an operation, and when it is raised."""

    name: str
    statuses: str
    """The documented statuses of the class; "" for a refusal."""
    text: str


@dataclass(frozen=True, slots=True)
class OperationReference:
    """A method of a resource."""

    name: str
    """Resource and method, such as `runs.cancel`."""
    method: Method
    """The method of the operation."""
    errors: list[ErrorReference]
    """Errors with the responses that raise them."""
    example: ExampleCall | None
    """A call of the method; None if no example is short enough."""

    @property
    def http_method(self) -> str:
        """The HTTP method."""
        return self.method.source.method

    @property
    def path(self) -> str:
        """The path in the document."""
        return self.method.source.path

    @property
    def doc(self) -> MethodDoc:
        """The texts of the document."""
        return self.method.doc

    @property
    def paragraphs(self) -> list[str]:
        """The description, without the method and the path that replace a missing one."""
        label = f"{self.http_method} {self.path}"
        return [text for text in self.doc.paragraphs if text != label]

    @property
    def summary(self) -> str:
        """The first line of the documentation; "" without one."""
        source = self.method.source
        text = source.summary.strip() or source.description.strip()
        return text.partition("\n")[0]

    @property
    def signature(self) -> str:
        """The call with the names of all arguments; optional ones have the default None."""
        positional = [_declare(p) for p in self.method.positional]
        keywords = [_declare(p) for p in self.method.keywords]
        star = ["*"] if keywords else []
        arguments = ", ".join([*positional, *star, *keywords, OPTIONS])
        return f"{self.name}({arguments})"

    @property
    def result(self) -> PyType:
        """The type of the result with the synchronous client."""
        return self._get_result("")

    @property
    def async_result(self) -> PyType:
        """The type of the result with the asynchronous client."""
        return self._get_result("Async")

    def _get_result(self, prefix: str) -> PyType:
        # Without the prefixes of builtins that methods of the same class shadow.
        return replace(self.method, shadowed=frozenset()).annotate_result(prefix)

    @property
    def is_iterated(self) -> bool:
        """True for pages and streams, whose types differ between the clients."""
        return self.method.pages is not None or self.method.streams

    @property
    def has_result(self) -> bool:
        """True if the method returns something."""
        return self.method.result != NONE

    @property
    def arguments(self) -> list[ArgumentReference]:
        """The arguments in the order of the signature."""
        texts = dict(self.doc.arguments)
        return [
            ArgumentReference(
                p.name,
                p.type,
                p.is_required,
                texts.get(p.name, ""),
            )
            for p in self.method.parameters
        ]

    @property
    def responses(self) -> tuple[Entry, ...]:
        """The success statuses with their meanings."""
        return self.doc.responses


def _declare(parameter: MethodParameter) -> str:
    return parameter.name if parameter.is_required else f"{parameter.name}=None"


class FieldReference(NamedTuple):
    """A field of a model."""

    name: str
    type: PyExpression
    is_required: bool
    """True if the constructor of the model needs it."""
    is_read_only: bool
    is_write_only: bool
    text: str


@dataclass(frozen=True, slots=True)
class ModelReference:
    """A class or an alias in `models`."""

    name: str
    """Name of the class."""
    view: ModelView | EnumView | AliasView
    """The class as its module prints it."""

    @property
    def text(self) -> str:
        """The description."""
        return self.view.text

    @property
    def is_enum(self) -> bool:
        """True for an enum, to which a server may add members."""
        return isinstance(self.view, EnumView)

    @property
    def is_deprecated(self) -> bool:
        """True if the schema is deprecated."""
        view = self.view
        return not isinstance(view, AliasView) and view.mark is not None

    @property
    def fields(self) -> list[FieldReference]:
        """The fields of a model; none for an enum or an alias."""
        fields = self.view.fields if isinstance(self.view, ModelView) else []
        return [_build_field(field) for field in fields]

    @property
    def has_parts(self) -> bool:
        """True if it has fields or members."""
        view = self.view
        return bool(isinstance(view, ModelView) and view.fields) or self.is_enum

    @property
    def members(self) -> list[tuple[str, str | int, str]]:
        """The names, values and meanings of the members of an enum; none for a model or an alias."""
        members = self.view.members if isinstance(self.view, EnumView) else []
        return [(member.name, member.value, member.text) for member in members]

    @property
    def target(self) -> PyExpression | None:
        """The type that an alias stands for; None for a model or an enum."""
        if not isinstance(self.view, AliasView):
            return None
        target = self.view.target
        if isinstance(target, PySubscript) and target.base == ANNOTATED:
            target = target.items[0]
        return target.inner if isinstance(target, PyQuoted) else target

    @property
    def size(self) -> int:
        """The number of lines that a page has about it."""
        view = self.view
        if isinstance(view, ModelView):
            return len(view.fields) + 4
        return len(view.members) + 4 if isinstance(view, EnumView) else 4


def _build_field(view: FieldView) -> FieldReference:
    annotation: PyExpression = view.type
    marks: tuple[PyExpression, ...] = ()
    if isinstance(annotation, PySubscript) and annotation.base == ANNOTATED:
        annotation, *others = annotation.items
        marks = tuple(o for o in others if isinstance(o, PyName))
    return FieldReference(
        name=view.name,
        type=annotation,
        is_required=view.default is None,
        is_read_only=READ_ONLY in marks,
        is_write_only=WRITE_ONLY in marks,
        text=view.text,
    )


@dataclass(frozen=True, slots=True)
class ResourceReference:
    """A resource with its operations."""

    name: str
    """The attribute of the client."""
    text: str
    """Description of the resource."""
    operations: list[OperationReference]
    """Operations of the resource."""


@dataclass(frozen=True, slots=True)
class Reference:
    """All operations, models and exceptions of a package."""

    resources: list[ResourceReference]
    models: list[ModelReference]
    """In alphabetical order."""
    errors: list[ErrorView]
    model_names: frozenset[str] = field(default_factory=frozenset)

    @property
    def count(self) -> int:
        """The number of operations and models."""
        return sum(len(r.operations) for r in self.resources) + len(self.models)


def build_reference(
    resources: Iterable[Resource],
    modules: Iterable[Module],
    errors: list[ErrorView],
    calls: ExampleCalls,
) -> Reference:
    """Return the reference of a package."""
    texts = {e.status: e.text for e in errors}
    models = sorted(_list_models(modules), key=lambda m: (m.name.casefold(), m.name))
    return Reference(
        [_build_resource(resource, texts, calls) for resource in resources],
        models,
        errors,
        frozenset(model.name for model in models),
    )


def _build_resource(
    resource: Resource, texts: dict[str, str], calls: ExampleCalls
) -> ResourceReference:
    operations = [
        OperationReference(
            name=f"{resource.module}.{method.name}",
            method=method,
            errors=[*_list_errors(method, texts)],
            example=calls.build(resource, method),
        )
        for method in resource.methods
    ]
    return ResourceReference(
        resource.module, resource.text or resource.summary, operations
    )


def _list_errors(method: Method, texts: dict[str, str]) -> Iterator[ErrorReference]:
    """Yield the exceptions of an operation; without a description, a status has that of its class."""
    for error in method.doc.errors:
        text = error.text
        if not text.strip() and error.statuses:
            text = texts.get(error.statuses[0], "")
        yield ErrorReference(error.name, ", ".join(error.statuses), text)


def _list_models(modules: Iterable[Module]) -> Iterator[ModelReference]:
    for module in modules:
        views: list[ModelView | EnumView | AliasView] = [
            *module.models,
            *module.enums,
            *module.aliases,
        ]
        yield from (ModelReference(view.name, view) for view in views)


def list_models_in(annotation: PyExpression) -> list[str]:
    """Return the names of the models in a type, each once."""
    names = (
        name.text.rpartition(".")[2]
        for name in list_names(annotation)
        if name.origin is not None and _is_of_models(name.origin)
    )
    return [*dict.fromkeys(names)]


def _is_of_models(origin: Import) -> bool:
    return origin == INPUTS or origin.module.startswith((".models", OWN_MODULE))
