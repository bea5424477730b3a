"""The `templates` setting: valid and invalid overrides of built-in templates."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from specpress.cli import main
from specpress.output import template_set

SPEC = """openapi: 3.1.0
info: {title: Acme API, version: '1'}
paths: {}
components:
  schemas:
    Thing: {type: object, properties: {a: {type: string}}}
"""
SETTINGS = 'spec = "acme.yaml"\noutput = "out"\n'
README = "README.md.jinja"
JSON = "package/_runtime/json/json.py"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "acme.yaml").write_text(SPEC)
    (tmp_path / "specpress.toml").write_text(SETTINGS)
    monkeypatch.chdir(tmp_path)
    assert run("generate").exit_code == 0
    (tmp_path / "specpress.toml").write_text(SETTINGS + 'templates = "own"\n')
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def write_override(project: Path, name: str, text: str = "") -> Path:
    path = project / "own" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def read_output(project: Path) -> dict[str, bytes]:
    return {
        path.relative_to(project).as_posix(): path.read_bytes()
        for path in (project / "out").rglob("*")
        if path.is_file()
    }


def expect_usage_error(project: Path, *words: str) -> None:
    """Expect both commands to reject the templates with one line and to keep the output."""
    before = read_output(project)
    for command in ("generate", "check"):
        result = run(command)
        assert result.exit_code == 2, result.output
        assert isinstance(result.exception, SystemExit)
        _, _, message = result.output.partition("error: ")
        message = message.removesuffix("1 error; nothing was written\n")
        assert len(message.splitlines()) == 1, message
        assert all(word in message for word in words), message
    assert read_output(project) == before


def test_missing_directory(project: Path) -> None:
    (project / "specpress.toml").write_text(SETTINGS + 'templates = "typo"\n')
    expect_usage_error(project, "typo", "does not exist")


def test_missing_directory_in_a_named_settings_file(project: Path) -> None:
    settings = project / "other.toml"
    settings.write_text(SETTINGS + 'templates = "typo"\n')
    before = read_output(project)
    result = run("generate", "--config", str(settings))
    assert result.exit_code == 2
    assert "typo' does not exist" in result.output
    assert read_output(project) == before


def test_missing_directory_prevents_new_output(project: Path) -> None:
    assert run("generate", "-o", "new").exit_code == 2
    assert not (project / "new").exists()


def test_directory_that_is_a_file(project: Path) -> None:
    (project / "own").write_text("")
    expect_usage_error(project, "own", "not a directory")


def test_unknown_template_name(project: Path) -> None:
    write_override(project, "READNE.md.jinja")
    expect_usage_error(
        project, "own/READNE.md.jinja", "did you mean 'README.md.jinja'?"
    )


def test_template_in_the_wrong_directory(project: Path) -> None:
    write_override(project, "_client.py.jinja")
    expect_usage_error(project, "did you mean 'package/_client.py.jinja'?")


def test_unknown_name_without_a_similar_one(project: Path) -> None:
    write_override(project, "zzz")
    expect_usage_error(project, "own/zzz", "is not a template of specpress")


def test_empty_directory_overrides_nothing(project: Path) -> None:
    (project / "own").mkdir()
    before = read_output(project)
    assert run("generate").exit_code == 0
    assert read_output(project) == before


def test_files_of_other_tools_are_ignored(project: Path) -> None:
    for name in (".gitkeep", ".DS_Store", "__pycache__/a.pyc"):
        write_override(project, name)
    before = read_output(project)
    assert run("generate").exit_code == 0
    assert read_output(project) == before


def test_override_of_one_template(project: Path) -> None:
    write_override(project, README, "# {{ view.names.package }} of ours\n")
    before = read_output(project)
    assert run("generate").exit_code == 0
    after = read_output(project)
    assert after["out/README.md"] == b"# acme_client of ours\n"
    differing = {name for name in before if before[name] != after[name]}
    assert differing == {"out/README.md", "out/specpress.lock"}
    assert after.keys() == before.keys()


def test_override_of_a_copied_file(project: Path) -> None:
    write_override(project, JSON, "# ours: {{ not rendered }}\n")
    assert run("generate").exit_code == 0
    text = (project / "out/acme_client/_runtime/json/json.py").read_text()
    assert text == "# ours: {{ not rendered }}\n"


def test_override_of_an_async_file_changes_both_clients(project: Path) -> None:
    write_override(
        project, "package/_runtime/client_async.py", "async def ours(): ...\n"
    )
    assert run("generate").exit_code == 0
    runtime = project / "out/acme_client/_runtime"
    assert (runtime / "client_async.py").read_text() == "async def ours(): ...\n"
    assert (runtime / "client_sync.py").read_text() == "def ours(): ...\n"


def test_check_reports_a_changed_override(project: Path) -> None:
    write_override(project, README, "# One\n")
    assert run("generate").exit_code == 0
    assert run("check").exit_code == 0
    write_override(project, README, "# Two\n")
    result = run("check")
    assert result.exit_code == 1
    assert "changed README.md (cause: template)" in result.output


def test_check_reports_a_removed_override(project: Path) -> None:
    write_override(project, README, "# One\n")
    assert run("generate").exit_code == 0
    (project / "specpress.toml").write_text(SETTINGS)
    result = run("check")
    assert "changed README.md (cause: template)" in result.output


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ok\n{{ nothing }}\n", "'nothing' is undefined"),
        ("ok\n{{ view.nothing }}\n", "has no attribute 'nothing'"),
        ("ok\n{{ view.name }\n", "unexpected '}'"),
        ("ok\n{{ view.name | nothing }}\n", "No filter named 'nothing'"),
        ("ok\n{% include 'nothing' %}\n", "nothing"),
        ("ok\n{% include '../../etc/passwd' %}\n", "etc/passwd"),
        ("ok\n{{ 1 // 0 }}\n", "ZeroDivisionError"),
        ("ok\n{{ view.__class__ }}\n", "unsafe"),
        ("ok\n{{ view.__class__.__mro__ }}\n", "unsafe"),
        ("ok\n{{ ''.__class__.__mro__[1].__subclasses__() }}\n", "unsafe"),
        ("ok\n{{ lipsum.__globals__ }}\n", "unsafe"),
        (
            "ok\n{{ view.methods.append(1) }}\n",
            "attribute 'append' of 'list' object is unsafe",
        ),
        ("ok\n{{ '{0.__class__}'.format(1) }}\n", "unsafe"),
        ("ok\n{{ range(10**9) }}\n", "Range too big"),
    ],
)
def test_failure_in_a_template(project: Path, text: str, words: str) -> None:
    write_override(project, README, text)
    expect_usage_error(project, f"own/{README}:2: ", words)


def test_syntax_error_in_a_template_that_is_not_rendered(
    project: Path,
) -> None:
    write_override(project, "package/webhooks.py.jinja", "{% if %}\n")
    expect_usage_error(project, "own/package/webhooks.py.jinja:1: ")


def test_template_includes_itself(project: Path) -> None:
    write_override(project, README, f"{{% include '{README}' %}}\n")
    expect_usage_error(project, f"own/{README}:1: ", "RecursionError")


def test_failure_in_a_template_per_item(project: Path) -> None:
    write_override(
        project, "package/models/model.py.jinja", "\n\n{{ module.nothing }}\n"
    )
    expect_usage_error(project, "own/package/models/model.py.jinja:3: ")


def test_override_is_not_utf_8(project: Path) -> None:
    write_override(project, README).write_bytes(b"\xff\xfe")
    expect_usage_error(project, f"own/{README}", "not UTF-8")


def link_file(path: Path, outside: Path) -> None:
    path.symlink_to(outside / "secret")


def link_directory(path: Path, outside: Path) -> None:
    path.parent.rmdir()
    path.parent.symlink_to(outside, target_is_directory=True)


def link_to_missing_file(path: Path, outside: Path) -> None:
    path.symlink_to(outside / "nowhere")


def create_pipe(path: Path, outside: Path) -> None:
    os.mkfifo(path)


def create_directory(path: Path, outside: Path) -> None:
    path.mkdir()
    (path / "file").write_text("")


@pytest.mark.parametrize(
    "create",
    [link_file, link_directory, link_to_missing_file, create_pipe, create_directory],
)
def test_override_is_not_a_file_inside_the_directory(
    project: Path, create: Callable[[Path, Path], None]
) -> None:
    outside = project / "elsewhere"
    outside.mkdir()
    (outside / "secret").write_text("secret")
    (outside / "json.py").write_text("secret")
    path = write_override(project, JSON)
    path.unlink()
    create(path, outside)
    expect_usage_error(project, "own/package/_runtime")


def test_link_inside_the_directory_is_followed(project: Path) -> None:
    shared = write_override(project, README, "# Ours\n")
    link = write_override(project, "docs/lifecycles.md.jinja")
    link.unlink()
    link.symlink_to(shared)
    assert run("generate").exit_code == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_unreadable_override(project: Path) -> None:
    write_override(project, README).chmod(0)
    expect_usage_error(project, f"own/{README}", "cannot be read")


def test_installation_without_templates(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "specpress.toml").write_text(SETTINGS)
    monkeypatch.setattr(template_set, "templates_directory", lambda: project / "gone")
    expect_usage_error(project, "gone", "install specpress again")


HEADER = "{#- view: output.outputs.project.Readme, version 2 -#}"


def test_template_of_the_same_version(project: Path) -> None:
    write_override(project, README, f"{HEADER}\nours\n")
    assert run("generate").exit_code == 0
    assert (project / "out/README.md").read_text() == "ours\n"


@pytest.mark.parametrize(
    ("old", "new"), [("version 2", "version 1"), ("project.Readme", "project.Read")]
)
def test_template_for_another_version_of_its_view(
    project: Path, old: str, new: str
) -> None:
    write_override(project, README, f"{HEADER.replace(old, new)}\nours\n")
    before = read_output(project)
    result = run("generate")
    assert result.exit_code == 2
    assert "own/README.md.jinja:1:1: error: this template is for" in result.output
    assert "hint: compare it with the built-in template" in result.output
    assert read_output(project) == before
