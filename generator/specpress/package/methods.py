"""Methods: signature, docstring, the table of the operation, and arguments for a test."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from specpress import ir
from specpress.package.docstrings import MethodDoc, build_method_doc
from specpress.package.errors import describe_statuses
from specpress.package.media import body_kind, text_type
from specpress.package.operation_tables import OperationTableBuilder
from specpress.package.pagination import Pages, find_pages
from specpress.package.parameter_defaults import find_default
from specpress.package.responses import (
    Decoding,
    MethodForm,
    get_result_type,
    list_success_responses,
)
from specpress.python.expressions import (
    ANY,
    Import,
    PyCall,
    PyName,
    PySubscript,
    PyTuple,
    PyType,
    list_imports,
    make_annotation,
    make_literal_type,
    make_union,
    or_none,
    rename,
)
from specpress.python.input_types import InputTypes
from specpress.python.names import capitals
from specpress.python.names.argument_names import get_key, name_arguments
from specpress.python.names.operation_names import OperationNamer
from specpress.python.types import SCALARS, PythonTypes

QUERY = "query"  # the option with undeclared query parameters
CURSOR = "page_cursor"  # the option with the cursor of a page
STRING = PyName("str")
FILE = SCALARS[ir.ScalarKind.BINARY]
ANY_DICT = PySubscript(PyName("dict"), (STRING, ANY))
# Arguments for generated tests; the string has characters that a path must encode.
SAMPLES = {
    ir.ScalarKind.STRING: "a/b?c#d",
    ir.ScalarKind.INTEGER: 7,
    ir.ScalarKind.NUMBER: 0.5,
    ir.ScalarKind.DECIMAL_NUMBER: 1.25,
    ir.ScalarKind.BOOLEAN: True,
}


@dataclass(frozen=True, slots=True)
class MethodParameter:
    """A parameter of a method; its default is None unless it is required."""

    name: str
    """Name of the parameter."""
    type: PyType
    """Type of the parameter."""
    is_required: bool = True
    """True if it has no default."""


@dataclass(frozen=True, slots=True)
class Method:
    """A method of an operation, and the table of the operation."""

    name: str
    """Name of the method."""
    constant: str
    """Name of the operation in the table."""
    positional: tuple[MethodParameter, ...]
    """Parameters that may be passed by position."""
    keywords: tuple[MethodParameter, ...]
    """Parameters that are passed by keyword."""
    result: PyType
    """Result, or one item of a stream."""
    streams: bool
    """True if the result is an iterator of items."""
    doc: MethodDoc
    """The parts of the docstring."""
    arguments: PyTuple
    """Arguments in the order of the parameters of the table."""
    table: PyCall
    """Entry of the operation in the table."""
    source: ir.Operation
    """The operation of the document."""
    sample: dict[str, Any] | None
    """Arguments for a test."""
    example: dict[str, Any] | None
    """Example of a response from the document, if the response is a model."""
    decodings: tuple[Decoding, ...] = ()
    """The decoding of each response."""
    pages: Pages | None = None
    """The pages that the method returns, if it does."""
    shadowed: frozenset[str] = frozenset()
    """Builtins with the name of a method of the same class."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Arguments by location and name of the parameter."""
    renamed: PyCall | None = None
    """Decorator for the earlier names of arguments."""

    @property
    def text(self) -> str:
        """The text of the docstring."""
        return self.doc.text

    @property
    def parameters(self) -> tuple[MethodParameter, ...]:
        """All parameters, except `self` and the options."""
        return (*self.positional, *self.keywords)

    @property
    def options(self) -> PyName:
        """The type of the options: an argument `query` replaces the option of that name."""
        has_query = any(parameter.name == QUERY for parameter in self.parameters)
        if self.pages is not None and all(p.name != CURSOR for p in self.parameters):
            name = "PageCallOptions" if has_query else "PageOptions"
            return PyName(name, Import("._runtime.pages.pagination", name))
        name = "CallOptions" if has_query else "RequestOptions"
        return PyName(name, Import("._runtime.operation", name))

    @property
    def returns(self) -> PyType:
        """The result as the annotations of the class name it."""
        return self.annotate(self.result)

    def annotate_result(self, prefix: str) -> PyType:
        """Return the type of the returned value; `prefix` is that of the client's class."""
        if self.pages is not None:
            item = self.annotate(self.pages.item)
            return self.pages.make_type(item, self.returns, prefix)
        stream = PyName(f"{prefix}Stream")
        return PySubscript(stream, (self.returns,)) if self.streams else self.returns

    def annotate(self, annotation: PyType) -> PyType:
        """Return a type with the prefix `builtins.` before the builtins that methods shadow."""
        if not self.shadowed:
            return annotation
        return rename(annotation, self._qualify)

    def _qualify(self, name: PyName) -> PyName:
        if name.text not in self.shadowed:
            return name
        return PyName(f"builtins.{name.text}", Import("builtins", ""))

    def list_imports(self) -> Iterator[Import]:
        """Return the imports of the annotations."""
        types = [self.annotate(p.type) for p in self.parameters]
        types += [self.annotate(self.pages.item)] if self.pages is not None else []
        return list_imports(self.options, self.returns, *types)

    @property
    def reads_state(self) -> bool:
        """True if a refusal may make the client read a state."""
        names = (name for name, _ in self.table.keywords)
        return any(name in ("confirmation", "transition") for name in names)

    @property
    def success(self) -> str:
        """The first documented success status that is not a range."""
        responses = list_success_responses(self.source)
        exact = [r.status for r in responses if ir.STATUS.fullmatch(r.status)]
        return exact[0] if exact else "200"


