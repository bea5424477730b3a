"""Settings: faults with positions, names that cannot be used, and the JSON Schema."""

from __future__ import annotations

import ast
import dataclasses
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result
from tests.settings_document import DOCUMENT

from specpress.cli import check, generate, main
from specpress.config import Credential, Settings, SettingsError, load_settings
from specpress.config.faults import load_schema
from specpress.document.problems import DocumentError, UsageError
from specpress.pipeline import Generated
from specpress.pipeline import generate as generate_files


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "acme.json").write_text(json.dumps(DOCUMENT))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def write(folder: Path, text: str, name: str = "specpress.toml") -> None:
    (folder / name).write_text(text, "utf-8")


def load(folder: Path, line: str) -> Settings:
    write(folder, f'spec = "acme.json"\n{line}\n')
    return load_settings(folder, {})


def read_faults(folder: Path, line: str) -> list[str]:
    """Return the problems of a line, which is the second one, and their hints."""
    with pytest.raises(SettingsError) as caught:
        load(folder, line)
    return str(caught.value).splitlines()


FAULTS = {
    "package = 1": (11, "`package` must be a string, got a number"),
    "package = nan": (11, "`package` must be a string, got a number"),
    "package = 1979-05-27": (11, "`package` must be a string, got a date"),
    "package = 07:32:00": (11, "`package` must be a string, got a time"),
    "client = 1979-05-27 07:32:00": (
        10,
        "`client` must be a string, got a date with a time",
    ),
    "distribution = [[1]]": (16, "`distribution` must be a string, got an array"),
    "version = {a = {b = {c = {d = 1}}}}": (11, "`version` must be a string, got"),
    'output = ""': (10, "`output` must not be empty"),
    'output = " "': (10, '`output` must be a path, got " "'),
    'output = "a\\u0000"': (10, '`output` must be a path, got "a\\u0000"'),
    'templates = "a\\nb"': (13, '`templates` must be a path, got "a\\nb"'),
    "output = '" + 256 * "a" + "'": (10, "`output` is too long: a file name has at"),
    "templates = '" + 99 * "a/" + "a/a'": (13, "`templates` is too long: it has more"),
    "overlays = ['" + 256 * "a" + "']": (13, "`overlays[0]` is too long: a file name"),
    "overlays = ['a', 1]": (18, "`overlays[1]` must be a string, got a number"),
    "overlays = 'a'": (12, "`overlays` must be an array, got a string"),
    "strict = 'yes'": (10, "`strict` must be true or false, got a string"),
    "allow-http = 1": (14, "`allow-http` must be true or false, got a number"),
    "allow_http = true": (
        1,
        "unknown setting `allow_http`; did you mean `allow-http`?",
    ),
    "distributon = 'a'": (
        1,
        "unknown setting `distributon`; did you mean `distribution`?",
    ),
    "source = 'a'": (1, "unknown setting `source`; `specpress schema` prints"),
    "naive-datetimes = 'utcc'": (
        19,
        '`naive-datetimes` must be one of `refuse`, `utc`, `local`, `as-is`, got "utcc"; did you mean `utc`?',
    ),
    "send-read-only = [1]": (
        18,
        "`send-read-only` must be a string, got an array",
    ),
    "version = '1.x'": (11, '`version` must be a version of a Python project, got "1.'),
    "version = '" + 70 * "1" + "'": (11, "`version` must have at most 64 characters"),
    "credentials = 1": (15, "`credentials` must be a table, got a number"),
    "credentials.key = 1": (19, "`credentials.key` must be a table, got a number"),
    "credentials.key = {argument = 'a', environ = 'A'}": (
        36,
        "unknown setting `credentials.key.environ`; did you mean `env`?",
    ),
    "credentials.'a b' = {env = 'A'}": (
        13,
        '`credentials."a b"` has no `argument`; write credentials."a b".argument = …',
    ),
    "credentials.key.argument = 'api key'": (
        28,
        '`credentials.key.argument` must be a Python identifier, got "api key"',
    ),
    "credentials.key.argument = 'class'": (
        28,
        "`credentials.key.argument` cannot be 'class': 'class' is a keyword of Python",
    ),
    "credentials.key.argument = '_a'": (28, "`credentials.key.argument` cannot be"),
    "credentials.key.argument = 'timeout'": (28, "`credentials.key.argument` cannot"),
    "credentials.key.argument = 'super'": (28, "`credentials.key.argument` cannot be"),
    "credentials.key.argument = 'ﬁ'": (28, "`credentials.key.argument` cannot be"),
    "credentials.key = {argument = 'a', env = 'A=B'}": (
        42,
        '`credentials.key.env` must be the name of an environment variable, got "A=B"',
    ),
    "client-parameters.X-Team = 'body'": (
        28,
        "`client-parameters.X-Team` cannot be 'body'",
    ),
    "client-parameters.X-Team = 'a): pass'": (
        28,
        '`client-parameters.X-Team` must be a Python identifier, got "a): pass"',
    ),
    "client-parameters.'X Team' = 'a'": (
        19,
        'a key of `client-parameters` must be the name of a header, got "X Team"',
    ),
    "client-parameters.'' = 'a'": (19, "a key of `client-parameters` must have 1 to"),
    "names.'class Thing' = 1": (23, '`names."class Thing"` must be a string, got a'),
    "names.x = 'A'": (7, "names: 'x' does not identify a part of the document"),
    "names.'project client' = 'a'": (
        26,
        "`names.\"project client\"` cannot be 'a': a class begins with a capital",
    ),
    "names.'project package' = 'json'": (
        27,
        "`names.\"project package\"` cannot be 'json': 'json' is a module of the",
    ),
}


