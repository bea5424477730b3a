"""Names in settings that cannot be used: of the package, the distribution and the client class."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from specpress.config import Settings, SettingsError
from specpress.pipeline import generate as generate_files
from specpress.python.names.project import find_taken_class


@pytest.mark.parametrize(
    "name",
    [
        *("json", "JSON", "asyncio", "builtins", "distutils", "compression", "_thread"),
        *("httpx2", "opentelemetry", "typing_extensions", "pytest", "specpress"),
        *("tests", "docs", "Conftest", "class", "None", "none", "match", "acme.import"),
        *(
            "con",
            "acme.NUL",
            "_",
            "__init__",
            "acme.__main__",
            "acme..x",
            ".acme",
            "a.",
        ),
        *("../x", "/x", "a-b", "é", "acme/x", "1a", "json.acme"),
    ],
)
def test_package_that_cannot_be_imported_is_refused(name: str) -> None:
    with pytest.raises(SettingsError, match=r"`package` (cannot|must) be"):
        Settings("a", Path("b"), package=name)


@pytest.mark.parametrize(
    "name", ["acme", "Acme", "_acme", "acme.json", "acme.books.v2", "type_client"]
)
def test_package_that_can_be_imported(name: str) -> None:
    assert Settings("a", Path("b"), package=name).package == name


@pytest.mark.parametrize(
    "name",
    [
        *(
            "json",
            "Typing.Extensions",
            "opentelemetry-api",
            "HTTPX2",
            "pytest",
            "tests",
        ),
        *("-a", "a_", "a b", "a;b", "a[b]", "a\n", "é", "a/b"),
    ],
)
def test_distribution_that_pip_cannot_install_is_refused(name: str) -> None:
    with pytest.raises(SettingsError, match=r"`distribution` (cannot|must) be"):
        Settings("a", Path("b"), distribution=name)


@pytest.mark.parametrize(
    "name",
    [
        *("acme", "_Acme", "None", "True", "A\u030a", "ﬁ", "日本", "a b"),
        *("Model", "Stream", "Timeout", "APIError", "Transport", "Base", "Store"),
        *("ValueError", "Exception", "Recorder", "Path", "TokenProvider", "Hooks"),
    ],
)
def test_client_class_with_another_meaning_is_refused(name: str) -> None:
    with pytest.raises(SettingsError, match=r"`client` (cannot|must) be"):
        Settings("a", Path("b"), client=name)


CASES = Path(__file__).parents[1] / "golden/cases"


@pytest.mark.parametrize("case", ["lifecycle_of_an_order", "security_combined"])
def test_names_beside_the_client_class_are_refused(tmp_path: Path, case: str) -> None:
    """A client with a name that its modules import or define would hide the other meaning."""
    spec = str(CASES / case / "openapi.yaml")
    settings = Settings(spec, tmp_path, client="Zyx", names_lock=tmp_path / "lock")
    files = generate_files(settings).files
    names = {
        name
        for path, text in files.items()
        if path.endswith(".py") and "Zyx" in text
        for name in _list_names(ast.parse(text))
        if name[0].isupper() and "Zyx" not in name
    }
    # Resources and members of enums give way to the client.
    tables = [f for f in files if "/resources/" in f]
    resources = {name for f in tables for name in _list_names(ast.parse(files[f]))}
    assert len(names - resources) > 50
    assert [n for n in names - resources if find_taken_class(n) is None] == []


def _list_names(tree: ast.Module) -> Iterator[str]:
    """Yield the names that a module imports or defines outside of classes and functions."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
                yield from (alias.asname or alias.name for alias in aliases)
    for node in tree.body:
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
                yield name
            case ast.Assign(targets=[ast.Name(id=name)]):
                yield name
            case ast.AnnAssign(target=ast.Name(id=name)):
                yield name


@pytest.mark.parametrize("name", ["Acme", "GitHub", "Books2", "Österreich"])
def test_client_class(name: str) -> None:
    assert Settings("a", Path("b"), client=name).client == name


@pytest.mark.parametrize(
    "version",
    ["1", "0.1.0", "1!2.0", "2.0rc1", "1.0.post2", "1.0.dev3", "1.0-beta.2+x"],
)
def test_version(version: str) -> None:
    assert Settings("a", Path("b"), version=version).version == version
