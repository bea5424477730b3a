"""Validate requests against an operation of the document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from specpress import ir
from specpress.document import nodes
from specpress.document.media_types import (
    complete,
    is_json,
    is_lines,
    is_xml,
    plain,
)
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor
from specpress.mock import forms
from specpress.mock.json_text import parse_json
from specpress.mock.limits import (
    TooLarge,
    count_texts,
    shorten,
)
from specpress.mock.styles import Pairs, RequestParts, parse_pairs, read_parameter
from specpress.mock.text_values import RawValue, TextReader
from specpress.mock.xml import XmlNaming
from specpress.mock.xml_reader import read_xml
from specpress.samples.choices import possible_properties, possible_types
from specpress.schema.dialect import Schema
from specpress.schema.validation import Schemas

# Raw values of one parameter to try, and faults of one value to report.
MAX_RAW_VALUES = 8
MAX_FAULTS = 3
# Statuses of a rejection, the best first; the operation may document only some of them.
INVALID = (400, 422)
# An invalid path parameter also means that no such resource exists.
INVALID_PATH = (400, 422, 404)
TOO_LARGE = (413, 400, 422)
UNAUTHENTICATED = (401, 403)
UNSUPPORTED_MEDIA_TYPE = (415, 400, 422)
FORM_MEDIA_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
AUTHORIZATION_PREFIXES = {"basic": "Basic ", "bearer": "Bearer "}


@dataclass(frozen=True, slots=True)
class Rejection:
    """The reason why a request is rejected.

    Attributes:
        statuses: The statuses that express the reason, the best first.
        pointer: The JSON Pointer of the first invalid value in a body.
    """

    statuses: tuple[int, ...]
    message: str
    headers: tuple[tuple[str, str], ...] = ()
    pointer: str = ""


@dataclass(frozen=True, slots=True)
class ReceivedRequest:
    """A request to one operation.

    Attributes:
        path_parameters: The parameters of the path by name, still percent-encoded.
        headers: The headers by their names in lower case.
    """

    path_parameters: dict[str, str]
    query: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def parts(self) -> RequestParts:
        """The parts that contain parameters."""
        cookies = parse_pairs(self.headers.get("cookie", ""), ";")
        return RequestParts(
            self.path_parameters,
            [*count_texts(parse_pairs(self.query), "query parameters")],
            self.headers,
            cookies,
            self.query,
        )


@dataclass(slots=True)
class RequestValidator:
    """Validates requests against one operation."""

    operation: ir.Operation
    cursor: Cursor
    schemas: Schemas
    schemes: dict[str, ir.Scheme]
    problems: Problems

    def validate(self, request: ReceivedRequest) -> Rejection | None:
        """Return the first fault: of the credentials, of a parameter or of the body."""
        try:
            parts = request.parts
            rejection = self._check_credentials(parts) or next(
                self._check_parameters(parts), None
            )
        except TooLarge as error:
            return Rejection(INVALID, f"request has {error}")
        except ValueError as error:
            return Rejection(INVALID, str(error))
        return rejection or self._check_body(request)

    # -- credentials ---------------------------------------------------------------------------

    def _check_credentials(self, parts: RequestParts) -> Rejection | None:
        requirements = self.operation.security
        if not requirements or any(
            all(self._has_credential(name, parts) for name in requirement)
            for requirement in requirements
        ):
            return None
        accepted = " or ".join(
            " with ".join(map(self._describe_scheme, requirement))
            for requirement in requirements
        )
        challenges = {
            kind.capitalize()
            for requirement in requirements
            for name in requirement
            if (kind := self.schemes[name].kind) in AUTHORIZATION_PREFIXES
        }
        headers = tuple(("www-authenticate", name) for name in sorted(challenges))
        return Rejection(UNAUTHENTICATED, f"missing credentials: {accepted}", headers)

    def _has_credential(self, name: str, parts: RequestParts) -> bool:
        scheme = self.schemes[name]
        if scheme.kind != "apikey":
            prefix = AUTHORIZATION_PREFIXES.get(scheme.kind, "")
            text = parts.headers.get("authorization", "")
            has_prefix = text.lower().startswith(prefix.lower())
            return has_prefix and len(text.strip()) > len(prefix.strip())
        if scheme.location == "header":
            return bool(parts.headers.get(scheme.wire.lower()))
        pairs: Pairs = parts.query if scheme.location == "query" else parts.cookies
        return any(key == scheme.wire and text for key, text in pairs)

    def _describe_scheme(self, name: str) -> str:
        scheme = self.schemes[name]
        if scheme.kind == "apikey":
            return f"{scheme.location} parameter {scheme.wire!r}"
        prefix = AUTHORIZATION_PREFIXES.get(scheme.kind, "")
        return f"header 'Authorization: {prefix}…'"

    # -- parameters ----------------------------------------------------------------------------

    def _check_parameters(self, parts: RequestParts) -> Iterator[Rejection]:
        for parameter in self.operation.parameters:
            fault = self._find_fault(parameter, parts)
            if fault is not None:
                statuses = INVALID_PATH if parameter.location == "path" else INVALID
                message = f"{parameter.location} parameter {parameter.wire!r} {fault}"
                yield Rejection(
                    statuses, f"{message} ({self._position(parameter.origin)})"
                )

    def read_values(self, parameter: ir.Parameter, parts: RequestParts) -> list[Any]:
        """Return the values that a parameter may have; several if its style is ambiguous."""
        schema = self.parameter_schema(parameter)
        reader = TextReader(self.schemas)
        raw_values = self._read_raw(parameter, parts, schema)
        return [reader.read(raw, [schema]) for raw in raw_values]

    def _read_raw(
        self, parameter: ir.Parameter, parts: RequestParts, schema: Schema
    ) -> list[RawValue]:
        claimed = {
            name
            for other in self.operation.parameters
            if other.location == parameter.location and other is not parameter
            for name in self.list_names(other)
        }
        own = {*possible_properties(self.schemas, [schema])}
        types = possible_types(self.schemas, [schema])
        # A property and another parameter may have one name.
        raw_values = (
            raw
            for names in (claimed, claimed - own)
            for raw in read_parameter(parameter, parts, types, names)
        )
        return [*islice(raw_values, MAX_RAW_VALUES)]

    def list_names(self, parameter: ir.Parameter) -> list[str]:
        """Return the names that a parameter has in a request."""
        if parameter.style == "deepObject":
            return [f"{parameter.wire}["]
        if parameter.explode and parameter.style in ("form", "cookie"):
            schema = self.parameter_schema(parameter)
            return [parameter.wire, *possible_properties(self.schemas, [schema])]
        return [parameter.wire]

    def _find_fault(self, parameter: ir.Parameter, parts: RequestParts) -> str | None:
        schema = self.parameter_schema(parameter)
        raw_values = self._read_raw(parameter, parts, schema)
        if not raw_values:
            # Clients omit null and an empty list from the request.
            omitted: tuple[Any, ...] = (None, [])
            may_omit = any(self.schemas.allows(schema, value) for value in omitted)
            return "is missing" if parameter.required and not may_omit else None
        if parameter.allow_empty and "" in raw_values:
            return None
        values = self.read_values(parameter, parts)
        if any(self.schemas.allows(schema, value) for value in values):
            return None
        faults = self.schemas.find_faults(schema, values[0])
        return f"is invalid: {'; '.join(map(str, faults[:MAX_FAULTS]))}"

    def _position(self, origin: str) -> str:
        """Return the position of a part of the document: its file, line and column."""
        cursor = self.cursor.workspace.find(origin)
        return str((cursor or self.cursor).position)

    def parameter_schema(self, parameter: ir.Parameter) -> Schema:
        """Return the schema of a parameter; any value is valid if it has none."""
        cursor = self.cursor.workspace.find(parameter.origin)
        if cursor is None:
            return True
        content = cursor.get("content")
        schema = (
            next((entry.get("schema") for _, entry in content.items()), None)
            if content
            else None
        )
        schema = schema or cursor.get("schema")
        return self.schemas.reference(schema) if schema is not None else True

    # -- body ----------------------------------------------------------------------------------

    def _check_body(self, request: ReceivedRequest) -> Rejection | None:
        if not self.operation.bodies:
            return None
        content_type = request.headers.get("content-type", "")
        if not request.body:
            # With a Content-Type the empty body may be intended, for example an empty form.
            is_missing = self.operation.body_required and not content_type
            message = f"request body is missing ({self._body_position()})"
            return Rejection(INVALID, message) if is_missing else None
        body = self.select_body(content_type)
        if body is None:
            accepted = ", ".join(b.media_type for b in self.operation.bodies)
            fault = (
                f"unsupported media type {shorten(content_type)!r}"
                if content_type
                else "header 'content-type' is missing"
            )
            message = f"{fault}: expected {accepted} ({self._body_position()})"
            return Rejection(UNSUPPORTED_MEDIA_TYPE, message)
        schema = self.body_schema(body.media_type)
        try:
            values = self.read_body(body, request)
        except TooLarge as error:
            return Rejection(TOO_LARGE, f"request body has {error}")
        except ValueError as error:
            encoding = request.headers.get("content-encoding", "identity")
            if encoding.strip().lower() != "identity":
                message = f"unsupported content encoding {shorten(encoding)!r}"
                return Rejection(UNSUPPORTED_MEDIA_TYPE, message)
            return Rejection(INVALID, f"cannot parse request body: {error}")
        return self._check_values(schema, values) if schema is not None else None

    def read_body(self, body: ir.Body, request: ReceivedRequest) -> list[Any]:
        """Return the values of a body; several for a sequence, none if no schema describes it.

        Raises:
            ValueError: The content does not match its media type.
        """
        content_type = request.headers.get("content-type", "") or body.media_type
        schema = self.body_schema(body.media_type)
        return self.parse_body(content_type, body, request.body, schema)

    def _check_values(self, schema: Schema, values: list[Any]) -> Rejection | None:
        located = (f for v in values for f in self.schemas.find_faults(schema, v))
        faults = [*islice(located, MAX_FAULTS)]
        if not faults:
            return None
        texts = [
            f"{fault} ({self.schemas.position(fault) or self._body_position()})"
            for fault in faults
        ]
        message = f"request body is invalid: {'; '.join(texts)}"
        return Rejection(INVALID, message, pointer=faults[0].pointer)

    def _body_position(self) -> str:
        return str((self.cursor.get("requestBody") or self.cursor).position)

    def select_body(self, content_type: str) -> ir.Body | None:
        """Return the documented body for a Content-Type; without the header, the only body."""
        bodies, name = self.operation.bodies, plain(content_type)
        if not name:
            return bodies[0] if len(bodies) == 1 else None
        ranges = (name, f"{name.partition('/')[0]}/*", "*/*")
        return next(
            (
                body
                for media_range in ranges
                for body in bodies
                if plain(body.media_type) == media_range
            ),
            None,
        )

    def body_schema(self, media_type: str) -> Schema | None:
        """Return the schema of a body, or of each item of a stream."""
        body = self.cursor.get("requestBody")
        target = body.follow(self.problems) if body is not None else None
        if target is None:
            return None
        entries = {
            complete(name): entry
            for name, entry in nodes.get_entries(target, "content", self.problems)
        }
        entry = entries.get(media_type)
        if entry is None:
            return None
        schema = entry.get("schema") or entry.get("itemSchema")
        return self.schemas.reference(schema) if schema is not None else None

    def parse_body(
        self, content_type: str, body: ir.Body, content: bytes, schema: Schema | None
    ) -> list[Any]:
        """Return the values to validate; none for media types that a schema cannot describe.

        Raises:
            ValueError: The content does not match its media type.
        """
        name = plain(content_type)
        conjuncts = [schema] if schema is not None else []
        reader = TextReader(self.schemas)
        if is_lines(name):
            lines = [parse_json(line) for line in _split_lines(content)]
            has_array_schema = "array" in possible_types(self.schemas, conjuncts)
            return [lines] if has_array_schema else lines
        if is_json(name):
            return [parse_json(content)]
        if name in FORM_MEDIA_TYPES:
            form = forms.FormSchema(self.schemas, conjuncts)
            encodings = body.encodings
            fields = forms.parse_form_fields(content_type, content, encodings, form)
            self._read_xml_parts(fields, body, schema)
            return [reader.read(fields, conjuncts)]
        naming = XmlNaming(self.schemas)
        if is_xml(name) and schema is not None and naming.has_structure(schema):
            return [reader.read(read_xml(content, schema, naming), conjuncts)]
        return (
            [reader.read(content.decode(), conjuncts)] if name == "text/plain" else []
        )

    def _read_xml_parts(
        self, fields: dict[str, RawValue], body: ir.Body, schema: Schema | None
    ) -> None:
        """Replace the texts of parts in XML by their raw values.

        Raises:
            ValueError: A part is not XML.
        """
        naming = XmlNaming(self.schemas)
        for encoding in body.encodings:
            name = encoding.name
            if schema is None or name not in fields or not encoding.content_type:
                continue
            part = naming.property_schema(schema, name)
            if is_xml(encoding.content_type) and naming.has_structure(part):
                fields[name] = _read_part(fields[name], part, naming)


def _read_part(text: RawValue, schema: Schema, naming: XmlNaming) -> RawValue:
    """Return the raw value of the parts with one name."""
    if isinstance(text, list):
        item = naming.item_schema(schema)
        return [_read_part(entry, item, naming) for entry in text]
    return read_xml(str(text).encode(), schema, naming)


def _split_lines(content: bytes) -> Iterator[bytes]:
    """Yield the JSON texts of a sequence without separators and blank lines."""
    for line in content.splitlines():
        if line.strip(b"\x1e \t\r"):
            yield line.lstrip(b"\x1e")
