"""openapi-python-client: the names of its output are those of our package after the migration."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from specpress.cli import main
from specpress.config.toml_text import format_settings
from specpress.output import disk
from tests.corpus.rivals import ENVIRONMENT
from tests.migrate.conftest import DOCUMENT, Migrate, list_left

PROGRAM = ENVIRONMENT / "bin" / "openapi-python-client"
BOOKSHOP = Path("examples/bookshop/openapi.json").resolve()
CONFIG = """project_name_override: acme-books
class_overrides:
  BookRecord: {class_name: Publication, module_name: publication}
  Missing: {class_name: Gone}
package_version_override: 2.0.0
field_prefix: f_
literal_enums: false
post_hooks: [ruff check .]
http_timeout: 10
unknown_option: 1
"""


def test_settings(run: Migrate) -> None:
    result = run(CONFIG)
    assert result.tool.name == "openapi-python-client"
    names = result.settings["names"]
    assert names["class book_record"] == "Publication"
    assert names["operation listBooks"] == "books.list_books"
    assert names["operation health"] == "default.health"
    assert result.settings["package"] == "acme_books"
    assert result.settings["distribution"] == "acme-books"
    assert result.settings["version"] == "2.0.0"


def test_what_is_not_carried_over_is_listed(run: Migrate) -> None:
    left = list_left(run(CONFIG))
    assert {at: text.split(":")[0] for at, text in left.items()} == {
        "3:41": "`class_overrides/BookRecord/module_name` has no counterpart",
        "4:13": "`class_overrides/Missing/class_name` has no counterpart",
        "7:1": "`literal_enums` has no counterpart",
        "8:1": "`post_hooks` has no counterpart",
        "9:1": "`http_timeout` has no counterpart",
        "10:1": "`unknown_option` is unknown, so it is not carried over [unknown-configuration-key]",
    }


def test_the_title_names_the_package(run: Migrate) -> None:
    settings = run("literal_enums: true\n").settings
    assert settings["package"] == "books_api_client"
    assert settings["distribution"] == "books-api-client"


CASES = {"own": DOCUMENT, "bookshop": BOOKSHOP.read_text("utf-8")}


@pytest.mark.skipif(
    not PROGRAM.exists(), reason="openapi-python-client is not installed"
)
@pytest.mark.parametrize("case", CASES)
def test_names_of_its_output(
    case: str, run: Migrate, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = "package_name_override: acme\npost_hooks: []\nfield_prefix: f_\n"
    settings = run(config, CASES[case]).settings
    Path("specpress.toml").write_text(format_settings(settings), "utf-8")
    monkeypatch.setattr(disk, "sync", lambda _: None)
    generated = CliRunner().invoke(main, ["generate"])
    assert generated.exit_code == 0, generated.output
    command = [str(PROGRAM), "generate", "--path", "openapi.yaml", "--config"]
    command += ["config.yaml", "--meta", "none", "--output-path", "old"]
    subprocess.run(command, check=True, capture_output=True)
    old, new = dict(_read_models(Path("old/models"))), dict(
        _read_models(Path("client/acme/models"))
    )
    assert {name: new.get(name) for name in old} == old
    functions = {*_list_functions(Path("old/api"))}
    methods = {*_list_methods(Path("client/acme/resources"))}
    assert functions <= methods
    # Downloads have further methods, for streams.
    assert all(name.endswith("_stream") for name, _ in methods - functions)


def _read_models(directory: Path) -> Iterator[tuple[str, set[str]]]:
    """Yield the classes with their fields or members."""
    for path in sorted(directory.rglob("*.py")):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef):
                names = {*_list_members(node)} - {"additional_properties"}
                # Classes without fields are for free keys, which are plain dicts here.
                if names:
                    yield node.name, names


def _list_members(node: ast.ClassDef) -> Iterator[str]:
    for statement in node.body:
        match statement:
            case ast.AnnAssign(target=ast.Name(id=name)):
                yield name
            case ast.Assign(targets=[ast.Name(id=name)]):
                yield name
            case _:
                pass


def _list_functions(directory: Path) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the functions of openapi-python-client with their arguments."""
    for path in sorted(directory.glob("*/*.py")):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.name == "sync_detailed":
                yield f"{path.parent.name}.{path.stem}", _list_arguments(node)


def _list_methods(directory: Path) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield our methods with their arguments."""
    for path in sorted(directory.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("Async"):
                for method in node.body:
                    if isinstance(method, ast.FunctionDef) and method.name[0] != "_":
                        yield f"{path.stem}.{method.name}", _list_arguments(method)


def _list_arguments(node: ast.FunctionDef) -> frozenset[str]:
    arguments = (*node.args.args, *node.args.kwonlyargs)
    return frozenset(a.arg for a in arguments) - {"self", "client", "body"}
