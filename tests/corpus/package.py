"""A generated package in this process: its operations, its clients, and the arguments of calls from samples."""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import json
import logging
import pkgutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# The root of the project, which contains the package `tests`.
sys.path.insert(0, str(Path(__file__).parents[2]))

from specpress import ir
from specpress.document.problems import Problems
from specpress.mock.app import Mock
from specpress.mock.operations import MockOperation
from specpress.mock.requests import ReceivedRequest
from specpress.reader import build
from specpress.samples.samples import Sampler, Unsatisfiable
from tests.corpus.inprocess import AsyncMockTransport, MockTransport
from tests.corpus.swagger import open_document

HOST = "https://mock.test"
SETTINGS = (
    "self", "allow_plain_http", "base_url", "environment", "trusted_origins", "timeout", "max_retries", "max_response_bytes",
    "headers", "hooks", "send_read_only", "naive_datetimes", "transport", "on_contradiction", "respect_rate_limits",
)  # fmt: skip
# Parameters that the specification ignores.
IGNORED = {("header", name) for name in ("accept", "authorization", "content-type")}


@dataclass(slots=True)
class Exchange:
    """The last request that the mock accepted, with its operation."""

    operation: MockOperation | None = None
    request: ReceivedRequest | None = None


@dataclass(slots=True)
class Server:
    """The mock of a document, which records the requests that it accepts."""

    mock: Mock
    last: Exchange = field(default_factory=Exchange)

    def __post_init__(self) -> None:
        respond = self.mock.store.respond

        def record(operation: MockOperation, request: ReceivedRequest) -> Any:
            self.last = Exchange(operation, request)
            return respond(operation, request)

        object.__setattr__(self.mock, "store", _Recording(self.mock.store, record))

    def operation(self, method: str, path: str) -> MockOperation | None:
        """Return an operation by the method and path of the generated package."""
        return next(
            (
                entry
                for entry in self.mock.operations
                if entry.operation.method.upper() == method.upper()
                and entry.operation.path.strip("/") == path.strip("/")
            ),
            None,
        )


class _Recording:
    """The store of a mock with another function for requests."""

    def __init__(self, store: Any, respond: Callable[..., Any]) -> None:
        self.store, self.respond = store, respond

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)


@dataclass(frozen=True, slots=True)
class Call:
    """The arguments of one call, as Python values and as JSON.

    Attributes:
        values: The JSON values of the parameters, by their locations and names.
        body: The JSON value of the body in a tuple, which is empty without one.
    """

    arguments: dict[str, Any]
    values: dict[tuple[str, str], Any]
    body: tuple[Any, ...] = ()
    media_type: str = ""


class Skipped(Exception):
    """No call can be made, because of the document."""


@dataclass(slots=True)
class Package:
    """The modules of a generated package, and its clients on a mock."""

    name: str
    client_name: str
    server: Server
    modules: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        package = importlib.import_module(self.name)
        for module in pkgutil.walk_packages(package.__path__, f"{self.name}."):
            if not module.name.startswith(f"{self.name}._runtime.transport."):
                self.modules[module.name] = importlib.import_module(module.name)

    def runtime(self, name: str) -> Any:
        """Return a module of the runtime."""
        return importlib.import_module(f"{self.name}._runtime.{name}")

    def operations(self) -> Iterator[Any]:
        """Yield the operations of the package."""
        operation_class = self.runtime("operation").Operation
        for key, module in self.modules.items():
            if key.startswith(f"{self.name}.resources.") and hasattr(module, "_Ops"):
                for value in vars(module._Ops).values():
                    if isinstance(value, operation_class):
                        yield value

    def create_client(self, is_async: bool, base_url: str = "") -> Any:
        """Return a client whose transport is the mock, or that of a server."""
        prefix = "Async" if is_async else ""
        class_ = getattr(
            self.modules[f"{self.name}._client"], prefix + self.client_name
        )
        parameters = inspect.signature(class_.__init__).parameters
        credentials = {
            name: _credential(parameter)
            for name, parameter in parameters.items()
            if name not in SETTINGS and _is_credential(parameter)
        }
        if base_url:
            return class_(base_url=base_url, max_retries=0, **credentials)
        types = self.runtime("transport.transport")
        transport_class = AsyncMockTransport if is_async else MockTransport
        transport = transport_class(self.server.mock.create_app(), types)
        return class_(base_url=HOST, transport=transport, max_retries=0, **credentials)

    def method(self, operation: Any, client: Any, is_async: bool) -> Callable[..., Any]:
        """Return the method of an operation, bound to a client."""
        name = operation.name.rpartition(".")[2]
        for value in vars(self.modules[operation.module]).values():
            is_resource = (
                isinstance(value, type) and value.__module__ == operation.module
            )
            if is_resource and name in vars(value) and _is_of(value, is_async):
                bound: Callable[..., Any] = getattr(value(client), name)
                return bound
        raise LookupError(operation.name)


def _is_credential(parameter: inspect.Parameter) -> bool:
    is_required = parameter.default is inspect.Parameter.empty
    return is_required or "TokenProvider" in str(parameter.annotation)


