"""The table of operations for the generated tests, as JSON: what each sends, how each answer is read, when it is repeated."""

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
from specpress.views.errors import ErrorView, error_name
from specpress.views.forms import USUAL
from specpress.views.idempotency import KEY, retryable
from specpress.views.media import body_kind
from specpress.views.methods import Method, MethodViews
from specpress.views.model_cases import Payloads, table, within
from specpress.views.models import field_names
from specpress.views.operations import Resource
from specpress.views.python_types import PythonTypes
from specpress.views.responses import Reading, failures
from specpress.views.sample_values import NoSpecimen, Specimens
from specpress.views.transitions import refusal_names

CREDENTIAL = "not-to-be-seen"
"""What every credential of the tests is."""
TEXTS = {"path": "a/b?c#d", "query": "a b&c", "header": "text", "cookie": "text"}
"""What a text is in a test: what must be encoded there."""
JSON = "application/json"
SAFE = {408, 429, 503}
AFTER_ALL = {500, 502, 504}
IDEMPOTENT = ("GET", "HEAD", "OPTIONS", "TRACE", "QUERY", "PUT", "DELETE")
OWN = ("accept", "authorization", "content-length", "content-type", "host")
"""Headers that are not those of a parameter alone."""
_NAME = re.compile(r"\{([^{}]+)\}")
_PLAIN = re.compile(r"[!#-+\--:<-\[\]-~]([ -~]*[!-~])?")
"""What can stand in a header, and in a cookie, as it is."""
_TOKEN = re.compile(r"[A-Za-z0-9_.-]+")
"""What can be the name of a cookie as it is."""


@dataclass(frozen=True, slots=True)
class Calls:
    """The table of operations."""

    rows: dict[str, Any]
    count: int
    """How many operations there are, those of which a test cannot make a call among them."""

    @property
    def text(self) -> str:
        """The table as JSON."""
        return table(self.rows)


