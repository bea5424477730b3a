"""The JSON table of operations that the generated tests read: requests, responses, retries."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import quote

from specpress import ir
from specpress.evidence.model_cases import ModelCases, limit_rows
from specpress.evidence.page_cases import build_page_case
from specpress.evidence.sample_values import NoSampleValue, SampleValues
from specpress.package.errors import ErrorView, name_error
from specpress.package.forms import DEFAULT_STYLES
from specpress.package.idempotency import IDEMPOTENCY_KEY, find_retryable_field
from specpress.package.media import body_kind
from specpress.package.methods import Method, MethodBuilder
from specpress.package.operations import Resource
from specpress.package.responses import Decoding, list_error_decodings
from specpress.package.transitions import name_refusals
from specpress.python.types import PythonTypes

CREDENTIAL = "not:to-be-seen"  # value of every credential in the generated tests
# Strings in arguments of the tests, with characters that the location must encode.
TEXTS = {"path": "a/b?c#d", "query": "a b&c", "header": "text", "cookie": "text"}
JSON = "application/json"
# Statuses that are retried always, or only if the operation is idempotent.
ALWAYS_RETRIED = {408, 429, 503}
RETRIED_IF_IDEMPOTENT = {500, 502, 504}
IDEMPOTENT_METHODS = ("GET", "HEAD", "OPTIONS", "TRACE", "QUERY", "PUT", "DELETE")
_NAME = re.compile(r"\{([^{}]+)\}")
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\{}<>^|`\"]")
# Values that are valid in headers and cookies without encoding.
_UNENCODED = re.compile(r"[!#-+\--:<-\[\]-~]([ -~]*[!-~])?")
# Cookie names without encoding.
_TOKEN = re.compile(r"[A-Za-z0-9_.-]+")


@dataclass(frozen=True, slots=True)
class OperationCases:
    """The table of operations."""

    rows: dict[str, Any]
    """The requests and responses to test, by operation."""
    count: int
    """Number of operations of the document, including those not in the table."""


@dataclass(slots=True)
class ExpectedRequest:
    """The request that a call sends."""

    arguments: dict[str, Any] = field(default_factory=dict)
    path: dict[str, str] = field(default_factory=dict)
    query: list[tuple[str, str]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    cookies: list[str] = field(default_factory=list)


def build_operation_cases(
    api: ir.Api,
    resources: list[Resource],
    methods: MethodBuilder,
    errors: list[ErrorView],
    model_cases: ModelCases,
) -> OperationCases:
    """Return the table of as many operations as it may contain."""
    properties = {e.name: [f.name for f in e.fields] for e in errors}
    builder = _OperationCaseBuilder(api, methods, properties, model_cases)
    rows = [
        (f"{resource.module}.{method.name}", partial(builder.build_row, method))
        for resource in resources
        for method in resource.methods
        if not method.streams
    ]
    return OperationCases(limit_rows(rows), len(rows))


class _OperationCaseBuilder:
    """Builds the rows."""

    def __init__(
        self,
        api: ir.Api,
        methods: MethodBuilder,
        properties: dict[str, list[str]],
        model_cases: ModelCases,
    ) -> None:
        self.methods, self.properties = methods, properties
        self.model_cases = model_cases
        self.python: PythonTypes = methods.python
        self.sample_values = SampleValues(self.python)
        self.sent_values = SampleValues(self.python, is_sent=True)
        self.schemes = {scheme.name: scheme for scheme in api.schemes}

    def build_row(self, method: Method) -> dict[str, Any]:
        """Return the row of an operation.

        Raises:
            NoSampleValue: an argument has no sample value, or its encoding is not plain.
        """
        source = method.source
        if source.servers or set("?#") & set(source.path):
            raise NoSampleValue
        request = self._build_request(source)
        body = self._build_body(source)
        responses = dict(self._list_responses(method))
        self._add_credentials(source, request)
        if request.cookies:
            request.headers["cookie"] = "; ".join(request.cookies)
        row = {
            "request": {
                "method": source.method,
                "path": _fill_path(source.path, request.path),
                "query": request.query,
                "headers": request.headers,
            },
            "arguments": request.arguments,
            "body": body,
            "responses": responses,
            "invalid": dict(self._list_invalid(method)),
            "errors": dict(self._list_errors(source)),
            "retries": self._list_retries(source),
            "retryable": self._find_retryable_key(source),
            "confirmation": (
                self._build_confirmation(source, request)
                if _begins_with_object(responses)
                else None
            ),
            "pages": self._build_pages(method, request.arguments, responses),
        }
        return {key: value for key, value in row.items() if value}

    # -- requests ------------------------------------------------------------------------------

    def _build_request(self, source: ir.Operation) -> ExpectedRequest:
        request, names = ExpectedRequest(), self.methods.name_arguments(source)
        for parameter in source.parameters:
            try:
                value, text = self._build_argument(parameter)
            except NoSampleValue:
                if parameter.required:
                    raise
                continue
            request.arguments[names[f"{parameter.location} {parameter.wire}"]] = value
            self._add_parameter(request, parameter, text)
        return request

    def _build_argument(self, source: ir.Parameter) -> tuple[Any, str]:
        """Return a value and its text in the request.

        Raises:
            NoSampleValue: the text would depend on a style or an encoding.
        """
        schema = self.python.plain(source.type)
        default_style = DEFAULT_STYLES.get(source.location, ("", False))[0]
        is_scalar = isinstance(schema, (ir.Scalar, ir.Enum, ir.Const))
        if not is_scalar or source.style != default_style or source.content_type:
            raise NoSampleValue
        value = self.sample_values.build_minimal(source.type, TEXTS[source.location])
        text = value if isinstance(value, str) else json.dumps(value)
        is_encoded = source.location in (
            "header",
            "cookie",
        ) and not _UNENCODED.fullmatch(text)
        if is_encoded or text in ("", ".", "..", "null"):
            raise NoSampleValue
        if source.location == "cookie" and not _TOKEN.fullmatch(source.wire):
            raise NoSampleValue
        return value, text

    def _add_parameter(
        self, request: ExpectedRequest, source: ir.Parameter, text: str
    ) -> None:
        match source.location:
            case "path":
                request.path[source.wire] = quote(text, safe="")
            case "query":
                request.query.append((source.wire, text))
            case "header":
                request.headers[source.wire.lower()] = text
            case _:
                request.cookies.append(f"{source.wire}={text}")

    def _add_credentials(self, source: ir.Operation, request: ExpectedRequest) -> None:
        """Add the credentials of the first alternative that is not anonymous."""
        alternatives = (
            names
            for names in source.security
            if names and set(names) <= self.schemes.keys()
        )
        for name in next(alternatives, ()):
            scheme = self.schemes[name]
            match scheme.kind, scheme.location:
                case "apikey", "query":
                    request.query.append((scheme.wire, CREDENTIAL))
                case "apikey", "cookie":
                    request.cookies.append(f"{scheme.wire}={CREDENTIAL}")
                case "apikey", _:
                    request.headers.setdefault(scheme.wire.lower(), CREDENTIAL)
                case kind, _:
                    request.headers.setdefault(
                        "authorization", _build_authorization(kind)
                    )

    def _build_body(self, source: ir.Operation) -> dict[str, Any]:
        """Return the model of a required body, and its JSON."""
        if not source.body_required or not source.bodies:
            return {}
        body = source.bodies[0]
        is_json_body = (
            len(source.bodies) == 1 and body_kind(body, self.python) == "json"
        )
        schema = self.python.plain(body.type) if body.type and is_json_body else None
        if not isinstance(schema, ir.Object):
            raise NoSampleValue
        return self.sent_values.list_values(schema.id, "body")

    # -- responses -----------------------------------------------------------------------------

    def _list_responses(self, method: Method) -> Iterator[tuple[str, Any]]:
        """Yield the values of each status; null means no content."""
        for decoding in method.decodings:
            status = decoding.source.status
            if decoding.kind == "empty" and ir.STATUS.fullmatch(status):
                yield status, {"None": None}
            elif self._is_plain(decoding) and decoding.type is not None:
                try:
                    yield status, self._list_values(decoding.type)
                except NoSampleValue:
                    continue

    def _build_pages(
        self, method: Method, arguments: dict[str, Any], responses: dict[str, Any]
    ) -> dict[str, Any] | None:
        """Return the case of a method that returns pages; None for other methods."""
        source = method.source
        if method.pages is None or source.pagination is None:
            return None
        names, cases = self.methods.name_arguments(source), self.model_cases
        complete = {
            status: {
                shape: cases.complete_payload(shape) if shape in cases.rows else value
                for shape, value in values.items()
            }
            for status, values in responses.items()
        }
        required = {
            parameter.name: arguments[parameter.name]
            for parameter in method.parameters
            if parameter.is_required and parameter.name in arguments
        }
        try:
            return build_page_case(source.pagination, names, required, complete)
        except NoSampleValue:
            return None

    def _list_invalid(self, method: Method) -> Iterator[tuple[str, Any]]:
        """Yield a body for each status that contradicts the document."""
        for decoding in method.decodings:
            if self._is_plain(decoding) and decoding.type is not None:
                for value in self.sample_values.list_invalid(decoding.type)[:1]:
                    yield decoding.source.status, value

    def _list_values(self, type_id: ir.TypeId) -> dict[str, Any]:
        """Return values of a response that are not null, and an unknown variant if it is a union."""
        schema = self.python.plain(type_id)
        values = self.sample_values.list_values(type_id, "response")
        values = {shape: v for shape, v in values.items() if v is not None}
        if isinstance(schema, ir.Union):
            unknown = self.sample_values.build_unknown_variant(schema)
            if unknown is not None:
                values["UnknownVariant"] = unknown
        return values

    def _list_errors(self, source: ir.Operation) -> Iterator[tuple[str, Any]]:
        """Yield the exception of each status, its body, and the fields of the body on the exception."""
        seen = set()
        for decoding in list_error_decodings(self.python, source):
            status = decoding.source.status
            schema = self.python.plain(decoding.type) if decoding.type else None
            if status in seen or not self._is_plain(decoding) or status < "400":
                continue
            seen.add(status)
            if not isinstance(schema, ir.Object):
                continue
            if self._name_model(schema) in self.model_cases.rows:
                yield status, self._build_error(source, status, schema)

    def _name_model(self, schema: ir.Object) -> str:
        return self.python.names[self.python.shared_schemas.get(schema.id, schema.id)]

    def _build_error(
        self, source: ir.Operation, status: str, schema: ir.Object
    ) -> dict[str, Any]:
        name, model = name_error(status), self._name_model(schema)
        body = self.model_cases.complete_payload(model)
        keys = {
            python: wire for wire, python in self.python.name_fields(schema).items()
        }
        fields = [p for p in self.properties.get(name, ()) if keys.get(p) in body]
        error = self._find_refusal(source, status, body) or name
        return {"error": error, "body": model, "fields": fields}

    def _is_plain(self, decoding: Decoding) -> bool:
        """Return whether a response is plain JSON with an exact status."""
        is_exact = ir.STATUS.fullmatch(decoding.source.status) is not None
        return (
            is_exact and decoding.kind == "json" and decoding.source.media_type == JSON
        )

    def _find_refusal(
        self, source: ir.Operation, status: str, body: dict[str, Any]
    ) -> str | None:
        """Return the exception if the response is a refusal because of the state."""
        lifecycles = (
            lifecycle
            for lifecycle in self.python.lifecycles
            if source.origin in lifecycle.operations
        )
        refusals = (lifecycle.refusal(source.origin) for lifecycle in lifecycles)
        for refusal in refusals:
            if refusal is not None and refusal.status == status:
                matches = all(body.get(key) == v for key, v in refusal.body)
                return name_refusals(self.python)[source.origin] if matches else None
        return None

    # -- retries -------------------------------------------------------------------------------

    def _list_retries(self, source: ir.Operation) -> dict[str, bool]:
        """Return by status whether a response without further information is retried."""
        is_idempotent = source.idempotent
        if is_idempotent is None:
            has_key = any(self._is_key(p) for p in source.parameters)
            is_idempotent = has_key or source.method in IDEMPOTENT_METHODS
        conditional = RETRIED_IF_IDEMPOTENT if is_idempotent else set()
        retried = ALWAYS_RETRIED | conditional | {*source.transient_statuses}
        return {
            str(s): s in retried
            for s in sorted({409, 500, 503, *source.transient_statuses})
        }

    def _is_key(self, source: ir.Parameter) -> bool:
        return source.location == "header" and source.wire.lower().endswith(
            IDEMPOTENCY_KEY
        )

    def _find_retryable_key(self, source: ir.Operation) -> str | None:
        errors = list_error_decodings(self.python, source)
        field = find_retryable_field(errors, self.python)
        return field[1] if field is not None else None

    def _build_confirmation(
        self, source: ir.Operation, request: ExpectedRequest
    ) -> dict[str, Any] | None:
        """Return the refusal of a repeated call, and the request that confirms its success."""
        confirmation = source.confirmation
        if confirmation is None or not self._list_retries(source)["500"]:
            return None
        return {
            "refused": confirmation.refused,
            "path": _fill_path(confirmation.path, request.path),
            "property": confirmation.property,
            "values": confirmation.values,
        }


def _begins_with_object(responses: dict[str, Any]) -> bool:
    """Return whether the first sample of a response is an object, which may show a state."""
    samples = [s for by_name in responses.values() for s in by_name.values()]
    return bool(samples) and isinstance(samples[0], dict)


def _fill_path(path: str, texts: dict[str, str]) -> str:
    """Return the path of a request, whose URL has no characters that URLs do not allow."""
    if not {*_NAME.findall(path)} <= texts.keys():
        raise NoSampleValue
    filled = _NAME.sub(lambda name: texts[name[1]], path)
    return _UNSAFE.sub(lambda character: quote(character[0], safe=""), filled)


def _build_authorization(kind: str) -> str:
    match kind:
        case "bearer":
            return f"Bearer {CREDENTIAL}"
        case "basic":
            return f"Basic {b64encode(CREDENTIAL.encode()).decode()}"
        case _:
            return CREDENTIAL
