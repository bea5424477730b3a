"""`specpress diff` as a user runs it: formats, exit codes, revisions of git, packages, the ignore file."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from specpress.cli import main
from specpress.config import SettingsError
from specpress.diff.documents import compare
from specpress.diff.ignoring import apply_ignore_file
from tests.command.server import serve
from tests.golden.generate_case import all_cases

OLD = """\
openapi: 3.1.0
info: {title: Bookshop, version: '1'}
servers: [{url: https://books.example}]
paths:
  /books:
    get:
      operationId: listBooks
      tags: [books]
      parameters:
        - {name: limit, in: query, schema: {type: integer}}
        - {name: genre, in: query, schema: {$ref: '#/components/schemas/Genre'}}
      responses:
        '200': {description: OK, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Book'}}}}}
  /books/{id}:
    get:
      operationId: getBook
      tags: [books]
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        '200': {description: OK, content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}}
components:
  schemas:
    Genre: {type: string, enum: [novel, poem, play]}
    Book:
      type: object
      required: [id, title, pages]
      properties: {id: {type: string}, title: {type: string}, pages: {type: integer}}
"""
NEW = "".join(
    line for line in OLD.splitlines(True) if "name: limit" not in line
).replace("pages: {type: integer}", "pages: {type: string}")
RENAMED = OLD.replace("getBook", "fetchBook")
SAFE = OLD.replace("play]", "play, essay]")


@pytest.fixture(autouse=True)
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run in an empty directory with the documents."""
    monkeypatch.chdir(tmp_path)
    for name, text in (
        ("old", OLD),
        ("new", NEW),
        ("renamed", RENAMED),
        ("safe", SAFE),
    ):
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    """Run the command."""
    result = CliRunner().invoke(main, ["diff", *arguments])
    assert "Traceback" not in result.output
    return result


def read_json(*arguments: str) -> Any:
    return json.loads(run(*arguments, "--format", "json").stdout)


def test_text_begins_with_what_fails_first() -> None:
    result = run("old.yaml", "new.yaml")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0] == "old.yaml -> new.yaml: 2 breaking; next version: major"
    titles = [line for line in lines if line and not line.startswith(" ")][1:]
    assert [title.partition(" (")[0] for title in titles] == [
        "Deployed clients fail",
        "Programs need edits when the package is regenerated",
    ]
    changes = [line for line in lines if line.startswith("  ") and line[2] != " "]
    assert changes == [
        "  models.Book.pages: attribute `pages` is `str`, was `int` response-property-type-changed",
        "  client.books.list(limit=…): argument `limit` is gone: the server ignores it query-parameter-removed",
    ]
    assert "used by client.books.get, client.books.list" in result.stdout
    assert "edit: client.books.list(limit=…) -> client.books.list(…)" in result.stdout


def test_contract_of_json() -> None:
    table = read_json("old.yaml", "new.yaml")
    assert {key: table[key] for key in ("format", "severity", "semver")} == {
        "format": 1,
        "severity": "breaking",
        "semver": "major",
    }
    (change,) = (c for c in table["changes"] if c["code"] == "query-parameter-removed")
    assert change == {
        "code": "query-parameter-removed",
        "symbol": "client.books.list(limit=…)",
        "direction": "request",
        "old": {
            "source": "old.yaml",
            "pointer": "#/paths/~1books/get/parameters/0",
            "line": 10,
            "column": 11,
        },
        "new": {
            "source": "new.yaml",
            "pointer": "#/paths/~1books/get",
            "line": 7,
            "column": 7,
        },
        "deployed": {"severity": "risky", "stage": "wire"},
        "regenerated": {"severity": "breaking", "stage": "type-check"},
        "message": "argument `limit` is gone: the server ignores it",
        "edit": {"from": "client.books.list(limit=…)", "to": "client.books.list(…)"},
        "calls": [],
    }


@pytest.mark.parametrize(
    ("new", "options", "exit_code", "semver"),
    [
        ("old.yaml", [], 0, "none"),
        ("safe.yaml", [], 0, "minor"),
        ("safe.yaml", ["--fail-on", "safe"], 1, "minor"),
        ("renamed.yaml", [], 1, "major"),
        ("renamed.yaml", ["--fail-on", "never"], 0, "major"),
    ],
)
def test_exit_codes(new: str, options: list[str], exit_code: int, semver: str) -> None:
    assert run("old.yaml", new, *options).exit_code == exit_code
    assert read_json("old.yaml", new)["semver"] == semver


def test_a_renamed_operation_breaks_only_regeneration() -> None:
    (change,) = read_json("old.yaml", "renamed.yaml")["changes"]
    assert change["deployed"] == {"severity": "none", "stage": None}
    assert change["edit"] == {"from": "client.books.get", "to": "client.books.fetch"}


def test_documents_that_cannot_be_compared() -> None:
    (Path("broken.yaml")).write_text("openapi: 3.1.0\npaths: [", "utf-8")
    for arguments in (["old.yaml", "missing.yaml"], ["broken.yaml", "old.yaml"]):
        result = run(*arguments)
        assert result.exit_code == 2
        assert "the documents were not compared" in result.stderr
        assert result.stdout == ""
        table = json.loads(run(*arguments, "--format", "json").stdout)
        assert [p["severity"] for p in table["problems"]] == ["error"]


def test_formats_for_programs() -> None:
    log = json.loads(run("old.yaml", "new.yaml", "--format", "sarif").stdout)
    (results,) = (r["results"] for r in log["runs"])
    assert {r["level"] for r in results} == {"error"}
    lines = run("old.yaml", "new.yaml", "--format", "github").stdout.splitlines()
    assert lines[0].startswith(
        "::error file=new.yaml,line=26,col=70,title=specpress response-property-type-changed::models.Book.pages"
    )
    text = run("old.yaml", "new.yaml", "--format", "markdown").stdout
    assert "| `models.Book.pages` |" in text
    assert "next version: **major**" in text


def test_hostile_texts_are_escaped() -> None:
    hostile = "x\u001b[2J\u202e|@octocat`<b>"
    new = OLD.replace("play]", f"{json.dumps(hostile)}]")
    Path("hostile.yaml").write_text(new, "utf-8")
    for name in ("text", "markdown", "github", "json", "sarif"):
        output = run("old.yaml", "hostile.yaml", "--all", "--format", name).stdout
        assert "\x1b" not in output
        assert "\u202e" not in output
    markdown = run("old.yaml", "hostile.yaml", "--all", "--format", "markdown").stdout
    assert "@octocat" not in markdown
    assert "<b>" not in markdown.replace("\\<b\\>", "")


def test_ignore_file() -> None:
    comparison = compare("old.yaml", "new.yaml", None, {})
    path = Path("accepted.toml")
    path.write_text(
        """\
[[ignore]]
code = "query-parameter-removed"
symbol = "client.books.list(limit=…)"
reason = "Nobody passes it."
expires = 2026-12-31

[[ignore]]
code = "operation-removed"
reason = "No such change."
expires = 2026-12-31
""",
        "utf-8",
    )
    kept, problems = apply_ignore_file(comparison, path, date(2026, 12, 31))
    assert [c.code for c in kept.changes] == ["response-property-type-changed"]
    assert [c.code for c in kept.ignored] == ["query-parameter-removed"]
    assert [str(p.position) for p in problems] == ["accepted.toml:8:8"]
    kept, problems = apply_ignore_file(comparison, path, date(2027, 1, 1))
    assert len(kept.changes) == 2
    assert [p.message.partition(":")[0] for p in problems] == [
        "expired on 2026-12-31"
    ] * 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '[[ignore]]\ncode = "operation-removed"\nexpires = 2026-12-31',
            "`reason` is missing",
        ),
        (
            '[[ignore]]\ncode = "nothing"\nreason = "x"\nexpires = 2026-12-31',
            "is not the code",
        ),
        (
            '[[ignore]]\ncode = "operation-removed"\nreason = "x"\nexpires = "soon"',
            "must be a date",
        ),
        ("[[ignored]]\n", "unknown key"),
        ("ignore = 1\n", "must be tables"),
        ("[[", "not valid TOML"),
    ],
)
def test_invalid_ignore_file(text: str, message: str) -> None:
    path = Path("accepted.toml")
    path.write_text(text, "utf-8")
    comparison = compare("old.yaml", "new.yaml", None, {})
    with pytest.raises(SettingsError, match=message):
        apply_ignore_file(comparison, path, date(2026, 1, 1))
    assert run("old.yaml", "new.yaml", "--ignore", "accepted.toml").exit_code == 2


