"""The examples in the README: the first call, and a call for each feature that the document needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from specpress import ir
from specpress.package.client import ClientModule
from specpress.package.errors import expand_status, name_error
from specpress.package.example_calls import ExampleCall, ExampleCalls
from specpress.package.example_values import ExampleValues, NoExample
from specpress.package.fake_resources import RESERVED_OPERATIONS
from specpress.package.fakes import RESERVED_STORES
from specpress.package.methods import Method
from specpress.package.operations import Resource
from specpress.package.readme_bodies import (
    BodyExample,
    build_body_example,
    build_change,
    build_upload,
)
from specpress.package.readme_credentials import (
    CredentialRow,
    build_client,
    build_token_client,
    list_alternatives,
    list_credential_rows,
    select_schemes,
)
from specpress.python.expressions import (
    NONE,
    PyCall,
    PyExpression,
    PyList,
    PyLiteral,
    PyName,
    PyOperation,
    as_expression,
    make_call,
)
from specpress.python.source_text import MAX_WIDTH

Pair: TypeAlias = tuple[Resource, Method]
LIMITS = make_call(PyName("Timeout"), connect=5, total=60)
HOOKS = PyList((make_call(PyName("Hooks"), response=PyName("report")),))
MAX_RESULT = 300  # characters of a result in the example of the fake
MAX_FAKES = 20  # methods that are tried for the example of the fake
MAX_ROWS = 40  # methods in the table of the README; otherwise it lists resources


@dataclass(frozen=True, slots=True)
class ErrorExample:
    """A call, and an exception that it raises."""

    call: ExampleCall
    """The call that fails."""
    error: str
    """Class of the error."""
    status: str
    """Status of the response."""


@dataclass(frozen=True, slots=True)
class FakeTest:
    """A call of the fake: its result if that is short, and an error."""

    call: ExampleCall
    """The call that the fake answers."""
    result: PyExpression | None
    """JSON of the result; None if it is long, or if there is none."""
    has_result: bool
    """True if the method returns a value."""
    error: str
    """Class of the error that the fake raises."""
    status: str
    """Status of that error."""

    @property
    def returns(self) -> PyCall | None:
        """The call that sets the result; None if the result is long."""
        if self.has_result and self.result is None:
            return None
        values = (self.result,) if self.result is not None else ()
        return PyCall(PyName(f"fake.{self.call.name}.returns"), values)

    @property
    def argument(self) -> PyOperation | None:
        """The check of the first argument, such as `call.book_id == 1`; None without one by position."""
        if not self.call.arguments:
            return None
        name, value = self.call.arguments[0]
        return PyOperation("==", (PyName(f"call.{name}"), value))


@dataclass(frozen=True, slots=True)
class ReadmeExamples:
    """The examples in the README; None for a feature that the document does not have."""

    client: PyCall
    """The client that can make the first call."""
    env: str | None
    """Environment variable with the credential; None if the line would be too long for it."""
    first: ExampleCall | None
    """The call with the fewest arguments."""
    credentials: list[CredentialRow]
    """The table of credentials."""
    clients: list[PyCall]
    """A client for each alternative of credentials."""
    anonymous: PyCall
    """The client without credentials."""
    tokens: PyCall | None
    """The client that exchanges client credentials for tokens."""
    async_tokens: PyCall | None
    """The asynchronous client that exchanges client credentials for tokens."""
    limited: PyCall
    """The client with other limits."""
    limited_call: ExampleCall | None
    """The call with other limits."""
    observed: PyCall
    """The client with a hook."""
    create: BodyExample | None
    """A call with a body."""
    change: BodyExample | None
    """A call with a property that may be null or absent."""
    pages: ExampleCall | None
    """A call that returns pages."""
    upload: ExampleCall | None
    """A call that sends a file."""
    download: ExampleCall | None
    """A call that receives a file."""
    stream: ExampleCall | None
    """A call that receives events or other items."""
    error: ErrorExample | None
    """A call with an error that is handled."""
    fake: FakeTest | None
    """A test with the fake."""


def build_examples(
    api: ir.Api, client: ClientModule, resources: list[Resource], calls: ExampleCalls
) -> ReadmeExamples:
    """Return the examples; each is of the operation with the fewest arguments."""
    pairs = [(r, m) for r in resources for m in r.methods]
    ranked = sorted(pairs, key=_rank)
    simplest = _find(calls, ranked, lambda m: not m.streams)
    first = simplest or _find(calls, ranked)
    schemes = _find_schemes(ranked, first, client)
    constructor = build_client(client, schemes)
    downloads = _find(calls, ranked, lambda m: m.streams and _has_kind(m, "chunks"))
    return ReadmeExamples(
        client=constructor,
        env=_find_variable(client, schemes, constructor),
        first=first,
        credentials=list_credential_rows(client),
        clients=[build_client(client, a) for a in list_alternatives(api, client)],
        anonymous=build_client(client),
        tokens=build_token_client(client),
        async_tokens=build_token_client(client, "Async"),
        limited=build_client(client, schemes, max_retries=PyLiteral(5), timeout=LIMITS),
        limited_call=first and first.with_keywords(max_retries=0, timeout=10),
        observed=build_client(client, schemes, hooks=HOOKS),
        create=build_body_example(ranked, calls),
        change=build_change(ranked, calls),
        pages=_find(calls, ranked, lambda m: m.pages is not None),
        upload=build_upload(ranked, calls),
        download=downloads,
        stream=_find(calls, ranked, lambda m: m.streams and not _has_kind(m, "chunks")),
        error=_build_error(calls, ranked),
        fake=_build_fake(calls, ranked),
    )


def _rank(pair: Pair) -> tuple[bool, int, bool, bool]:
    """Rank a method: the best example has few arguments, reads and returns something."""
    _, method = pair
    required = [p for p in method.parameters if p.is_required]
    is_read = method.source.method == "GET"
    return method.source.deprecated, len(required), not is_read, method.result == NONE


def _find(
    calls: ExampleCalls,
    pairs: Iterable[Pair],
    condition: Callable[[Method], bool] = lambda method: True,
) -> ExampleCall | None:
    """Return the first example of a method that fulfils a condition."""
    examples = (calls.build(*pair) for pair in pairs if condition(pair[1]))
    return next((e for e in examples if e is not None), None)


def _has_kind(method: Method, kind: str) -> bool:
    return any(decoding.kind == kind for decoding in method.decodings)


def _find_schemes(
    pairs: Iterable[Pair], first: ExampleCall | None, client: ClientModule
) -> tuple[str, ...]:
    """Return the schemes of the first call; without a call, the first scheme of the document."""
    for resource, method in pairs:
        if first is not None and first.name == f"{resource.module}.{method.name}":
            return select_schemes(method.source, client)
    return tuple(c.source.name for c in client.credentials[:1])


def _find_variable(
    client: ClientModule, schemes: tuple[str, ...], constructor: PyCall
) -> str | None:
    """Return the environment variable of the only credential, if the line has room for it."""
    names = [c.env for c in client.credentials if c.source.name in schemes]
    if len(names) != 1:
        return None
    line = f"with {constructor} as client:  # or set {names[0]}"
    return names[0] if len(line) <= MAX_WIDTH else None


def _build_error(calls: ExampleCalls, pairs: list[Pair]) -> ErrorExample | None:
    """Return an example of a documented 404, else of another error, else of 404."""
    for statuses in (("404",), ("409", "422", "400", "403", "401")):
        for resource, method in pairs:
            status = next((s for s in _list_errors(method) if s in statuses), None)
            call = calls.build(resource, method) if status else None
            if call is not None and status and not call.is_stream:
                return ErrorExample(call, name_error(status), status)
    with_id = _find(calls, pairs, lambda m: bool(m.positional) and not m.streams)
    call = with_id or _find(calls, pairs, lambda m: not m.streams)
    return None if call is None else ErrorExample(call, name_error("404"), "404")


def _list_errors(method: Method) -> Iterator[str]:
    for response in method.source.responses:
        yield from (s for s in expand_status(response.status) if s >= "4")


def _build_fake(calls: ExampleCalls, pairs: list[Pair]) -> FakeTest | None:
    """Return an example with a short result, else the first one that can be called."""
    first: FakeTest | None = None
    for resource, method in [*filter(_is_fake, pairs)][:MAX_FAKES]:
        example = _build_fake_test(calls, resource, method)
        if example is not None and example.result is not None and example.argument:
            return example
        first = first or example
    return first


def _is_fake(pair: Pair) -> bool:
    """Return whether the fake has a method under its name, with a complete result."""
    resource, method = pair
    is_renamed = (
        resource.module in RESERVED_STORES or method.name in RESERVED_OPERATIONS
    )
    return not is_renamed and not method.streams and method.pages is None


def _build_fake_test(
    calls: ExampleCalls, resource: Resource, method: Method
) -> FakeTest | None:
    call = calls.build(resource, method)
    if call is None:
        return None
    status = next((s for s in _list_errors(method) if s in ("404", "422")), "404")
    return FakeTest(
        call=call,
        result=_build_result(method, calls),
        has_result=method.result != NONE,
        error=name_error(status),
        status=status,
    )


def _build_result(method: Method, calls: ExampleCalls) -> PyExpression | None:
    """Return the JSON of the result of a method; None if it is long or no JSON."""
    decoding = next(iter(method.decodings), None)
    if decoding is None or decoding.kind != "json" or decoding.type is None:
        return None
    values = ExampleValues(calls.python, is_sent=False)
    try:
        value = values.build_body(decoding.type, decoding.source.example)
    except NoExample:
        return None
    expression = as_expression(value)
    is_short = len(str(expression)) <= MAX_RESULT
    return expression if is_short and isinstance(value, dict | list) else None
