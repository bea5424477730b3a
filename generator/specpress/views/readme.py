"""The view of a first call: the lines with which a README begins, a client made and one operation called."""

from __future__ import annotations

import ast

from specpress.layout import WIDTH, call
from specpress.views.client import CredentialView
from specpress.views.methods import Method
from specpress.views.operations import Resource

SAMPLES = {"str": '"…"', "int": "1", "float": "1.0", "bool": "True"}
"""What stands for an argument in an example; for all others `...` does."""


def opening(
    client: str, settings: list[str], credential: str, resources: list[Resource]
) -> list[str]:
    """A client made with these arguments, and the operation that asks least called; `credential` is told of them."""
    head = call(f"with {client}(", settings, 0, ") as client:")
    if credential and len(head) == 1 and len(head[0]) + len(credential) <= WIDTH:
        head = [head[0] + credential]
    chosen = _easiest(resources)
    if chosen is None:
        return [*head, "    print(client)"]
    return [*head, *_called(*chosen)]


def settings(base_url: str, credentials: list[CredentialView]) -> list[str]:
    """The arguments that a client is made with: what it cannot do without."""
    found = ['base_url="https://…"'] if "=" not in base_url else []
    return [*found, *(f'{c.argument}="…"' for c in _of_one_text(credentials))]


def told(credentials: list[CredentialView]) -> str:
    """Where the credential may stand instead, as a comment."""
    first = [ast.literal_eval(c.env) for c in _of_one_text(credentials)]
    return f"  # or {first[0]} in the environment" if first else ""


def _of_one_text(credentials: list[CredentialView]) -> list[CredentialView]:
    """The first credential, where it is one text."""
    texts = [c for c in credentials[:1] if ast.literal_eval(c.kind) != "basic"]
    return [c for c in texts if not c.token]


def _easiest(resources: list[Resource]) -> tuple[Resource, Method] | None:
    """The operation that asks for the least, and for what is easily told; of several the first."""
    listed = [(r, m) for r in resources for m in r.methods if not m.streams]
    return min(listed, key=lambda pair: _effort(pair[1]), default=None)


def _effort(method: Method) -> tuple[int, int]:
    arguments = _arguments(method)
    return sum("..." in a for a in arguments), len(arguments)


def _arguments(method: Method) -> list[str]:
    """What must be given, path parameters by their place."""
    found, is_named = [], False
    for parameter in method.parameters:
        name, _, typed = parameter.partition(": ")
        is_named = is_named or name == "*"
        if typed and "=" not in typed:
            sample = SAMPLES.get(typed, "...")
            found.append(f"{name}={sample}" if is_named else sample)
    return found


def _called(resource: Resource, method: Method) -> list[str]:
    head = f"client.{resource.module}.{method.name}("
    if method.returns == "None":
        return call(head, _arguments(method), 4)
    return [*call(f"answer = {head}", _arguments(method), 4), "    print(answer)"]