def _credential(parameter: inspect.Parameter) -> Any:
    is_pair = "tuple" in str(parameter.annotation)
    return ("user", "secret") if is_pair else "user:secret"


def _is_of(resource: Any, is_async: bool) -> bool:
    """Return whether a resource class is the asynchronous one of its module, or the other."""
    classes = [
        value
        for value in vars(sys.modules[resource.__module__]).values()
        if isinstance(value, type)
    ]
    names = {value.__name__ for value in classes}
    has_twin = f"Async{resource.__name__}" in names
    return has_twin is not is_async


@dataclass(slots=True)
class Arguments:
    """Builds the arguments of calls from samples."""

    package: Package
    sampler: Sampler

    def list_calls(self, source: MockOperation, operation: Any) -> Iterator[Call]:
        """Yield a call with all parameters for each body, then one with the required ones.

        Raises:
            Skipped: A required parameter or body has no sample.
        """
        bodies = [*self._list_bodies(source, operation)] or [None]
        for number, body in enumerate(bodies):
            call = self._build(source, operation, has_optional=True)
            yield self._with_body(call, body, operation, number)
        required = self._build(source, operation, has_optional=False)
        if required.values != call.values:
            yield self._with_body(required, bodies[0], operation, 0)

    def _build(self, source: MockOperation, operation: Any, has_optional: bool) -> Call:
        codecs = self.package.runtime("codec.arguments").find_codecs(operation)
        by_key = {(p.location, p.wire): p for p in source.operation.parameters}
        call = Call({}, {})
        for parameter in operation.parameters:
            documented = by_key.get((parameter.location, parameter.wire))
            if documented is None or not (documented.required or has_optional):
                continue
            if (parameter.location, parameter.wire.lower()) in IGNORED:
                continue
            schema = source.validator.parameter_schema(documented)
            seed = f"{source.operation.origin} {parameter.wire}"
            try:
                value = self.sampler.sample(schema, seed)
            except Unsatisfiable as error:
                if documented.required:
                    raise Skipped(str(error)) from error
                continue
            call.arguments[parameter.name] = self._decode(codecs[parameter.name], value)
            call.values[parameter.location, parameter.wire] = value
        return call

    def _decode(self, codec: Any, value: Any) -> Any:
        faults = self.package.runtime("codec.codec").Faults()
        parent = [json.loads(json.dumps(value))]
        decoded = codec.decode(parent[0], parent, 0, faults, "argument")
        if faults:
            reasons = "; ".join(map(str, faults.locate(parent)))
            raise AssertionError(f"cannot read the sample {value!r}: {reasons}")
        return decoded

    def _list_bodies(
        self, source: MockOperation, operation: Any
    ) -> Iterator[tuple[Any, Any] | None]:
        for spec in operation.bodies.specs if operation.bodies is not None else ():
            schema = source.validator.body_schema(spec.media_type)
            default = {} if "json" in spec.media_type else "text"
            seed = f"{source.operation.origin} body"
            try:
                value = default if schema is None else self.sampler.sample(schema, seed)
            except Unsatisfiable as error:
                raise Skipped(str(error)) from error
            yield spec, value

    def _with_body(
        self, call: Call, body: tuple[Any, Any] | None, operation: Any, number: int
    ) -> Call:
        if body is None:
            return call
        spec, value = body
        arguments = {**call.arguments, "body": self._decode_body(spec, value)}
        if number:
            arguments["content_type"] = spec.media_type
        return Call(arguments, call.values, (value,), spec.media_type)

    def _decode_body(self, spec: Any, value: Any) -> Any:
        if spec.type is None:
            is_content = spec.serialize.__name__ in ("serialize_file", "serialize_text")
            if not is_content:
                return value
            return (value if isinstance(value, str) else json.dumps(value)).encode()
        codec = self.package.runtime("codec.types").codec_for(spec.type)
        return _with_files(self._decode(codec, value))


def _with_files(body: Any) -> Any:
    """Replace the texts of files in a form by bytes."""
    for entry in dataclasses.fields(body) if dataclasses.is_dataclass(body) else ():
        value = getattr(body, entry.name, None)
        if "FileContent" not in str(entry.type):
            continue
        if isinstance(value, str):
            setattr(body, entry.name, value.encode())
        elif isinstance(value, list):
            texts = [v.encode() if isinstance(v, str) else v for v in value]
            setattr(body, entry.name, texts)
    return body


def read_package(
    folder: str, name: str, client_name: str, path: str
) -> tuple[Package, Arguments]:
    """Import a package, and return it with the arguments of its calls."""
    sys.path.insert(0, folder)
    logging.disable(logging.CRITICAL)
    problems = Problems()
    workspace = open_document(Path(path))
    api: ir.Api = build(workspace.root, problems)
    server = Server(Mock(workspace, api, problems))
    sampler = Sampler(server.mock.request_schemas, 0, "readOnly")
    package = Package(name, client_name, server)
    return package, Arguments(package, sampler)
