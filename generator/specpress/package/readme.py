"""The example in the README: create a client and call one operation."""

from __future__ import annotations

from dataclasses import dataclass

from specpress.package.client import ClientModule, CredentialView
from specpress.package.methods import Method, MethodParameter
from specpress.package.operations import Resource
from specpress.python.expressions import (
    NONE,
    PyCall,
    PyExpression,
    PyLiteral,
    PyName,
    make_call,
)
from specpress.python.source_text import MAX_WIDTH

# Example arguments by type; all other types get `...`.
SAMPLES = {"str": "…", "int": 1, "float": 1.0, "bool": True}
UNKNOWN = PyName("...")


@dataclass(frozen=True, slots=True)
class Example:
    """The client, and the call of the operation with the simplest arguments."""

    client: PyCall
    """The call of the constructor."""
    env: str | None
    """Environment variable with the credential; None if the line would be too long for it."""
    call: PyCall | None
    """The call of a method; None if the document has no operation."""
    has_result: bool
    """True if the method returns a value."""


def build_example(client: ClientModule, resources: list[Resource]) -> Example:
    """Return the example, with the arguments of the constructor that most users need."""
    tokens = _first_token(client.credentials)
    settings = {"base_url": "https://…"} if client.is_base_url_required else {}
    settings |= {c.argument: "…" for c in tokens}
    constructor = make_call(PyName(client.name), **settings)
    line = f"with {constructor} as client:  # or set "
    env = tokens[0].env if tokens else None
    if env is not None and len(line + env) > MAX_WIDTH:
        env = None
    simplest = _find_simplest(resources)
    if simplest is None:
        return Example(constructor, env, None, False)
    resource, method = simplest
    call = PyCall(
        PyName(f"client.{resource.module}.{method.name}"),
        tuple(get_sample(p) for p in method.positional if p.is_required),
        tuple((p.name, get_sample(p)) for p in method.keywords if p.is_required),
    )
    return Example(constructor, env, call, method.result != NONE)


def _first_token(credentials: list[CredentialView]) -> list[CredentialView]:
    """Return the first credential if it is a single string."""
    first = [c for c in credentials[:1] if c.source.kind != "basic"]
    return [c for c in first if not c.has_token]


def _find_simplest(resources: list[Resource]) -> tuple[Resource, Method] | None:
    """Return the first operation with the fewest and simplest arguments."""
    methods = [(r, m) for r in resources for m in r.methods if not m.streams]
    return min(methods, key=lambda pair: _complexity(pair[1]), default=None)


def _complexity(method: Method) -> tuple[int, int]:
    parameters = [*method.positional, *method.keywords]
    samples = [get_sample(p) for p in parameters if p.is_required]
    return samples.count(UNKNOWN), len(samples)


def get_sample(parameter: MethodParameter) -> PyExpression:
    """Return an example of an argument."""
    sample = SAMPLES.get(str(parameter.type))
    return UNKNOWN if sample is None else PyLiteral(sample)