def commit(message: str) -> None:
    """Commit all files of the current directory."""
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.com"]
    for arguments in (
        ["init", "-q"],
        ["add", "-A"],
        [*identity, "commit", "-qm", message],
    ):
        subprocess.run(["git", *arguments], check=True)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_revisions_and_packages() -> None:
    settings = '[tool.specpress]\nspec = "api/openapi.yaml"\noutput = "client"\n'
    Path("pyproject.toml").write_text(settings, "utf-8")
    document = Path("api/openapi.yaml")
    document.parent.mkdir()
    document.write_text(OLD, "utf-8")
    assert CliRunner().invoke(main, ["generate", "-q"]).exit_code == 0
    commit("old")
    assert run("client", "api/openapi.yaml").exit_code == 0
    document.write_text(NEW, "utf-8")
    table = read_json("HEAD:api/openapi.yaml", "api/openapi.yaml")
    sources = {c["old"]["source"] for c in table["changes"]}
    assert sources == {"HEAD:api/openapi.yaml"}
    # The manifest of the package has the digest of the committed document.
    change, *_ = read_json("client", "api/openapi.yaml")["changes"]
    revision, _, path = change["old"]["source"].partition(":")
    assert (len(revision), path) == (12, "api/openapi.yaml")
    document.write_text("openapi: 3.1.0\npaths: [", "utf-8")
    commit("broken")
    result = run("HEAD:api/openapi.yaml", "old.yaml")
    assert result.exit_code == 2
    assert "HEAD:api/openapi.yaml:2:" in result.stderr
    assert run("nowhere:api/openapi.yaml", "old.yaml").exit_code == 2


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_package_of_a_revision() -> None:
    options = ["-o", "client", "--package", "acme_shop", "-q"]
    assert CliRunner().invoke(main, ["generate", "old.yaml", *options]).exit_code == 0
    commit("old")
    assert CliRunner().invoke(main, ["generate", "new.yaml", *options]).exit_code == 0
    changes = read_json("HEAD:client", "client")["changes"]
    same = read_json("HEAD:./client/", "client")["changes"]
    assert [c["symbol"] for c in changes] == [c["symbol"] for c in same]
    assert {c["old"]["source"] for c in changes if c["old"]} == {
        "HEAD:client:openapi.json"
    }
    assert run("HEAD:client", "HEAD:client").exit_code == 0
    assert "no changes" in run("HEAD:client", "HEAD:client/acme_shop").stdout
    Path("plain").mkdir()
    Path("plain/text.txt").write_text("text", "utf-8")
    commit("plain")
    result = run("HEAD:plain", "client")
    assert result.exit_code == 2
    assert "HEAD:plain is not a generated package" in result.stderr
    assert run("HEAD:nowhere", "client").exit_code == 2


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_revision_with_several_files() -> None:
    schema = "type: object\nproperties: {id: {type: string}}\n"
    Path("book.yaml").write_text(schema, "utf-8")
    start = OLD.index("    Book:\n")
    Path("several.yaml").write_text(
        f"{OLD[:start]}    Book: {{$ref: book.yaml}}\n", "utf-8"
    )
    commit("several files")
    Path("book.yaml").write_text(schema.replace("string", "integer"), "utf-8")
    (change,) = read_json("HEAD:several.yaml", "several.yaml")["changes"]
    assert change["old"]["source"] == "HEAD:book.yaml"
    assert change["new"]["source"] == "book.yaml"


