"""Build the documented responses of an operation, validated before they are sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from specpress import ir
from specpress.document import nodes
from specpress.document.media_types import complete, is_json, plain
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor
from specpress.mock import bodies
from specpress.mock.exact_numbers import dump_json, read_exact
from specpress.mock.examples import find_example, list_examples, with_parsed_text
from specpress.mock.negotiation import select_media_type
from specpress.mock.xml import XmlNaming
from specpress.samples.choices import possible_types
from specpress.samples.samples import Sampler, Unsatisfiable
from specpress.schema.dialect import Schema
from specpress.schema.faults import Fault
from specpress.schema.validation import ContradictoryDocument

# A change of a JSON body before it is sent.
Transform = Callable[[Any], Any]
STREAM_ITEM_COUNT = 3
# Search for samples is limited, so a missing sample is no fault of the document.
CURE = "add an example to the document"
STATUSES_WITHOUT_BODY = (204, 205, 304)


class NotAcceptable(Exception):
    """The request accepts none of the documented media types."""


@dataclass(frozen=True, slots=True)
class MockResponse:
    """A response to send.

    Attributes:
        value: The value that the body encodes.
        reason: The reason of an error, for the log.
    """

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    value: Any = None
    reason: str = ""

    def with_headers(self, *headers: tuple[str, str]) -> MockResponse:
        """Return the response with additional headers."""
        return replace(self, headers=(*self.headers, *headers))


@dataclass(frozen=True, slots=True)
class Content:
    """One media type of a response.

    Attributes:
        has_item_schema: Whether the schema describes each item of a stream.
    """

    media_type: str
    entry: Cursor
    schema: Schema | None
    has_item_schema: bool


@dataclass(slots=True)
class ResponseBuilder:
    """Builds the documented responses of one operation."""

    cursor: Cursor
    sampler: Sampler
    problems: Problems
    _responses: dict[str, Cursor] = field(default_factory=dict)
    _values: dict[tuple[str, str], Any] = field(default_factory=dict)
    _failures: dict[tuple[str, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        entries = nodes.get_entries(self.cursor, "responses", self.problems)
        self._responses = {_normalize_key(key): response for key, response in entries}

    @property
    def statuses(self) -> list[str]:
        """The documented statuses and ranges."""
        return [*self._responses]

    def response_key(self, status: int) -> str | None:
        """Return the key that documents a status: exact, a range or ``default``."""
        keys = (str(status), f"{status // 100}XX", "default")
        return next((key for key in keys if key in self._responses), None)

    @property
    def success_status(self) -> int:
        """The status for valid requests: the first of success, else the first documented one."""
        exact = sorted(int(s) for s in self._responses if ir.STATUS.fullmatch(s))
        successful = [status for status in exact if 200 <= status < 300]
        if successful:
            return successful[0]
        for key, status in (("2XX", 200), ("default", 200), ("3XX", 302)):
            if key in self._responses:
                return status
        # A 1xx response is never the last one of an exchange.
        final = [status for status in exact if status >= 200]
        ranges = [int(s[0]) * 100 for s in self._responses if s[1:] == "XX"]
        return (final or ranges or [200])[0]

    def is_success(self, key: str) -> bool:
        """Return whether a documented status or range is the response to valid requests."""
        return key == self.response_key(self.success_status)

    def media_types(self, status: int) -> list[str]:
        """Return the documented media types of a status."""
        return [
            content.media_type
            for content in self._contents(self._find_response(status))
        ]

    def body_value(self, status: int, media_type: str) -> Any:
        """Return the value of a body, the same each time.

        Raises:
            ContradictoryDocument: No value is valid.
        """
        key = (str(status), media_type)
        if key in self._failures:
            # The search takes long, so it is not repeated.
            raise Unsatisfiable(self._failures[key])
        if key not in self._values:
            contents = (
                content
                for content in self._contents(self._find_response(status))
                if content.media_type == media_type
            )
            try:
                self._values[key] = self._select_value(next(contents), status)
            except Unsatisfiable as error:
                self._failures[key] = str(error)
                raise
        return self._values[key]

    def build_example(self, status: int, accept: str, name: str) -> MockResponse:
        """Build the response of a status with an example, which may contradict its schema.

        Raises:
            UnknownExample: The response has no example with this name.
            ContradictoryDocument: The document describes no valid headers.
        """
        response = self._find_response(status)
        contents = {c.media_type: c for c in self._contents(response)}
        preferred = select_media_type(accept, [*contents])
        ordered = sorted(contents, key=lambda media_type: media_type != preferred)
        entries = [(media_type, contents[media_type].entry) for media_type in ordered]
        media_type, value = find_example(entries, name, self.problems)
        headers = tuple(self._headers(response, status))
        built = self._encode(status, headers, contents[media_type], value)
        faults = self._find_faults(contents[media_type], value)
        if not faults:
            return built
        reason = f"example {name!r} contradicts its schema: {faults[0]}"
        return replace(built, reason=reason)

    def build(
        self, status: int, accept: str = "", transform: Transform | None = None
    ) -> MockResponse:
        """Build the response of a status.

        Args:
            transform: A change of the body value, which must remain valid.

        Raises:
            ContradictoryDocument: The document describes no valid response.
            NotAcceptable: `accept` includes none of the documented media types.
        """
        response = self._find_response(status)
        headers = tuple(self._headers(response, status))
        contents = {c.media_type: c for c in self._contents(response)}
        if not contents or status in STATUSES_WITHOUT_BODY or status < 200:
            return MockResponse(status, headers)
        media_type = select_media_type(accept, [*contents])
        if media_type is None:
            raise NotAcceptable(
                f"{accept!r} accepts none of the media types {', '.join(contents)}"
            )
        content = contents[media_type]
        value = self.body_value(status, media_type)
        if transform is not None:
            value = self._transform(content, value, transform)
        return self._encode(status, headers, content, value)

    def _encode(
        self,
        status: int,
        headers: tuple[tuple[str, str], ...],
        content: Content,
        value: Any,
    ) -> MockResponse:
        content_type = self._content_type(content, value)
        naming = XmlNaming(self.sampler.schemas)
        body = bodies.encode(content_type, value, content.schema, naming)
        headers = (("content-type", content_type), *headers)
        return MockResponse(status, headers, body, value)

    def _content_type(self, content: Content, value: Any) -> str:
        name = bodies.concrete_media_type(content.media_type)
        # A range with a string, such as `*/*` with a binary schema, is not JSON.
        if name != content.media_type and is_json(name) and isinstance(value, str):
            return "application/octet-stream"
        if plain(name).startswith("multipart/") and "boundary=" not in name:
            return f"{name}; boundary={bodies.BOUNDARY}"
        return name

    def _find_response(self, status: int) -> Cursor | None:
        key = self.response_key(status)
        return self._responses[key] if key is not None else None

    def _contents(self, response: Cursor | None) -> Iterator[Content]:
        if response is None:
            return
        for media_type, entry in nodes.get_entries(response, "content", self.problems):
            stream_schema, item_schema = entry.get("schema"), entry.get("itemSchema")
            cursor = stream_schema if stream_schema is not None else item_schema
            schema = (
                self.sampler.schemas.reference(cursor) if cursor is not None else None
            )
            yield Content(
                complete(media_type),
                entry,
                schema,
                self._has_item_schema(media_type, stream_schema, schema),
            )

    def _has_item_schema(
        self, media_type: str, stream_schema: Cursor | None, schema: Schema | None
    ) -> bool:
        """Return whether the schema of a stream describes an item, not the array of all items."""
        if schema is None or not bodies.is_stream(media_type):
            return False
        if stream_schema is None:
            return True
        return "array" not in possible_types(self.sampler.schemas, [schema])

    def _select_value(self, content: Content, status: int) -> Any:
        """Return the first valid example, or a sample."""
        if content.schema is None:
            default: Any = {} if is_json(content.media_type) else "sample"
            return next(self._examples(content), default)
        types = possible_types(self.sampler.schemas, [content.schema])
        for value in self._examples(content):
            # A schema with `properties` and without `type` allows text, but does not mean it.
            is_meant = "string" in types or not isinstance(value, str)
            if is_meant and not self._find_faults(content, value):
                return value
        try:
            return self._sample(content, status)
        except Unsatisfiable as error:
            raise Unsatisfiable(
                f"no sample of the response with status {status} ({content.entry.position}): {error}; {CURE}"
            ) from error

    def _sample(self, content: Content, status: int) -> Any:
        name = f"{self.cursor.id} {status}"
        if content.has_item_schema:
            return [
                self.sampler.sample(content.schema, f"{name} {number}")
                for number in range(STREAM_ITEM_COUNT)
            ]
        return self.sampler.sample(content.schema, name)

    def _examples(self, content: Content) -> Iterator[Any]:
        for _, value in list_examples(content.entry, self.problems):
            yield from with_parsed_text(content.media_type, value)

    def _transform(self, content: Content, value: Any, transform: Transform) -> Any:
        transformed = transform(value)
        faults = self._find_faults(content, transformed)
        if faults:
            raise ContradictoryDocument(
                f"{content.entry.position}: {'; '.join(map(str, faults[:3]))}"
            )
        return transformed

    def _find_faults(self, content: Content, value: Any) -> list[Fault]:
        if content.schema is None:
            return []
        is_list = content.has_item_schema and isinstance(value, list)
        return [
            fault
            for item in (value if is_list else [value])
            for fault in self.sampler.schemas.find_faults(content.schema, item)
        ]

    def _headers(
        self, response: Cursor | None, status: int
    ) -> Iterator[tuple[str, str]]:
        if response is None:
            return
        for name, header in nodes.get_entries(response, "headers", self.problems):
            # The body determines these two.
            if name.lower() not in ("content-type", "content-length"):
                text = self._header_text(header, name)
                if text is not None:
                    yield name, text

    def _header_text(self, header: Cursor, name: str) -> str | None:
        """Return the text of a header, or None for an optional header without a valid value."""
        schema, media_type = header.get("schema"), ""
        for key, content in nodes.get_entries(header, "content", self.problems):
            schema, media_type = content.get("schema"), key
        try:
            value = self._header_value(header, schema, name)
        except Unsatisfiable as error:
            if not nodes.get_flag(header, "required"):
                return None
            raise Unsatisfiable(
                f"no sample of header {name!r} ({header.position}): {error}; {CURE}"
            ) from error
        if media_type and is_json(media_type):
            return dump_json(value)
        return _encode_header(value, nodes.get_flag(header, "explode"))

    def _header_value(self, header: Cursor, cursor: Cursor | None, name: str) -> Any:
        schemas = self.sampler.schemas
        schema = schemas.reference(cursor) if cursor is not None else {"type": "string"}
        if "example" in header.value:
            example = read_exact(header.child("example"))
            if schemas.allows(schema, example):
                return example
        return self.sampler.sample(schema, f"{self.cursor.id} {name}")


def _normalize_key(status: str) -> str:
    return status if status == "default" else status.upper()


def _encode_header(value: Any, explode: bool) -> str | None:
    """Return a value in the style ``simple``, or None if a header cannot contain it."""
    if isinstance(value, list):
        text = ",".join(map(_scalar_text, value))
    elif isinstance(value, dict):
        separator = "=" if explode else ","
        text = ",".join(
            f"{key}{separator}{_scalar_text(entry)}" for key, entry in value.items()
        )
    else:
        text = _scalar_text(value)
    is_valid = text.isascii() and text.isprintable() and text == text.strip()
    return text if is_valid else None


def _scalar_text(value: Any) -> str:
    return value if isinstance(value, str) else dump_json(value)
