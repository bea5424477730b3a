"""The view of the exceptions: a class for each documented error status, and for all others of its range."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from http import HTTPStatus

from specpress import ir
from specpress.layout import call, definition, docstring, literal, statement
from specpress.names import pascal, reserved
from specpress.views.models import field_names
from specpress.views.python_types import PythonTypes, Uses, optional
from specpress.views.responses import Reading, annotation, failures

_ERROR = re.compile("[345][0-9][0-9]|[45]XX")
BASES = {"4": "ClientStatusError", "5": "ServerStatusError"}


Properties = list[tuple[str, list[str], list[str]]]


@dataclass(slots=True)
class BodyView:
    """A model that is the body of several errors, as a class with the fields that can be read on these."""

    name: str
    doc: list[str]
    annotation: list[str]
    properties: Properties


@dataclass(slots=True)
class ErrorView:
    """One documented error status as an exception class."""

    name: str
    status: str
    doc: list[str]
    annotation: list[str]
    properties: Properties
    base: str
    model: str = ""
    """What the body is, where it is one model whose fields can be read on the error."""
    body: BodyView | None = None
    """What it shares with other errors of the same body."""

    @property
    def opening(self) -> list[str]:
        """The head of the class."""
        bases = [self.body.name, self.base] if self.body else [self.base]
        return call(f"class {self.name}(", bases, 0, "):")

    @property
    def own(self) -> Properties:
        """What it does not share with other errors."""
        return [] if self.body else self.properties


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
    for model, times in Counter(v.model for v in views if v.model).items():
        if times > 1:
            _share(model, [v for v in views if v.model == model])
    return views, uses


def _share(model: str, views: list[ErrorView]) -> None:
    """Give errors of one body one class for its fields."""
    doc = docstring(f"The fields of `{model}`, on the error whose body it is.", 4)
    first = views[0]
    body = BodyView(f"_{model}Fields", doc, first.annotation, first.properties)
    for view in views:
        view.body = body


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
    model = _model(types, python)
    return ErrorView(
        name=error_name(status),
        status=literal(status),
        doc=docstring(texts[0] if len(texts) == 1 else told, 4, told),
        annotation=statement(f"body: {typed} = None", 4) if described else [],
        properties=_properties(model, python, uses) if model else [],
        base=BASES.get(status[0], "APIStatusError"),
        model=python.names[model.id] if model else "",
    )


def _model(types: list[ir.TypeId | None], python: PythonTypes) -> ir.Object | None:
    """The model of a body on which all answers agree."""
    only = types[0] if len(types) == 1 else None
    found = python.plain(only) if only is not None else None
    return found if isinstance(found, ir.Object) else None


def _properties(found: ir.Object, python: PythonTypes, uses: Uses) -> Properties:
    """The fields of a body that can be read on the exception itself."""
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