def test_url_and_standard_input(directory: Path) -> None:
    with serve(directory) as port:
        url = f"http://localhost:{port}/old.yaml"
        table = read_json(url, "new.yaml")
    assert {c["old"]["source"] for c in table["changes"]} == {url}
    arguments = ["diff", "-", "new.yaml", "--format", "json"]
    result = CliRunner().invoke(main, arguments, input=OLD)
    assert json.loads(result.stdout)["semver"] == "major"
    assert run("-", "-").exit_code == 2


@pytest.mark.parametrize("case", all_cases()[::6], ids=lambda case: case.name)
def test_documents_of_golden_cases(case: Path) -> None:
    (document,) = (p for p in case.glob("openapi.*") if p.suffix != ".txt")
    result = run(str(document), "old.yaml", "--all")
    is_fault = case.name.startswith("fault_")
    assert result.exit_code in ((2,) if is_fault else (0, 1))
    if not is_fault:
        assert run(str(document), str(document)).stdout == "no changes to the package\n"


def test_directory_that_is_no_package() -> None:
    Path("empty").mkdir()
    result = run("empty", "new.yaml")
    assert result.exit_code == 2
    assert "it has no _description.json" in result.stderr
    settings = '[tool.specpress]\nspec = "old.yaml"\noutput = "empty"\n'
    Path("pyproject.toml").write_text(settings, "utf-8")
    result = run("empty", "new.yaml")
    assert result.exit_code == 2
    assert "is not a generated package" in result.stderr


def test_package_without_settings_and_repository(directory: Path) -> None:
    """A package has a description of its document, also where it is installed."""
    options = ["old.yaml", "-o", "client", "--package", "acme_shop", "-q"]
    assert CliRunner().invoke(main, ["generate", *options]).exit_code == 0
    (directory / "old.yaml").unlink()
    (directory / "client/specpress-names.lock").unlink()
    installed = directory / "site-packages/acme_shop"
    installed.parent.mkdir()
    shutil.copytree("client/acme_shop", installed)
    for package in ("client", str(installed)):
        result = run(package, "new.yaml")
        assert result.exit_code == 1
        assert "2 breaking; next version: major" in result.stdout
    change, *_ = read_json(str(installed), "new.yaml")["changes"]
    assert change["old"]["source"] == f"{installed}:openapi.json"


def test_package_has_its_own_names(directory: Path) -> None:
    """Names that were changed by hand since are changes."""
    settings = 'spec = "old.yaml"\noutput = "client"\n'
    (directory / "specpress.toml").write_text(settings, "utf-8")
    assert CliRunner().invoke(main, ["generate", "-q"]).exit_code == 0
    settings += '[names]\n"operation getBook" = "books.read"\n'
    (directory / "specpress.toml").write_text(settings, "utf-8")
    (change,) = read_json("client", "old.yaml")["changes"]
    assert change["edit"] == {"from": "client.books.get", "to": "client.books.read"}
