"""The settings `include` and `exclude`: their values, their errors, and the options."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from specpress.cli import main
from specpress.config import Criteria
from specpress.document.problems import DocumentError
from specpress.selection.criteria import compile_glob
from tests.selection.generation import BOOKSHOP, generate_selected, write_document

RESPONSES = {"204": {"description": "Done"}}
DOCUMENT = {
    "openapi": "3.1.0",
    "info": {"title": "Books", "version": "1"},
    "paths": {
        "/books": {
            "get": {
                "operationId": "listBooks",
                "tags": ["books"],
                "responses": RESPONSES,
            },
            "post": {
                "operationId": "addBook",
                "tags": ["books"],
                "responses": RESPONSES,
            },
        },
        "/books/{id}/cover": {
            "parameters": [
                {"name": "id", "in": "path", "required": True, "schema": {}}
            ],
            "get": {"operationId": "getCover", "responses": RESPONSES},
        },
        "/admin": {
            "x-internal": True,
            "post": {"operationId": "restart", "responses": RESPONSES},
        },
        "/orders": {
            "get": {
                "operationId": "listOrders",
                "x-internal": True,
                "responses": RESPONSES,
            }
        },
    },
}


@pytest.fixture
def document(tmp_path: Path) -> Path:
    return write_document(tmp_path / "openapi.json", DOCUMENT)


@pytest.mark.parametrize(
    ("include", "exclude", "expected"),
    [
        ([Criteria(tags=("books",))], [], {"listBooks", "addBook"}),
        ([Criteria(tags=("books",), methods=("get",))], [], {"listBooks"}),
        ([Criteria(operations=("list*",))], [], {"listBooks", "listOrders"}),
        ([Criteria(paths=("/books/**",))], [], {"listBooks", "addBook", "getCover"}),
        ([Criteria(paths=("/books/*/cover",))], [], {"getCover"}),
        ([Criteria(paths=("/*",), methods=("POST",))], [], {"addBook", "restart"}),
        ([], [Criteria(internal=True)], {"listBooks", "addBook", "getCover"}),
        ([Criteria(internal=True)], [], {"restart", "listOrders"}),
        (
            [Criteria(tags=("books",)), Criteria(operations=("restart",))],
            [Criteria(methods=("GET",))],
            {"addBook", "restart"},
        ),
    ],
)
def test_selected_operations(
    document: Path,
    tmp_path: Path,
    include: list[Criteria],
    exclude: list[Criteria],
    expected: set[str],
) -> None:
    generated = generate_selected(
        document, tmp_path, include=(*include,), exclude=(*exclude,)
    )
    assert {o.operation_id for o in generated.api.operations} == expected
    assert generated.left_out == 5 - len(expected)
    assert not generated.omissions


@pytest.mark.parametrize(
    ("glob", "path", "is_match"),
    [
        ("/books", "/books", True),
        ("/books", "/books/{id}", False),
        ("/books/*", "/books/{id}", True),
        ("/books/*", "/books", False),
        ("/books/**", "/books", True),
        ("/books/**", "/bookshops", False),
        ("/**/cover", "/books/{id}/cover", True),
        ("/**", "/", True),
        ("/b*s", "/books", True),
        ("/a.c", "/abc", False),
    ],
)
def test_path_globs(glob: str, path: str, is_match: bool) -> None:
    assert (compile_glob(glob, is_path=True).fullmatch(path) is not None) is is_match


def report(settings: str, tmp_path: Path) -> list[str]:
    """Return the problems of a run with settings, as position, code, message and hint."""
    write_document(tmp_path / "openapi.json", DOCUMENT)
    (tmp_path / "specpress.toml").write_text(f'spec = "openapi.json"\n{settings}\n')
    result = CliRunner().invoke(main, ["generate", "--json", "--config", str(tmp_path)])
    assert result.exit_code
    return [
        f"{p['line']}:{p['column']} {p['code']} {p['message']}; {p['hint']}"
        for p in json.loads(result.stdout)["problems"]
    ]


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        (
            'include = [{tags = ["boks"]}]',
            "2:21 unknown-part include: no operation has the tag 'boks'; did you mean `books`?",
        ),
        (
            'exclude = [{operations = ["listbooks"]}]',
            "2:27 unknown-part exclude: no operation has the operationId 'listbooks'; did you mean `listBooks`?",
        ),
        (
            'include = [{methods = ["GTE"]}]',
            "2:24 unknown-part include: no operation has the method 'GTE'; did you mean `GET`?",
        ),
        (
            'include = [{paths = ["/zzz"], tags = ["books"]}]',
            "2:22 unknown-part include: no operation has the path '/zzz'; the document has `/books`, `/books/{id}/cover`, `/admin`, `/orders`",
        ),
        (
            'include = [{paths = ["/orders"], tags = ["books"]}]',
            "2:12 empty-selection include: no operation has all properties of this entry; write separate entries for operations that have one of them",
        ),
        (
            'exclude = [{paths = ["/**"]}]',
            "2:11 empty-selection exclude: no operation of the document is left; select at least one operation",
        ),
        (
            "include = [{}]",
            "2:12 invalid-setting `include[0]` must be a table with a property of operations, got an object; write at least one of `tags`, `operations`, `paths`, `methods` and `internal`",
        ),
    ],
)
def test_problems_have_positions(settings: str, problem: str, tmp_path: Path) -> None:
    assert report(settings, tmp_path) == [problem]


def test_exclusion_of_internal_operations_needs_none(tmp_path: Path) -> None:
    generated = generate_selected(
        BOOKSHOP, tmp_path, exclude=(Criteria(internal=True),)
    )
    assert generated.left_out == 0


def test_options_select(document: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(document.parent)
    options = [
        "--include",
        "tag=books",
        "--include",
        "path=/orders",
        "--exclude",
        "internal",
    ]
    result = CliRunner().invoke(main, ["generate", str(document), "--json", *options])
    table = json.loads(result.stdout)["result"]
    assert (table["counts"]["operation"], table["left_out"]) == (2, 3)
    result = CliRunner().invoke(main, ["check", str(document), *options])
    assert result.exit_code == 0, result.output
    result = CliRunner().invoke(
        main, ["generate", str(document), "--include", "tags=books"]
    )
    assert result.exit_code == 2
    assert "expected tag=…, operation=…, path=…, method=… or internal" in result.output


def test_value_of_an_option_has_no_position(document: Path, tmp_path: Path) -> None:
    (tmp_path / "specpress.toml").write_text('spec = "openapi.json"\n')
    arguments = ["--json", "--config", str(tmp_path), "--include", "tag=book"]
    result = CliRunner().invoke(main, ["generate", *arguments])
    (problem,) = json.loads(result.stdout)["problems"]
    assert problem["message"] == "include: no operation has the tag 'book'"
    assert problem["line"] is None


def test_summary_counts_operations_that_are_left_out(
    document: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(document.parent)
    arguments = ["generate", str(document), "--include", "operation=getCover"]
    result = CliRunner().invoke(main, arguments)
    assert "the settings leave out 4 operations" in result.output
    assert "everything in the document is in the output" in result.output


def test_no_unmatched_webhook(tmp_path: Path) -> None:
    with pytest.raises(DocumentError):
        generate_selected(BOOKSHOP, tmp_path, include=(Criteria(tags=("nothing",)),))
