"""ResponseBuilder: takes an operation and a status, gives the answer that the document describes, judged before it is sent."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from specpress import ir
from specpress.build import nodes
from specpress.mock import bodies
from specpress.mock.choices import kinds
from specpress.mock.dialect import Schema, plain
from specpress.mock.negotiation import chosen
from specpress.mock.samples import Sampler, Unsatisfiable
from specpress.mock.schemas import ContradictoryDocument
from specpress.mock.xml import XmlNaming
from specpress.problems import Problems
from specpress.resolve import Cursor
from specpress.views.media import is_json
from specpress.views.media import plain as name_of

Change = Callable[[Any], Any]
"""What a sample becomes before it is sent."""
ITEMS = 3
"""A stream has so many items."""
NO_BODY = (204, 205, 304)


class NotAcceptable(Exception):
    """The request takes none of the media types."""


@dataclass(frozen=True, slots=True)
class MockResponse:
    """An answer, ready to be sent."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    value: Any = None
    """What the body says, where it is JSON."""

    def with_headers(self, *more: tuple[str, str]) -> MockResponse:
        """The answer with headers more."""
        return replace(self, headers=(*self.headers, *more))


@dataclass(frozen=True, slots=True)
class Content:
    """One media type of an answer."""

    media_type: str
    entry: Cursor
    schema: Schema | None
    is_item: bool
    """Whether the schema is that of each item of a stream."""


