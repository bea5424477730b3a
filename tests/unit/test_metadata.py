"""The layout of the output and the metadata of the distribution, from the settings."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from packaging.requirements import Requirement
from packaging.version import Version

import specpress
from specpress.cli import main
from specpress.package.metadata import convert_version

DOCUMENT = """openapi: 3.1.0
info: {title: Acme, version: '2026-03-01'}
paths:
  /things:
    get: {operationId: list_things, responses: {'200': {description: Things.}}}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "openapi.yaml").write_text(DOCUMENT, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def load(text: str) -> specpress.Settings:
    Path("specpress.toml").write_text(f'spec = "openapi.yaml"\n{text}', "utf-8")
    return specpress.load_settings()


def generate(text: str = "") -> specpress.Result:
    return specpress.generate(load(text))


def read_project(text: str = "") -> dict[str, Any]:
    project: dict[str, Any] = tomllib.loads(generate(text).files["pyproject.toml"])
    table: dict[str, Any] = project["project"]
    return table


def test_private_client_has_no_licence() -> None:
    result = generate()
    assert "LICENSE" not in result.files
    project = tomllib.loads(result.files["pyproject.toml"])["project"]
    assert "license" not in project
    assert "Private :: Do Not Upload" in project["classifiers"]


@pytest.mark.parametrize(
    "name", ["MIT", "Apache-2.0", "MIT OR (Apache-2.0 AND BSD-3-Clause)"]
)
def test_licence(name: str) -> None:
    result = generate(f'license = "{name}"\n')
    project = tomllib.loads(result.files["pyproject.toml"])["project"]
    assert project["license"] == name
    assert "Private :: Do Not Upload" not in project["classifiers"]
    assert ("LICENSE" in result.files) is (name == "MIT")


def test_holders_of_the_licence() -> None:
    text = generate('license = "MIT"\n').files["LICENSE"]
    assert "Copyright (c)" not in text
    authors = '["Ann Example <ann@example.com>", "<ops@example.com>"]'
    held = generate(f'license = "MIT"\nauthors = {authors}\n').files["LICENSE"]
    holders = "Copyright (c) Ann Example, ops@example.com\n\n"
    assert held == text.replace("Permission is", f"{holders}Permission is")


def test_authors_and_links() -> None:
    project = read_project(
        'authors = ["Ann \\"A\\" Example <ann@example.com>", "Bo", "<c@example.com>"]\n'
        '[urls]\nHomepage = "https://example.com"\n"Source code" = "https://example.com/a?b=1"\n'
    )
    assert project["authors"] == [
        {"name": 'Ann "A" Example', "email": "ann@example.com"},
        {"name": "Bo"},
        {"email": "c@example.com"},
    ]
    assert project["urls"] == {
        "Homepage": "https://example.com",
        "Source code": "https://example.com/a?b=1",
    }


def test_python_versions_and_dependencies() -> None:
    project = read_project(
        'requires-python = ">=3.12,<4"\n[dependencies]\nhttpx2 = ">=2.16,<3"\npytest = "~=8.4"\n'
    )
    assert project["requires-python"] == ">=3.12,<4"
    assert "Programming Language :: Python :: 3.12" in project["classifiers"]
    assert project["dependencies"] == ["httpx2>=2.16,<3"]
    extras = project["optional-dependencies"]
    assert extras["test"] == ["pytest~=8.4"]
    for requirement in [project["dependencies"], *extras.values()]:
        Requirement(*requirement)


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("2026-03-01", "2026.3.1"),
        ("v1.2", "1.2"),
        ("1.0.0-rc1", "1.0.0-rc1"),
        ("2.0.0-beta.3", "2.0.0-beta.3"),
        (" 1 ", "1"),
        ("1.0.0-alpha", "1.0.0-alpha"),
        ("spring", None),
        ("1.x", None),
        ("", None),
    ],
)
def test_version_of_a_document(text: str, version: str | None) -> None:
    assert convert_version(text) == version
    assert version is None or Version(version)


def test_version_of_the_document() -> None:
    assert read_project('version = "document"\n')["version"] == "2026.3.1"
    Path("openapi.yaml").write_text(DOCUMENT.replace("2026-03-01", "spring"), "utf-8")
    with pytest.raises(specpress.DocumentError) as caught:
        generate('version = "document"\n')
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.position)) == (
        "unusable-version",
        "specpress.toml:2:11",
    )


def test_readme_names_no_package_of_the_index() -> None:
    readme = generate().files["README.md"]
    assert re.findall(r"pip install (\S+)", readme) == ["."]
    readme = generate('install = "git+https://example.com/acme.git@v1"\n').files[
        "README.md"
    ]
    assert re.findall(r"pip install (\S+)", readme) == [
        "git+https://example.com/acme.git@v1"
    ]
    assert "in this directory" not in readme


