"""Compare exchanges with their operations: parameters, statuses, media types, headers and bodies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from specpress import ir
from specpress.document.media_types import plain
from specpress.document.problems import Problems, UsageError
from specpress.document.resolve import Cursor, Workspace
from specpress.mock.exact_numbers import read_exact
from specpress.mock.requests import ReceivedRequest, RequestValidator
from specpress.mock.styles import RequestParts
from specpress.mock.subtypes import list_subtypes
from specpress.repair.explainer import Explainer
from specpress.repair.findings import Finding
from specpress.repair.queries import find_undeclared, read_texts
from specpress.repair.recording import Exchange, Message, has_hidden
from specpress.repair.streams import is_stream, read_items
from specpress.schema.validation import ContradictoryDocument, Schemas

REQUEST, RESPONSE = "request", "response"
# Findings about parts of an operation that have no schema.
STATUS, MEDIA_TYPE, REQUEST_BODY = "status", "media type", "request body"
UNREADABLE, NO_BODY = "unreadable", "no body"
PARAMETERS = "parameters"
# Statuses whose responses have no body.
BODILESS = (204, 205, 304)
# Headers that describe the message instead of the API.
IGNORED_HEADERS = ("content-type",)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A finding in one part of an exchange.

    Attributes:
        part: The part of the operation: "response body 200", "query parameter 'limit'".
        side: `REQUEST` or `RESPONSE` if the value is in a body, else "".
    """

    finding: Finding
    exchange: Exchange
    operation: ir.Operation
    part: str
    side: str = ""


@dataclass(slots=True)
class _Direction:
    """The schemas for requests or for responses."""

    schemas: Schemas
    explainer: Explainer


class Checker:
    """Compares exchanges with a document; `api` was read from it, or from it before changes."""

    def __init__(self, workspace: Workspace, api: ir.Api) -> None:
        self._workspace, self._api, self._problems = workspace, api, Problems()
        subtypes = list_subtypes(workspace, api)
        requests = Schemas("readOnly", self._problems)
        responses = Schemas("writeOnly", self._problems, read_exact)
        directions = []
        for schemas in (requests, responses):
            schemas.add_subtypes(subtypes)
            explainer = Explainer(schemas, subtypes, self._problems)
            directions.append(_Direction(schemas, explainer))
        self._request, self._response = directions

    def check(
        self, exchange: Exchange, operation: ir.Operation, path: Mapping[str, str]
    ) -> list[Contradiction]:
        """Return the contradictions of an exchange.

        Args:
            path: The path parameters, percent-encoded.

        Raises:
            UsageError: a package is missing that reads the body.
        """
        cursor = self._workspace.find(operation.origin)
        if cursor is None:
            return []
        try:
            check = _Check(self, exchange, operation, cursor.follow(self._problems))
            return [*check.check_request(path), *check.check_response()]
        except ImportError as error:
            message = f"{error.name} is not installed: install specpress with its extra `mock`"
            raise UsageError(message, code="missing-extra") from error

    def create_validator(
        self, operation: ir.Operation, cursor: Cursor, side: str
    ) -> RequestValidator:
        """Return the reader of values for one direction."""
        direction = self._request if side == REQUEST else self._response
        return RequestValidator(
            operation, cursor, direction.schemas, {}, self._problems
        )

    def explain(self, schema: Cursor, value: Any, side: str) -> list[Finding]:
        """Return the violations of a value; a schema that cannot be compiled accepts it."""
        direction = self._request if side == REQUEST else self._response
        try:
            return direction.explainer.explain(schema, value)
        except ContradictoryDocument:
            return []

    def follow(self, cursor: Cursor | None) -> Cursor | None:
        """Return the target of a reference."""
        return cursor.follow(self._problems) if cursor is not None else None


