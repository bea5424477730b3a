"""Exceptions: a class for each error status that is documented or common, and one for the others of its range."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from http import HTTPStatus

from specpress import ir
from specpress.package.responses import (
    Decoding,
    get_decoded_type,
    list_error_decodings,
)
from specpress.python.expressions import NONE, PyType, PyUnion, or_none
from specpress.python.names import pascal, reserved
from specpress.python.source_text import is_visible
from specpress.python.types import PythonTypes

_ERROR = re.compile("[345][0-9][0-9]|[45]XX")
BASES_BY_DIGIT = {"4": "ClientStatusError", "5": "ServerStatusError"}


# Models are written as `models.Run`: an exception may have the name of a model.
PREFIX = "models."


@dataclass(frozen=True, slots=True)
class ErrorFieldView:
    """A field of the body as a property of the exception."""

    name: str
    """Name of the property."""
    type: PyType
    """Type of the property."""
    text: str
    """Description of the field."""


@dataclass(frozen=True, slots=True)
class ErrorBodyView:
    """A base class of several errors with the same model as their body."""

    name: str
    """Name of the class."""
    text: str
    """Docstring of the class."""
    body: PyType | None
    """Type of the decoded body."""
    fields: list[ErrorFieldView]
    """Fields of the body."""


@dataclass(frozen=True, slots=True)
class ErrorView:
    """The exception class of an error status."""

    name: str
    """Name of the class."""
    status: str
    """Status, such as `404` or `4XX`."""
    text: str
    """Docstring of the class."""
    body: PyType | None
    """Type of the decoded body, None included; None if no response has a body."""
    fields: list[ErrorFieldView]
    """Fields of the body."""
    base: str
    """Base class."""
    model: str = ""
    """Model of the body, if it has only one; its fields are properties of the error."""
    shared: ErrorBodyView | None = None
    """Base class shared with other errors of the same body."""

    @property
    def has_several_bodies(self) -> bool:
        """True if the body has one of several types."""
        members = self.body.members if isinstance(self.body, PyUnion) else ()
        return len([m for m in members if m != NONE]) > 1

    @property
    def bases(self) -> list[str]:
        """The names of the base classes."""
        return [self.shared.name, self.base] if self.shared else [self.base]

    @property
    def own_body(self) -> PyType | None:
        """The type of the body if the shared base class does not declare it."""
        return None if self.shared else self.body

    @property
    def own_fields(self) -> list[ErrorFieldView]:
        """The fields that the shared base class does not have."""
        return [] if self.shared else self.fields


def describe_statuses(api: ir.Api, python: PythonTypes) -> dict[str, str]:
    """Return the description of each error status that most of its responses have.

    A description of a single response may describe its operation, not the status.
    """
    texts: dict[str, Counter[str]] = {}
    for operation in api.operations:
        for decoding in list_error_decodings(python, operation):
            source = decoding.source
            texts.setdefault(source.status, Counter())[source.description] += 1
    common = {status: counter.most_common(1)[0] for status, counter in texts.items()}
    return {
        status: text
        for status, (text, count) in common.items()
        if is_visible(text) and count > 1 and count * 2 > texts[status].total()
    }


def build_errors(api: ir.Api, python: PythonTypes) -> list[ErrorView]:
    """Return a class for each error status that is documented or common."""
    meanings = describe_statuses(api, python)
    documented = [
        _group_by_status(list_error_decodings(python, operation))
        for operation in api.operations
    ]
    keys = {key for decodings in documented for key in decodings}
    statuses = {status for key in keys for status in expand_status(key)}
    views = []
    for status in sorted(statuses):
        decodings = [d for by_status in documented for d in _select(by_status, status)]
        text = meanings.get(status) or _find_only_text(status, decodings)
        views.append(_build_error(status, text, decodings, python))
    count = Counter(view.model for view in views if view.model)
    views = [_share_body(v) if count[v.model] > 1 else v for v in views]
    return [*views, *_build_common_errors(statuses)]


def _build_common_errors(documented: set[str]) -> list[ErrorView]:
    """Return the classes of common statuses that the document does not declare.

    If it declares their range, their base is the class of the range, with its body.
    """
    base = name_error("4XX") if "4XX" in documented else BASES_BY_DIGIT["4"]
    return [
        ErrorView(name_error(status), status, DESCRIPTIONS[status], None, [], base)
        for status in COMMON_STATUSES
        if status not in documented
    ]


def _find_only_text(status: str, decodings: list[Decoding]) -> str:
    """Return the description of a status if it has only one, else a general one."""
    exact = {d.source.description: None for d in decodings if d.source.status == status}
    texts = [text for text in exact if is_visible(text)]
    fallback = DESCRIPTIONS.get(status, f"A response with status {status}.")
    return texts[0] if len(texts) == 1 else fallback


def _share_body(view: ErrorView) -> ErrorView:
    """Return the view with a base class for all errors with the same body."""
    text = f"An error with `{view.model}` as its body: its fields as properties."
    body = ErrorBodyView(f"_{view.model}Fields", text, view.body, view.fields)
    return replace(view, shared=body)


def expand_status(status: str) -> tuple[str, ...]:
    """Return the statuses or ranges that a documented one needs classes for; both ranges for `default`."""
    if status == "default":
        return ("4XX", "5XX")
    return (status,) if _ERROR.fullmatch(status) else ()


def _group_by_status(decodings: list[Decoding]) -> dict[str, list[Decoding]]:
    groups: dict[str, list[Decoding]] = {}
    for decoding in decodings:
        groups.setdefault(decoding.source.status, []).append(decoding)
    return groups


def _select(decodings: dict[str, list[Decoding]], status: str) -> list[Decoding]:
    """Return the decodings of a status: of that status, else of its range, else the default."""
    for key in (status, f"{status[0]}XX", "default"):
        if key in decodings:
            return decodings[key]
    return []


def _build_error(
    status: str, text: str, decodings: list[Decoding], python: PythonTypes
) -> ErrorView:
    with_body = [d for d in decodings if d.kind != "empty"]
    body = get_decoded_type(python, with_body, PREFIX)
    types = list(dict.fromkeys(d.type for d in with_body))
    model = _find_model(types, python)
    return ErrorView(
        name=name_error(status),
        status=status,
        text=text,
        body=None if body is None else or_none(body),
        fields=_build_fields(model, python) if model else [],
        base=BASES_BY_DIGIT.get(status[0], "APIStatusError"),
        model=python.names[model.id] if model else "",
    )


def _find_model(types: list[ir.TypeId | None], python: PythonTypes) -> ir.Object | None:
    """Return the model of the body if all responses have the same."""
    only = types[0] if len(types) == 1 else None
    schema = python.plain(only) if only is not None else None
    return schema if isinstance(schema, ir.Object) else None


def _build_fields(schema: ir.Object, python: PythonTypes) -> list[ErrorFieldView]:
    """Return the fields of a body as properties of the exception."""
    names = python.name_fields(schema)
    return [
        ErrorFieldView(
            names[f.wire], or_none(python.get_type(f.type, PREFIX)), f.description
        )
        for f in schema.fields
        if names[f.wire] not in reserved("error")
    ]


def list_common_errors() -> tuple[str, ...]:
    """Return the classes of the statuses that every package has."""
    return tuple(map(name_error, COMMON_STATUSES))


def name_error(status: str) -> str:
    """Return the class name of a status: its reason phrase, ending in Error."""
    try:
        phrase = PHRASES.get(status) or HTTPStatus(int(status)).phrase
    except ValueError:
        phrase = f"Status {status}"
    name = pascal(phrase)
    return name if name.endswith("Error") else f"{name}Error"


# Statuses that have a class in every package: callers catch it whether or not the document declares
# the status, and it keeps its name when the document does.
COMMON_STATUSES = ("401", "403", "404", "409", "422", "429")
# Descriptions of statuses that the document does not describe.
DESCRIPTIONS = {
    "401": "The credentials are missing or not valid.",
    "403": "The credentials do not permit the operation.",
    "404": "The resource does not exist.",
    "409": "The state of the resource does not permit the operation.",
    "422": "The request is well-formed but not valid.",
    "429": "Too many requests.",
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