@pytest.mark.parametrize(
    "text",
    [
        'license = "MIT\\n"',
        'license = "a\\"b"',
        'license = "Proprietary"',
        'license = "Apache 2.0"',
        'license = "MIT or Apache-2.0"',
        'authors = ["a\\nb"]',
        'authors = ["<no address>"]',
        'requires-python = ">=3.9"',
        'install = "a; rm -rf /"',
        'install = "-r x"',
        'layout = "folder"',
        '[urls]\nHome = "javascript:alert(1)"',
        '[dependencies]\nrequests = ">=2"',
        '[dependencies]\nhttpx2 = "latest"',
    ],
)
def test_invalid_metadata_is_located(text: str) -> None:
    with pytest.raises(specpress.SettingsError) as caught:
        load(text)
    (problem,) = caught.value.problems
    assert problem.position is not None


@pytest.mark.parametrize("package", [None, "acme", "src.acme"])
def test_layout_of_the_package_only(folder: Path, package: str | None) -> None:
    names = f'package = "{package}"\n' if package else ""
    result = generate(f'layout = "package"\noutput = "src/acme"\n{names}')
    assert result.package == (package or "acme")
    assert "__init__.py" in result.files
    assert {
        name for name in result.files if "/" not in name and not name.endswith(".py")
    } == {
        "_description.json",
        "_schema_pointers.json",
        "py.typed",
        "specpress.lock",
    }
    assert not any(name.startswith(("tests/", "docs/")) for name in result.files)
    result.write()
    assert sorted(path.name for path in folder.iterdir()) == [
        "openapi.yaml",
        "specpress-names.lock",
        "specpress.lock",
        "specpress.toml",
        "src",
    ]
    # No file of specpress is in the wheel of the user.
    assert not [*(folder / "src").rglob("*.lock")]
    root = folder if package == "src.acme" else folder / "src"
    code = f"from {result.package} import {result.client}; from {result.package} import testing"
    subprocess.run([sys.executable, "-c", code], cwd=root, check=True)
    assert specpress.check(specpress.load_settings()).is_current


def test_change_of_the_layout_leaves_no_file(folder: Path) -> None:
    names = 'output = "src/acme"\npackage = "acme"\n'
    generate(names).write()
    project = list_files(folder)
    result = generate(f'{names}layout = "package"\n')
    assert "pyproject.toml" in result.preview().deleted
    assert "stale" in {d.kind for d in specpress.check(result.settings).differences}
    result.write()
    assert "src/acme/pyproject.toml" not in list_files(folder)
    assert "src/acme/specpress.lock" not in list_files(folder)
    assert specpress.check(result.settings).is_current
    generate(names).write()
    assert list_files(folder) == project


def test_packages_of_several_apis_have_a_manifest_each(folder: Path) -> None:
    tables = "".join(
        f'[[api]]\nspec = "openapi.yaml"\noutput = "src/{name}"\n' for name in "ab"
    )
    Path("specpress.toml").write_text(f'layout = "package"\n{tables}', "utf-8")
    settings = specpress.load_all_settings()
    specpress.write_all([specpress.generate(s) for s in settings])
    assert [name for name in list_files(folder) if name.endswith(".lock")] == [
        f"specpress-{kind}-{name}.lock" for kind in ("files", "names") for name in "ab"
    ]
    assert all(specpress.check(s).is_current for s in settings)


def list_files(folder: Path) -> list[str]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in paths)


def test_metadata_is_no_part_of_a_package() -> None:
    settings = 'layout = "package"\noutput = "src/acme"\n'
    bounds = '[dependencies]\nhttpx2 = ">=2.20,<3"\n'
    load(settings + bounds)
    result = CliRunner().invoke(main, ["generate"])
    assert "add httpx2>=2.20,<3 to the dependencies of your project" in result.output
    load(f'{settings}license = "MIT"\nauthors = ["Ann Example"]\n{bounds}')
    assert CliRunner().invoke(main, ["check"]).exit_code == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('output = "src/acme"\npackage = "other"\n', "must end with other"),
        ('output = "src/json"\n', "'json' is a module of the standard library"),
        ('output = "src/my-client"\n', "'my-client': it is not a Python module name"),
    ],
)
def test_folder_with_another_name_than_the_package(text: str, message: str) -> None:
    with pytest.raises(specpress.SpecpressError, match=re.escape(message)) as caught:
        generate(f'layout = "package"\n{text}')
    problems = getattr(caught.value, "problems")  # noqa: B009
    assert str(problems[0].position) == "specpress.toml:3:10"


def test_holders_of_the_copyright_have_no_control_characters() -> None:
    author = r"A\u2028B\u0085C\u202eD"
    text = generate(f'license = "MIT"\nauthors = ["{author}"]').files["LICENSE"]
    assert r"Copyright (c) A\u2028B\x85C\u202eD" in text
    assert text.replace("\n", "").isprintable()
