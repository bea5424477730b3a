"""Writes a valid request for an operation, and asks an application for it in this process."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from extend_client._runtime import values
from extend_client._runtime.operation import Parameter
from starlette.types import ASGIApp, Message

from specpress import ir
from specpress.mock import bodies, paths, routes
from specpress.mock.app import Mock
from specpress.mock.operations import MockOperation
from specpress.mock.samples import Sampler, Unsatisfiable
from specpress.mock.xml import XmlNaming
from specpress.views.media import is_json, plain

ENDINGS = {"apikey": "key", "basic": "Basic YTpi", "bearer": "Bearer t"}


@dataclass(slots=True)
class Written:
    """A request."""

    method: str
    path: str
    query: list[str] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    cookies: list[str] = field(default_factory=list)
    body: bytes = b""

    @property
    def scope(self) -> dict[str, Any]:
        """As ASGI has it."""
        headers = dict(self.headers)
        if self.cookies:
            headers["cookie"] = "; ".join(self.cookies)
        path, _, query = self.path.partition("#")[0].partition("?")
        listed = "&".join([*([query] if query else []), *self.query])
        return {
            "type": "http",
            "method": self.method.upper(),
            "path": path,
            "raw_path": path.encode(),
            "query_string": listed.encode(),
            "headers": [(n.lower().encode(), t.encode()) for n, t in headers.items()],
        }


@dataclass(slots=True)
class Asker:
    """Asks the operations of one document."""

    mock: Mock
    sampler: Sampler = field(init=False)

    def __post_init__(self) -> None:
        self.sampler = Sampler(self.mock.request_schemas, 0, "readOnly")

    def written(self, served: MockOperation) -> Written:
        """A request that keeps the rules of an operation.

        Raises:
            Unsatisfiable: there is none.
        """
        operation = served.operation
        base = next(routes.base_paths(self.mock.api, operation))
        path = (
            operation.path if operation.path.startswith("/") else f"/{operation.path}"
        )
        asked = Written(operation.method, base + path)
        for parameter in operation.parameters:
            self._write(parameter, served, asked)
        asked.path = quote(asked.path, safe=f"{paths.SAFE}?#")
        for name in operation.security[0] if operation.security else ():
            _credential(served.validator.schemes[name], asked)
        for body in operation.bodies[:1]:
            self._body(body, served, asked)
        return asked

    def _write(self, parameter: ir.Parameter, served: MockOperation, asked: Written) -> None:
        if not parameter.required:
            return
        schema = served.validator.parameter_schema(parameter)
        value = self.sampler.sample(
            schema, f"{served.operation.origin} {parameter.wire}"
        )
        told = _runtime(parameter)
        match parameter.location:
            case "path":
                asked.path = asked.path.replace(
                    f"{{{parameter.wire}}}", values.written(told, value)
                )
            case "header":
                asked.headers[parameter.wire] = values.written(told, value)
            case "cookie":
                asked.cookies += [f"{n}={t}" for n, t in values.pairs(told, value)]
            case _:
                asked.query += [f"{n}={t}" for n, t in values.pairs(told, value)]

    def _body(self, body: ir.Body, served: MockOperation, asked: Written) -> None:
        schema = served.validator.body_schema(body.media_type)
        name = plain(body.media_type)
        sent = bodies.concrete_media_type(body.media_type)
        value: Any = {} if is_json(name) else "text"
        if schema is not None:
            value = self.sampler.sample(schema, f"{served.operation.origin} body")
        asked.headers["content-type"] = sent
        if name == "application/x-www-form-urlencoded" and isinstance(value, dict):
            asked.body = urlencode(
                {
                    k: [_text(i) for i in v] if isinstance(v, list) else _text(v)
                    for k, v in value.items()
                },
                True,
            ).encode()
            return
        if name.startswith("multipart/"):
            asked.headers["content-type"] = f"{name}; boundary={bodies.BOUNDARY}"
        asked.body = bodies.encode(sent, value, schema, XmlNaming(self.sampler.schemas))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _runtime(parameter: ir.Parameter) -> Parameter:
    """The parameter as the runtime of clients writes it."""
    return Parameter(
        wire=parameter.wire,
        location=parameter.location,
        style=parameter.style,
        explode=parameter.explode,
        content_type=parameter.content_type,
    )


def _credential(scheme: ir.Scheme, asked: Written) -> None:
    if scheme.kind != "apikey":
        asked.headers["authorization"] = ENDINGS.get(scheme.kind, "Own secret")
    elif scheme.location == "header":
        asked.headers[scheme.wire] = "key"
    elif scheme.location == "query":
        asked.query.append(f"{quote(scheme.wire)}=key")
    else:
        asked.cookies.append(f"{scheme.wire}=key")


def ask(app: ASGIApp, asked: Written) -> tuple[int, dict[str, str], bytes]:
    """The status, the headers and the body of the answer."""
    told: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": asked.body, "more_body": False}

    async def send(message: Message) -> None:
        told.append(message)

    asyncio.run(_run(app, asked, receive, send))
    start, *rest = told
    headers = {n.decode().lower(): v.decode("latin-1") for n, v in start["headers"]}
    return start["status"], headers, b"".join(m.get("body", b"") for m in rest)


async def _run(app: ASGIApp, asked: Written, receive: Any, send: Any) -> None:
    await app(asked.scope, receive, send)


__all__ = ["Asker", "Unsatisfiable", "Written", "ask"]
