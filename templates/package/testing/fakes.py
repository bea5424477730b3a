"""An API in memory: it answers requests about resources as the document says, without a socket."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from .._runtime.operation import Operation
from .lives import Store
from .transports import (
    AsyncFakeTransport,
    FakeTransport,
    Request,
    Response,
    Told,
    answer,
)


class Route:
    """One operation on resources: which, by which parameter one is found, and the bodies of its errors."""

    def __init__(
        self, operation: Operation[Any], store: Store[Any], key: str, path: str = ""
    ) -> None:
        self.operation, self.store = operation, store
        self.method = "GET" if path else operation.method
        parts = re.split(r"\{([^}]*)\}", path or operation.path)
        groups = [
            ("(?P<key>[^/]+)" if part == key else "[^/]+") if n % 2 else re.escape(part)
            for n, part in enumerate(parts)
        ]
        self.pattern = re.compile("".join(groups) + r"\Z")
        self.reads = bool(path)


class Fake:
    """Answers requests; `asked` keeps them, and what stands in `script` is answered first, in turn."""

    def __init__(self, *routes: Route, errors: Mapping[str, Mapping[str, Any]]) -> None:
        self.asked: list[Request] = []
        self.script: list[Told] = []
        self.transport = _Transport(self)
        self.async_transport = _AsyncTransport(self)
        self._routes, self._errors = routes, errors

    def respond(self, request: Request) -> Response:
        """The answer to a request.

        Raises:
            LookupError: the fake does not know the operation.
        """
        self.asked.append(request)
        if self.script:
            told = self.script.pop(0)
            if isinstance(told, Exception):
                raise told
            return told
        path = urlsplit(request.url).path
        for route in self._routes:
            match = route.pattern.search(path)
            if match is not None and route.method == request.method:
                return self._answer(route, match.groupdict().get("key"), request)
        raise LookupError(f"{type(self).__name__} does not know {request.label}")

    def _answer(self, route: Route, key: str | None, request: Request) -> Response:
        operation, store = route.operation, route.store
        if key is None:
            return _success(operation, store.create(operation.name, _given(request)))
        key = unquote(key)
        if key not in store:
            return self._error(operation, 404)
        if route.reads or operation.transition is None:
            return _success(operation, store[key])
        changed = store.change(key, operation.name)
        if changed is None:
            return self._error(operation, operation.transition.refusal_status or 409)
        return _success(operation, changed)

    def _error(self, operation: Operation[Any], status: int) -> Response:
        return answer(status, self._errors.get(operation.name, {}).get(str(status)))


def _success(operation: Operation[Any], resource: Any) -> Response:
    promised = operation.responses[0] if operation.responses else None
    status = int(promised.status) if promised and promised.status.isdigit() else 200
    has_body = promised is not None and promised.type is not None
    return answer(status, resource.to_dict() if has_body else None)


def _given(request: Request) -> dict[str, Any]:
    """The fields of a resource that is to be made."""
    content = request.content
    found = json.loads(content) if isinstance(content, bytes) and content else {}
    return found if isinstance(found, dict) else {}


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
