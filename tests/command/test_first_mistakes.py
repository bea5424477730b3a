"""The first mistakes of new users: each is one sentence that says what to do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from specpress.cli import main
from tests.command.conftest import DOCUMENT
from tests.command.server import serve


def generate(*arguments: str, document: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["generate", *arguments], input=document)


def get_problem(result: Result) -> tuple[str, str]:
    """Return the first problem and its hint; it has no position."""
    lines = result.stderr.splitlines()
    hint = lines[1].removeprefix("  hint: ") if "hint: " in lines[1] else ""
    assert lines[0].startswith("error: "), result.stderr
    return lines[0].removeprefix("error: "), hint


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_server_on_this_computer_needs_no_option(project: Path, host: str) -> None:
    with serve(project) as port:
        result = generate(f"http://{host}:{port}/openapi.yaml")
    assert result.exit_code == 0, result.output


def test_redirect_from_this_computer_to_another_host_needs_the_option(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serve(project, redirect="http://books.example/openapi.yaml") as port:
        result = generate(f"http://127.0.0.1:{port}/redirects")
    assert "http://books.example/openapi.yaml: http is not encrypted" in result.stderr


PAGES = {
    "Swagger UI": "<script>SwaggerUIBundle({\n  url: '/v1/openapi.json',\n})</script>",
    "ReDoc": "<redoc spec-url='/v1/openapi.json'></redoc>",
    "Scalar": '<script id="api-reference" data-url="/v1/openapi.json"></script>',
    "Elements": '<elements-api apiDescriptionUrl="/v1/openapi.json" />',
    "link": '<a href="/style.css"><a href="/v1/openapi.json">',
}


@pytest.mark.parametrize("name", PAGES)
def test_page_names_the_likely_document(project: Path, name: str) -> None:
    page = f"\n<!DOCTYPE html>\n<html>{PAGES[name]}</html>"
    (project / "docs").write_text(page, "utf-8")
    with serve(project) as port:
        url = f"http://127.0.0.1:{port}"
        message, hint = get_problem(generate(f"{url}/docs"))
    assert message == f"{url}/docs is an HTML page, not an OpenAPI document [html-page]"
    assert hint == f"use the URL of the document: {url}/v1/openapi.json"


def test_page_without_a_link(project: Path) -> None:
    (project / "docs").write_text(
        "<html><a href='http://[/openapi.json'></html>", "utf-8"
    )
    with serve(project) as port:
        url = f"http://127.0.0.1:{port}"
        _, hint = get_problem(generate(f"{url}/docs"))
    assert hint == f"use the URL of the document, which is often {url}/openapi.json"


def test_page_in_a_file(project: Path) -> None:
    (project / "docs.html").write_text("<!-- a --><html></html>", "utf-8")
    message, hint = get_problem(generate("docs.html"))
    assert message == "docs.html is an HTML page, not an OpenAPI document [html-page]"
    assert hint == "save the document itself, not the page that shows it"


@pytest.mark.parametrize(
    ("path", "message", "hint"),
    [
        ("opnapi.yaml", "opnapi.yaml does not exist", "did you mean openapi.yaml?"),
        ("x/openapi.yaml", "x/openapi.yaml does not exist", "check the path"),
        (
            r"C:\docs\openapi.yaml",
            r"C:\docs\openapi.yaml does not exist",
            "this is a path of Windows: write the path of the file on this system",
        ),
        (".", "cannot read .: is a directory", "name the document, which is a file"),
    ],
)
def test_missing_file_has_no_position(
    project: Path, path: str, message: str, hint: str
) -> None:
    text, cure = get_problem(generate(path))
    assert (text.partition(" [")[0], cure) == (message, hint)


def test_path_with_blanks_needs_quotes(project: Path) -> None:
    (project / "my api.yaml").write_text(DOCUMENT, "utf-8")
    result = generate("my", "api.yaml")
    assert result.exit_code == 2
    assert (
        "expected one document, got 2; write a path with blanks in quotes: 'my api.yaml'"
        in result.stderr
    )
    assert generate("my api.yaml").exit_code == 0


@pytest.mark.parametrize(
    "name", ["2024-api.yaml", "class.yaml", "ünïcode.yaml", "-.yaml"]
)
def test_unusual_names_of_files(project: Path, name: str) -> None:
    (project / name).write_text(DOCUMENT, "utf-8")
    result = generate("--", name)
    assert result.exit_code == 0, result.output
    assert "from books_client import Books" in result.stdout


@pytest.mark.parametrize("text", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_empty_document(project: Path, text: bytes) -> None:
    (project / "openapi.yaml").write_bytes(text)
    message, hint = get_problem(generate("openapi.yaml"))
    assert message == "openapi.yaml is empty [empty-document]"
    assert (
        hint == "write an OpenAPI document into it, which starts with `openapi: 3.1.0`"
    )
    message, hint = get_problem(generate("-", document=text))
    assert message == "standard input is empty [empty-document]"
    assert hint == "pipe the document into the command"


@pytest.mark.parametrize("end", [1, 30, -1])
def test_json_cut_short(project: Path, end: int) -> None:
    text = json.dumps(
        {"openapi": "3.1.0", "info": {"title": "B", "version": "1"}, "paths": {}},
        indent=1,
    )
    (project / "openapi.json").write_text(text[:end], "utf-8")
    result = generate("openapi.json")
    assert "[invalid-json]" in result.stderr
    if end != 30:
        assert (
            "hint: the end of the document is missing: download or save it again"
            in result.stderr
        )


def test_output_with_other_files(project: Path) -> None:
    (project / "README.md").write_text("mine")
    message, hint = get_problem(generate("openapi.yaml", "-o", "."))
    assert message.startswith(
        "README.md would be overwritten, but specpress did not create it"
    )
    assert hint == "choose another directory with -o, or pass --force"
    assert (project / "README.md").read_text() == "mine"


def test_output_that_is_a_file(project: Path) -> None:
    message, hint = get_problem(generate("openapi.yaml", "-o", "openapi.yaml"))
    assert message == "the output directory openapi.yaml is a file [unwritable-output]"
    assert hint == "choose another directory with -o"


def test_output_with_the_client_of_another_document(project: Path) -> None:
    (project / "specpress.toml").write_text('spec = "openapi.yaml"\n', "utf-8")
    maps = DOCUMENT.replace("Books", "Maps").replace("/books", "/maps")
    (project / "maps.yaml").write_text(maps, "utf-8")
    assert generate().exit_code == 0
    message, hint = get_problem(generate("maps.yaml"))
    assert message == (
        "generated contains 'books_client', the client of another document; nothing was written [other-client]"
    )
    assert hint == "choose another directory with -o, or pass --force to replace it"
    assert generate("maps.yaml", "-o", "maps").exit_code == 0
    assert generate("maps.yaml", "--force").exit_code == 0


def test_new_name_for_the_same_document_replaces_its_client(project: Path) -> None:
    assert generate("openapi.yaml", "--package", "one").exit_code == 0
    result = generate("openapi.yaml", "--package", "two", "--client", "Two")
    assert result.exit_code == 0, result.output
    assert not (project / "generated/one/__init__.py").exists()


def test_check_names_the_options_of_generate(project: Path) -> None:
    names = ("--package", "acme", "--client", "Acme", "--distribution", "acme-sdk")
    generate("openapi.yaml", *names)
    check = CliRunner().invoke(main, ["check", "openapi.yaml", "--client", "Other"])
    assert check.exit_code == 1
    assert check.stdout.splitlines()[-3:] == [
        "another client: the output has Acme, this run Other",
        "another distribution: the output has acme-sdk, this run acme",
        "pass the options of the last run: --client Acme --distribution acme-sdk",
    ]
    assert CliRunner().invoke(main, ["check", "openapi.yaml", *names]).exit_code == 0


def test_check_after_a_name_changed_in_the_settings(project: Path) -> None:
    settings = 'spec = "openapi.yaml"\nclient = "{}"\n'
    (project / "specpress.toml").write_text(settings.format("Acme"), "utf-8")
    assert generate().exit_code == 0
    (project / "specpress.toml").write_text(settings.format("Other"), "utf-8")
    check = CliRunner().invoke(main, ["check"])
    assert check.exit_code == 1
    assert check.stdout.splitlines()[-1] == (
        "run `specpress generate`, or pass the options of the last run: --client Acme"
    )
    assert generate().exit_code == 0
    assert CliRunner().invoke(main, ["check"]).exit_code == 0


def test_path_of_windows_in_settings(project: Path) -> None:
    (project / "specpress.toml").write_text(r'spec = "C:\docs\openapi.yaml"', "utf-8")
    result = generate()
    assert "[invalid-toml]" in result.stderr
    assert (
        r"hint: write a path of Windows in single quotes: 'C:\docs\openapi.yaml'"
        in result.stderr
    )


SCHEMA = "\ncomponents:\n  schemas:\n    Loan:\n      type: object\n      {}\n"


@pytest.mark.parametrize(
    ("schema", "message"),
    [
        (
            "properties: {since: {type: string, format: date, default: yesterday}}",
            '`default` contradicts its schema: "yesterday" is not a "date" [invalid-default]',
        ),
        (
            "properties: {size: {type: string, enum: [small, 12]}}",
            "number 12 where a string is declared; read as '12' [unquoted-value]",
        ),
        (
            "properties: {size: {enum: [small, large, 12]}}",
            "number 12 among strings in `enum` [mixed-enum]",
        ),
        (
            "properties: {title: {type: string}}\n      required: [title, owner]",
            "required property 'owner' is not declared in `properties` [undeclared-property]",
        ),
        (
            "properties: {isbn: {type: string, pattern: '[0-9'}}",
            "'[0-9' is not a valid regular expression; pattern ignored [invalid-pattern]",
        ),
    ],
)
def test_mistakes_in_yaml_are_reported(
    project: Path, schema: str, message: str
) -> None:
    text = DOCUMENT + SCHEMA.replace("{}", schema)
    (project / "openapi.yaml").write_text(text, "utf-8")
    result = generate("openapi.yaml", "--dry-run")
    assert result.exit_code == 0
    assert f"warning: {message}\n" in result.stderr


@pytest.mark.parametrize(
    ("url", "cure"),
    [
        ("api.books.example/v1", "https://api.books.example/v1"),
        ("localhost/v1", "http://localhost/v1"),
        ("'{region}.books.example'", "https://{region}.books.example"),
        ("/v1", None),
        ("v1", None),
        ("../v1", None),
        ("openapi.json", None),
        ("'{server}/v1'", None),
    ],
)
def test_server_without_a_scheme(project: Path, url: str, cure: str | None) -> None:
    variables = (
        "variables: {region: {default: eu}, server: {default: 'https://a.example'}}"
    )
    servers = f"servers: [{{url: {url}, {variables}}}]\n"
    (project / "openapi.yaml").write_text(DOCUMENT + servers, "utf-8")
    result = generate("openapi.yaml", "--dry-run")
    if cure is None:
        assert "server-without-scheme" not in result.stderr
    else:
        assert f"hint: write `{cure}`" in result.stderr


def test_two_arguments_and_similar_commands(project: Path) -> None:
    result = generate("openapi.yaml", "client")
    assert "got 2; `-o client` names the output directory" in result.output
    result = CliRunner().invoke(main, ["gen", "openapi.yaml"])
    assert "No such command 'gen'. Did you mean 'generate'?" in result.output
    result = CliRunner().invoke(main, ["chekc"])
    assert "Did you mean 'check'?" in result.output
    result = CliRunner().invoke(main, ["xyz"])
    assert "Did you mean" not in result.output


def test_reference_without_a_pointer(project: Path) -> None:
    document = """
openapi: 3.1.0
info: {title: Books, version: '1'}
paths:
  /books:
    get:
      parameters: [{$ref: Limit}]
      responses: {'200': {description: OK, content: {application/json: {schema: {$ref: Book}}}}}
components:
  parameters: {Limit: {name: limit, in: query, schema: {type: integer}}}
  schemas: {Book: {type: object}}
"""
    (project / "openapi.yaml").write_text(document.lstrip(), "utf-8")
    result = generate("openapi.yaml")
    assert "hint: write `#/components/schemas/Book`" in result.output
    assert "hint: write `#/components/parameters/Limit`" in result.output
