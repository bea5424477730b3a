"""Operation tables: the data that the runtime needs of an operation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from specpress import ir
from specpress.package import forms, idempotency, pagination, transitions
from specpress.package.forms import FORM_KINDS, name_class, omit_defaults
from specpress.package.media import body_kind, has_xml_structure, text_type
from specpress.package.parameter_defaults import find_default
from specpress.package.responses import Decoding, MethodForm, list_error_decodings
from specpress.python.expressions import (
    Import,
    PyCall,
    PyExpression,
    PyName,
    PyTuple,
    as_expression,
    make_call,
)
from specpress.python.types import PythonTypes

JSON = "application/json"
BODIES = ("Bodies", "bodies")  # a class of the runtime, and its module
EMPTY = "None"  # the type of a response without content
DECLARE = PyName("declare", Import("._runtime.operation", "declare"))


@dataclass(slots=True)
class OperationTableBuilder:
    """Builds the tables."""

    python: PythonTypes

    def build(
        self,
        source: ir.Operation,
        names: dict[str, str],
        form: MethodForm,
        has_pages: bool = False,
    ) -> PyCall:
        """Return the declaration of a method; `names` are its arguments."""
        errors = list_error_decodings(self.python, source)
        flag = idempotency.find_retryable_field(errors, self.python)
        parameters = [
            p for p in source.parameters if not self.is_derived(p, source, names)
        ]
        declared = _make_tuple(self._build_parameter(p, names) for p in parameters)
        return make_call(
            DECLARE,
            as_expression(f"{source.method} {source.path}"),
            *([declared] if parameters else []),
            server=next((s.url for s in source.servers), None),
            **self._build_bodies(source),
            **self._build_responses(form),
            errors=self._build_errors(errors),
            security=source.security or None,
            variables=tuple(_list_variables(source)) or None,
            idempotent=source.idempotent,
            idempotency_key=idempotency.find_key_argument(source, names),
            transient_statuses=source.transient_statuses or None,
            retryable_field=flag[0] if flag is not None else None,
            confirmation=idempotency.build_confirmation(
                source.confirmation, self.python
            ),
            transition=transitions.build_transition(source, self.python),
            pagination=(
                pagination.build_pagination(source, names, self.python)
                if has_pages
                else None
            ),
        )

    def sort_parameters(
        self, source: ir.Operation, names: dict[str, str]
    ) -> list[ir.Parameter]:
        """Return the parameters in the order of the declared operation."""
        return sorted(
            source.parameters, key=lambda p: not self.is_derived(p, source, names)
        )

    def is_derived(
        self, parameter: ir.Parameter, source: ir.Operation, names: dict[str, str]
    ) -> bool:
        """Return whether a parameter needs no more than its name in the path."""
        is_in_path = f"{{{parameter.wire}}}" in source.path
        is_path = parameter.location == "path" and is_in_path
        return is_path and _is_plain(self._build_call(parameter, names))

    def _build_call(self, source: ir.Parameter, names: dict[str, str]) -> PyCall:
        name = names[f"{source.location} {source.wire}"]
        is_query_string = source.location == "querystring"
        module = "codec.forms" if is_query_string else "operation"
        default = forms.DEFAULT_STYLES.get(source.location, ("form", True))
        return make_call(
            name_class(source.location, module),
            as_expression(source.wire),
            argument=name if name != source.wire else None,
            **forms.build_style_arguments(source, default),
            default=find_default(self.python, source),
        )

    def _build_parameter(
        self, source: ir.Parameter, names: dict[str, str]
    ) -> PyExpression:
        """Return the entry of a parameter: the name suffices in a query."""
        call = self._build_call(source, names)
        if has_xml_structure(source.content_type, source.type, self.python):
            content_format = forms.format_xml(source.type, self.python)
            keywords = (*call.keywords, ("format", content_format))
            return replace(call, keywords=keywords)
        is_name = source.location == "query" and _is_plain(call)
        return call.arguments[0] if is_name else call

    def _build_bodies(self, source: ir.Operation) -> dict[str, PyExpression]:
        """Return the argument for the bodies, if there are any."""
        if not source.bodies:
            return {}
        bodies = (self._build_body(b, source.body_required) for b in source.bodies)
        is_choice = len(source.bodies) > 1
        name, module = ("BodyChoice", "body_choice") if is_choice else BODIES
        bodies_class = name_class(name, f"codec.{module}", self.python)
        return {"bodies": PyCall(bodies_class, (*bodies,))}

    def _build_responses(self, form: MethodForm) -> dict[str, PyExpression]:
        """Return the argument for the responses: the annotation has the type of a single one."""
        only = form.responses[0] if len(form.responses) == 1 else None
        result = self._name_result(only) if only else None
        if only is None or result is None:
            return {"responses": PyTuple((*map(self.build_response, form.responses),))}
        default = "204" if result == EMPTY else "200"
        return omit_defaults(status=(only.source.status, default))

    def _build_errors(self, errors: list[Decoding]) -> PyExpression | None:
        """Return the errors: types by status, unless one needs more than a type."""
        statuses: dict[str | None, list[str]] = {}
        for decoding in errors:
            names = statuses.setdefault(self._name_result(decoding), [])
            names.append(decoding.source.status)
        is_plain = len({d.source.status for d in errors}) == len(errors)
        if None in statuses or not is_plain:
            return _make_tuple(map(self.build_response, errors))
        return (
            as_expression({" ".join(k): v for v, k in statuses.items()})
            if errors
            else None
        )

    def _name_result(self, decoding: Decoding) -> str | None:
        """Return the type of a JSON response; None if the response needs more than a type."""
        source, type_id = decoding.source, decoding.type
        if decoding.kind == "empty":
            return EMPTY if source.media_type is None else None
        is_plain = decoding.kind == "json" and source.media_type == JSON
        result = self.python.format_type(type_id) if type_id and is_plain else EMPTY
        return None if result == EMPTY else result

    def _build_body(self, source: ir.Body, is_required: bool) -> PyCall:
        kind = body_kind(source, self.python)
        type_id = self._choose_body_type(source, kind)
        accepts_null = kind == "json" and is_required and self._accepts_null(source)
        annotation = self.python.format_type(type_id) if type_id is not None else None
        arguments = omit_defaults(
            media_type=(source.media_type, JSON),
            type=(annotation, None),
            nullable=(accepts_null, False),
        )
        encodings = tuple(forms.build_fields(source, self.python)) or None
        module = "codec.forms" if kind in FORM_KINDS else "codec.bodies"
        function = name_class(f"{kind}_body", module)
        content_format = self._build_format(source.type) if kind == "xml" else None
        return make_call(function, **arguments, fields=encodings, format=content_format)

    def _build_format(self, type_id: ir.TypeId | None) -> PyCall | None:
        return forms.format_xml(type_id, self.python) if type_id is not None else None

    def _choose_body_type(self, source: ir.Body, kind: str) -> ir.TypeId | None:
        """Return the type by which a body is encoded; None if its values decide."""
        if kind == "text":
            return text_type(source, self.python)
        is_untyped = kind == "multipart" and self._lists_anything(source)
        return None if kind == "raw" or is_untyped else source.type

    def _lists_anything(self, source: ir.Body) -> bool:
        """Return whether a body contains any values: each one then decides its encoding."""
        match self.python.plain(source.type) if source.type is not None else None:
            case ir.Array(item=inner) | ir.Map(value=inner):
                return self.python.accepts_anything(inner)
            case _:
                return False

    def _accepts_null(self, source: ir.Body) -> bool:
        return source.type is None or self.python.is_nullable(source.type)

    def build_response(self, decoding: Decoding) -> PyCall:
        """Return the entry of a response."""
        source, type_id = decoding.source, decoding.type
        arguments = omit_defaults(
            media_type=(source.media_type, JSON),
            type=(self.python.format_type(type_id) if type_id else None, None),
            kind=(decoding.kind if decoding.kind != "xml" else "json", "json"),
            is_event=(decoding.is_event, False),
            has_json_data=(decoding.has_json_data, False),
        )
        content_format = self._build_format(type_id) if decoding.kind == "xml" else None
        return make_call(
            name_class("ResponseSpec"),
            as_expression(source.status),
            **arguments,
            format=content_format,
        )


def _is_plain(parameter: PyCall) -> bool:
    """Return whether a parameter has the defaults of its location."""
    return not parameter.keywords


def _make_tuple(items: Iterable[PyExpression]) -> PyTuple:
    return PyTuple((*items,))


def _list_variables(source: ir.Operation) -> list[tuple[str, ...]]:
    """Return name and default of each variable of the operation's server."""
    variables = [v for server in source.servers[:1] for v in server.variables]
    return [(v.name, v.default) for v in variables if v.default is not None]
