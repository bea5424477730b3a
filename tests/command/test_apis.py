"""Several APIs in one settings file: `--watch`, `--dry-run`, `--json`, problems for programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from specpress.cli import main
from tests.command.conftest import DOCUMENT
from tests.command.test_watch import watch, write

SETTINGS = """[[api]]
spec = "openapi.yaml"
output = "clients/books"

[[api]]
name = "shop"
spec = "orders.yaml"
output = "clients/orders"
"""
ORDERS = DOCUMENT.replace("Books", "Orders").replace("books", "orders")


@pytest.fixture
def apis(project: Path) -> Path:
    (project / "orders.yaml").write_text(ORDERS, "utf-8")
    (project / "specpress.toml").write_text(SETTINGS, "utf-8")
    return project


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def read(result: Result) -> dict[str, Any]:
    table: dict[str, Any] = json.loads(result.stdout)
    return table


def test_json_has_the_result_of_each_api(apis: Path) -> None:
    table = read(run("generate", "--json"))["result"]["apis"]
    assert [*table] == ["books", "shop"]
    assert [entry["package"] for entry in table.values()] == [
        "books_client",
        "orders_client",
    ]
    (apis / "clients/orders/README.md").write_text("mine")
    result = run("check", "--json")
    assert result.exit_code == 1
    differences = read(result)["result"]["apis"]
    assert differences["books"]["differences"] == []
    assert [d["path"] for d in differences["shop"]["differences"]] == ["README.md"]
    (problem,) = read(result)["problems"]
    assert (problem["code"], problem["message"][:8]) == ("outdated-output", "shop: 1 ")


def test_json_of_one_api_of_several(apis: Path) -> None:
    assert [*read(run("generate", "--json", "--api", "shop"))["result"]["apis"]] == [
        "shop"
    ]
    assert not (apis / "clients/books").exists()


def test_json_has_the_problems_of_all_apis(apis: Path) -> None:
    for name in ("openapi.yaml", "orders.yaml"):
        (apis / name).write_text("openapi: [", "utf-8")
    result = run("generate", "--json")
    assert (result.exit_code, read(result)["result"]) == (1, None)
    assert {p["file"] for p in read(result)["problems"]} == {
        "openapi.yaml",
        "orders.yaml",
    }
    assert not (apis / "clients").exists()


@pytest.mark.parametrize(
    "code", ["colliding-apis", "several-apis", "unknown-api", "misplaced-setting"]
)
def test_problems_of_settings_in_json(apis: Path, code: str) -> None:
    arguments = {"several-apis": ["-o", "a"], "unknown-api": ["--api", "a"]}
    if code == "colliding-apis":
        text = SETTINGS.replace("clients/orders", "clients/books")
        (apis / "specpress.toml").write_text(text, "utf-8")
    if code == "misplaced-setting":
        (apis / "specpress.toml").write_text(f"output = 'a'\n{SETTINGS}", "utf-8")
    result = run("generate", "--json", *arguments.get(code, []))
    assert (result.exit_code, [p["code"] for p in read(result)["problems"]]) == (
        2,
        [code],
    )


def test_dry_run_lists_the_files_of_all_apis(apis: Path) -> None:
    result = run("generate", "--dry-run")
    assert result.exit_code == 0, result.output
    for output in ("clients/books", "clients/orders"):
        assert f"files would change in ./{output}" in result.output
    assert not (apis / "clients").exists()
    assert not [*apis.glob("*.lock")]


def test_watch_generates_all_apis_after_a_change_of_one(
    apis: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = ORDERS.replace("/orders", "/purchases")
    steps = [write("orders.yaml", changed), write("specpress.toml", f"{SETTINGS}\n")]
    result = watch(monkeypatch, apis, steps)
    assert result.exit_code == 0, result.output
    for output in ("clients/books", "clients/orders"):
        assert result.output.count(f"generated ./{output}") == 3
    assert "purchases" in (apis / "clients/orders/README.md").read_text("utf-8")


def test_watch_continues_after_a_fault_of_one(
    apis: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = [write("orders.yaml", "openapi: ["), write("orders.yaml", ORDERS)]
    result = watch(monkeypatch, apis, steps, "--json")
    first, second, third = map(json.loads, result.stdout.splitlines())
    assert [*first["result"]["apis"]] == [*third["result"]["apis"]] == ["books", "shop"]
    assert second["result"] is None
    assert [p["code"] for p in second["problems"]] == ["invalid-yaml"]


def test_watch_needs_files_for_all_apis(apis: Path) -> None:
    text = SETTINGS.replace("orders.yaml", "https://api.example/openapi.json")
    (apis / "specpress.toml").write_text(text, "utf-8")
    result = run("generate", "--watch")
    assert (result.exit_code, "--watch needs a file" in result.output) == (2, True)


def edit_both(project: Path) -> None:
    for name in ("books", "orders"):
        (project / f"clients/{name}/README.md").write_text("mine", "utf-8")


@pytest.mark.parametrize("arguments", [[], ["--dry-run"]])
def test_edited_files_of_all_apis_are_listed(apis: Path, arguments: list[str]) -> None:
    assert run("generate").exit_code == 0
    edit_both(apis)
    result = run("generate", *arguments)
    assert result.exit_code == 1
    assert result.output.count("1 file edited by hand; nothing was written") == 2
    codes = [p["code"] for p in read(run("generate", "--json", *arguments))["problems"]]
    assert codes == ["edited-files", "edited-files"]


def test_nothing_is_written_if_the_last_api_has_edited_files(apis: Path) -> None:
    assert run("generate").exit_code == 0
    edit_both(apis)
    (apis / "clients/books/README.md").unlink()
    assert run("generate").exit_code == 1
    assert not (apis / "clients/books/README.md").exists()