class _Check:
    """Compares one exchange with its operation."""

    def __init__(
        self,
        checker: Checker,
        exchange: Exchange,
        operation: ir.Operation,
        cursor: Cursor,
    ) -> None:
        self._checker, self._exchange = checker, exchange
        self._operation, self._cursor = operation, cursor

    def _report(self, part: str, finding: Finding, side: str = "") -> Contradiction:
        return Contradiction(finding, self._exchange, self._operation, part, side)

    # -- requests ------------------------------------------------------------------------------

    def check_request(self, path: Mapping[str, str]) -> Iterator[Contradiction]:
        """Yield the contradictions of the parameters and the request body."""
        exchange = self._exchange
        message = exchange.request
        received = ReceivedRequest(
            dict(path), exchange.query, message.headers, message.body
        )
        validator = self._checker.create_validator(
            self._operation, self._cursor, REQUEST
        )
        for parameter in self._operation.parameters:
            cursor = self._cursor.workspace.find(parameter.origin)
            if cursor is None:
                continue
            part = f"{parameter.location} parameter {parameter.wire!r}"
            values = validator.read_values(parameter, received.parts)
            if parameter.allow_empty and "" in values:
                continue
            for finding in self._check_values(cursor, values, REQUEST):
                yield self._report(part, finding)
        for name, texts in find_undeclared(validator, self._cursor, exchange.query):
            values = read_texts(texts)
            value = values[0] if len(values) == 1 else values
            finding = Finding(self._cursor, PARAMETERS, value, "", name)
            yield self._report(f"query parameter {name!r}", finding)
        yield from self._check_request_body(validator)

    def _check_values(
        self, declared: Cursor, values: list[Any], side: str
    ) -> Iterator[Finding]:
        """Yield the violations of a parameter or header that may be read as any of the values."""
        if not values:
            is_required = declared.value.get("required") is True
            if is_required and declared.value.get("in") != "path":
                yield Finding(declared, "required", None)
            return
        schema = _schema_of(declared)
        if schema is None or any(map(has_hidden, values)):
            return
        explained = [self._checker.explain(schema, value, side) for value in values]
        if all(explained):
            yield from explained[0]

    def _check_request_body(
        self, validator: RequestValidator
    ) -> Iterator[Contradiction]:
        message, part = self._exchange.request, "request body"
        declared = self._checker.follow(self._cursor.get("requestBody"))
        if not message.body:
            is_required = (
                declared is not None and declared.value.get("required") is True
            )
            if (
                declared is not None
                and is_required
                and not message.headers.get("content-type")
            ):
                yield self._report(part, Finding(declared, "required", None))
            return
        owner = self._cursor if declared is None else declared
        yield from self._check_content(validator, owner, part, REQUEST)

    # -- responses -----------------------------------------------------------------------------

    def check_response(self) -> Iterator[Contradiction]:
        """Yield the contradictions of the status, the headers and the body of the response."""
        status, message = self._exchange.status, self._exchange.response
        response = self._find_response(str(status))
        part = f"response body {status}"
        validator = self._checker.create_validator(
            self._operation, self._cursor, RESPONSE
        )
        if response is None:
            values = self._read(validator, None, message)
            finding = Finding(self._cursor, STATUS, values, "", str(status))
            yield self._report(f"response {status}", finding, RESPONSE)
            return
        yield from self._check_headers(validator, response)
        if message.body:
            yield from self._check_content(validator, response, part, RESPONSE)
        elif response.value.get("content") and self._may_have_body:
            yield self._report(part, Finding(response, NO_BODY, None), RESPONSE)

    @property
    def _may_have_body(self) -> bool:
        exchange = self._exchange
        return exchange.method != "HEAD" and exchange.status not in BODILESS

    def _find_response(self, status: str) -> Cursor | None:
        responses = self._cursor.get("responses")
        if responses is None:
            return None
        entries = {key.upper(): entry for key, entry in responses.items()}
        for key in (status, f"{status[0]}XX", "DEFAULT"):
            if key in entries:
                return self._checker.follow(entries[key])
        return None

    def _check_headers(
        self, validator: RequestValidator, response: Cursor
    ) -> Iterator[Contradiction]:
        headers = response.get("headers")
        parts = RequestParts({}, [], self._exchange.response.headers, [])
        for name, entry in headers.items() if headers is not None else ():
            header = self._checker.follow(entry)
            if header is None or name.lower() in IGNORED_HEADERS:
                continue
            part = f"response header {name!r} of {self._exchange.status}"
            values = validator.read_values(_header_parameter(name, header), parts)
            for finding in self._check_values(header, values, RESPONSE):
                yield self._report(part, finding)

    # -- content -------------------------------------------------------------------------------

    def _check_content(
        self, validator: RequestValidator, owner: Cursor, part: str, side: str
    ) -> Iterator[Contradiction]:
        """Yield the contradictions of a body with a request body or a response of the document."""
        is_request = side == REQUEST
        message = self._exchange.request if is_request else self._exchange.response
        content = owner.get("content")
        media_type = find_media_type(content, message.headers.get("content-type", ""))
        if media_type is None or content is None:
            name = plain(message.headers.get("content-type", "")) or guess_media_type(
                message
            )
            values = self._read(validator, None, message)
            keyword = REQUEST_BODY if owner is self._cursor else MEDIA_TYPE
            yield self._report(part, Finding(owner, keyword, values, "", name), side)
            return
        entry = content.child(media_type)
        name = message.headers.get("content-type", "") or media_type
        if is_stream(name):
            yield from self._check_items(validator, entry, name, side, part)
            return
        schema = entry.get("schema")
        values = self._read(validator, entry, message)
        if values is None:
            yield self._report(part, Finding(entry, UNREADABLE, None), side)
            return
        if schema is None:
            return
        for value in values:
            for finding in self._checker.explain(schema, value, side):
                yield self._report(part, finding, side)

    def _check_items(
        self,
        validator: RequestValidator,
        entry: Cursor,
        name: str,
        side: str,
        part: str,
    ) -> Iterator[Contradiction]:
        """Yield the contradictions of the items of a stream."""
        exchange = self._exchange
        message = exchange.request if side == REQUEST else exchange.response
        try:
            items = read_items(validator, entry, name, message.body)
        except ValueError:
            yield self._report(part, Finding(entry, UNREADABLE, None), side)
            return
        for index, item in enumerate(items):
            explained = [
                self._checker.explain(item.schema, value, side) for value in item.values
            ]
            for finding in explained[0] if all(explained) else ():
                of_item = replace(finding, pointer=f"/{index}{finding.pointer}")
                yield self._report(part, of_item, side)

    def _read(
        self, validator: RequestValidator, entry: Cursor | None, message: Message
    ) -> list[Any] | None:
        """Return the values of a body; None if it does not match its media type."""
        media_type = str(entry.key) if entry is not None else ""
        schema = entry.get("schema") if entry is not None else None
        content_type = message.headers.get("content-type", "") or media_type
        content_type = content_type or guess_media_type(message)
        bodies = {plain(body.media_type): body for body in self._operation.bodies}
        body = bodies.get(plain(media_type), ir.Body(media_type, None))
        reference = validator.schemas.reference(schema) if schema is not None else None
        try:
            return validator.parse_body(content_type, body, message.body, reference)
        except ValueError:
            return None


