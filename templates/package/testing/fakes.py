"""In-memory API that responds to requests for resources as the document describes, without a socket."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from .._runtime.operation import OnContradiction, Operation
from .._runtime.request import Request
from .._runtime.transport.transport import Response
from .lifecycles import Store
from .transports import AsyncFakeTransport, FakeTransport, ScriptEntry, response


class Route:
    """Operation of the fake on the resources of a store; `key` is the path parameter with the id.

    With a `path`, the route reads resources at that path instead.
    """

    def __init__(
        self, operation: Operation[Any], store: Store[Any], key: str, path: str = ""
    ) -> None:
        self.operation, self.store = operation, store
        self.method = "GET" if path else operation.method
        # Odd parts are parameter names.
        parts = re.split(r"\{([^}]*)\}", path or operation.path)
        groups = [
            ("(?P<key>[^/]+)" if part == key else "[^/]+") if n % 2 else re.escape(part)
            for n, part in enumerate(parts)
        ]
        # The start is not anchored: the base URL may have a path.
        self.pattern = re.compile("".join(groups) + r"\Z")
        self.is_read = bool(path)


class Fake:
    """In-memory API.

    `requests` records the requests. Entries of `script` (responses or exceptions) take precedence
    over the resources, one entry per request. `on_contradiction` is the default of its clients; "warn"
    and "accept" allow resources with fields that contradict the document.
    """

    def __init__(
        self,
        *routes: Route,
        errors: Mapping[str, Mapping[str, Any]],
        on_contradiction: OnContradiction = "raise",
    ) -> None:
        self.on_contradiction = on_contradiction
        self.requests: list[Request] = []
        self.script: list[ScriptEntry] = []
        self.transport = _Transport(self)
        self.async_transport = _AsyncTransport(self)
        self._routes, self._errors = routes, errors

    def respond(self, request: Request) -> Response:
        """Return the response to a request.

        Raises:
            LookupError: the fake has no such operation.
        """
        self.requests.append(request)
        if self.script:
            entry = self.script.pop(0)
            if isinstance(entry, Exception):
                raise entry
            return entry
        path = urlsplit(request.url).path
        for route in self._routes:
            match = route.pattern.search(path)
            if match is not None and route.method == request.method:
                return self._respond(route, match.groupdict().get("key"), request)
        raise LookupError(
            f"{type(self).__name__} has no operation for {request.label}; "
            "add a response to `script`"
        )

    def _respond(self, route: Route, key: str | None, request: Request) -> Response:
        operation, store = route.operation, route.store
        if key is None:
            resource = store.create(operation.name, _json_object(request))
            return _success(operation, resource)
        key = unquote(key)
        if key not in store:
            return self._error(operation, 404)
        if route.is_read or operation.transition is None:
            return _success(operation, store[key])
        changed = store.change(key, operation.name)
        if changed is None:
            return self._error(operation, operation.transition.refusal_status or 409)
        return _success(operation, changed)

    def _error(self, operation: Operation[Any], status: int) -> Response:
        return response(status, self._errors.get(operation.name, {}).get(str(status)))


def _success(operation: Operation[Any], resource: Any) -> Response:
    spec = operation.responses[0] if operation.responses else None
    status = int(spec.status) if spec and spec.status.isdigit() else 200
    # JSON without a schema has no type.
    has_body = spec is not None and (spec.type is not None or spec.kind == "json")
    return response(status, resource.to_dict() if has_body else None)


def _json_object(request: Request) -> dict[str, Any]:
    """Return the JSON object in the body of a request; empty if there is none."""
    content = request.content
    body = json.loads(content) if isinstance(content, bytes) and content else {}
    return body if isinstance(body, dict) else {}


class _Transport(FakeTransport):
    def __init__(self, fake: Fake) -> None:
        super().__init__()
        self._fake = fake

    def _next(self, request: Request) -> Response:
        return self._fake.respond(request)


class _AsyncTransport(AsyncFakeTransport):
    def __init__(self, fake: Fake) -> None:
        super().__init__()
        self._fake = fake

    def _next(self, request: Request) -> Response:
        return self._fake.respond(request)
