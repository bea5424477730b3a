"""Confirm what breaks deployed clients between two real documents: the old package meets the new server.

- A change of an operation: each of its calls that the old mock server accepts fails with the new one because of it.
- A change of a model: the new server refuses each value of the old part, or the old package reads no value of the new one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import httpx2

from specpress.diff.changes import Change, Comparison, Direction, Location, Severity
from specpress.diff.sides import Side
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor
from specpress.mock import routes
from specpress.mock.app import Mock
from specpress.mock.operations import MockOperation
from specpress.samples.samples import Sampler, Unsatisfiable
from specpress.schema.validation import ContradictoryDocument, Schemas
from tests.corpus.package import (
    HOST,
    Arguments,
    Call,
    Exchange,
    Package,
    Server,
    Skipped,
)
from tests.diff.transport import MockTransport
from tests.property.packages import PACKAGE, import_package

# Each seed chooses other variants and optional properties.
SEEDS = range(6)
REASON_HEADER = "x-mock-reason"
CLIENT = "Acme"
ACCEPTED = ""
# Outcomes of a request whose route the server does not have.
ELSEWHERE = ("status 404", "status 405", "arrives")
MAX_FAULT = 400


@dataclass(frozen=True)
class Service:
    """The mock server of a document, and values of its schemas."""

    side: Side

    @cached_property
    def server(self) -> Server:
        """The mock server, which remembers the request that it accepted last."""
        return Server(Mock(self.side.workspace, self.side.api, Problems()))

    @cached_property
    def response_schemas(self) -> Schemas:
        """The schemas for responses."""
        return Schemas("writeOnly", Problems())

    @property
    def request_schemas(self) -> Schemas:
        """The schemas for requests."""
        return self.server.mock.request_schemas

    def find(self, location: Location | None) -> Cursor:
        """Return the value at a location."""
        assert location is not None
        cursor = self.side.workspace.find(location.pointer)
        assert cursor is not None, location.pointer
        return cursor

    def list_values(self, cursor: Cursor, direction: Direction) -> list[Any]:
        """Return samples of a schema, one for each seed."""
        is_request = direction is Direction.REQUEST
        schemas = self.request_schemas if is_request else self.response_schemas
        omitted = "readOnly" if is_request else "writeOnly"
        values = []
        for seed in SEEDS:
            with suppress(Unsatisfiable, ContradictoryDocument):
                sampler = Sampler(schemas, seed, omitted)
                values.append(sampler.sample(schemas.reference(cursor), cursor.id))
        return values

    def accepts(self, cursor: Cursor, value: Any) -> bool:
        """Return whether the server accepts a value of a schema in a request."""
        return self.request_schemas.allows(
            self.request_schemas.reference(cursor), value
        )


@dataclass(frozen=True)
class Deployment:
    """The package of the old document, with the mock servers of both.

    The package must be imported.
    """

    old: Service
    new: Service

    @cached_property
    def packages(self) -> Mapping[str, Package]:
        """The package with each of the servers."""
        return {
            "old": Package(PACKAGE, CLIENT, self.old.server),
            "new": Package(PACKAGE, CLIENT, self.new.server),
        }

    @cached_property
    def operations(self) -> Mapping[str, Any]:
        """The operations of the package by the symbols of their methods."""
        return {
            f"client.{o.module.rpartition('.')[2]}.{o.name.rpartition('.')[2]}": o
            for o in self.packages["old"].operations()
        }

    def find_fault(self, change: Change) -> str | None:
        """Return why a change that breaks deployed clients is not proved; None if it is."""
        head, _, argument = change.symbol.partition("(")
        if head in self.operations:
            name = argument.partition("=")[0]
            return CallCheck(self, change, self.operations[head], name).find_fault()
        if change.code == "server-removed":
            return self._check_server(httpx2.URL(change.was))
        if not change.symbol.startswith("models."):
            return "only operations, models and servers are checked"
        if change.direction is Direction.REQUEST:
            return self._check_request(change)
        return self._check_response(change)

    def _check_server(self, url: httpx2.URL) -> str | None:
        """Check that the new document has no server at a URL."""
        api, mock = self.new.side.api, self.new.server.mock
        paths = {p for o in api.operations for p in routes.base_paths(api, o)}
        is_kept = (
            url.host in MockTransport(mock).hosts and url.path.rstrip("/") in paths
        )
        return f"the new document has the server {url}" if is_kept else None

    # -- values of models ----------------------------------------------------------------------

    def _check_request(self, change: Change) -> str | None:
        """Check that the new server refuses the values of the old part."""
        old, new = self.old.find(change.old), self.new.find(change.new)
        if change.code.endswith("-added-required"):
            # The new place is the property.
            parent = self.new.side.workspace.find(new.id.rpartition("/properties/")[0])
            assert parent is not None
            new = parent
        if change.code.endswith("-value-removed"):
            values = [old.value]
        else:
            values = self.old.list_values(old, Direction.REQUEST)
        accepted = [v for v in values if self.new.accepts(new, v)]
        return _describe(values, accepted, "the new server accepts")

    def _check_response(self, change: Change) -> str | None:
        """Check that the old package reads no value of the new part."""
        new = self.new.find(change.new)
        values = self.new.list_values(new, Direction.RESPONSE)
        read = [v for v in values if not self._list_faults(change, v)]
        return _describe(values, read, "the old package reads")

    def _list_faults(self, change: Change, value: Any) -> list[str]:
        package = self.packages["old"]
        codec = package.runtime("codec.types").codec_for(self._annotate(change))
        faults = package.runtime("codec.codec").Faults()
        parent = [value]
        codec.decode(parent[0], parent, 0, faults, "value")
        return [*map(str, faults.locate(parent))] if faults else []

    def _annotate(self, change: Change) -> str:
        """Return the annotation of the old part as the package writes it."""
        python = self.old.side.python
        old = self.old.find(change.old)
        is_part = not change.code.endswith("-removed")
        if is_part and old.id in self.old.side.api.types:
            return str(python.get_type(old.id))
        # A class lacks one of its properties, or has become something else.
        return change.symbol.removeprefix("models.").partition(".")[0]


@dataclass(frozen=True)
class CallCheck:
    """The calls of a method that a change affects."""

    deployment: Deployment
    change: Change
    operation: Any
    """The operation in the package."""
    argument: str
    """The changed argument; empty if another part has changed."""

    @cached_property
    def source(self) -> MockOperation:
        """The operation of the old server."""
        server = self.deployment.old.server
        source = server.operation(self.operation.method, self.operation.path)
        assert source is not None
        return source

    def find_fault(self) -> str | None:
        """Return why the change is not proved; None if each call fails because of it."""
        outcomes = []
        for call in self._list_calls():
            if self._send(call, "old") == ACCEPTED:
                outcomes.append((call, self._send(call, "new")))
        wrong = [
            f"{c.arguments}: {o or 'accepted'}"
            for c, o in outcomes
            if not self._is_expected(o)
        ]
        if not outcomes:
            return "the old server accepts no call"
        return "; ".join(wrong)[:MAX_FAULT] or None

    def _list_calls(self) -> Iterator[Call]:
        for seed in SEEDS:
            deployment = self.deployment
            sampler = Sampler(deployment.old.request_schemas, seed, "readOnly")
            arguments = Arguments(deployment.packages["old"], sampler)
            with suppress(Skipped):
                full, *others = arguments.list_calls(self.source, self.operation)
                yield self._adapt(full, others[-1] if others else full)

    def _adapt(self, full: Call, required: Call) -> Call:
        """Return a call with the required arguments and the changed one."""
        name = self.argument
        if name not in full.arguments:
            return required
        arguments = required.arguments | {name: full.arguments[name]}
        if self.change.code.endswith("-value-removed"):
            arguments[name] = self.deployment.old.find(self.change.old).value
        return Call(arguments, {})

    def _send(self, call: Call, side: str) -> str:
        """Return why a call fails."""
        package = self.deployment.packages[side]
        package.server.last = Exchange()
        base_path = self._find_base_path(side)
        method = package.method(self.operation, package.create_client(False), False)
        errors = package.modules[f"{PACKAGE}.errors"]
        try:
            result = method(**call.arguments, base_url=HOST + base_path)
            outcome = self._read(result)
        except errors.APIStatusError as error:
            reason = error.headers.get(REASON_HEADER, "") if error.headers else ""
            return f"status {error.status}: {reason}"
        except errors.APIDecodeError as error:
            return f"decode: {error}"
        except errors.InvalidArgumentError as error:
            return f"argument: {error}"
        arrived = package.server.last.operation
        assert arrived is not None
        path = self.source.operation.path
        if arrived.operation.path != path and side == "new":
            return f"arrives at {arrived.operation.path}"
        return outcome

    def _read(self, result: Any) -> str:
        """Read a result, and return why it is another one than that of the method."""
        if hasattr(result, "__next__"):
            list(result)
        is_stream = self.change.code == "operation-form-removed"
        if not is_stream or not hasattr(result, "headers"):
            return ACCEPTED
        # A server may send another representation.
        media_type = str(result.headers.get("content-type", "")).partition(";")[0]
        declared = {response.media_type for response in self.operation.responses}
        return ACCEPTED if media_type in declared else f"responds with {media_type}"

    def _find_base_path(self, side: str) -> str:
        """Return the path of the server: another URL of it is a change of its own."""
        service = self.deployment.old if side == "old" else self.deployment.new
        method, path = self.operation.method, self.operation.path
        source = service.server.operation(method, path) or self.source
        return next(routes.base_paths(service.side.api, source.operation))

    def _is_expected(self, outcome: str) -> bool:
        """Return whether a failure is that of the change."""
        code, new = self.change.code, self.deployment.new
        method, path = self.operation.method, self.operation.path
        if new.server.operation(method, path) is None and outcome.startswith(ELSEWHERE):
            # No other change of an operation matters if its route is gone.
            return True
        if outcome.startswith("no response"):
            return code in (
                "operation-form-removed",
                "response-body-media-type-changed",
            )
        if "credential" in code:
            return "missing credentials" in outcome
        if code.startswith("response"):
            # 406: the server has no response with a media type that the client accepts.
            return outcome.startswith(("decode", "status 406"))
        if "parameter" in code:
            return f"parameter {self._find_wire_name()!r}" in outcome
        return "body" in outcome if code.startswith("request-body") else bool(outcome)

    def _find_wire_name(self) -> str:
        """Return the name of the changed parameter in a request."""
        names = {p.name: p.wire for p in self.operation.parameters}
        if self.argument in names:
            return str(names[self.argument])
        new = self.deployment.new.find(self.change.new)
        return str(new.follow(Problems()).value["name"])


def list_faults(
    comparison: Comparison, old: Side, new: Side, files: Mapping[str, str]
) -> Iterator[str | None]:
    """Yield why each change that breaks deployed clients is not proved; None if it is.

    Args:
        files: The package of the old document.
    """
    with import_package(dict(files), share_runtime=True):
        deployment = Deployment(Service(old), Service(new))
        for change in comparison.changes:
            if change.deployed.severity is Severity.BREAKING:
                fault = deployment.find_fault(change)
                yield fault and f"{change.code} {change.symbol}: {fault}"


def _describe(values: list[Any], wrong: list[Any], what: str) -> str | None:
    """Return why values do not prove a change; None if they do."""
    if not values:
        return "the part has no sample"
    text = f"{what} {len(wrong)} of {len(values)} values, such as {[*wrong[:1]]}"
    return text[:MAX_FAULT] if wrong else None
