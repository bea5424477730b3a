"""The command line: generation, drift, problems and usage errors."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from specpress.cli import main

SPEC = """openapi: 3.1.0
info: {title: Acme API, version: '1'}
paths: {}
components:
  schemas:
    Thing: {type: object, properties: {a: {type: string}}}
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "acme.yaml").write_text(SPEC)
    (tmp_path / "specpress.toml").write_text('spec = "acme.yaml"\noutput = "out"\n')
    monkeypatch.chdir(tmp_path)
    assert run("generate").exit_code == 0
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_check_after_generate_is_clean(project: Path) -> None:
    result = run("check")
    assert result.exit_code == 0, result.output
    assert "clean" in result.output


def edit(path: Path) -> None:
    path.write_text(path.read_text() + "#")


def delete(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize(
    ("change", "kind", "name"),
    [
        (edit, "changed", "thing.py"),
        (delete, "missing", "thing.py"),
    ],
)
def test_check_reports_hand_edits(
    project: Path, change: Callable[[Path], None], kind: str, name: str
) -> None:
    change(project / "out/acme_client/models/thing.py")
    result = run("check")
    assert result.exit_code == 1
    assert f"{kind} acme_client/models/{name} (cause: hand edit)" in result.output


def test_check_reports_document_changes_until_generate(project: Path) -> None:
    (project / "acme.yaml").write_text(SPEC.replace("Thing", "Other"))
    result = run("check")
    assert result.exit_code == 1
    assert "missing acme_client/models/other.py (cause: document)" in result.output
    assert "stale acme_client/models/thing.py (cause: document)" in result.output
    assert run("generate").exit_code == 0
    assert not (project / "out/acme_client/models/thing.py").exists()
    assert run("check").exit_code == 0


def test_error_is_located_and_nothing_is_written(project: Path) -> None:
    (project / "acme.yaml").write_text(SPEC.replace("info:", "infos:"))
    result = run("generate", "-o", "other", "--strict")
    assert result.exit_code == 1
    assert "acme.yaml:1:1" in result.output
    assert not (project / "other").exists()


def test_minor_problem_is_a_warning(project: Path) -> None:
    (project / "acme.yaml").write_text(SPEC.replace("info:", "infos:"))
    result = run("generate", "-o", "other")
    assert result.exit_code == 0
    assert "acme.yaml:1:1: warning: the document has no `info`" in result.output
    assert (project / "other").exists()


def test_client_name_is_derived_from_the_package(project: Path) -> None:
    assert run("generate", "-o", "named", "--package", "big_shop_client").exit_code == 0
    assert "with BigShop(" in (project / "named" / "README.md").read_text()


def test_check_without_output(project: Path) -> None:
    result = run("check", "-o", "elsewhere")
    assert result.exit_code == 1
    assert "no files in ./elsewhere: run `specpress generate`" in result.output


def test_cause_of_drift_is_unknown_without_a_manifest(project: Path) -> None:
    (project / "out" / "specpress.lock").unlink()
    edit(project / "out/acme_client/models/thing.py")
    result = run("check")
    assert result.exit_code == 1
    assert "thing.py (cause: unknown, specpress.lock is missing)" in result.output


def test_similar_file_name_is_suggested(project: Path) -> None:
    result = run("generate", "acmee.yaml")
    assert result.exit_code == 1
    assert "did you mean acme.yaml?" in result.output


def test_usage_error_exits_with_2(project: Path) -> None:
    (project / "specpress.toml").write_text('sepc = "acme.yaml"\n')
    result = run("generate")
    assert result.exit_code == 2
    assert "did you mean `spec`" in result.output


def test_unmanaged_file_is_overwritten_only_with_force(project: Path) -> None:
    unmanaged = project / "mine" / "README.md"
    unmanaged.parent.mkdir()
    unmanaged.write_text("# Mine\n")
    result = run("generate", "-o", "mine")
    assert result.exit_code == 2
    assert "README.md would be overwritten" in " ".join(result.output.split())
    assert [*unmanaged.parent.iterdir()] == [unmanaged]
    assert unmanaged.read_text() == "# Mine\n"
    assert run("generate", "-o", "mine", "--force").exit_code == 0
    assert "Acme" in unmanaged.read_text()
    assert run("generate", "-o", "mine").exit_code == 0


def test_help_contains_examples() -> None:
    assert "Examples" in run("--help").output


def test_output_that_is_a_file_is_a_usage_error(project: Path) -> None:
    result = run("generate", "-o", "acme.yaml")
    assert result.exit_code == 2
    assert "is a file [unwritable-output]" in result.output
    assert (project / "acme.yaml").read_text() == SPEC


def test_message_is_not_interpreted_as_markup(project: Path) -> None:
    (project / "acme.yaml").write_text(SPEC.replace("paths:", ":x:[b]: 1\npaths:"))
    result = run("generate", "-o", "other")
    assert result.exit_code == 0
    assert ":x:[b]" in result.output


def test_long_line_is_cut_around_the_caret(tmp_path: Path) -> None:
    output = _generate_errors(
        tmp_path, f"openapi: 3.1.0\nx-a: {{a: {'b' * 200}, c: [}}\n"
    )
    line, caret = next(
        pair for pair in pairwise(output.splitlines()) if pair[1].endswith("^")
    )
    assert len(line) <= 80
    assert line[len(caret) - 1] == "}"


def test_excerpts_are_limited_per_kind_of_problem(
    tmp_path: Path,
) -> None:
    responses = "".join(f"        '2{n:02}': {{}}\n" for n in range(20))
    output = _generate_errors(
        tmp_path,
        "openapi: 3.1.0\ninfo: {title: A, version: '1'}\npaths:\n  /a:\n    get:\n      responses:\n"
        + responses,
    )
    assert output.count("has no `description`") == 20
    assert output.count("^\n") == 5


def _generate_errors(folder: Path, text: str) -> str:
    """Run the command in a process of 80 columns and return its standard error."""
    document = folder / "openapi.yaml"
    document.write_text(text, "utf-8")
    process = subprocess.run(
        [
            sys.executable,
            "-m",
            "specpress",
            "generate",
            str(document),
            "--package",
            "a",
        ],
        cwd=folder,
        env={**os.environ, "COLUMNS": "80"},
        capture_output=True,
        text=True,
        check=False,
    )
    return process.stderr