@dataclass(slots=True)
class Asked:
    """What a call sends."""

    arguments: dict[str, Any] = field(default_factory=dict)
    path: dict[str, str] = field(default_factory=dict)
    query: list[tuple[str, str]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    cookies: list[str] = field(default_factory=list)


def calls(
    api: ir.Api,
    resources: list[Resource],
    views: MethodViews,
    errors: list[ErrorView],
    payloads: Payloads,
) -> Calls:
    """The table of all operations that a test can call, and for which it has room."""
    properties = {e.name: [p[0] for p in e.properties] for e in errors}
    maker = _Maker(api, views, properties, payloads)
    listed = [
        (f"{resource.module}.{method.name}", partial(maker.row, method))
        for resource in resources
        for method in resource.methods
        if not method.streams
    ]
    rows = within(listed)
    return Calls(rows, len(listed))


class _Maker:
    """Makes the rows."""

    def __init__(
        self,
        api: ir.Api,
        views: MethodViews,
        properties: dict[str, list[str]],
        payloads: Payloads,
    ) -> None:
        self.views, self.properties, self.payloads = views, properties, payloads
        self.python: PythonTypes = views.python
        self.specimens = Specimens(self.python)
        self.schemes = {scheme.name: scheme for scheme in api.schemes}

    def row(self, method: Method) -> dict[str, Any]:
        """One operation.

        Raises:
            NoSpecimen: a test cannot make up what it needs.
        """
        source = method.source
        if source.servers or set("?#") & set(source.path):
            raise NoSpecimen
        asked = self._asked(source)
        body = self._body(source)
        self._sign(source, asked)
        if asked.cookies:
            asked.headers["cookie"] = "; ".join(asked.cookies)
        row = {
            "sends": {
                "method": source.method,
                "path": _filled(source.path, asked.path),
                "query": asked.query,
                "headers": asked.headers,
            },
            "arguments": asked.arguments,
            "body": body,
            "answers": dict(self._answers(method)),
            "wrong": dict(self._wrong(method)),
            "errors": dict(self._errors(source)),
            "again": self._again(source),
            "retryable": self._flag(source),
            "repetition": self._repetition(source, asked),
        }
        return {key: value for key, value in row.items() if value}

    # -- what is sent --------------------------------------------------------------------------

    def _asked(self, source: ir.Operation) -> Asked:
        asked, names = Asked(), self.views.argument_names(source)
        for parameter in source.parameters:
            try:
                value, text = self._argument(parameter)
            except NoSpecimen:
                if parameter.required:
                    raise
                continue
            asked.arguments[names[f"{parameter.location} {parameter.wire}"]] = value
            self._put(asked, parameter, text)
        return asked

    def _argument(self, source: ir.Parameter) -> tuple[Any, str]:
        """A value, and its text.

        Raises:
            NoSpecimen: it is written in a way of its own.
        """
        found = self.python.plain(source.type)
        usual = USUAL.get(source.location, ("", False))[0]
        is_plain = isinstance(found, (ir.Scalar, ir.Enum, ir.Const))
        if not is_plain or source.style != usual or source.content_type:
            raise NoSpecimen
        value = self.specimens.bare(source.type, TEXTS[source.location])
        text = value if isinstance(value, str) else json.dumps(value)
        is_own = source.location == "header" and source.wire.lower() in OWN
        is_odd = source.location in ("header", "cookie") and not _PLAIN.fullmatch(text)
        if is_own or is_odd or text in ("", ".", "..", "null"):
            raise NoSpecimen
        if source.location == "cookie" and not _TOKEN.fullmatch(source.wire):
            raise NoSpecimen
        return value, text

    def _put(self, asked: Asked, source: ir.Parameter, text: str) -> None:
        match source.location:
            case "path":
                asked.path[source.wire] = quote(text, safe="")
            case "query":
                asked.query.append((source.wire, text))
            case "header":
                asked.headers[source.wire.lower()] = text
            case _:
                asked.cookies.append(f"{source.wire}={text}")

    def _sign(self, source: ir.Operation, asked: Asked) -> None:
        """Add the credentials of the first alternative that is not anonymous."""
        known = (n for n in source.security if n and set(n) <= self.schemes.keys())
        for name in next(known, ()):
            scheme = self.schemes[name]
            match scheme.kind, scheme.location:
                case "apikey", "query":
                    asked.query.append((scheme.wire, CREDENTIAL))
                case "apikey", "cookie":
                    asked.cookies.append(f"{scheme.wire}={CREDENTIAL}")
                case "apikey", _:
                    asked.headers.setdefault(scheme.wire.lower(), CREDENTIAL)
                case kind, _:
                    asked.headers.setdefault("authorization", _authorization(kind))

    def _body(self, source: ir.Operation) -> dict[str, Any]:
        """The model of a body that must be there, and its JSON."""
        if not source.body_required:
            return {}
        body = source.bodies[0]
        is_json_body = (
            len(source.bodies) == 1 and body_kind(body, self.python) == "json"
        )
        found = self.python.plain(body.type) if body.type and is_json_body else None
        if not isinstance(found, ir.Object):
            raise NoSpecimen
        return self.specimens.values(found.id, "body")

    # -- what comes back -----------------------------------------------------------------------

    def _answers(self, method: Method) -> Iterator[tuple[str, Any]]:
        """By status: values of what is answered; null is no content."""
        for reading in method.readings:
            status = reading.source.status
            if reading.kind == "empty" and ir.STATUS.fullmatch(status):
                yield status, {"None": None}
            elif self._is_plain(reading) and reading.type is not None:
                try:
                    yield status, self._values(reading.type)
                except NoSpecimen:
                    continue

    def _wrong(self, method: Method) -> Iterator[tuple[str, Any]]:
        """By status: a body that contradicts the document."""
        for reading in method.readings:
            if self._is_plain(reading) and reading.type is not None:
                for value in self.specimens.wrong(reading.type)[:1]:
                    yield reading.source.status, value

    def _values(self, type_id: ir.TypeId) -> dict[str, Any]:
        """What is answered, unless it is null, and a new variant of it, where one may come."""
        found = self.python.plain(type_id)
        values = self.specimens.values(type_id, "answer")
        values = {s: value for s, value in values.items() if value is not None}
        new = self.specimens.new_variant(found) if isinstance(found, ir.Union) else None
        return {**values, **({"UnknownVariant": new} if new is not None else {})}

    def _errors(self, source: ir.Operation) -> Iterator[tuple[str, Any]]:
        """By status: the exception, the model of its body, and which fields of that the exception has, too."""
        seen = set()
        for reading in failures(self.python, source):
            status = reading.source.status
            found = self.python.plain(reading.type) if reading.type else None
            if status in seen or not self._is_plain(reading) or status < "400":
                continue
            seen.add(status)
            if isinstance(found, ir.Object) and self._name(found) in self.payloads.rows:
                yield status, self._error(source, status, found)

    def _name(self, found: ir.Object) -> str:
        return self.python.names[self.python.twins.get(found.id, found.id)]

    def _error(
        self, source: ir.Operation, status: str, found: ir.Object
    ) -> dict[str, Any]:
        name, model = error_name(status), self._name(found)
        body = self.payloads.whole(model)
        keys = {python: wire for wire, python in field_names(found).items()}
        fields = [p for p in self.properties.get(name, ()) if keys.get(p) in body]
        own = self._refused(source, status, body) or name
        return {"error": own, "body": model, "fields": fields}

    def _is_plain(self, reading: Reading) -> bool:
        """Whether it is JSON that comes with one status."""
        is_exact = ir.STATUS.fullmatch(reading.source.status) is not None
        return is_exact and reading.kind == "json" and reading.source.media_type == JSON

    def _refused(
        self, source: ir.Operation, status: str, body: dict[str, Any]
    ) -> str | None:
        """The exception where the answer is what the state forbids."""
        lives = (f for f in self.python.lifecycles if source.origin in f.operations)
        refusals = (life.refusal(source.origin) for life in lives)
        for refusal in refusals:
            if refusal is not None and refusal.status == status:
                is_told = all(body.get(key) == v for key, v in refusal.body)
                return refusal_names(self.python)[source.origin] if is_told else None
        return None

    # -- another attempt -----------------------------------------------------------------------

    def _again(self, source: ir.Operation) -> dict[str, bool]:
        """By status: whether an answer that says nothing else leads to another attempt."""
        told = source.idempotent
        if told is None:
            keyed = any(self._is_key(p) for p in source.parameters)
            told = keyed or source.method in IDEMPOTENT
        harmless = {*SAFE, *source.transient_statuses, *(AFTER_ALL if told else ())}
        return {str(s): s in harmless for s in sorted({409, 500, 503, *source.transient_statuses})}

    def _is_key(self, source: ir.Parameter) -> bool:
        return source.location == "header" and source.wire.lower().endswith(KEY)

    def _flag(self, source: ir.Operation) -> str | None:
        """The key of an error that says whether another attempt may go well."""
        found = retryable(source, self.python)
        return found[1] if found is not None else None

    def _repetition(self, source: ir.Operation, asked: Asked) -> dict[str, Any] | None:
        """How a repeated call is refused, and what tells that the work was done."""
        known = source.confirmation
        if known is None or not self._again(source)["500"]:
            return None
        return {
            "refused": known.refused,
            "path": _filled(known.path, asked.path),
            "property": known.property,
            "values": known.values,
        }


def _filled(path: str, texts: dict[str, str]) -> str:
    if not {*_NAME.findall(path)} <= texts.keys():
        raise NoSpecimen
    return _NAME.sub(lambda name: texts[name[1]], path)


def _authorization(kind: str) -> str:
    match kind:
        case "bearer":
            return f"Bearer {CREDENTIAL}"
        case "basic":
            return f"Basic {b64encode(CREDENTIAL.encode()).decode()}"
        case _:
            return CREDENTIAL
