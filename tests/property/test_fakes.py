"""The fake of any document returns values of every operation, and infers resources without an error."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import Any

from hypothesis import given

from specpress.output.template_set import templates_directory
from tests.property.documents import Document, documents
from tests.property.packages import PACKAGE, import_package, render_tree

# Only some packages have these modules.
LIVING = (
    "_runtime/pages/__init__",
    "_runtime/pages/pagination",
    "testing/inference",
    "testing/living",
    "testing/pages",
    "testing/values",
)


def add_modules(files: dict[str, str]) -> dict[str, str]:
    """Return the files with the modules of living fakes."""
    directory = templates_directory() / "package"
    texts = {n: (directory / f"{n}.py").read_text("utf-8") for n in LIVING}
    return {**files, **{f"{PACKAGE}/{n}.py": t for n, t in texts.items()}}


def load(name: str) -> Any:
    return importlib.import_module(f"{PACKAGE}.{name}")


def list_operations(fake: Any) -> Iterator[Any]:
    """Yield the operations that the annotations of a fake and of its resources declare."""
    for resource in type(fake).__annotations__:
        for name in type(getattr(fake, resource)).__annotations__:
            yield getattr(getattr(fake, resource), name)


@given(documents())
def test_fake_of_any_document(document: Document) -> None:
    files = add_modules(render_tree(document))
    with import_package(files, share_runtime=True):
        fake, values = load("testing").FakeAcme(), load("testing.values")
        declared = [*list_operations(fake)]
        tables = load("testing.inference").find_resources()
        assert all(resource.describe() for resource in tables)
        for operation in declared:
            check_operation(operation, values)


def check_operation(fake: Any, values: Any) -> None:
    """Expect that a client decodes the smallest value of each response as the value that was set."""
    reader, types = load("_runtime.response_reader"), load("_runtime.codec.types")
    for spec in fake.operation.responses:
        if spec.kind != "json" or spec.format is not None or spec.type is None:
            continue
        node = values.parse_type(spec.type)
        value = values.create_value(node)
        if not values.is_finite(node):
            assert value is None
            continue
        decoded = types.decode_value(spec.type, value)
        response = respond(fake.returns(decoded))
        result = reader.read_success(fake.operation, response)
        assert respond(fake.returns(result)) == response


def respond(fake: Any) -> Any:
    request = load("testing").Request("GET", "", {}, None, None, "")
    return fake.respond(request, None)