def guess_media_type(message: Message) -> str:
    """Return the media type of a body without Content-Type."""
    if message.is_json:
        return "application/json"
    try:
        message.body.decode()
    except ValueError:
        return "application/octet-stream"
    return "text/plain"


def find_media_type(content: Cursor | None, content_type: str) -> str | None:
    """Return the key of `content` for a Content-Type; without the header, the first one."""
    keys: list[str] = []
    if content is not None and isinstance(content.value, dict):
        keys += content.value
    name = plain(content_type)
    if not name:
        return keys[0] if keys else None
    for accepted in (name, f"{name.partition('/')[0]}/*", "*/*"):
        for key in keys:
            if plain(key) == accepted:
                return key
    return None


def _schema_of(cursor: Cursor) -> Cursor | None:
    """Return the schema of a parameter or a header."""
    content = cursor.get("content")
    for _, entry in content.items() if content is not None else ():
        return entry.get("schema")
    return cursor.get("schema")


def _header_parameter(name: str, header: Cursor) -> ir.Parameter:
    content = header.get("content")
    media_types = [*content.value] if content is not None else [None]
    return ir.Parameter(
        wire=name,
        location="header",
        style="simple",
        explode=header.value.get("explode") is True,
        required=False,
        type=ir.TypeId(""),
        default=None,
        description="",
        notes=(),
        deprecated=False,
        content_type=media_types[0],
        allow_reserved=False,
        allow_empty=False,
        origin=header.id,
    )