class MethodBuilder:
    """Builds the views of methods."""

    def __init__(
        self, api: ir.Api, python: PythonTypes, client_wide: dict[str, str]
    ) -> None:
        self.python = python
        self.meanings = describe_statuses(api, python)
        self.client_wide = client_wide
        self.operations = OperationNamer(api.named_operations)
        self.tables = OperationTableBuilder(python)
        self.inputs = InputTypes(python)

    def build(self, name: str, source: ir.Operation, form: MethodForm) -> Method:
        """Return the method of a form of an operation."""
        names = self.name_arguments(source)
        positional, by_keyword = self._list_path_parameters(source, names)
        order = [names[get_key(p)] for p in self.tables.sort_parameters(source, names)]
        pages = find_pages(source, form, self.python)
        return Method(
            name=name,
            constant=_name_constant(name),
            positional=tuple(positional),
            keywords=tuple(self._list_keywords(source, names, by_keyword)),
            result=get_result_type(self.python, form),
            streams=form.streams,
            doc=build_method_doc(
                self.python, source, form, names, self.meanings, pages is not None
            ),
            arguments=PyTuple(tuple(map(PyName, order))),
            table=self.tables.build(source, names, form, pages is not None),
            source=source,
            sample=self._build_sample(source, names) if not form.streams else None,
            example=_find_example(self.python, form),
            decodings=form.responses,
            pages=pages,
            names=names,
        )

    def is_client_wide(self, parameter: ir.Parameter) -> bool:
        """Return whether the constructor of the client sets the parameter."""
        return parameter.location == "header" and parameter.wire in self.client_wide

    # -- arguments -------------------------------------------------------------------------

    def name_arguments(self, source: ir.Operation) -> dict[str, str]:
        """Return the argument names of an operation, by location and name of the parameter."""
        preferred = {
            get_key(p): self.client_wide[p.wire]
            for p in source.parameters
            if self.is_client_wide(p)
        }
        identity = self.operations.identify(source)
        return name_arguments(source.parameters, preferred, self.python.namer, identity)

    def _list_path_parameters(
        self, source: ir.Operation, names: dict[str, str]
    ) -> tuple[list[MethodParameter], list[MethodParameter]]:
        """Return the path parameters by position, and those with a default before a required one.

        The latter are passed by keyword.
        """
        parameters = self._list_parameters(source, names, is_path=True)
        required = [n for n, p in enumerate(parameters) if p.is_required]
        last = required[-1] if required else -1
        early = [p for p in parameters[: max(last, 0)] if not p.is_required]
        return [p for p in parameters if p not in early], early

    def _list_keywords(
        self,
        source: ir.Operation,
        names: dict[str, str],
        others: list[MethodParameter],
    ) -> list[MethodParameter]:
        """Return the parameters by keyword: the body, then required ones first."""
        parameters = [*others, *self._list_parameters(source, names, is_path=False)]
        return [
            *self._list_body_parameters(source),
            *sorted(parameters, key=lambda p: not p.is_required),
        ]

    def _list_parameters(
        self, source: ir.Operation, names: dict[str, str], is_path: bool
    ) -> list[MethodParameter]:
        """Return the path parameters, or all others."""
        return [
            _make_parameter(
                names[get_key(p)],
                self._get_parameter_type(p),
                self._must_be_passed(p),
            )
            for p in source.parameters
            if (p.location == "path") == is_path
        ]

    def _must_be_passed(self, source: ir.Parameter) -> bool:
        """Return whether a parameter has neither a default nor a value of the client."""
        has_default = find_default(self.python, source) is not None
        is_set = has_default or self.is_client_wide(source)
        return source.required and not is_set

    def _get_parameter_type(self, source: ir.Parameter) -> PyType:
        """Return the type of an argument, with "" if `allowEmptyValue` is set."""
        annotation = self.inputs.get_type(source.type)
        if not source.allow_empty or annotation in (ANY, STRING):
            return annotation
        return make_union([annotation, make_literal_type("")])

    def _list_body_parameters(self, source: ir.Operation) -> list[MethodParameter]:
        if not source.bodies:
            return []
        annotation = make_annotation([*map(self._get_body_type, source.bodies)])
        body = _make_parameter("body", annotation, source.body_required)
        if len(source.bodies) == 1:
            return [body]
        media_types = make_literal_type(*(b.media_type for b in source.bodies))
        return [body, _make_parameter("content_type", media_types, False)]

    def _get_body_type(self, body: ir.Body) -> PyType:
        kind = body_kind(body, self.python)
        if kind == "raw":
            return FILE
        if kind == "text":
            return self._get_text_type(body)
        if body.type is not None:
            annotation = self.inputs.get_type(body.type)
            is_xml = kind == "xml"
            return make_union([annotation, STRING, FILE]) if is_xml else annotation
        return ANY if kind == "json" else self.inputs.convert(ANY_DICT)

    def _get_text_type(self, body: ir.Body) -> PyType:
        """Return the type of a text body: a file has the text too, except for base64."""
        type_id = text_type(body, self.python)
        if type_id is None:
            return make_union([STRING, FILE])
        annotation = self.python.get_type(type_id)
        is_bytes = annotation == SCALARS[ir.ScalarKind.BYTES]
        return annotation if is_bytes else make_union([annotation, STRING, FILE])

    def _build_sample(
        self, source: ir.Operation, names: dict[str, str]
    ) -> dict[str, Any] | None:
        """Return arguments for a test; None if one would not be a plain scalar."""
        if source.body_required:
            return None
        arguments: dict[str, Any] = {}
        for p in source.parameters:
            schema = self.python.plain(p.type)
            if not self._must_be_passed(p):
                continue
            if not isinstance(schema, ir.Scalar) or schema.kind not in SAMPLES:
                return None
            arguments[names[get_key(p)]] = SAMPLES[schema.kind]
        return arguments


def _make_parameter(
    name: str, annotation: PyType, is_required: bool
) -> MethodParameter:
    annotation = annotation if is_required else or_none(annotation)
    return MethodParameter(name, annotation, is_required)


def _name_constant(method: str) -> str:
    """Return the name of the table of a method; the client finds the method by its lower case."""
    constant = capitals(method)
    return constant if constant.lower() == method else method


def _find_example(python: PythonTypes, form: MethodForm) -> dict[str, Any] | None:
    for decoding in form.responses:
        example = decoding.source.example
        is_model = decoding.type and isinstance(python.plain(decoding.type), ir.Object)
        if decoding.kind == "json" and is_model and isinstance(example, dict):
            return example
    return None
