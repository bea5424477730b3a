"""Operation tables: the data that the runtime needs of an operation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from specpress import ir
from specpress.package import forms, idempotency, pagination, transitions
from specpress.package.forms import FORM_KINDS, name_class, omit_defaults
from specpress.package.media import body_kind
from specpress.package.responses import Decoding, MethodForm, list_error_decodings
from specpress.python.expressions import (
    Import,
    PyCall,
    PyExpression,
    PyTuple,
    as_expression,
    list_imports,
    make_call,
)
from specpress.python.types import PythonTypes

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class OperationTable:
    """The arguments of the runtime's `Operation`; None leaves the default."""

    name: PyExpression
    method: PyExpression
    path: PyExpression
    server: PyExpression | None
    parameters: PyExpression | None
    bodies: PyExpression | None
    responses: PyExpression | None
    errors: PyExpression | None
    security: PyExpression | None
    variables: PyExpression | None
    idempotent: PyExpression | None
    idempotency_key: PyExpression | None
    transient_statuses: PyExpression | None
    retryable_field: PyExpression | None
    confirmation: PyExpression | None
    transition: PyExpression | None
    pagination: PyExpression | None

    @property
    def reads_state(self) -> bool:
        """True if a refusal may make the client read a state."""
        return self.confirmation is not None or self.transition is not None

    def list_imports(self) -> Iterator[Import]:
        """Return the imports of all arguments."""
        values = (getattr(self, f.name) for f in fields(self))
        return list_imports(*(value for value in values if value is not None))


@dataclass(slots=True)
class OperationTableBuilder:
    """Builds the tables."""

    python: PythonTypes

    def build(
        self, name: str, source: ir.Operation, names: dict[str, str], form: MethodForm
    ) -> OperationTable:
        """Return the table of a method; `names` are its arguments."""
        errors = list_error_decodings(self.python, source)
        flag = idempotency.find_retryable_field(errors, self.python)
        return OperationTable(
            name=as_expression(name),
            method=as_expression(source.method),
            path=as_expression(source.path),
            server=_optional(next((s.url for s in source.servers), None)),
            parameters=_make_tuple(
                _build_parameter(p, names) for p in source.parameters
            ),
            bodies=self._build_bodies(source),
            responses=_make_tuple(map(self.build_response, form.responses)),
            errors=_make_tuple(map(self.build_response, errors)),
            security=_make_tuple(map(as_expression, source.security)),
            variables=_make_tuple(map(as_expression, _list_variables(source))),
            idempotent=_optional(source.idempotent),
            idempotency_key=_optional(idempotency.find_key_argument(source, names)),
            transient_statuses=_optional(source.transient_statuses or None),
            retryable_field=_optional(flag[0] if flag is not None else None),
            confirmation=idempotency.build_confirmation(source.confirmation),
            transition=transitions.build_transition(source, self.python),
            pagination=pagination.build_pagination(source, names),
        )

    def _build_bodies(self, source: ir.Operation) -> PyCall | None:
        if not source.bodies:
            return None
        bodies = (self._build_body(b, source.body_required) for b in source.bodies)
        return PyCall(name_class("Bodies", "codec.bodies"), (*bodies,))

    def _build_body(self, source: ir.Body, is_required: bool) -> PyCall:
        kind = body_kind(source, self.python)
        has_type = kind != "raw" and not (
            kind == "multipart" and self._lists_anything(source)
        )
        accepts_null = kind == "json" and is_required and self._accepts_null(source)
        annotation = (
            self.python.format_type(source.type) if has_type and source.type else None
        )
        arguments = omit_defaults(
            media_type=(source.media_type, JSON),
            type=(annotation, None),
            nullable=(accepts_null, False),
        )
        encodings = _make_tuple(forms.build_fields(source, self.python))
        module = "codec.forms" if kind in FORM_KINDS else "codec.bodies"
        function = name_class(f"{kind}_body", module)
        return make_call(function, **arguments, fields=encodings)

    def _lists_anything(self, source: ir.Body) -> bool:
        """Return whether a body is an array of any values: each item then decides its encoding."""
        schema = self.python.plain(source.type) if source.type is not None else None
        return isinstance(schema, ir.Array) and self.python.accepts_anything(
            schema.item
        )

    def _accepts_null(self, source: ir.Body) -> bool:
        return source.type is None or self.python.is_nullable(source.type)

    def build_response(self, decoding: Decoding) -> PyCall:
        """Return the entry of a response."""
        source, type_id = decoding.source, decoding.type
        arguments = omit_defaults(
            media_type=(source.media_type, JSON),
            type=(self.python.format_type(type_id) if type_id else None, None),
            kind=(decoding.kind, "json"),
            is_event=(decoding.is_event, False),
            has_json_data=(decoding.has_json_data, False),
        )
        status = as_expression(source.status)
        return make_call(name_class("ResponseSpec"), status, **arguments)


def _optional(value: object) -> PyExpression | None:
    return None if value is None else as_expression(value)


def _make_tuple(items: Iterable[PyExpression]) -> PyTuple | None:
    """Return a tuple; None without items."""
    values = (*items,)
    return PyTuple(values) if values else None


def _build_parameter(source: ir.Parameter, names: dict[str, str]) -> PyCall:
    name = names[f"{source.location} {source.wire}"]
    is_query_string = source.location == "querystring"
    default = forms.DEFAULT_STYLES.get(source.location, ("form", True))
    return make_call(
        name_class(source.location, "codec.forms" if is_query_string else "operation"),
        as_expression(source.wire),
        argument=name if name != source.wire else None,
        **forms.build_style_arguments(source, default),
    )


def _list_variables(source: ir.Operation) -> list[tuple[str, ...]]:
    """Return name and default of each variable of the operation's server."""
    variables = [v for server in source.servers[:1] for v in server.variables]
    return [(v.name, v.default) for v in variables if v.default is not None]
