"""Settings that `generate` suggests: for a credential or a header that every operation has."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from specpress.cli import main

OPERATION = """  /%s:
    get:
      operationId: list_%s
      tags: [%s]
      parameters:
      - {name: X-Workspace-Id, in: header, required: true, schema: {type: string}}
      - {name: Idempotency-Key, in: header, schema: {type: string}}
      responses: {'204': {description: None.}}
"""
DOCUMENT = f"""openapi: 3.1.0
info: {{title: Shop, version: '1'}}
servers: [{{url: https://shop.example}}]
security: [{{"shop key": []}}]
components: {{securitySchemes: {{"shop key": {{type: apiKey, in: header, name: X-Key}}}}}}
paths:
{OPERATION % (("books",) * 3)}{OPERATION % (("orders",) * 3)}"""
EXPECTED = {
    "credentials": {"shop key": {"argument": "api_key", "env": "SHOP_API_KEY"}},
    "client-parameters": {"X-Workspace-Id": "x_workspace_id"},
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "openapi.yaml").write_text(DOCUMENT, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def generate(*options: str) -> str:
    result = CliRunner().invoke(main, ["generate", "openapi.yaml", *options])
    assert result.exit_code == 0, result.output
    return result.stdout


def read_tables(output: str) -> dict[str, object]:
    """Return the tables in an output."""
    lines = [line.strip() for line in output.splitlines()]
    tables = [line for line in lines if line.startswith("[") or " = " in line]
    return tomllib.loads("\n".join(tables))


def test_settings_are_proposed() -> None:
    assert read_tables(generate()) == {"tool": {"specpress": EXPECTED}}


def test_proposals_are_valid_settings(folder: Path) -> None:
    tables = generate().partition("every operation")[2]
    lines = [line.strip() for line in tables.splitlines()]
    kept = [line for line in lines if line.startswith("[") or " = " in line]
    text = "\n".join(kept).replace("tool.specpress.", "")
    (folder / "specpress.toml").write_text(f'spec = "openapi.yaml"\n{text}\n', "utf-8")
    assert "every operation" not in generate()
    client = next(folder.glob("generated/*/_client.py")).read_text("utf-8")
    assert "x_workspace_id: str | None = None" in client


def test_table_in_its_own_file(folder: Path) -> None:
    (folder / "specpress.toml").write_text('spec = "openapi.yaml"\n', "utf-8")
    assert read_tables(generate()) == EXPECTED


def test_proposals_for_programs() -> None:
    assert json.loads(generate("--json"))["result"]["proposals"] == EXPECTED


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("operationId: list_orders", "operationId: list_orders\n      security: []"),
        ("info:", "x-unused: 1\ninfo:"),
    ],
)
def test_credential_of_some_operations_is_not_proposed(
    folder: Path, old: str, new: str
) -> None:
    (folder / "openapi.yaml").write_text(DOCUMENT.replace(old, new), "utf-8")
    is_proposed = "every operation needs the same credential" in generate()
    assert is_proposed == ("security" not in new)
