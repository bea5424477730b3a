"""Write a valid request for an operation, and send it to an ASGI application in this process."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from extend_client._runtime.codec import parameter_values
from extend_client._runtime.operation import Parameter
from starlette.types import ASGIApp, Message

from specpress import ir
from specpress.document.media_types import is_json, plain
from specpress.mock import bodies, paths, routes
from specpress.mock.app import Mock
from specpress.mock.operations import MockOperation
from specpress.mock.xml import XmlNaming
from specpress.samples.samples import Sampler, Unsatisfiable

CREDENTIALS = {"apikey": "key", "basic": "Basic YTpi", "bearer": "Bearer t"}


@dataclass(slots=True)
class Request:
    """An HTTP request."""

    method: str
    path: str
    query: list[str] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    cookies: list[str] = field(default_factory=list)
    body: bytes = b""

    @property
    def scope(self) -> dict[str, Any]:
        """ASGI scope of the request."""
        headers = dict(self.headers)
        if self.cookies:
            headers["cookie"] = "; ".join(self.cookies)
        # Documents may put a query or a fragment into a path template.
        path, _, query = self.path.partition("#")[0].partition("?")
        pairs = [*([query] if query else []), *self.query]
        return {
            "type": "http",
            "method": self.method.upper(),
            "path": path,
            "raw_path": path.encode(),
            "query_string": "&".join(pairs).encode(),
            "headers": [(n.lower().encode(), t.encode()) for n, t in headers.items()],
        }


@dataclass(slots=True)
class RequestWriter:
    """Writes valid requests for the operations of one document."""

    mock: Mock
    sampler: Sampler = field(init=False)

    def __post_init__(self) -> None:
        self.sampler = Sampler(self.mock.request_schemas, 0, "readOnly")

    def write(self, operation: MockOperation) -> Request:
        """Write a request with all required parameters and a body.

        Raises:
            Unsatisfiable: no value satisfies a schema.
        """
        source = operation.operation
        base_path = next(routes.base_paths(self.mock.api, source))
        path = source.path if source.path.startswith("/") else f"/{source.path}"
        request = Request(source.method, base_path + path)
        for parameter in source.parameters:
            if parameter.required:
                self._write_parameter(parameter, operation, request)
        request.path = quote(request.path, safe=f"{paths.SAFE}?#")
        for name in source.security[0] if source.security else ():
            _write_credential(operation.validator.schemes[name], request)
        for body in source.bodies[:1]:
            self._write_body(body, operation, request)
        return request

    def _write_parameter(
        self, parameter: ir.Parameter, operation: MockOperation, request: Request
    ) -> None:
        schema = operation.validator.parameter_schema(parameter)
        seed = f"{operation.operation.origin} {parameter.wire}"
        value = self.sampler.sample(schema, seed)
        serializer = _runtime_parameter(parameter)
        match parameter.location:
            case "path":
                text = parameter_values.serialize(serializer, value)
                request.path = request.path.replace(f"{{{parameter.wire}}}", text)
            case "header":
                request.headers[parameter.wire] = parameter_values.serialize(
                    serializer, value
                )
            case "cookie":
                pairs = parameter_values.serialize_pairs(serializer, value)
                request.cookies += [f"{name}={text}" for name, text in pairs]
            case _:
                pairs = parameter_values.serialize_pairs(serializer, value)
                request.query += [f"{name}={text}" for name, text in pairs]

    def _write_body(
        self, body: ir.Body, operation: MockOperation, request: Request
    ) -> None:
        schema = operation.validator.body_schema(body.media_type)
        media_type = plain(body.media_type)
        content_type = bodies.concrete_media_type(body.media_type)
        value: Any = {} if is_json(media_type) else "text"
        if schema is not None:
            seed = f"{operation.operation.origin} body"
            value = self.sampler.sample(schema, seed)
        request.headers["content-type"] = content_type
        if media_type == "application/x-www-form-urlencoded" and isinstance(
            value, dict
        ):
            request.body = _form_encode(value)
            return
        if media_type.startswith("multipart/"):
            boundary = f"{media_type}; boundary={bodies.BOUNDARY}"
            request.headers["content-type"] = boundary
        naming = XmlNaming(self.sampler.schemas)
        request.body = bodies.encode(content_type, value, schema, naming)


def _form_encode(value: dict[str, Any]) -> bytes:
    fields = {
        name: (
            [_form_text(item) for item in entry]
            if isinstance(entry, list)
            else _form_text(entry)
        )
        for name, entry in value.items()
    }
    return urlencode(fields, doseq=True).encode()


def _form_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _runtime_parameter(parameter: ir.Parameter) -> Parameter:
    """Return the parameter as the runtime of generated clients serialises it."""
    return Parameter(
        wire=parameter.wire,
        location=parameter.location,
        style=parameter.style,
        explode=parameter.explode,
        content_type=parameter.content_type,
    )


def _write_credential(scheme: ir.Scheme, request: Request) -> None:
    if scheme.kind != "apikey":
        credential = CREDENTIALS.get(scheme.kind, "Own secret")
        request.headers["authorization"] = credential
    elif scheme.location == "header":
        request.headers[scheme.wire] = "key"
    elif scheme.location == "query":
        request.query.append(f"{quote(scheme.wire)}=key")
    else:
        request.cookies.append(f"{scheme.wire}=key")


def send(app: ASGIApp, request: Request) -> tuple[int, dict[str, str], bytes]:
    """Send a request to an application, and return the status, headers and body of the response."""
    messages: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": request.body, "more_body": False}

    async def collect(message: Message) -> None:
        messages.append(message)

    asyncio.run(_call(app, request, receive, collect))
    start, *rest = messages
    headers = {n.decode().lower(): v.decode("latin-1") for n, v in start["headers"]}
    return start["status"], headers, b"".join(m.get("body", b"") for m in rest)


async def _call(app: ASGIApp, request: Request, receive: Any, send: Any) -> None:
    # `asyncio.run` accepts coroutines only; an application may return any awaitable.
    await app(request.scope, receive, send)


__all__ = ["Request", "RequestWriter", "Unsatisfiable", "send"]
