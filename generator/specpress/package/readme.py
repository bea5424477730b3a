"""The example in the README: create a client and call one operation."""

from __future__ import annotations

from specpress.package.client import CredentialView
from specpress.package.methods import Method, MethodParameter
from specpress.package.operations import Resource
from specpress.python.expressions import NONE
from specpress.python.layout import MAX_WIDTH, format_call

# Example arguments by type; all other types get `...`.
SAMPLES = {"str": '"…"', "int": "1", "float": "1.0", "bool": "True"}


def build_example(
    client: str, settings: list[str], comment: str, resources: list[Resource]
) -> list[str]:
    """Return the lines that create a client and call the operation with the simplest arguments.

    `comment` is a remark on the credential, omitted if the line would be too long.
    """
    head = format_call(f"with {client}(", settings, 0, ") as client:")
    if comment and len(head) == 1 and len(head[0]) + len(comment) <= MAX_WIDTH:
        head = [head[0] + comment]
    simplest = _find_simplest(resources)
    if simplest is None:
        return [*head, "    print(client)"]
    return [*head, *_format_call(*simplest)]


def build_settings(
    is_base_url_required: bool, credentials: list[CredentialView]
) -> list[str]:
    """Return the arguments of the constructor that most users need."""
    server = ['base_url="https://…"'] if is_base_url_required else []
    return [*server, *(f'{c.argument}="…"' for c in _first_token(credentials))]


def describe_environment(credentials: list[CredentialView]) -> str:
    """Return a comment with the environment variable of the credential."""
    names = [c.env for c in _first_token(credentials)]
    return f"  # or set {names[0]}" if names else ""


def _first_token(credentials: list[CredentialView]) -> list[CredentialView]:
    """Return the first credential if it is a single string."""
    first = [c for c in credentials[:1] if c.source.kind != "basic"]
    return [c for c in first if not c.has_token]


def _find_simplest(resources: list[Resource]) -> tuple[Resource, Method] | None:
    """Return the first operation with the fewest and simplest arguments."""
    methods = [(r, m) for r in resources for m in r.methods if not m.streams]
    return min(methods, key=lambda pair: _complexity(pair[1]), default=None)


def _complexity(method: Method) -> tuple[int, int]:
    arguments = _list_arguments(method)
    return sum("..." in a for a in arguments), len(arguments)


def _list_arguments(method: Method) -> list[str]:
    """Return the required arguments, path parameters by position."""
    positional = [_get_sample(p) for p in method.positional if p.is_required]
    keywords = [f"{p.name}={_get_sample(p)}" for p in method.keywords if p.is_required]
    return [*positional, *keywords]


def _get_sample(parameter: MethodParameter) -> str:
    return SAMPLES.get(str(parameter.type), "...")


def _format_call(resource: Resource, method: Method) -> list[str]:
    head = f"client.{resource.module}.{method.name}("
    if method.result == NONE:
        return format_call(head, _list_arguments(method), 4)
    return [
        *format_call(f"result = {head}", _list_arguments(method), 4),
        "    print(result)",
    ]
