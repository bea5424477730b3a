"""Errors name options for users of the command, and arguments for programs."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import specpress
from specpress import wording
from specpress.cli import main

SOURCES = Path(specpress.__file__).parent
# Modules that only the command imports.
OF_THE_COMMAND = ("cli", "guard.py", "printed.py", "records.py", "wording.py")
OPTION = re.compile(r"(?<![\w-])--?[a-z][\w-]*")
DOCUMENT = """openapi: 3.1.0
info: {{title: Acme, version: '1'}}
paths:
  /things:
    get:
      operationId: {name}
      responses: {{'200': {{description: Things., content: {{application/json: {{schema: {schema}}}}}}}}}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_document()
    return tmp_path


def write_document(name: str = "list_things", schema: str = "{type: string}") -> None:
    Path("openapi.yaml").write_text(DOCUMENT.format(name=name, schema=schema), "utf-8")


def generate(**settings: object) -> None:
    values = {"spec": "openapi.yaml", "output": "client", **settings}
    specpress.generate(specpress.Settings(**values)).write()  # type: ignore[arg-type]


def refer_to_a_url() -> None:
    write_document(schema="{$ref: 'https://example.com/thing.json'}")
    generate()


def refer_to_another_directory() -> None:
    write_document(schema="{$ref: '../thing.json'}")
    generate()


def read_without_encryption() -> None:
    generate(spec="http://example.com/openapi.json")


def read_from_a_private_network() -> None:
    generate(spec="https://10.0.0.1/openapi.json")


def write_over_files() -> None:
    Path("client").mkdir()
    Path("client/README.md").write_text("Mine.", "utf-8")
    generate()


def write_over_edits() -> None:
    generate()
    Path("client/README.md").write_text("Mine.", "utf-8")
    generate()


def write_over_another_client() -> None:
    generate(package="other", distribution="other", client="Other")
    write_document("list_others")
    generate(names_lock="names.lock")


def write_to_a_file() -> None:
    Path("client").write_text("Mine.", "utf-8")
    generate()


def write_over_a_directory() -> None:
    Path("client/README.md").mkdir(parents=True)
    generate()


def read_a_journal_of_others() -> None:
    Path("client").mkdir()
    Path("client/.specpress-journal").write_text("{}", "utf-8")
    generate()


def change_a_name() -> None:
    generate(names_lock="names.lock")
    generate(names_lock="names.lock", names={"operation list_things": "all_things"})


def load_without_document() -> None:
    Path("specpress.toml").write_text("strict = true", "utf-8")
    specpress.load_settings()


def load_one_of_several() -> None:
    tables = (
        "[[api]]\nspec = 'a.yaml'\noutput = 'a'\n[[api]]\nspec = 'b.yaml'\noutput = 'b'"
    )
    Path("specpress.toml").write_text(tables, "utf-8")
    specpress.load_settings()


def load_one_without_several() -> None:
    Path("specpress.toml").write_text("spec = 'openapi.yaml'", "utf-8")
    specpress.load_settings(api="books")


@pytest.mark.parametrize(
    ("action", "argument"),
    [
        (refer_to_a_url, "pass `allow_remote=True`"),
        (refer_to_another_directory, "pass `root`"),
        (read_without_encryption, "with `allow_http=True`"),
        (read_from_a_private_network, "pass `allow_remote=True`"),
        (write_over_files, "with `output`, or pass `force=True`"),
        (write_over_edits, "pass `force=True`"),
        (write_over_another_client, "with `output`, or pass `force=True`"),
        (write_to_a_file, "with `output`"),
        (write_over_a_directory, "with `output`"),
        (read_a_journal_of_others, "`specpress.generate` with `force=True`"),
        (change_a_name, "`specpress.generate` with `accept_renames=True`"),
        (load_without_document, '`spec = "openapi.yaml"`'),
        (load_one_of_several, "with `api`"),
        (load_one_without_several, "`api` books"),
    ],
)
def test_programs_read_arguments(action: Callable[[], None], argument: str) -> None:
    with pytest.raises(specpress.SpecpressError) as caught:
        action()
    problems = caught.value.problems
    text = " ".join([str(caught.value), *(p.hint for p in problems if p.hint)])
    assert argument in text
    assert OPTION.findall(text) == []


def test_users_of_the_command_read_options() -> None:
    write_document(schema="{$ref: 'https://example.com/thing.json'}")
    result = CliRunner().invoke(main, ["generate", "openapi.yaml"])
    assert "pass --allow-remote" in result.output
    test_programs_read_arguments(refer_to_a_url, "pass `allow_remote=True`")


def list_texts() -> Iterator[tuple[str, ast.Constant, ast.AST]]:
    """Yield the texts of the modules that programs use, with what contains them."""
    for path in sorted(SOURCES.rglob("*.py")):
        name = path.relative_to(SOURCES).as_posix()
        if name.partition("/")[0] not in OF_THE_COMMAND:
            for holder in ast.walk(ast.parse(path.read_text("utf-8"))):
                for node in ast.iter_child_nodes(holder):
                    if isinstance(node, ast.Constant) and isinstance(node.value, str):
                        yield name, node, holder


def is_name_option(function: ast.expr) -> bool:
    return isinstance(function, ast.Name) and function.id == "name_option"


def test_no_other_message_names_an_option() -> None:
    options = re.compile(r"(?<![\w-])(--[a-z]|-o\b)")
    named = set()
    for module, node, holder in list_texts():
        text = str(node.value)
        if isinstance(holder, ast.Call) and is_name_option(holder.func):
            named.add(text)
        elif " " in text and not isinstance(holder, ast.Expr):
            assert options.search(text) is None, f"{module}: {text}"
    assert named <= wording.ARGUMENTS.keys()
