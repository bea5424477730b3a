"""Extensions: the table, ours, the short names, and those of other tools."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from specpress.config import Settings
from specpress.document.problems import DocumentError, Problem
from specpress.pipeline import Generated, generate
from specpress.schema import name_dialects
from specpress.schema.extensions import Extension, load_extensions

DOCUMENTATION = Path(__file__).parents[2] / "docs" / "extensions.md"
HEAD = "openapi: 3.2.0\ninfo: {title: Acme, version: '1'}\n"
EXTENSIONS = [*load_extensions().values()]
SHORT = [extension for extension in EXTENSIONS if extension.short]


def generate_from(directory: Path, document: str) -> Generated:
    """Generate the package of a document in YAML without its first lines."""
    path = directory / "openapi.yaml"
    path.write_text(HEAD + document, "utf-8")
    return generate(Settings(str(path), directory / "output"))


def list_errors(directory: Path, document: str) -> list[Problem]:
    """Return the errors about a document."""
    with pytest.raises(DocumentError) as caught:
        generate_from(directory, document)
    return [p for p in caught.value.problems if p.severity == "error"]


@pytest.mark.parametrize("extension", EXTENSIONS, ids=lambda e: e.name)
def test_table_is_documented(extension: Extension) -> None:
    jsonschema_rs.meta.validate(extension.shape)
    text = DOCUMENTATION.read_text("utf-8")
    assert f"`{extension.name}`" in text
    assert extension.at
    if extension.short:
        assert extension.short == extension.name.replace("specpress-", "")


def test_documentation_names_no_other_extension_of_ours() -> None:
    names = re.findall(r"x-specpress-[a-z-]+", DOCUMENTATION.read_text("utf-8"))
    assert {*names} <= {*load_extensions()}


@pytest.mark.parametrize(
    "block", re.findall("```yaml\n(.*?)```", DOCUMENTATION.read_text("utf-8"), re.S)
)
def test_example_of_the_documentation(block: str) -> None:
    import yaml

    found = [*_find_extensions(yaml.safe_load(block))]
    assert found
    for name, value in found:
        jsonschema_rs.validate(load_extensions()[name].shape, value)


def _find_extensions(tree: Any) -> Any:
    if isinstance(tree, list):
        for entry in tree:
            yield from _find_extensions(entry)
    for key, value in tree.items() if isinstance(tree, dict) else ():
        if key.startswith("x-specpress-"):
            yield key, value
        else:
            yield from _find_extensions(value)


def test_names_are_in_the_table() -> None:
    ours = {
        name
        for extensions in name_dialects.EXTENSIONS.values()
        for name in extensions
        if name.startswith("x-specpress-")
    }
    assert ours <= {*load_extensions()}


OPERATION = """
paths:
  /things:
    post:
      operationId: makeThing
      tags: [things]
      parameters: [{name: page, in: query, schema: {type: integer}}]
      %s
      responses: {'204': {description: ok}}
"""


@pytest.mark.parametrize("prefix", ["x-", "x-specpress-"])
def test_both_names_are_read(tmp_path: Path, prefix: str) -> None:
    keys = f"{prefix}idempotent: true\n      {prefix}pagination: {{link: true}}"
    generated = generate_from(tmp_path, OPERATION % keys)
    (operation,) = generated.api.operations
    assert operation.idempotent is True
    # The extension is read: only the response has no items.
    (warning,) = generated.warnings
    assert "the items of the response are not clear" in warning.message


def test_own_name_has_precedence(tmp_path: Path) -> None:
    keys = "x-specpress-idempotent: false\n      x-idempotent: maybe"
    generated = generate_from(tmp_path, OPERATION % keys)
    assert generated.warnings == []
    assert generated.api.operations[0].idempotent is False


@pytest.mark.parametrize(
    ("keys", "shape"),
    [
        ("x-idempotent: maybe", "a string"),
        ("x-idempotent: {refused: [409]}", "an object with `refused`"),
        ("x-idempotent:", "null"),
        (
            "x-pagination: {limitParam: page_size, pageParam: page}",
            "an object with `limitParam`, `pageParam`",
        ),
        (
            "x-pagination: {a: 1, b: 1, c: 1, d: 1, e: 1, f: 1}",
            "an object with `a`, `b`, `c`, `d`, `e`, …",
        ),
        ("x-pagination: {url: https://example.com}", "an object with `url`"),
        ("x-pagination: true", "a boolean"),
        ("x-pagination: []", "an array"),
    ],
)
def test_another_shape_under_a_short_name(
    tmp_path: Path, keys: str, shape: str
) -> None:
    name = keys.partition(":")[0]
    generated = generate_from(tmp_path, OPERATION % keys)
    (warning,) = generated.warnings
    assert (
        warning.message
        == f"`{name}` has another shape than specpress reads ({shape}); ignored"
    )
    assert warning.hint == (
        f"if it is meant for specpress, write `x-specpress-{name[2:]}`; see docs/extensions.md"
    )
    assert warning.omits is None
    assert warning.position is not None and warning.position.line == 10
    ours = keys.replace(name, f"x-specpress-{name[2:]}")
    assert list_errors(tmp_path, OPERATION % ours)


SCHEMAS = """
components:
  schemas:
    Stage: {type: string, enum: [alpha, beta], x-lifecycle: beta}
    Thing: {type: object, properties: {a: {type: string, x-availability: beta}, b: {type: boolean, x-retryable: later}}}
    Level: {type: string, x-extensible-enum: true}
