"""The summary of `specpress generate`: omissions, or the confirmation that there are none."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from specpress.cli import main
from specpress.config import load_settings
from specpress.document.problems import Problem
from specpress.pipeline import generate

HEAD = "openapi: 3.1.0\ninfo: {title: Case, version: '1'}\n"
COMPLETE = "everything in the document is in the output"
ITEM = """paths:
  /things:
    get:
      parameters: [%s]
      responses: {'204': {description: Nothing.}}
"""


def run_generate(folder: Path, text: str, *options: str) -> Result:
    document = folder / "openapi.yaml"
    document.write_text(HEAD + text, "utf-8")
    arguments = ("generate", str(document), "-o", str(folder / "out"), *options)
    return CliRunner().invoke(main, arguments)


def list_omissions(folder: Path, text: str) -> list[str]:
    """Return the line and name of each omission; expect at most one problem per position and message."""
    document = folder / "openapi.yaml"
    document.write_text(HEAD + text, "utf-8")
    generated = generate(load_settings(folder, {"spec": str(document)}))
    messages = [(p.position, p.message) for p in generated.warnings]
    assert len(messages) == len({*messages})
    return [f"{_line(p)}: {p.omits}" for p in generated.omissions]


def _line(problem: Problem) -> int:
    assert problem.position is not None
    return problem.position.line


def test_complete_output(tmp_path: Path) -> None:
    result = run_generate(
        tmp_path, ITEM % "{name: a, in: query, schema: {type: string}}"
    )
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1].strip() == COMPLETE


def test_warnings_without_omission_are_not_listed(tmp_path: Path) -> None:
    text = "servers: {}\n" + ITEM % "" + "      security: {}\n"
    result = run_generate(tmp_path, text.replace("description: Nothing.", ""))
    assert "warning" in result.stderr
    assert result.stdout.splitlines()[-1].strip() == COMPLETE


def test_unknown_location_of_a_parameter(tmp_path: Path) -> None:
    result = run_generate(tmp_path, ITEM % "{name: x, in: quer}")
    assert result.exit_code == 0
    assert COMPLETE not in result.output
    lines = result.stdout.splitlines()
    assert lines[-2:] == [
        "1 part of the document is missing from the output:",
        f"  parameter 'x' ({tmp_path / 'openapi.yaml'}:6:20)",
    ]
    assert "did you mean `query`?" in result.stderr
    assert "1 operation, 1 response" in result.stdout


def test_strict_rejects_an_omission(tmp_path: Path) -> None:
    result = run_generate(tmp_path, ITEM % "{name: x, in: quer}", "--strict")
    assert result.exit_code == 1
    assert not (tmp_path / "out").exists()


def test_long_list_is_shortened(tmp_path: Path) -> None:
    wrong = ", ".join(f"{{name: x{n}, in: quer}}" for n in range(25))
    lines = run_generate(tmp_path, ITEM % wrong).stdout.splitlines()
    assert lines[-22] == "25 parts of the document are missing from the output:"
    assert lines[-1] == "  and 5 more"


@pytest.mark.parametrize(
    ("parameters", "missing"),
    [
        ("{in: query}", "query parameter without a name"),
        ("{name: x}", "parameter 'x'"),
        ("5", "parameter 1"),
        ("{$ref: '#/x'}", "target of the reference '#/x'"),
        ("{name: x, in: query, type: string}", "key 'type'"),
        (
            "{name: x, in: query, content: {a/b: {}, c/d: {}}}",
            "media type 'c/d'",
        ),
        ("{name: x, in: query}, {name: x, in: query}", "query parameter 'x'"),
    ],
)
def test_omission_of_parameters(tmp_path: Path, parameters: str, missing: str) -> None:
    assert list_omissions(tmp_path, ITEM % parameters) == [f"6: {missing}"]


def test_schema_beside_content(tmp_path: Path) -> None:
    parameter = "{name: x, in: query, schema: {type: string}, content: {a/b: {}}}"
    assert list_omissions(tmp_path, ITEM % parameter) == ["6: `schema`"]


def test_second_server_of_an_operation(tmp_path: Path) -> None:
    text = ITEM % "" + "      servers: [{url: https://a.test}, {url: https://b.test}]\n"
    assert list_omissions(tmp_path, text) == ["8: server 'https://b.test'"]


def test_names_with_the_prefix_of_extensions(tmp_path: Path) -> None:
    text = (
        "security: [{x-key: []}]\n"
        "components: {securitySchemes: {x-key: {type: http, scheme: bearer}}}\n"
        + ITEM % ""
    )
    assert list_omissions(tmp_path, text) == []
    assert run_generate(tmp_path, text).exit_code == 0
    client = next((tmp_path / "out").glob("*/_client.py")).read_text("utf-8")
    assert "x-key" in client


def test_unknown_method(tmp_path: Path) -> None:
    text = ITEM % "" + "    gett: {responses: {'204': {description: Nothing.}}}\n"
    assert list_omissions(tmp_path, text) == ["8: operation 'gett'"]


def test_operation_is_not_a_mapping(tmp_path: Path) -> None:
    text = ITEM % "" + "    post:\n    put: []\n"
    assert list_omissions(tmp_path, text) == [
        "8: operation 'post'",
        "9: operation 'put'",
    ]


def test_shared_path_item_is_reported_once(tmp_path: Path) -> None:
    text = ITEM % "{name: x, in: quer}" + "  /others: {$ref: '#/paths/~1things'}\n"
    assert list_omissions(tmp_path, text) == ["6: parameter 'x'"]


def test_properties_of_an_omitted_parameter_are_not_listed(tmp_path: Path) -> None:
    text = ITEM % "{name: x, in: quer, schema: {properties: {a: {type: string}}}}"
    assert list_omissions(tmp_path, text) == ["6: parameter 'x'"]


def test_misspelled_key_of_the_document(tmp_path: Path) -> None:
    text = (ITEM % "").replace("paths:", "path:") + "components: {}\n"
    assert list_omissions(tmp_path, text) == ["3: key 'path'"]


def test_media_types_of_a_response_in_another_file(tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_text("description: D\nschema: {type: string}\n")
    text = (ITEM % "").replace("description: Nothing.", "$ref: other.yaml")
    assert list_omissions(tmp_path, text) == ["2: key 'schema'"]


@pytest.mark.parametrize(
    ("schema", "missing"),
    [
        ("5", ["definition of schema 'A'"]),
        ("", []),
        ("{enum: {a: 1}}", ["`enum`"]),
        ("{enum: []}", []),
        ("{enum: [1, {a: b}]}", []),
        (f"{{enum: [1, {'x' * 300}]}}", ["values of `enum`"]),
        ("{enum: [true, false]}", []),
        ("{enum: [true, false, a]}", ["values of `enum`"]),
        ("{oneOf: {a: {type: string}}}", ["`oneOf`"]),
        ("{oneOf: {}}", []),
        ("{properties: [a]}", ["`properties`"]),
        ("{properties: {a: 5}}", ["definition of property 'a'"]),
        ("{$ref: '#/x'}", ["target of the reference '#/x'"]),
        (
            "{oneOf: [{type: object}, {title: B, type: object}], discriminator: {propertyName: a, mapping: {b: c}}}",
            ["mapping of the value 'b'"],
        ),
        (
            "{oneOf: [{type: object}, {title: B, type: object}], discriminator: {mapping: {}}}",
            ["`discriminator`"],
        ),
        (
            "{oneOf: [{type: object}, {title: B, type: object}], discriminator: {propertyName: a, defaultMapping: c}}",
            ["`defaultMapping`"],
        ),
        ("{allOf: [{type: string}, {type: integer}]}", ["type 'string'"]),
        ("{allOf: [{enum: [a]}, {enum: [b]}]}", ["values of an enum"]),
        ("{type: string, type: integer}", ["an earlier value of the key 'type'"]),
        ("{type: string, default: 5}", []),
    ],
)
def test_omission_of_schemas(tmp_path: Path, schema: str, missing: list[str]) -> None:
    text = f"components:\n  schemas:\n    A: {schema}\n"
    assert list_omissions(tmp_path, text) == [f"5: {line}" for line in missing]


def test_omission_of_security(tmp_path: Path) -> None:
    text = (
        "security: [{a: [], b: []}]\n"
        "components: {securitySchemes: {c: {type: mutualTLS}}}\n" + ITEM % ""
    )
    assert list_omissions(tmp_path, text) == [
        "3: security requirement 'a'",
        "3: security requirement 'b'",
        "4: security scheme 'c'",
    ]
