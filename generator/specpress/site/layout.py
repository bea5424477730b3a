"""The division of the reference into pages that are not too large, and the target of each part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from specpress.output.example_text import format_example
from specpress.output.grouping import ALL, group_by_letters
from specpress.package.reference import (
    ModelReference,
    OperationReference,
    Reference,
    ResourceReference,
)
from specpress.site.links import make_target

OVERVIEW, ERRORS, LIFECYCLES = "index.html", "errors.html", "lifecycles.html"
OPERATIONS_FOLDER, MODELS_FOLDER = "reference/", "models/"
# Estimated bytes of a page without its navigation, above which it is divided.
MAX_BYTES = 230_000
# Bytes of the tags around texts, measured in rendered pages.
OPERATION_BYTES, ARGUMENT_BYTES, ERROR_BYTES = 1_500, 300, 220
MODEL_BYTES, FIELD_BYTES, MEMBER_BYTES = 400, 260, 150
# Bytes in HTML of a character of a text, and of an example with its tokens.
TEXT_FACTOR, CODE_FACTOR = 1.3, 6


@dataclass(frozen=True, slots=True)
class OperationsPart:
    """The operations of one page."""

    resource: ResourceReference
    """The resource with all its operations."""
    prefix: str
    """The first letters of the methods; "" for all."""
    operations: list[OperationReference]
    """The operations on the page."""

    @property
    def path(self) -> str:
        """The path of the page."""
        name = self.resource.name
        return f"{OPERATIONS_FOLDER}{f'{name}-{self.prefix}' if self.prefix else name}.html"


@dataclass(frozen=True, slots=True)
class ModelsPart:
    """The models of one page."""

    prefix: str
    """The first letters of the names; "" for all."""
    models: list[ModelReference]
    """The models on the page."""

    @property
    def path(self) -> str:
        """The path of the page; first letters alone may be a device of Windows, such as `con`."""
        return f"{MODELS_FOLDER}{f'with-{self.prefix}' if self.prefix else ALL}.html"


@dataclass(frozen=True, slots=True)
class Layout:
    """The pages with operations and models."""

    operations: list[OperationsPart]
    models: list[ModelsPart]
    targets: Mapping[str, str] = field(default_factory=dict)
    """The targets of operations, models and exceptions by their names, from the first page."""


def divide(reference: Reference, errors: Iterable[str]) -> Layout:
    """Return the pages of a reference; `errors` are the names of all exceptions."""
    operations = [p for r in reference.resources for p in _divide_resource(r)]
    models = [*_divide_models(reference.models)]
    targets = {name: make_target(ERRORS, name) for name in errors}
    for part in operations:
        targets |= {o.name: make_target(part.path, o.name) for o in part.operations}
    for group in models:
        targets |= {m.name: make_target(group.path, m.name) for m in group.models}
    return Layout(operations, models, targets)


def _divide_resource(resource: ResourceReference) -> Iterator[OperationsPart]:
    parts = group_by_letters(
        resource.operations, lambda o: o.method.name, _measure_operation, MAX_BYTES
    )
    for prefix, operations in parts.items():
        yield OperationsPart(resource, prefix if len(parts) > 1 else "", operations)


def _divide_models(models: list[ModelReference]) -> Iterator[ModelsPart]:
    groups = group_by_letters(models, lambda m: m.name, _measure_model, MAX_BYTES)
    for prefix, group in groups.items():
        if group:
            yield ModelsPart(prefix if len(groups) > 1 else "", group)


def _measure_operation(operation: OperationReference) -> int:
    """Return an estimate of the bytes of an operation in HTML."""
    texts = [*operation.paragraphs, operation.path, operation.signature]
    texts += [f"{a.name}{a.text}" for a in operation.arguments]
    texts += [f"{e.name}{e.text}" for e in operation.errors]
    texts += [f"{name}{text}" for name, text in operation.doc.headers]
    types = [operation.result, *(a.type for a in operation.arguments)]
    code = format_example(operation.example) if operation.example else ""
    return (
        OPERATION_BYTES
        + ARGUMENT_BYTES * len(operation.arguments)
        + ERROR_BYTES * (len(operation.errors) + len(operation.doc.headers))
        + int(TEXT_FACTOR * _count_bytes(texts))
        + 3 * sum(len(str(t)) for t in types)
        + 2 * CODE_FACTOR * len(code)
    )


def _measure_model(model: ModelReference) -> int:
    """Return an estimate of the bytes of a model in HTML."""
    texts = [model.text, *(f"{f.name}{f.text}" for f in model.fields)]
    texts += [f"{name}{value}{text}" for name, value, text in model.members]
    types = [f.type for f in model.fields]
    return (
        MODEL_BYTES
        + FIELD_BYTES * len(model.fields)
        + MEMBER_BYTES * len(model.members)
        + int(TEXT_FACTOR * _count_bytes(texts))
        + 3 * sum(len(str(t)) for t in types)
        + 3 * len(str(model.target or ""))
    )


def _count_bytes(texts: Iterable[str]) -> int:
    return sum(len(text.encode()) for text in texts)
