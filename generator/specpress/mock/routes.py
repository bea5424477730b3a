"""Routes of starlette for the operations of a document, literal paths before templates."""

from __future__ import annotations

import difflib
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from specpress import ir
from specpress.mock import paths
from specpress.mock.limits import MAX_TEXT
from specpress.mock.operations import MockOperation

Endpoint = Callable[[Request, "MockRoute"], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class RoutedOperation:
    """An operation on a route.

    Attributes:
        parameter_names: The path parameters, in the order of the route's placeholders.
        query: The pairs that the documented path contains as its query.
    """

    operation: MockOperation
    parameter_names: tuple[str, ...]
    query: tuple[tuple[str, str], ...]

    def path_parameters(self, placeholders: Mapping[str, str]) -> dict[str, str]:
        """Return the values of the route's placeholders by the documented names."""
        return {
            name: placeholders[f"p{index}"]
            for index, name in enumerate(self.parameter_names)
        }


@dataclass(slots=True)
class MockRoute:
    """A path with its operations; some differ only by their query or by their body.

    Attributes:
        template: The path in starlette's syntax.
        path: The documented path below the path of the server.
    """

    template: str
    path: str
    operations: list[RoutedOperation] = field(default_factory=list)

    @property
    def methods(self) -> list[str]:
        """The documented methods."""
        methods = (entry.operation.operation.method for entry in self.operations)
        return [*dict.fromkeys(methods)]

    def select_operations(self, method: str, query: str) -> list[RoutedOperation]:
        """Return the operations that match a method and a query, the most specific first."""
        pairs = parse_qsl(query, keep_blank_values=True)
        matching = [
            entry
            for entry in self.operations
            if entry.operation.operation.method == method
            and all(pair in pairs for pair in entry.query)
        ]
        return sorted(matching, key=lambda entry: -len(entry.query))


def mock_routes(api: ir.Api, operations: Sequence[MockOperation]) -> list[MockRoute]:
    """Return the routes of all operations, in the order of matching."""
    routes: dict[str, MockRoute] = {}
    for operation in operations:
        for base_path in base_paths(api, operation.operation):
            path, query = paths.split_query(operation.operation.path)
            full_path = f"{base_path}/{path.removeprefix('/')}"
            template, names = paths.route_template(full_path)
            route = routes.setdefault(template, MockRoute(template, full_path))
            route.operations.append(
                RoutedOperation(operation, tuple(names), tuple(query))
            )
    return sorted(routes.values(), key=lambda route: paths.sort_key(route.template))


def base_paths(api: ir.Api, operation: ir.Operation) -> Iterator[str]:
    """Yield the distinct paths of the servers of an operation."""
    servers = operation.servers or api.servers
    yield from dict.fromkeys(paths.server_path(server) for server in servers) or ("",)


def starlette_routes(routes: Sequence[MockRoute], endpoint: Endpoint) -> list[Route]:
    """Return the routes in starlette's form, each bound to `endpoint`."""
    bound = []
    for mock_route in routes:
        route = Route(
            mock_route.template,
            _bind(endpoint, mock_route),
            methods=mock_route.methods,
        )
        # The protocol of a pattern, without its backtracking.
        route.path_regex = paths.PathPattern(mock_route.template)  # type: ignore[assignment]
        # Starlette adds HEAD to GET, but only documented methods are allowed.
        route.methods = set(mock_route.methods)
        bound.append(route)
    return bound


def _bind(
    endpoint: Endpoint, route: MockRoute
) -> Callable[[Request], Awaitable[Response]]:
    async def handle(request: Request) -> Response:
        return await endpoint(request, route)

    return handle


def suggest_path(routes: Sequence[MockRoute], path: str) -> str:
    """Return a hint with the documented path most similar to `path`, empty without one."""
    if len(path) > MAX_TEXT:
        # The comparison takes quadratic time.
        return ""
    known = [route.path for route in routes if len(route.path) <= MAX_TEXT]
    similar = difflib.get_close_matches(path, known, 1, 0.5)
    return f"; did you mean {similar[0]}?" if similar else ""