"""


def test_other_shapes_in_schemas(tmp_path: Path) -> None:
    generated = generate_from(tmp_path, SCHEMAS)
    assert [
        w.message.partition("`")[2].partition("`")[0] for w in generated.warnings
    ] == [
        "x-lifecycle",
        "x-availability",
        "x-retryable",
        "x-extensible-enum",
    ]
    assert generated.omissions == []


def test_other_shapes_are_grouped(tmp_path: Path) -> None:
    operation = "{x-pagination: {limit: %s}, responses: {'204': {description: ok}}}"
    paths = [f"  /{n}: {{get: {operation % n}}}\n" for n in range(1220)]
    generated = generate_from(tmp_path, "".join(["paths:\n", *paths]))
    (warning,) = generated.warnings
    assert warning.message.endswith("(1,220 times, also at 5:28, 6:28, 7:28, …)")


def test_unknown_extension_of_ours(tmp_path: Path) -> None:
    generated = generate_from(tmp_path, OPERATION % "x-specpress-idempotnet: true")
    (warning,) = generated.omissions
    assert warning.message == "unknown extension `x-specpress-idempotnet`; ignored"
    assert warning.hint == "did you mean `x-specpress-idempotent`?"
    schema = "components: {schemas: {T: {type: object, example: {x-specpress-a: 1}}}}"
    assert generate_from(tmp_path, schema).warnings == []


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (
            OPERATION % "x-specpress-retryable: true",
            "`x-specpress-retryable` has no effect at this operation; ignored",
        ),
        (
            "paths: {/a: {x-specpress-idempotent: true}}",
            "`x-specpress-idempotent` has no effect at this path item; ignored",
        ),
        (
            "paths: {}\nx-specpress-name: a",
            "`x-specpress-name` has no effect at this document; ignored",
        ),
        (
            "components: {responses: {R: {description: ok, x-specpress-name: a}}}",
            "`x-specpress-name` has no effect at this response; ignored",
        ),
        (
            "paths: {}\nservers: [{url: 'https://a.example', x-specpress-class: A}]",
            "`x-specpress-class` has no effect at this server; ignored",
        ),
    ],
)
def test_extension_at_another_object(
    tmp_path: Path, document: str, message: str
) -> None:
    (warning,) = generate_from(tmp_path, document).warnings
    assert warning.message == message
    assert warning.hint is not None and warning.hint.startswith("it belongs to: ")


def test_extensions_at_their_objects(tmp_path: Path) -> None:
    """Properties may have the names of the objects of a document."""
    names = [
        "parameters",
        "servers",
        "responses",
        "paths",
        "properties",
        "get",
        "default",
        "components",
    ]
    schema = "{type: object, x-specpress-class: C%d, properties: {%s}}"
    nested = ", ".join(
        f"{n}: {{type: array, x-specpress-name: {n} list, items: {schema % (i, 'a: {x-specpress-availability: b == 1}, b: {}')}}}"
        for i, n in enumerate(names)
    )
    document = "components: {schemas: {T: %s}}" % (schema % (99, nested))
    assert generate_from(tmp_path, document).warnings == []


def test_hint_of_a_pattern(tmp_path: Path) -> None:
    keys = "x-specpress-pagination: {cursor: {parameter: page, next: meta.next}}"
    (error,) = list_errors(tmp_path, OPERATION % keys)
    assert error.message == (
        'x-specpress-pagination: `next` does not match the required pattern: "meta.next"'
    )
    assert (
        error.hint
        == "write a JSON Pointer into the response body, such as `/meta/next`"
    )
