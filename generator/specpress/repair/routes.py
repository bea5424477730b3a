"""The operation of a recorded request, by its method and path."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl

from specpress import ir
from specpress.mock import paths
from specpress.repair.recording import Exchange


@dataclass(frozen=True, slots=True)
class Route:
    """An operation on a path; `template` is the path in the syntax of `paths`."""

    operation: ir.Operation
    template: str
    names: tuple[str, ...]
    query: tuple[tuple[str, str], ...]
    bases: tuple[str, ...]

    def match(self, path: str, is_prefixed: bool) -> dict[str, str] | None:
        """Return the path parameters; None if the path does not match.

        Args:
            is_prefixed: The path may have any prefix: the client may use another server.
        """
        segments = self.template.count("/") + 1
        bases = (
            ["/".join(path.split("/")[: 1 - segments])] if is_prefixed else self.bases
        )
        for base in bases:
            if not path.startswith(base):
                continue
            match = paths.PathPattern(self.template).match(path[len(base) :])
            if match is not None:
                values = match.groupdict()
                return {n: values[f"p{i}"] for i, n in enumerate(self.names)}
        return None


class Routes:
    """The operations of a document, literal paths before templates."""

    def __init__(self, api: ir.Api) -> None:
        routes = [_create_route(api, operation) for operation in api.operations]
        self._routes = sorted(
            routes, key=lambda r: (paths.sort_key(r.template), -len(r.query))
        )

    def find(self, exchange: Exchange) -> tuple[ir.Operation, dict[str, str]] | None:
        """Return the operation of a request with its path parameters, still percent-encoded."""
        path = paths.normalize(exchange.path)
        pairs = parse_qsl(exchange.query, keep_blank_values=True)
        for is_prefixed in (False, True):
            for route in self._routes:
                if route.operation.method != exchange.method:
                    continue
                values = route.match(path, is_prefixed)
                if values is not None and all(pair in pairs for pair in route.query):
                    return route.operation, values
        return None

    def suggest(self, exchange: Exchange) -> str:
        """Return a hint with the most similar operation; "" without one."""
        known = [f"{r.operation.method} {r.operation.path}" for r in self._routes]
        name = f"{exchange.method} {exchange.path}"
        close = difflib.get_close_matches(name, known, 1, 0.5)
        return f"did you mean {close[0]}?" if close else ""


def _create_route(api: ir.Api, operation: ir.Operation) -> Route:
    path, query = paths.split_query(operation.path)
    template, names = paths.route_template(f"/{path.removeprefix('/')}")
    bases = tuple(dict.fromkeys((*_base_paths(api, operation), "")))
    return Route(operation, template, tuple(names), tuple(query), bases)


def _base_paths(api: ir.Api, operation: ir.Operation) -> Iterator[str]:
    for server in operation.servers or api.servers:
        yield paths.server_path(server)
