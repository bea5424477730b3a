"""The command `specpress docs`: settings, files of the user, several APIs, code samples."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from specpress.cli import main
from specpress.mock import serving
from tests.site.building import create_tree

SETTINGS = 'spec = "acme.json"\noutput = "out"\npackage = "acme"\n'
APIS = """[[api]]
spec = "acme.json"
output = "a"
[[api]]
spec = "other.json"
output = "b"
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "acme.json").write_text(json.dumps(create_tree()))
    (tmp_path / "specpress.toml").write_text(SETTINGS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def read(directory: Path) -> dict[str, bytes]:
    return {
        path.relative_to(directory).as_posix(): path.read_bytes()
        for path in directory.rglob("*")
        if path.is_file()
    }


def test_document_of_the_settings(project: Path) -> None:
    result = run("docs")
    assert result.exit_code == 0, result.output
    assert "documented site: 1 operation, 3 pages in" in result.output
    assert "acme.Acme" not in result.output
    files = read(project / "site")
    assert {"index.html", "reference/things.html", "assets/site.js"} <= files.keys()
    # The names lock is written by `generate` only.
    assert not (project / "specpress-names.lock").exists()
    assert "unchanged" in run("docs").output
    assert read(project / "site") == files


def test_named_document_and_directory(project: Path) -> None:
    (project / "other.json").write_text(json.dumps(create_tree(tags=["books"])))
    assert run("docs", "other.json", "-o", "pages").exit_code == 0
    assert (project / "pages/reference/books.html").exists()


def test_stale_pages_are_deleted_and_others_kept(project: Path) -> None:
    assert run("docs").exit_code == 0
    (project / "site/own.html").write_text("own")
    (project / "acme.json").write_text(json.dumps(create_tree(tags=["books"])))
    assert run("docs").exit_code == 0
    files = read(project / "site")
    assert "reference/things.html" not in files
    assert files["own.html"] == b"own"


@pytest.mark.parametrize("name", ["index.html", "assets/site.css"])
def test_files_of_the_user_are_kept(project: Path, name: str) -> None:
    path = project / "site" / name
    path.parent.mkdir(parents=True)
    path.write_text("own")
    result = run("docs")
    assert result.exit_code == 2
    assert f"{Path('site') / name} would be overwritten" in result.output
    assert read(project / "site") == {name: b"own"}
    assert run("docs", "--force").exit_code == 0
    assert path.read_text() != "own"


def test_edited_pages_are_kept(project: Path) -> None:
    assert run("docs").exit_code == 0
    (project / "site/index.html").write_text("edited")
    (project / "acme.json").write_text(json.dumps(create_tree(summary="Get it.")))
    result = run("docs")
    assert result.exit_code == 1
    assert "was edited by hand" in result.output or "hand edit" in result.output
    assert (project / "site/index.html").read_text() == "edited"


def test_directory_of_a_package_is_refused_by_each_command(project: Path) -> None:
    assert run("generate").exit_code == 0
    before = read(project / "out")
    for arguments in (("docs", "-o", "out"), ("docs", "-o", "out", "--force")):
        result = run(*arguments)
        assert result.exit_code == 2
        assert "out contains a generated package" in result.output
    assert read(project / "out") == before
    assert run("docs", "-o", "pages").exit_code == 0
    pages = read(project / "pages")
    assert run("generate", "-o", "pages").exit_code == 2
    assert read(project / "pages") == pages


def test_each_api_has_a_directory(project: Path) -> None:
    (project / "other.json").write_text(json.dumps(create_tree(tags=["books"])))
    text = APIS.replace("output", 'name = "first"\noutput', 1)
    head, _, tail = text.rpartition("output")
    (project / "specpress.toml").write_text(f'{head}name = "second"\noutput{tail}')
    result = run("docs")
    assert result.exit_code == 0, result.output
    assert (project / "site/first/reference/things.html").exists()
    assert (project / "site/second/reference/books.html").exists()
    for option in ("--serve", "--code-samples=samples.yaml"):
        result = run("docs", option)
        assert result.exit_code == 2
        assert "--api" in result.output


def test_code_samples(project: Path) -> None:
    result = run("docs", "--code-samples", "samples.yaml")
    assert result.exit_code == 0, result.output
    assert "samples for 1 operation" in result.output
    overlay = yaml.safe_load((project / "samples.yaml").read_text())
    (action,) = overlay["actions"]
    assert action["target"] == "$.paths['/things/{id}'].get"
    assert run("docs", "--code-samples", "samples.yaml").exit_code == 2
    assert run("docs", "--code-samples", "samples.yaml", "--force").exit_code == 0
    assert run("generate", "--overlay", "samples.yaml").exit_code == 0
    assert not (project / "site").exists()


def test_pages_are_served_without_files(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[Any] = []
    monkeypatch.setattr(serving, "serve", lambda *arguments: served.append(arguments))
    result = run("docs", "--serve", "--port", "0")
    assert result.exit_code == 0, result.output
    ((app, sock),) = served
    port = sock.getsockname()[1]
    sock.close()
    assert f"http://127.0.0.1:{port}/mock" in result.output
    assert "data-request" in app.files["reference/things.html"]
    assert not (project / "site").exists()


def test_result_for_programs(project: Path) -> None:
    result = json.loads(run("docs", "--json").stdout)
    assert result["result"] == {"output": "site", "operations": 1, "pages": 3}


@pytest.mark.parametrize(
    "arguments",
    [
        ("--serve", "-o", "x"),
        ("--serve", "--code-samples", "x"),
        ("--code-samples", "x", "-o", "y"),
    ],
)
def test_options_that_exclude_each_other(
    project: Path, arguments: tuple[str, ...]
) -> None:
    result = run("docs", *arguments)
    assert result.exit_code == 2
    assert "leave out" in result.output


def test_problems_of_the_document(project: Path) -> None:
    (project / "acme.json").write_text('{"openapi": "3.1.0"')
    result = run("docs")
    assert result.exit_code == 1
    assert "acme.json:1:" in result.output
    assert not (project / "site").exists()


def test_template_of_the_user(project: Path) -> None:
    own = project / "own/site/errors.html.jinja"
    own.parent.mkdir(parents=True)
    (project / "specpress.toml").write_text(f'{SETTINGS}templates = "own"\n')
    own.write_text("<h1>{{ page.frame.api_title }} & {{ '<b>' }}</h1>")
    assert run("docs").exit_code == 0
    text = (project / "site/errors.html").read_text()
    assert "<h1>Acme & &lt;b&gt;</h1>" in text
    for template in ("{{ page.missing }}", "{% for %}", "{{ page.frame.__class__ }}"):
        own.write_text(template)
        result = run("docs")
        assert result.exit_code == 2, template
        assert "errors.html.jinja:1: " in result.output
    # Packages do not depend on it.
    assert run("generate").exit_code == 0
