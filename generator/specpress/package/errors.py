"""Exceptions: a class for each documented error status, and one for the other statuses of its range."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from http import HTTPStatus

from specpress import ir
from specpress.package.models import name_fields
from specpress.package.responses import (
    Decoding,
    annotate_decodings,
    list_error_decodings,
)
from specpress.python.layout import (
    format_call,
    format_definition,
    format_docstring,
    format_literal,
    format_statement,
)
from specpress.python.names import pascal, reserved
from specpress.python.types import Imports, PythonTypes, make_optional

_ERROR = re.compile("[345][0-9][0-9]|[45]XX")
BASES_BY_DIGIT = {"4": "ClientStatusError", "5": "ServerStatusError"}


Properties = list[tuple[str, list[str], list[str]]]


@dataclass(slots=True)
class ErrorBodyView:
    """A base class of several errors with the same model as their body."""

    name: str
    doc: list[str]
    annotation: list[str]
    properties: Properties


@dataclass(slots=True)
class ErrorView:
    """The exception class of a documented error status."""

    name: str
    status: str
    doc: list[str]
    annotation: list[str]
    properties: Properties
    base: str
    model: str = ""
    """Model of the body, if it has only one; its fields are properties of the error."""
    body: ErrorBodyView | None = None
    """Base class shared with other errors of the same body."""

    @property
    def head(self) -> list[str]:
        """The first lines of the class."""
        bases = [self.body.name, self.base] if self.body else [self.base]
        return format_call(f"class {self.name}(", bases, 0, "):")

    @property
    def own_properties(self) -> Properties:
        """The properties that it does not inherit from the shared base class."""
        return [] if self.body else self.properties


def build_errors(api: ir.Api, python: PythonTypes) -> tuple[list[ErrorView], Imports]:
    """Return a class for each documented error status, and the imports of their annotations."""
    documented = [
        list_error_decodings(python, operation) for operation in api.operations
    ]
    statuses = {
        status
        for decodings in documented
        for d in decodings
        for status in expand_status(d.source.status)
    }
    imports = Imports(prefix="models.")
    views = []
    for status in sorted(statuses):
        decodings = [d for listed in documented for d in _select(listed, status)]
        views.append(_build_error(status, decodings, python, imports))
    for model, count in Counter(v.model for v in views if v.model).items():
        if count > 1:
            _share_body(model, [v for v in views if v.model == model])
    return views, imports


def _share_body(model: str, views: list[ErrorView]) -> None:
    """Set one base class for all errors with the same body."""
    doc = format_docstring(
        f"An error with `{model}` as its body: its fields as properties.", 4
    )
    first = views[0]
    body = ErrorBodyView(f"_{model}Fields", doc, first.annotation, first.properties)
    for view in views:
        view.body = body


def expand_status(status: str) -> tuple[str, ...]:
    """Return the statuses or ranges that a documented one needs classes for; both ranges for `default`."""
    if status == "default":
        return ("4XX", "5XX")
    return (status,) if _ERROR.fullmatch(status) else ()


def _select(decodings: list[Decoding], status: str) -> list[Decoding]:
    """Return the decodings of a status: of that status, else of its range, else the default."""
    for key in (status, f"{status[0]}XX", "default"):
        matching = [d for d in decodings if d.source.status == key]
        if matching:
            return matching
    return []


def _build_error(
    status: str, decodings: list[Decoding], python: PythonTypes, imports: Imports
) -> ErrorView:
    with_body = [d for d in decodings if d.kind != "empty"]
    annotation = make_optional(annotate_decodings(python, with_body, imports))
    types = list(dict.fromkeys(d.type for d in with_body))
    exact = [d.source.description for d in decodings if d.source.status == status]
    texts = list(dict.fromkeys(text for text in exact if text))
    fallback = RANGE_DESCRIPTIONS.get(status, f"A response with status {status}.")
    model = _find_model(types, python)
    return ErrorView(
        name=name_error(status),
        status=format_literal(status),
        doc=format_docstring(texts[0] if len(texts) == 1 else fallback, 4, fallback),
        annotation=(
            format_statement(f"body: {annotation} = None", 4) if with_body else []
        ),
        properties=_build_properties(model, python, imports) if model else [],
        base=BASES_BY_DIGIT.get(status[0], "APIStatusError"),
        model=python.names[model.id] if model else "",
    )


def _find_model(types: list[ir.TypeId | None], python: PythonTypes) -> ir.Object | None:
    """Return the model of the body if all responses have the same."""
    only = types[0] if len(types) == 1 else None
    schema = python.plain(only) if only is not None else None
    return schema if isinstance(schema, ir.Object) else None


def _build_properties(
    schema: ir.Object, python: PythonTypes, imports: Imports
) -> Properties:
    """Return the fields of a body as properties of the exception."""
    names = name_fields(schema)
    return [
        (
            names[f.wire],
            format_definition(
                f"def {names[f.wire]}(self) -> {_annotate(python, f, imports)}:", 4
            ),
            format_docstring(f.description, 8),
        )
        for f in schema.fields
        if names[f.wire] not in reserved("error")
    ]


def _annotate(python: PythonTypes, source: ir.Field, imports: Imports) -> str:
    return make_optional(python.annotate(source.type, imports))


def name_error(status: str) -> str:
    """Return the class name of a status: its reason phrase, ending in Error."""
    try:
        phrase = PHRASES.get(status) or HTTPStatus(int(status)).phrase
    except ValueError:
        phrase = f"Status {status}"
    name = pascal(phrase)
    return name if name.endswith("Error") else f"{name}Error"


RANGE_DESCRIPTIONS = {
    "4XX": "A client error without a more specific class.",
    "5XX": "A server error without a more specific class.",
}
# Phrases that differ between Python versions, or that make bad class names.
PHRASES = {
    "4XX": "Other Client Error",
    "5XX": "Other Server Error",
    "413": "Content Too Large",
    "414": "URI Too Long",
    "416": "Range Not Satisfiable",
    "418": "Im A Teapot",
    "422": "Unprocessable Entity",
    "500": "Internal Server Error",
}