@pytest.mark.parametrize("line", FAULTS)
def test_fault_has_a_position_and_a_message(project: Path, line: str) -> None:
    column, message = FAULTS[line]
    (problem,) = read_faults(project, line)
    assert problem.startswith(f"specpress.toml:2:{column}: error: {message}")


@pytest.mark.parametrize(
    "values",
    [
        {"names": {1: "A"}},
        {"names": {"class \ud800": "A"}},
        {"credentials": {"\ud800": Credential("a")}},
        {"credentials": {"key": "a"}},
        {"credentials": {"key": Credential("a", "A\n")}},
        {"client_parameters": {"X\n": "a"}},
        {"client_parameters": ["X"]},
        {"client": object()},
        {"version": "1\n"},
        {"strict": None, "package": "a\n"},
    ],
)
def test_settings_of_a_program_are_checked(values: dict[str, Any]) -> None:
    with pytest.raises(SettingsError):
        Settings("a", Path("b"), **values)


def test_all_faults_are_reported_together(project: Path) -> None:
    faults = read_faults(project, "package = 1\nclient = 2\nfoo = 3")
    assert [f.partition(": ")[0] for f in sorted(faults)] == [
        "specpress.toml:2:11",
        "specpress.toml:3:10",
        "specpress.toml:4:1",
    ]


def test_equal_arguments_and_parts_are_refused(project: Path) -> None:
    lines = "credentials.key.argument = 'a'\nclient-parameters.X-Team = 'A'"
    (fault,) = read_faults(project, lines)
    assert fault.endswith(
        "cannot be 'A': `credentials.key.argument` has this name [unusable-name]"
    )
    lines = "[names]\n'class Thing' = 'A'\n'class \"Thing\"' = 'B'"
    (fault,) = read_faults(project, lines)
    assert fault.startswith("specpress.toml:4:1: error: names:")


@pytest.mark.parametrize(
    "text",
    [
        "a = ",
        "[a\n",
        "a = " + 5000 * "[",
        "a = " + 5000 * "9",
        "a = 1\na = 2\n",
        "a = '\\ud800\n",
    ],
)
def test_text_that_is_not_toml_has_a_position(project: Path, text: str) -> None:
    write(project, text)
    with pytest.raises(SettingsError, match=r"^specpress\.toml:\d+:\d+: error: not "):
        load_settings(project, {})


@pytest.mark.parametrize(
    ("text", "name", "position"),
    [
        ("tool = 1", "tool", "1:8"),
        ("[tool]\nspecpress = 'a'", "tool.specpress", "2:13"),
        ("[[tool.specpress]]\nspec = 'a'", "tool.specpress", "1:8"),
    ],
)
def test_table_of_a_project_must_be_a_table(
    project: Path, text: str, name: str, position: str
) -> None:
    write(project, text, "pyproject.toml")
    with pytest.raises(
        SettingsError, match=f"pyproject.toml:{position}: .*`{name}` must be"
    ):
        load_settings(project, {})


