"""The example with the fake of an API: an operation with a result, its call and its attribute."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from specpress import ir
from specpress.package.methods import Method, MethodParameter
from specpress.package.operations import Resource
from specpress.python.expressions import (
    NONE,
    PyCall,
    PyExpression,
    PyLiteral,
    PyName,
    PyType,
)

# Placeholders of arguments by type; all other types get `...`.
SAMPLES = {"str": "…", "int": 1, "float": 1.0, "bool": True}
UNKNOWN = PyName("...")


@dataclass(frozen=True, slots=True)
class FakeUsage:
    """An operation of the fake, in the README and in the docstring of the class."""

    operation: str = ""
    """Resource and method, such as `books.get`; "" if the document has no operation."""
    call: str = ""
    """The call of the method."""
    returns: str = ""
    """The call that sets its result."""
    argument: str = ""
    """The check of the first argument: `book_id == 1`."""
    model: str = ""
    """The model that the method returns; "" if it returns no model."""
    route: str = ""
    """Method and path, as arguments of `on`."""

    @property
    def resource(self) -> str:
        """The attribute of the client."""
        return self.operation.partition(".")[0]

    @property
    def method(self) -> str:
        """The name of the method."""
        return self.operation.partition(".")[2]


def build_usage(resources: list[Resource]) -> FakeUsage:
    """Return the example of the operation with the simplest result."""
    pairs = [*_list_pairs(resources)]
    if not pairs:
        return FakeUsage()
    resource, method = min(pairs, key=lambda pair: _complexity(pair[1]))
    positional = [(p.name, get_sample(p)) for p in method.positional]
    keywords = [(p.name, get_sample(p)) for p in method.keywords if p.is_required]
    name = f"{resource.module}.{method.name}"
    call = PyCall(PyName(name), tuple(v for _, v in positional), tuple(keywords))
    arguments = [*positional, *keywords]
    model = str(method.result) if _is_model(method.result) else ""
    values = f"{model}(...)" if model else "..."
    return FakeUsage(
        operation=name,
        call=str(call),
        returns="returns()" if method.result == NONE else f"returns({values})",
        argument=" == ".join(map(str, arguments[0])) if arguments else "",
        model=model,
        route=f"{PyLiteral(method.source.method)}, {PyLiteral(method.source.path)}",
    )


def has_collections(api: ir.Api) -> bool:
    """Return whether a path with an id at its end has a collection, whose resources a fake can keep."""
    paths = {operation.path.rstrip("/") for operation in api.operations}
    items = (path.rpartition("/") for path in paths)
    return any(end.startswith("{") and parent in paths for parent, _, end in items)


def _list_pairs(resources: list[Resource]) -> Iterator[tuple[Resource, Method]]:
    for resource in resources:
        for method in resource.methods:
            if not method.streams:
                yield resource, method


def _complexity(method: Method) -> tuple[bool, bool, int]:
    """Rank a method: one that reads a model by its id is the best example."""
    is_read = method.source.method == "GET" and bool(method.positional)
    required = [p for p in method.parameters if p.is_required]
    return not _is_model(method.result), not is_read, len(required)


def _is_model(result: PyType) -> bool:
    origin = result.origin if isinstance(result, PyName) else None
    return origin is not None and origin.module.startswith(".models.")


def get_sample(parameter: MethodParameter) -> PyExpression:
    """Return a placeholder of an argument."""
    sample = SAMPLES.get(str(parameter.type))
    return UNKNOWN if sample is None else PyLiteral(sample)
