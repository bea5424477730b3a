"""The view of the exceptions: a class for each documented error status, and for all others of its range."""

from __future__ import annotations

import re
from dataclasses import dataclass
from http import HTTPStatus

from specpress import ir
from specpress.layout import definition, docstring, literal, statement
from specpress.names import pascal, reserved
from specpress.views.answers import Reading, annotation, failures
from specpress.views.models import field_names
from specpress.views.space import PythonTypes, Uses, optional

_ERROR = re.compile("[345][0-9][0-9]|[45]XX")
BASES = {"4": "ClientStatusError", "5": "ServerStatusError"}


@dataclass(slots=True)
class ErrorView:
    """One documented error status as an exception class."""

    name: str
    status: str
    doc: list[str]
    annotation: list[str]
    properties: list[tuple[str, list[str], list[str]]]
    base: str


def errors(api: ir.Api, python: PythonTypes) -> tuple[list[ErrorView], Uses]:
    """One class per documented error status, and what their annotations need."""
    documented = [failures(python, operation) for operation in api.operations]
    named = {s for found in documented for r in found for s in classes(r.source.status)}
    statuses = sorted(named)
    uses = Uses(prefix="models.")
    views = []
    for status in statuses:
        read = [r for found in documented for r in _of(found, status)]
        views.append(_error(status, read, python, uses))
    return views, uses


def classes(status: str) -> tuple[str, ...]:
    """The statuses and ranges whose classes a documented one calls for; the default stands for both ranges."""
    if status == "default":
        return ("4XX", "5XX")
    return (status,) if _ERROR.fullmatch(status) else ()


def _of(found: list[Reading], status: str) -> list[Reading]:
    """How an operation reads a status: as that status, its range, or the default."""
    for key in (status, f"{status[0]}XX", "default"):
        readings = [r for r in found if r.source.status == key]
        if readings:
            return readings
    return []


def _error(
    status: str, found: list[Reading], python: PythonTypes, uses: Uses
) -> ErrorView:
    described = [r for r in found if r.kind != "empty"]
    typed = optional(annotation(python, described, uses))
    types = list(dict.fromkeys(r.type for r in described))
    own = [r.source.description for r in found if r.source.status == status]
    texts = list(dict.fromkeys(text for text in own if text))
    told = f"The server answered {OTHERS.get(status, status)}."
    return ErrorView(
        name=error_name(status),
        status=literal(status),
        doc=docstring(texts[0] if len(texts) == 1 else told, 4, told),
        annotation=statement(f"body: {typed} = None", 4) if described else [],
        properties=_properties(types, python, uses),
        base=BASES.get(status[0], "APIStatusError"),
    )


def _properties(
    types: list[ir.TypeId | None], python: PythonTypes, uses: Uses
) -> list[tuple[str, list[str], list[str]]]:
    """The fields of the body that can be read on the exception itself, where all agree on one model."""
    only = types[0] if len(types) == 1 else None
    found = python.plain(only) if only is not None else None
    if not isinstance(found, ir.Object):
        return []
    names = field_names(found)
    return [
        (
            names[f.wire],
            definition(
                f"def {names[f.wire]}(self) -> {_annotated(python, f, uses)}:", 4
            ),
            docstring(f.description, 8),
        )
        for f in found.fields
        if _can_stand(names[f.wire], _annotated(python, f, Uses()))
    ]


def _can_stand(name: str, typed: str) -> bool:
    """Whether a property can have this name and type: the base class has some, too."""
    own = name == "request_id" and typed != "str | None"
    return name not in reserved("error") and not own


def _annotated(python: PythonTypes, source: ir.Field, uses: Uses) -> str:
    return optional(python.annotate(source.type, uses))


def error_name(status: str) -> str:
    """The class of a status: its phrase, ending in Error."""
    try:
        phrase = PHRASES.get(status) or HTTPStatus(int(status)).phrase
    except ValueError:
        phrase = f"Status {status}"
    name = pascal(phrase)
    return name if name.endswith("Error") else f"{name}Error"


OTHERS = {
    "4XX": "with a client error that has no class of its own",
    "5XX": "with a server error that has no class of its own",
}
# Phrases that changed between Python versions, or that read badly as a class.
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