def test_positions_in_a_project_file(project: Path) -> None:
    text = '\ufeff[project]\r\nname = "a"\r\n[tool.specpress]\r\nspec = "acme.json"\r\nclient = 1'
    (project / "pyproject.toml").write_bytes(text.encode())
    with pytest.raises(SettingsError, match=r"pyproject.toml:5:10: .*`client` must"):
        load_settings(project, {})


def test_unreadable_settings_are_usage_errors(project: Path) -> None:
    (project / "specpress.toml").write_bytes(b"\xff")
    with pytest.raises(UsageError, match="is not UTF-8"):
        load_settings(project, {})
    with pytest.raises(UsageError, match="cannot read"):
        load_settings(project / ("a" * 300), {"spec": "a"})


def test_output_that_is_a_loop_of_links_is_a_usage_error(project: Path) -> None:
    (project / "loop").symlink_to("loop")
    for command in ("check", "generate"):
        result = run(command, "acme.json", "-o", "loop")
        assert result.exit_code == 2
        assert "cannot read loop" in result.output


def test_names_lock_that_is_a_device_is_not_read(project: Path) -> None:
    with pytest.raises(UsageError, match="it is not a file"):
        generate_files(load(project, "names-lock = '/dev/zero'"))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-o", ""], "`--output` must not be empty"),
        (["--package", "a b"], '`--package` must be a Python module name, got "a b"'),
        (["--package", "json"], "`--package` cannot be 'json'"),
        (["--client", "acme"], "`--client` cannot be 'acme': a class begins with"),
        (["--distribution", "-x"], '`--distribution` must be a project name, got "-x"'),
        (["--overlay", ""], "`--overlay[0]` must not be empty"),
        (["--package", "\udcff"], "`--package` is not valid UTF-8"),
        (["-o", "a\udcff"], "`--output` is not valid UTF-8"),
    ],
)
def test_options_have_the_rules_of_settings(
    project: Path, arguments: list[str], message: str
) -> None:
    result = run("generate", "acme.json", *arguments)
    assert result.exit_code == 2
    assert f"error: {message}" in result.output
    assert "1 error; nothing was written" in result.output
    assert [p.name for p in project.iterdir()] == ["acme.json"]


def test_empty_document_is_refused(project: Path) -> None:
    result = run("generate", "")
    assert result.exit_code == 2
    assert "`SPEC` must not be empty" in result.output


# -- the document ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "column", "message", "hint"),
    [
        (
            "credentials.kee.argument = 'a'",
            13,
            "credentials: the document has no usable security scheme 'kee' [unknown-part]",
            "did you mean `key`?",
        ),
        (
            "client-parameters.x-team = 'team'",
            19,
            "client-parameters: the document has no header parameter 'x-team' [unknown-part]",
            "did you mean `X-Team`?",
        ),
        (
            "client-parameters.Foo = 'team'",
            19,
            "client-parameters: the document has no header parameter 'Foo' [unknown-part]",
            "the document has `X-Team`",
        ),
    ],
)
def test_parts_that_the_document_does_not_have(
    project: Path, line: str, column: int, message: str, hint: str
) -> None:
    with pytest.raises(DocumentError) as caught:
        generate_files(load(project, line))
    (problem,) = caught.value.problems
    assert str(problem) == f"specpress.toml:2:{column}: error: {message}"
    assert problem.hint == hint


def test_credentials_are_named_as_set(project: Path) -> None:
    # `token` is also the default of the other scheme.
    generated = generate_files(load(project, "credentials.key.argument = 'token'"))
    client = generated.files["acme_client/_client.py"]
    (call,) = {
        ast.unparse(node)
        for node in ast.walk(ast.parse(client))
        if isinstance(node, ast.Call)
        and "X-Key" in ast.unparse(node)
        and ast.unparse(node.func) == "_credential"
    }
    assert "token" in call
    assert "'ACME_TOKEN'" in call
    assert "        other: str | TokenProvider | None = None,\n" in client


def test_credential_of_the_lock_changes_only_if_accepted(project: Path) -> None:
    write(project, 'spec = "acme.json"\ncredentials.key.argument = "first"\n')
    assert run("generate").exit_code == 0
    write(project, 'spec = "acme.json"\ncredentials.key.argument = "second"\n')
    result = run("generate")
    assert result.exit_code == 1
    assert "the name of credential key would change: first -> second" in result.output
    assert run("generate", "--accept-renames").exit_code == 0
    assert "second: str" in (project / "generated/acme_client/_client.py").read_text()


