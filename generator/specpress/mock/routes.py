"""Routes: takes the operations of a document, gives starlette's routes: what is written out goes before templates."""

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
from specpress.mock.operations import MockOperation

Endpoint = Callable[[Request, "MockRoute"], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class RoutedOperation:
    """An operation at a place: the names of its parameters there, and the query that its path writes."""

    served: MockOperation
    names: tuple[str, ...]
    query: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class MockRoute:
    """A path, and the operations there: several may share a method, told apart by query or body."""

    path: str
    shown: str
    entries: list[RoutedOperation] = field(default_factory=list)

    @property
    def methods(self) -> list[str]:
        """The methods that the document describes."""
        return [*dict.fromkeys(e.served.operation.method.upper() for e in self.entries)]

    def asked(self, method: str, query: str) -> list[RoutedOperation]:
        """The operations that a request may mean: those whose query it has; the most precise first."""
        sent = parse_qsl(query, keep_blank_values=True)
        found = [
            entry
            for entry in self.entries
            if entry.served.operation.method.upper() == method
            and all(pair in sent for pair in entry.query)
        ]
        return sorted(found, key=lambda entry: -len(entry.query))

    def parameters(self, entry: RoutedOperation, found: Mapping[str, str]) -> dict[str, str]:
        """The parameters of the path by their own names."""
        return {name: found[f"p{n}"] for n, name in enumerate(entry.names)}


def places(api: ir.Api, served: Sequence[MockOperation]) -> list[MockRoute]:
    """All places in the order in which they are looked at."""
    found: dict[str, MockRoute] = {}
    for operation in served:
        for base in bases(api, operation.operation):
            path, query = paths.split(operation.operation.path)
            whole = f"{base}/{path.removeprefix('/')}"
            written, names = paths.template(whole)
            place = found.setdefault(written, MockRoute(written, whole))
            place.entries.append(RoutedOperation(operation, tuple(names), tuple(query)))
    return sorted(found.values(), key=lambda place: paths.order(place.path))


def bases(api: ir.Api, operation: ir.Operation) -> Iterator[str]:
    """The paths of the servers of an operation, each once."""
    servers = operation.servers or api.servers
    yield from dict.fromkeys(paths.base(server) for server in servers) or ("",)


def routes(found: Sequence[MockRoute], endpoint: Endpoint) -> list[Route]:
    """A route for each place; starlette's own HEAD is left out, for the document describes what there is."""
    made = []
    for place in found:
        route = Route(place.path, _bound(endpoint, place), methods=place.methods)
        route.methods = set(place.methods)
        made.append(route)
    return made


def _bound(
    endpoint: Endpoint, place: MockRoute
) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        return await endpoint(request, place)

    return answer


def nearest(found: Sequence[MockRoute], path: str) -> str:
    """The path of the document that looks most like one that it does not have."""
    close = difflib.get_close_matches(path, [place.shown for place in found], 1, 0.5)
    return f"; did you mean {close[0]}?" if close else ""
