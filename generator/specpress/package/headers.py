"""Response headers: a constant for each, with its declared type."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from specpress import ir
from specpress.package.errors import PREFIX
from specpress.package.forms import omit_defaults
from specpress.python.claims import claim_member
from specpress.python.expressions import (
    Import,
    PyCall,
    PyName,
    PySubscript,
    PyType,
    as_expression,
    list_imports,
    make_annotation,
    make_call,
)
from specpress.python.imports import ModuleImports
from specpress.python.names.assign import assign_names
from specpress.python.types import PythonTypes

RUNTIME = "._runtime.codec.header_values"
HEADER = PyName("ResponseHeader", Import(RUNTIME, "ResponseHeader"))
ERROR = Import("._runtime.codec.codec", "InvalidDataError", "InvalidDataError")


@dataclass(frozen=True, slots=True)
class HeaderView:
    """A constant."""

    name: str
    """Name of the constant."""
    type: PyType
    """Type of the constant."""
    value: PyCall
    """Value of the constant: the name of the header and the type of its value."""
    text: str
    """Description of the header."""


@dataclass(frozen=True, slots=True)
class HeadersModule:
    """The module of the response headers."""

    headers: list[HeaderView]
    """A constant for each header."""

    @property
    def imports(self) -> ModuleImports:
        """The imports: models only for type checkers."""
        types = {_import_models(i) for h in self.headers for i in list_imports(h.type)}
        names = frozenset([ERROR, *list_imports(HEADER)])
        return ModuleImports(".headers", names, frozenset(types))


def _import_models(source: Import) -> Import:
    is_model = source.module.startswith(".models")
    return Import(".", "models") if is_model else source


def build_headers(api: ir.Api, python: PythonTypes) -> HeadersModule | None:
    """Return a constant for each header of a response; None if no response declares one.

    Headers of one name are one constant, whose type is that of any of them.
    """
    declared: dict[str, list[ir.Header]] = {}
    for header in list_headers(api):
        declared.setdefault(header.wire.lower(), []).append(header)
    if not declared:
        return None
    members = (ir.Member(h[0].wire, "", ()) for h in declared.values())
    names = assign_names(map(claim_member, members), "member")
    return HeadersModule(
        [_build_header(names[h[0].wire], h, python) for h in declared.values()]
    )


def list_headers(api: ir.Api) -> Iterator[ir.Header]:
    """Yield the headers of all responses, also several times."""
    for operation in api.operations:
        for response in operation.responses:
            yield from response.headers


def _build_header(
    name: str, headers: list[ir.Header], python: PythonTypes
) -> HeaderView:
    types = [*dict.fromkeys(_get_type(h, python) for h in headers)]
    texts = dict.fromkeys(_format_type(h, python) for h in headers)
    arguments = omit_defaults(
        type=(" | ".join(texts), "str"),
        explode=(headers[0].explode, False),
        content_type=(headers[0].content_type, None),
    )
    annotation = PySubscript(HEADER, (make_annotation(types),))
    value = make_call(HEADER, as_expression(headers[0].wire), **arguments)
    descriptions = dict.fromkeys(h.description.strip() for h in headers)
    text = next(iter(descriptions)) if len(descriptions) == 1 else ""
    return HeaderView(name, annotation, value, text)


def _get_type(header: ir.Header, python: PythonTypes) -> PyType:
    return python.get_type(header.type, PREFIX) if header.type else PyName("str")


def _format_type(header: ir.Header, python: PythonTypes) -> str:
    return python.format_type(header.type) if header.type else "str"
