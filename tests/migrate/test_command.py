"""`specpress migrate`: shows and writes settings, and reports faults of its input."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from specpress.cli import main
from specpress.cli.migrate import GENERATORS
from specpress.migrate.account import Account
from specpress.migrate.tools import TOOLS
from tests.migrate.conftest import DOCUMENT, Migrate
from tests.migrate.test_extensions import FERN, GEN, SPEAKEASY
from tests.migrate.test_extensions import GENERATORS as FERN_CONFIG
from tests.migrate.test_openapi_generator import CONFIG as OPENAPI_GENERATOR
from tests.migrate.test_openapi_python_client import CONFIG as OPENAPI_PYTHON_CLIENT
from tests.migrate.test_stainless import CONFIG as STAINLESS

CONFIGS = {
    "stainless": (STAINLESS, DOCUMENT),
    "fern": (FERN_CONFIG, FERN),
    "speakeasy": (GEN, SPEAKEASY),
    "openapi-python-client": (OPENAPI_PYTHON_CLIENT, DOCUMENT),
    "openapi-generator": (OPENAPI_GENERATOR, DOCUMENT),
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "openapi.yaml").write_text(DOCUMENT, "utf-8")
    (tmp_path / "stainless.yml").write_text(STAINLESS, "utf-8")
    return tmp_path


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["migrate", *arguments])


def test_the_choices_are_the_tools() -> None:
    assert tuple(TOOLS) == GENERATORS


@pytest.mark.parametrize("generator", CONFIGS)
def test_every_key_has_an_outcome(generator: str, run: Migrate) -> None:
    config, document = CONFIGS[generator]
    result = run(config, document)
    assert result.tool.name == generator
    assert list_missing(result.account, Path("config.yaml")) == []


def list_missing(account: Account, path: Path) -> list[str]:
    """Return the keys of a configuration, down to values, without an outcome."""
    import yaml

    outcomes = {key for _, key in (*account.carried, *account.left)}

    def walk(value: object, pointer: str) -> list[str]:
        if pointer in outcomes:
            return []
        children = (
            value.items()
            if isinstance(value, dict)
            else enumerate(value) if isinstance(value, list) else ()
        )
        parts = [
            part
            for key, entry in children
            for part in walk(entry, f"{pointer}/{str(key).replace('/', '~1')}")
        ]
        is_container = isinstance(value, (dict, list)) and bool(value)
        return parts if is_container else [pointer]

    return walk(yaml.safe_load(path.read_text("utf-8")), "#")


def test_settings_are_shown(project: Path) -> None:
    result = invoke("stainless.yml", "openapi.yaml", "-o", "client")
    assert result.exit_code == 0, result.output
    assert 'client = "AcmeBooks"' in result.output
    assert "stainless.overlay.yaml" in result.output
    assert "stainless.yml:1:1: warning: `edition` has no counterpart" in result.output
    assert {p.name for p in project.iterdir()} == {"openapi.yaml", "stainless.yml"}


def test_settings_are_added_to_a_project_file(project: Path) -> None:
    (project / "pyproject.toml").write_text('[project]\nname = "shop"\n', "utf-8")
    result = invoke("stainless.yml", "openapi.yaml", "--write", "-q")
    assert result.exit_code == 0, result.output
    table = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))["tool"]
    assert table["specpress"]["names"]["operation createBook"] == "publications.add"
    assert (project / "stainless.overlay.yaml").exists()


def test_existing_settings_are_not_changed(project: Path) -> None:
    old = 'spec = "openapi.yaml"\noutput = "client"\n[names]\n"class Kind" = "Genre"\n'
    (project / "specpress.toml").write_text(old, "utf-8")
    result = invoke("stainless.yml", "openapi.yaml", "--write", "-o", "client")
    assert result.exit_code == 2
    assert "specpress.toml has settings of specpress" in result.output
    assert '"operation createBook" = "publications.add"' in result.output
    assert 'spec = "openapi.yaml"' not in result.output
    assert '"class Kind"' not in result.output
    assert (project / "specpress.toml").read_text("utf-8") == old
    assert not (project / "stainless.overlay.yaml").exists()


def test_another_overlay_is_not_overwritten(project: Path) -> None:
    (project / "stainless.overlay.yaml").write_text("ours", "utf-8")
    result = invoke("stainless.yml", "openapi.yaml", "--write")
    assert result.exit_code == 2
    assert "stainless.overlay.yaml exists" in result.output
    assert not (project / "specpress.toml").exists()


def test_result_as_json(project: Path) -> None:
    result = invoke("stainless.yml", "openapi.yaml", "--json")
    printed = json.loads(result.stdout)
    assert printed["result"]["generator"] == "stainless"
    carried = {entry["key"]: entry for entry in printed["result"]["carried"]}
    assert carried["organization/name"]["became"] == "setting `client`"
    assert carried["organization/name"]["line"] == 2
    assert {p["code"] for p in printed["problems"]} == {
        "no-counterpart",
        "unknown-configuration-key",
    }


@pytest.mark.parametrize(
    ("text", "expected", "exit_code"),
    [
        (
            "resources: []\n",
            "config.yaml:1:12: error: `resources` must be a mapping",
            1,
        ),
        (
            "resources: {a: {methods: {list: books}}}\n",
            "config.yaml:1:33: error: 'books' is no endpoint",
            1,
        ),
        ("packageName: [a]\n", "error: `packageName` must be a string", 1),
        ("resources: {a: [\n", "error: not valid YAML", 1),
        ("[1]\n", "is not a configuration: its root is not an object", 1),
        ("", "config.yaml is empty", 1),
        ("colour: red\n", "not the configuration of a known generator", 2),
    ],
)
def test_faults_of_the_input(
    project: Path, text: str, expected: str, exit_code: int
) -> None:
    (project / "config.yaml").write_text(text, "utf-8")
    result = invoke("config.yaml", "openapi.yaml")
    assert result.exit_code == exit_code, result.output
    assert expected in result.output.replace("\n", " ")
    assert "Traceback" not in result.output


def test_a_title_that_names_no_package(run: Migrate) -> None:
    result = run("literal_enums: false\n", DOCUMENT.replace("Books API", "本"))
    assert "package" not in result.settings
    texts = [fault.text for fault in result.account.refused]
    assert [text.split()[0] for text in texts][:2] == ["`distribution`", "`package`"]


def test_another_document_than_the_configured_one(run: Migrate) -> None:
    result = run("inputSpec: other.yaml\npackageName: books\n", is_named=True)
    assert result.settings["spec"] == "openapi.yaml"
    assert result.problems == []


def test_a_missing_document(project: Path) -> None:
    result = invoke("stainless.yml")
    assert result.exit_code == 2
    assert (
        "hint: name it: specpress migrate stainless.yml openapi.yaml" in result.output
    )


PROGRAM = """from typing import assert_type

from acme_books import AcmeBooks
from acme_books.models import Genre, Publication


def check(client: AcmeBooks) -> None:
    for publication in client.publications.list(start="a"):
        assert_type(publication, Publication)
    publication = client.publications.add(body=Publication(id="1", from_="x"))
    assert_type(publication.kind, Genre | None)
    assert_type(client.publications.retrieve("1"), Publication)
    client.publications_reviews.list("1")


check(AcmeBooks(api_key="secret", tenant="a"))
"""


def test_a_program_with_the_old_names_is_valid(project: Path) -> None:
    assert (
        invoke("stainless.yml", "openapi.yaml", "--write", "-o", "client").exit_code
        == 0
    )
    generated = CliRunner().invoke(main, ["generate"])
    assert generated.exit_code == 0, generated.output
    assert CliRunner().invoke(main, ["check"]).exit_code == 0
    (project / "program.py").write_text(PROGRAM, "utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "program.py"]
    command += ["--cache-dir", str(project / "cache")]
    environment = {"MYPYPATH": str(project / "client")}
    checked = subprocess.run(
        command, check=False, capture_output=True, text=True, env=environment
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