@pytest.mark.parametrize(
    "name",
    [
        '"); import os; (".json',
        "a\u2028b.json",
        "{{ 7 * 7 }}.json",
        '"""x.json',
        "con.json",
    ],
)
def test_name_of_the_document_enters_no_code(project: Path, name: str) -> None:
    tree = json.loads((project / "acme.json").read_text())
    (project / name).write_text(
        json.dumps(tree | {"info": {"title": "", "version": "1"}})
    )
    generated = generate_files(load_settings(project, {"spec": name}))
    assert generated.names.package.isidentifier()
    for path, text in generated.files.items():
        assert name.removesuffix(".json") not in path + text or name == "con.json"


def test_names_of_the_project_by_hand_and_in_the_lock(project: Path) -> None:
    # The lock of an earlier version: `Store` is the name of a class in `testing` now.
    (project / "specpress-names.lock").write_text("project client -> Store\n")
    assert generate_files(load(project, "")).names.client == "Store"
    by_hand = "package = 'acme'\nnames.'project client' = 'AcmeStore'"
    assert generate_files(load(project, by_hand)).names.client == "AcmeStore"


def test_drift_after_a_changed_default_has_the_cause_settings(project: Path) -> None:
    load(project, "")
    assert run("generate").exit_code == 0
    load(project, "on-contradiction = 'warn'")
    result = run("check")
    assert result.exit_code == 1
    assert "changed acme_client/_client.py (cause: settings)" in result.output


# -- namespaces ------------------------------------------------------------------------------


@pytest.fixture
def namespace_client(project: Path) -> Generated:
    return generate_files(load(project, "package = 'acme.shop.books_client'"))


def test_package_in_a_namespace(namespace_client: Generated) -> None:
    files = namespace_client.files
    assert "acme/shop/books_client/__init__.py" in files
    assert "acme/__init__.py" not in files
    assert "acme/shop/__init__.py" not in files
    project = files["pyproject.toml"]
    assert 'name = "acme-shop-books-client"' in project
    assert 'only-include = ["acme/shop/books_client"]' in project
    assert "from acme.shop.books_client import Books\n" in files["README.md"]
    assert '"BOOKS_API_KEY"' in files["acme/shop/books_client/_client.py"]


# -- the schema ------------------------------------------------------------------------------


def test_command_prints_the_schema() -> None:
    result = run("schema")
    schema = json.loads(result.output)
    jsonschema.Draft7Validator.check_schema(schema)
    assert result.exit_code == 0
    assert schema == load_schema().schema
    assert all("description" in entry for entry in schema["properties"].values())


def test_schema_describes_all_settings_and_options() -> None:
    properties = load_schema().schema["properties"]
    names = {f.name.replace("_", "-") for f in dataclasses.fields(Settings)}
    # `api` has tables of settings; the field `api` is the name of one of them.
    assert properties.keys() == names - {"source", "table"}
    items = properties["api"]["items"]["properties"]
    assert items.keys() == properties.keys() - {"api"} | {"name"}
    # Options of a run, which no settings file has.
    runs = {"config", "force", "accept-renames", "traceback", "dry-run", "watch"}
    runs |= {"problem-format", "json", "quiet", "apis"}
    for command in (generate, check):
        options = {str(p.name).replace("_", "-") for p in command.params}
        assert options - runs <= properties.keys()


def test_defaults_and_examples_of_the_schema_are_those_of_the_program(
    project: Path,
) -> None:
    settings = load(project, "")
    for key, entry in load_schema().schema["properties"].items():
        if "default" in entry and key != "output":
            value = getattr(settings, key.replace("-", "_"))
            assert (list(value) if isinstance(value, tuple) else value) == (
                entry["default"]
            )
        for example in entry.get("examples", ()) if key != "api" else ():
            assert load_settings(project, {"spec": "a", key.replace("-", "_"): example})


def test_validator_of_another_author_agrees() -> None:
    validator = jsonschema.Draft7Validator(load_schema().schema)
    valid = {"spec": "a.yaml", "credentials": {"k": {"argument": "a"}}}
    assert validator.is_valid(valid)
    for table in ({"output": ""}, {"strict": 1}, {"x": 1}, {"package": "a b"}):
        assert not validator.is_valid(table)


def test_settings_of_this_project_are_valid() -> None:
    root = Path(__file__).parents[2]
    assert load_settings(root, {}).package == "extend_client"
