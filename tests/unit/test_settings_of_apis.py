"""Several APIs in one settings file: selection, faults with positions, collisions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

from specpress.cli import main
from specpress.config import Settings, SettingsError, load_settings
from specpress.config.faults import load_schema
from specpress.config.file import find_file
from specpress.config.load import load_all_settings
from specpress.document.problems import UsageError

BOTH = """\
strict = true
send-read-only = "always"

[[api]]
spec = "books.json"
output = "clients/books"

[[api]]
name = "shop"
spec = "orders.json"
output = "clients/orders"
send-read-only = "never"
names = {"class Thing" = "Item"}
"""


def create_document(title: str) -> dict[str, Any]:
    """Return a document with one operation and one schema."""
    schema = {"type": "object", "properties": {"a": {"type": "string"}}}
    body = {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}
    responses = {"200": {"description": "ok", "content": body}}
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": "1"},
        "servers": [{"url": "https://api.example.com"}],
        "paths": {"/things": {"get": {"operationId": "list", "responses": responses}}},
        "components": {"schemas": {"Thing": schema}},
    }


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("books", "orders"):
        tree = create_document(name.capitalize())
        (tmp_path / f"{name}.json").write_text(json.dumps(tree))
    (tmp_path / "specpress.toml").write_text(BOTH)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def load(*apis: str, **options: Any) -> list[Settings]:
    return load_all_settings(find_file(Path()), options, apis)


def read_faults(text: str, name: str = "specpress.toml") -> list[str]:
    Path("specpress.toml").unlink()
    Path(name).write_text(text)
    with pytest.raises(SettingsError) as caught:
        load()
    return str(caught.value).splitlines()


def test_shared_and_own_settings() -> None:
    books, shop = load()
    assert (books.api, shop.api) == ("books", "shop")
    assert books.strict and shop.strict
    assert (books.send_read_only, shop.send_read_only) == ("always", "never")
    assert [s.names_lock.name for s in (books, shop)] == [
        "specpress-names-books.lock",
        "specpress-names-shop.lock",
    ]
    assert [s.output for s in (books, shop)] == [
        Path("clients/books"),
        Path("clients/orders"),
    ]


def test_generate_and_check_all() -> None:
    result = run("generate")
    assert result.exit_code == 0, result.output
    for path in ("books/books_client", "orders/orders_client"):
        assert (Path("clients") / path).is_dir()
    names = [Path(f"specpress-names-{n}.lock").read_text() for n in ("books", "shop")]
    assert "class Thing -> Thing" in names[0]
    assert "class Thing -> Item" in names[1]
    assert run("check").exit_code == 0
    Path("clients/orders/README.md").unlink()
    result = run("check")
    assert result.exit_code == 1
    assert "clean: all" in result.output and "README.md" in result.output
    assert run("check", "--api", "books").exit_code == 0
    assert run("check", "--api", "shop").exit_code == 1


def test_nothing_is_written_if_one_fails() -> None:
    Path("orders.json").write_text("{")
    result = run("generate")
    assert result.exit_code == 1
    assert not Path("clients").exists()
    assert not [*Path().glob("*.lock")]
    # The faults of one do not hide those of the others.
    Path("books.json").write_text("{")
    output = run("generate").output
    assert "books.json:" in output and "orders.json:" in output


def test_select_by_document() -> None:
    (settings,) = load(spec="orders.json")
    assert settings.api == "shop"
    (other,) = load(spec="other.json")
    assert (other.api, other.strict, other.output) == (None, True, Path("generated"))
    assert other.send_read_only == "never"
    (piped,) = load("shop", spec="-")
    assert (piped.spec, piped.output) == ("-", Path("clients/orders"))


@pytest.mark.parametrize(
    ("apis", "options", "message"),
    [
        (["shpo"], {}, "the settings have no API 'shpo'; did you mean shop?"),
        (["x"], {}, "the settings have no API 'x'; there are books, shop"),
        ([], {"output": "x"}, "--output: the settings have several APIs"),
        ([], {"overlays": ("a",)}, "--overlay: the settings have several APIs"),
        ([], {"spec": "-"}, "SPEC: the settings have several APIs"),
        (["shop"], {"spec": "books.json"}, "books.json is not the document of shop"),
    ],
)
def test_invalid_selections(
    apis: list[str], options: dict[str, Any], message: str
) -> None:
    with pytest.raises(UsageError) as caught:
        load(*apis, **options)
    assert message in str(caught.value)


def test_commands_for_one_api() -> None:
    choice = "the settings have several APIs [several-apis]"
    with pytest.raises(UsageError, match="choose one of books, shop"):
        load_settings(Path(), {})
    result = run("mock")
    assert (result.exit_code, choice in result.output) == (2, True)
    result = run("repair", "--from", "exchanges.json")
    assert (result.exit_code, choice in result.output) == (2, True)
    Path("exchanges.json").write_text('{"exchanges": []}')
    result = run("repair", "--from", "exchanges.json", "--api", "books")
    assert choice not in result.output
    Path("specpress.toml").write_text('spec = "books.json"\n')
    result = run("generate", "--api", "books")
    assert "--api books: the settings have no table `api`" in result.output


FAULTS = {
    "[[api]]\nspec = 1\noutput = 'a'\n": "2:8: error: `api[0].spec` must be a string, got a number",
    "[[api]]\nspec = 'a'\n": "1:3: error: `api[0]` has no `output`; write output = …",
    "[[api]]\nspec = 'a'\noutput = 'a'\nx = 1\n": "4:1: error: unknown setting `api[0].x`",
    "[[api]]\nspec = 'a'\noutput = 'a'\nname = 'a b'\n": '4:8: error: `api[0].name` must be a name, got "a b"',
    "spec = 'a'\n[[api]]\nspec = 'a'\noutput = 'a'\n": "1:1: error: `spec` is not allowed beside `api`; write it in each `api`",
    "api = []\n": "1:7: error: `api` must not be empty",
    "api = 1\n": "1:7: error: `api` must be an array, got a number",
    "api = [1]\n": "1:8: error: `api[0]` must be a table, got a number",
    "[[api]]\nspec = 'a'\noutput = 'a'\n[[api]]\nspec = 'b'\noutput = 'b'\npackage = 'class'\n": "7:11: error: `api[1].package` cannot be 'class': ",
    "[[api]]\nspec = 'a'\noutput = 'a'\n[api.names]\n'Foo' = 'Bar'\n": "5:1: error: names: 'Foo' does not identify a part of the document",
    "[[api]]\nspec = 'a'\noutput = 'a'\n[api.credentials]\nkey = {env = 'A'}\n": "5:1: error: `api[0].credentials.key` has no `argument`",
    "[[api]]\nspec = 'a'\noutput = 'a'\nclient-parameters = {X = 'class'}\n": "4:26: error: `api[0].client-parameters.X` cannot be 'class'",
}


@pytest.mark.parametrize("text", FAULTS)
def test_positions_of_faults(text: str) -> None:
    assert FAULTS[text] in "\n".join(read_faults(text))


FIRST = "[[api]]\nspec = 'a'\noutput = 'out/a'\n"
COLLISIONS = {
    "[[api]]\nspec = 'b'\noutput = 'x/a'\n": "4:3: error: `api[1]` has the same name as `api[0]`: 'a'; give each a `name`",
    "[[api]]\nspec = 'b'\nname = 'A'\noutput = 'x'\n": "6:8: error: `api[1]` has the same name as `api[0]`: 'A'",
    "[[api]]\nspec = 'b'\nname = 'b'\noutput = 'out/./a/'\n": "7:10: error: `api[1].output` is also the output of `api[0]`",
    "[[api]]\nspec = 'b'\noutput = 'out/a/b'\n": "6:10: error: `api[1].output` contains or is inside the output of `api[0]`",
    "[[api]]\nspec = 'b'\noutput = 'out'\n": "6:10: error: `api[1].output` contains or is inside the output of `api[0]`",
    "[[api]]\nspec = 'b'\noutput = 'b'\nnames-lock = 'specpress-names-a.lock'\n": "7:14: error: `api[1].names-lock` is also the names lock of `api[0]`",
}


@pytest.mark.parametrize("text", COLLISIONS)
def test_collisions(text: str) -> None:
    assert COLLISIONS[text] in "\n".join(read_faults(FIRST + text))


@pytest.mark.parametrize("key", ["package", "distribution"])
def test_collisions_of_names(key: str) -> None:
    names = ("acme_b", "Acme_B") if key == "package" else ("acme-b", "acme_b")
    first, second = (f"{key} = '{name}'\n" for name in names)
    text = f"{FIRST}{first}[[api]]\nspec = 'b'\noutput = 'b'\n{second}"
    fault = f"`api[1].{key}` '{names[1]}' is also the {key} of `api[0]`"
    assert fault in "\n".join(read_faults(text))


def test_collisions_of_titles() -> None:
    Path("orders.json").write_text(json.dumps(create_document("Books")))
    result = run("generate")
    assert result.exit_code == 2
    fault = "specpress.toml:8:3: error: the package 'books_client' of `shop` is also that of `books`"
    assert fault in result.output
    assert not Path("clients").exists()


def test_project_file() -> None:
    text = BOTH.replace("[[api]]", "[[tool.specpress.api]]")
    Path("pyproject.toml").write_text(f"[tool.specpress]\n{text}")
    Path("specpress.toml").unlink()
    assert [s.api for s in load()] == ["books", "shop"]
    wrong = text.replace('"orders.json"', "1")
    Path("pyproject.toml").write_text(f"[tool.specpress]\n{wrong}")
    with pytest.raises(SettingsError) as caught:
        load()
    assert str(caught.value).startswith(
        "pyproject.toml:11:8: error: `api[1].spec` must be a string"
    )


def test_positions_of_parts_that_the_document_lacks() -> None:
    text = (
        f"client-parameters = {{X-A = 'a'}}\n{BOTH}client-parameters = {{X-B = 'b'}}\n"
    )
    Path("specpress.toml").write_text(text)
    output = run("generate").output
    assert "specpress.toml:1:22: " in output
    assert "specpress.toml:15:22: " in output


def test_validator_of_another_author_agrees() -> None:
    validator = jsonschema.Draft7Validator(load_schema().schema)
    api = {"spec": "a.yaml", "output": "a"}
    assert validator.is_valid({"strict": True, "api": [api, {**api, "name": "b"}]})
    for table in (
        {"api": []},
        {"api": [{"spec": "a"}]},
        {"api": [{**api, "api": []}]},
        {"api": [{**api, "package": "a b"}]},
        {"spec": "a", "api": [api]},
        {"names-lock": "a", "api": [api]},
    ):
        assert not validator.is_valid(table)
