"""RequestValidator: takes what was asked and an operation, gives what is wrong with the request, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from specpress import ir
from specpress.mock import forms
from specpress.mock.choices import kinds
from specpress.mock.dialect import Schema
from specpress.mock.schemas import Schemas
from specpress.mock.styles import Pairs, RequestParts, pairs_of, raws
from specpress.mock.text_values import TextReader
from specpress.problems import Problems
from specpress.resolve import Cursor
from specpress.views.media import is_json, is_lines, plain

READINGS = 8
"""So many ways to take a value apart are tried."""
SHOWN = 3
"""So many faults of one value are told."""
INVALID = (400, 422)
NOWHERE = (400, 422, 404)
"""Of a path with a wrong parameter: where nothing else is documented, there is no such thing."""
UNAUTHENTICATED = (401, 403)
UNSUPPORTED = (415, 400, 422)
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
WORDS = {"basic": "Basic ", "bearer": "Bearer "}
"""What a header Authorization begins with."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """What is wrong with a request; `statuses` are those that say so, the best first."""

    statuses: tuple[int, ...]
    message: str
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ReceivedRequest:
    """A request, taken apart as far as the protocol goes; names of headers in lower case."""

    path: dict[str, str]
    query: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def parts(self) -> RequestParts:
        """Where parameters stand."""
        cookies = pairs_of(self.headers.get("cookie", ""), ";")
        return RequestParts(self.path, pairs_of(self.query), self.headers, cookies, self.query)


@dataclass(slots=True)
class RequestValidator:
    """Judges requests by one operation."""

    operation: ir.Operation
    cursor: Cursor
    schemas: Schemas
    schemes: dict[str, ir.Scheme]
    problems: Problems

    def fault(self, asked: ReceivedRequest) -> Rejection | None:
        """The first thing that is wrong: credentials, then parameters, then the body."""
        parts = asked.parts
        return (
            self._credentials(parts)
            or next(self._parameters(parts), None)
            or self._body(asked)
        )

    # -- credentials ---------------------------------------------------------------------------

    def _credentials(self, parts: RequestParts) -> Rejection | None:
        ways = self.operation.security
        if not ways or any(all(self._has(name, parts) for name in way) for way in ways):
            return None
        told = " or ".join(" with ".join(map(self._told, way)) for way in ways)
        challenges = {
            s.kind.capitalize()
            for w in ways
            for n in w
            if (s := self.schemes[n]).kind in WORDS
        }
        headers = tuple(("www-authenticate", name) for name in sorted(challenges))
        return Rejection(UNAUTHENTICATED, f"the request needs {told}", headers)

    def _has(self, name: str, parts: RequestParts) -> bool:
        scheme = self.schemes[name]
        if scheme.kind != "apikey":
            word, text = WORDS.get(scheme.kind, ""), parts.headers.get(
                "authorization", ""
            )
            return text.lower().startswith(word.lower()) and len(text.strip()) > len(
                word.strip()
            )
        if scheme.location == "header":
            return bool(parts.headers.get(scheme.wire.lower()))
        pairs: Pairs = parts.query if scheme.location == "query" else parts.cookies
        return any(key == scheme.wire and text for key, text in pairs)

    def _told(self, name: str) -> str:
        scheme = self.schemes[name]
        if scheme.kind == "apikey":
            return f"the {scheme.location} parameter {scheme.wire!r}"
        return f"the header 'Authorization: {WORDS.get(scheme.kind, '')}…'"

    # -- parameters ----------------------------------------------------------------------------

    def _parameters(self, parts: RequestParts) -> Iterator[Rejection]:
        for parameter in self.operation.parameters:
            fault = self._parameter(parameter, parts)
            if fault is not None:
                yield Rejection(
                    NOWHERE if parameter.location == "path" else INVALID,
                    f"the {parameter.location} parameter {parameter.wire!r} {fault}",
                )

    def _parameter(self, parameter: ir.Parameter, parts: RequestParts) -> str | None:
        schema = self.schema_of(parameter)
        claimed = {
            p.wire
            for p in self.operation.parameters
            if p.location == parameter.location and p is not parameter
        }
        known = kinds(self.schemas, [schema])
        found = [*islice(raws(parameter, parts, known, claimed), READINGS)]
        if not found:
            # Null and an empty list are written as nothing at all.
            nothing: tuple[Any, ...] = (None, [])
            unwritten = any(self.schemas.allows(schema, value) for value in nothing)
            return "is missing" if parameter.required and not unwritten else None
        if parameter.allow_empty and "" in found:
            return None
        texts = TextReader(self.schemas)
        values = [texts.read(raw, [schema]) for raw in found]
        if any(self.schemas.allows(schema, value) for value in values):
            return None
        return (
            f"is not valid: {'; '.join(self.schemas.faults(schema, values[0])[:SHOWN])}"
        )

    def schema_of(self, parameter: ir.Parameter) -> Schema:
        """The schema of a parameter."""
        cursor = self.cursor.workspace.find(parameter.origin)
        if cursor is None:
            return True
        content = cursor.get("content")
        found = (
            next((e.get("schema") for _, e in content.items()), None)
            if content
            else None
        )
        found = found or cursor.get("schema")
        return self.schemas.at(found) if found is not None else True

    # -- body ----------------------------------------------------------------------------------

    def _body(self, asked: ReceivedRequest) -> Rejection | None:
        if not self.operation.bodies:
            return None
        if not asked.body:
            needed = self.operation.body_required and not asked.headers.get(
                "content-type"
            )
            return Rejection(INVALID, "the body is missing") if needed else None
        content_type = asked.headers.get("content-type", "")
        body = self._documented(content_type)
        if body is None:
            known = ", ".join(b.media_type for b in self.operation.bodies)
            return Rejection(
                UNSUPPORTED, f"a body of {content_type!r} is not taken: send {known}"
            )
        schema = self.body_schema(body.media_type)
        try:
            values = self._read(
                content_type or body.media_type, body, asked.body, schema
            )
        except ValueError as error:
            return Rejection(INVALID, f"the body cannot be read: {error}")
        faults = (
            [f for v in values for f in self.schemas.faults(schema, v)]
            if schema is not None
            else []
        )
        return (
            Rejection(INVALID, f"the body is not valid: {'; '.join(faults[:SHOWN])}")
            if faults
            else None
        )

    def _documented(self, sent: str) -> ir.Body | None:
        """The documented body that a media type means; where none is named and one is known, that one."""
        listed, name = self.operation.bodies, plain(sent)
        if not name:
            return listed[0] if len(listed) == 1 else None
        ranges = (name, f"{name.partition('/')[0]}/*", "*/*")
        return next(
            (b for way in ranges for b in listed if plain(b.media_type) == way), None
        )

    def body_schema(self, media_type: str) -> Schema | None:
        """The schema of a body; of a row of values, that of each."""
        body = self.cursor.get("requestBody")
        target = body.follow(self.problems) if body is not None else None
        content = target.get("content") if target is not None else None
        entry = content.get(media_type) if content is not None else None
        entry = entry.follow(self.problems) if entry is not None else None
        found = (
            (entry.get("schema") or entry.get("itemSchema"))
            if entry is not None
            else None
        )
        return self.schemas.at(found) if found is not None else None

    def _read(
        self, content_type: str, body: ir.Body, content: bytes, schema: Schema | None
    ) -> list[Any]:
        """The values that a body says, each of them of the schema; none where no schema can tell.

        Raises:
            ValueError: it is not what its media type says.
        """
        name, wanted = plain(content_type), [schema] if schema is not None else []
        texts = TextReader(self.schemas)
        if is_lines(name):
            lines = [forms.json_value(line) for line in _lines(content)]
            return [lines] if "array" in kinds(self.schemas, wanted) else lines
        if is_json(name):
            return [forms.json_value(content)]
        if name in FORMS:
            return [
                texts.read(forms.fields(content_type, content, body.encodings), wanted)
            ]
        return [texts.read(content.decode(), wanted)] if name == "text/plain" else []


def _lines(content: bytes) -> Iterator[bytes]:
    """The values of a row, without what separates them."""
    for line in content.splitlines():
        if line.strip(b"\x1e \t\r"):
            yield line.lstrip(b"\x1e")