@dataclass(slots=True)
class ResponseBuilder:
    """The documented answers of one operation."""

    cursor: Cursor
    sampler: Sampler
    problems: Problems
    _responses: dict[str, Cursor] = field(default_factory=dict)
    _samples: dict[tuple[str, str], Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        found = nodes.get_entries(self.cursor, "responses", self.problems)
        self._responses = {_key(status): response for status, response in found}

    @property
    def statuses(self) -> list[str]:
        """The statuses as the document writes them."""
        return [*self._responses]

    def key(self, status: int) -> str | None:
        """What the document says a status is described by: itself, its range, or the default."""
        ways = (str(status), f"{status // 100}XX", "default")
        return next((way for way in ways if way in self._responses), None)

    @property
    def success(self) -> int:
        """The status of an answer when all is well: the first of success, else whatever is described first."""
        exact = sorted(int(s) for s in self._responses if ir.STATUS.fullmatch(s))
        good = [status for status in exact if 200 <= status < 300]
        if good:
            return good[0]
        for key, status in (("2XX", 200), ("default", 200), ("3XX", 302)):
            if key in self._responses:
                return status
        final = [status for status in exact if status >= 200]
        ranges = [int(s[0]) * 100 for s in self._responses if s[1:] == "XX"]
        return (final or ranges or [200])[0]

    def is_success(self, status: str) -> bool:
        """Whether a status, as the document writes it, describes the answer when all is well."""
        return status == self.key(self.success)

    def media_types(self, status: int) -> list[str]:
        """The media types of a status."""
        return [
            content.media_type for content in self._contents(self._response(status))
        ]

    def value(self, status: int, media_type: str) -> Any:
        """What the body says, the same each time.

        Raises:
            ContradictoryDocument: there is no such value.
        """
        key = (str(status), media_type)
        if key not in self._samples:
            found = (
                c
                for c in self._contents(self._response(status))
                if c.media_type == media_type
            )
            self._samples[key] = self._sample(next(found), status)
        return self._samples[key]

    def reply(
        self, status: int, accept: str = "", change: Change | None = None
    ) -> MockResponse:
        """The answer of a status; `change` is done to a JSON body, which is judged afterwards.

        Raises:
            ContradictoryDocument: the document contradicts itself.
            NotAcceptable: `accept` takes none of its media types.
        """
        response = self._response(status)
        headers = tuple(self._headers(response, status))
        contents = {c.media_type: c for c in self._contents(response)}
        if not contents or status in NO_BODY or status < 200:
            return MockResponse(status, headers)
        media_type = chosen(accept, [*contents])
        if media_type is None:
            raise NotAcceptable(f"{accept!r} takes none of {', '.join(contents)}")
        content = contents[media_type]
        value = self.value(status, media_type)
        if change is not None:
            value = self._changed(content, value, change)
        sent = self._sent(content, value)
        body = bodies.encode(sent, value, content.schema, XmlNaming(self.sampler.schemas))
        return MockResponse(status, (("content-type", sent), *headers), body, value)

    def _sent(self, content: Content, value: Any) -> str:
        """The media type that is sent: of a range, text where the value is a string."""
        sent = bodies.sent_as(content.media_type)
        if sent != content.media_type and is_json(sent) and isinstance(value, str):
            return "application/octet-stream"
        if name_of(sent).startswith("multipart/") and "boundary=" not in sent:
            return f"{sent}; boundary={bodies.BOUNDARY}"
        return sent

    def _response(self, status: int) -> Cursor | None:
        key = self.key(status)
        return self._responses[key] if key is not None else None

    def _contents(self, response: Cursor | None) -> Iterator[Content]:
        if response is None:
            return
        for media_type, entry in nodes.get_entries(response, "content", self.problems):
            schema, item = entry.get("schema"), entry.get("itemSchema")
            found = schema if schema is not None else item
            told = self.sampler.schemas.at(found) if found is not None else None
            yield Content(
                media_type, entry, told, self._is_item(media_type, schema, told)
            )

    def _is_item(
        self, media_type: str, schema: Cursor | None, told: Schema | None
    ) -> bool:
        """Whether a stream's schema is that of one item: it may be that of all of them together."""
        if told is None or not bodies.is_stream(media_type):
            return False
        return schema is None or "array" not in kinds(self.sampler.schemas, [told])

    def _sample(self, content: Content, status: int) -> Any:
        if content.schema is None:
            return next(
                self._examples(content), {} if is_json(content.media_type) else "sample"
            )
        for value in self._examples(content):
            if self._faults(content, value) == []:
                return value
        try:
            return self._made(content, status)
        except Unsatisfiable as error:
            place = content.entry.place
            raise ContradictoryDocument(
                f"{place}: status {status} cannot be answered: {error}"
            ) from error

    def _made(self, content: Content, status: int) -> Any:
        name = f"{self.cursor.id} {status}"
        if content.is_item:
            names = (f"{name} {number}" for number in range(ITEMS))
            return [self.sampler.sample(content.schema, each) for each in names]
        return self.sampler.sample(content.schema, name)

    def _examples(self, content: Content) -> Iterator[Any]:
        """The examples that a media type gives; one may be the text of a JSON value."""
        given = (
            [content.entry.value["example"]] if "example" in content.entry.value else []
        )
        for _, entry in nodes.get_entries(content.entry, "examples", self.problems):
            given += [
                entry.value[key] for key in ("value", "dataValue") if key in entry.value
            ]
        for value in map(plain, given):
            yield value
            if isinstance(value, str) and is_json(content.media_type):
                try:
                    yield json.loads(value)
                except ValueError:
                    continue

    def _changed(self, content: Content, value: Any, change: Change) -> Any:
        changed = change(value)
        faults = self._faults(content, changed)
        if faults:
            raise ContradictoryDocument(f"{content.entry.place}: {'; '.join(faults[:3])}")
        return changed

    def _faults(self, content: Content, value: Any) -> list[str]:
        if content.schema is None:
            return []
        listed = value if content.is_item and isinstance(value, list) else [value]
        schemas = self.sampler.schemas
        return [
            fault for item in listed for fault in schemas.faults(content.schema, item)
        ]

    def _headers(
        self, response: Cursor | None, status: int
    ) -> Iterator[tuple[str, str]]:
        found = (
            nodes.get_entries(response, "headers", self.problems)
            if response is not None
            else ()
        )
        for name, header in found:
            if name.lower() not in ("content-type", "content-length"):
                value = self._header(header, name)
                if value is not None:
                    yield name, value

    def _header(self, header: Cursor, name: str) -> str | None:
        """The text of a header; None where it may be missing and its value cannot be a header."""
        schema = header.get("schema")
        for _, content in nodes.get_entries(header, "content", self.problems):
            schema = schema or content.get("schema")
        try:
            value = self._header_value(header, schema, name)
        except Unsatisfiable as error:
            if not nodes.get_flag(header, "required"):
                return None
            raise ContradictoryDocument(
                f"{header.place}: the header {name} has no value: {error}"
            ) from error
        return _header_text(value, nodes.get_flag(header, "explode"))

    def _header_value(self, header: Cursor, schema: Cursor | None, name: str) -> Any:
        told = (
            self.sampler.schemas.at(schema)
            if schema is not None
            else {"type": "string"}
        )
        given = [header.value["example"]] if "example" in header.value else []
        for value in map(plain, given):
            if self.sampler.schemas.allows(told, value):
                return value
        return self.sampler.sample(told, f"{self.cursor.id} {name}")


def _key(status: str) -> str:
    return status if status == "default" else status.upper()


def _header_text(value: Any, explode: bool) -> str | None:
    """A value in the style of headers; None where no header can hold it."""
    if isinstance(value, list):
        text = ",".join(map(_part, value))
    elif isinstance(value, dict):
        sign = "=" if explode else ","
        text = ",".join(f"{key}{sign}{_part(entry)}" for key, entry in value.items())
    else:
        text = _part(value)
    sound = text.isascii() and text.isprintable() and text == text.strip()
    return text if sound else None


def _part(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)
