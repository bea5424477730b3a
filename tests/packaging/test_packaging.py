"""The distributions of the generator, and the generated client installed in an empty environment."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from specpress.cli import main

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a directory with the sdist of the generator and a wheel built from that sdist."""
    directory = tmp_path_factory.mktemp("dist")
    options = ["--no-isolation", "--outdir", str(directory)]
    completed = subprocess.run(
        [sys.executable, "-m", "build", *options, str(ROOT)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert completed.returncode == 0, completed.stdout + completed.stderr
    return directory


def test_sdist_contains_generator_and_templates(distributions: Path) -> None:
    (path,) = distributions.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {
        "templates/package/_client.py.jinja",
        "generator/specpress/__main__.py",
    } <= names


def test_wheel_generates_without_the_repository(
    distributions: Path, tmp_path: Path
) -> None:
    (path,) = distributions.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path / "site")
    code = f"import sys; sys.path.insert(0, {str(tmp_path / 'site')!r}); from specpress.cli import main; main()"
    command = [sys.executable, "-c", code]
    command += ["generate", str(ROOT / "spec/extend.openapi.yaml")]
    command += ["-o", "out", "--config", str(ROOT / "pyproject.toml")]
    completed = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert completed.returncode == 0, completed.stderr
    documented = subprocess.run(
        [*command[:3], "docs", str(ROOT / "spec/extend.openapi.yaml"), "-o", "pages"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert documented.returncode == 0, documented.stderr
    assert (tmp_path / "pages/assets/minisearch.js").stat().st_size > 50_000
    model = Path("extend_client/models/extract_run.py")
    expected = (ROOT / "generated" / model).read_text("utf-8")
    assert (tmp_path / "out" / model).read_text("utf-8") == expected


@pytest.mark.parametrize(
    ("command_name", "name"),
    [("generate", "tests/models.json"), ("docs", "index.html")],
)
def test_command_does_not_import_the_mock_extra(
    tmp_path: Path, command_name: str, name: str
) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    requirements = project["optional-dependencies"]["mock"]
    names = [re.split(r"[^\w-]", entry)[0].replace("-", "_") for entry in requirements]
    # An entry of None in sys.modules makes the import of that module fail.
    code = f"import sys; sys.modules |= dict.fromkeys({names}); from specpress.cli import main; main()"
    document = ROOT / "tests/golden/cases/lifecycle_of_an_order/openapi.yaml"
    command = [sys.executable, "-c", code, command_name, str(document)]
    completed = subprocess.run(
        [*command, "-o", str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert len(names) > 2
    assert completed.returncode == 0, completed.stdout + completed.stderr
    assert (tmp_path / name).is_file()


def test_client_installs_alone(
    client_wheel: Path, system_environment: dict[str, str], tmp_path: Path
) -> None:
    environment = tmp_path / "environment"
    # pip of this environment installs into the new one: installing pip there takes longer.
    options = ["-m", "venv", "--without-pip", str(environment)]
    subprocess.run([sys.executable, *options], check=True)
    python = str(next(environment.glob("*/python")))
    options = ["-m", "pip", "--python", python, "install", "--quiet"]
    subprocess.run(
        [sys.executable, *options, str(client_wheel)],
        env=system_environment,
        check=True,
        capture_output=True,
    )
    code = "from extend_client import Extend; print(Extend(token='t').extract_runs.cancel.__name__)"
    completed = subprocess.run(
        [python, "-c", code],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert completed.stdout.strip() == "cancel"
    completed = subprocess.run(
        [python, "-c", "import specpress"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "No module named 'specpress'" in completed.stderr


SERVICE = """
openapi: 3.1.0
info: {title: TITLE, version: '1'}
paths:
  /token:
    post:
      operationId: login_token_post
      tags: [auth]
      requestBody: {required: true, content: {application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/Body_login_token_post'}}}}
      responses: {'200': {description: Ok., content: {application/json: {schema: {$ref: '#/components/schemas/Token'}}}}}
components:
  schemas:
    Body_login_token_post: {type: object, required: [username], properties: {username: {type: string}}}
    Token: {type: object, required: [access_token], properties: {access_token: {type: string}}}
"""


def test_two_services_install_side_by_side(tmp_path: Path) -> None:
    site, folders = tmp_path / "site", []
    for title in ("Bookshop API", "Boat Rental"):
        document = tmp_path / f"{title}.yaml"
        document.write_text(SERVICE.replace("TITLE", title), "utf-8")
        folder = tmp_path / title.replace(" ", "-")
        folders.append(str(folder))
        command = [sys.executable, "-m", "specpress", "generate", str(document)]
        subprocess.run(
            [*command, "-o", str(folder)], cwd=tmp_path, check=True, capture_output=True
        )
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--target", str(site)]
    subprocess.run(
        [sys.executable, "-m", "pip", "install", *options, *folders],
        check=True,
        capture_output=True,
    )
    code = (
        "import bookshop_client, boat_rental_client\n"
        "from bookshop_client import Bookshop, models\n"
        "from boat_rental_client import BoatRental\n"
        "from boat_rental_client.models import LoginBody, Token\n"
        "assert models.Token is not Token\n"
        "for client in (Bookshop(base_url='http://a'), BoatRental(base_url='http://b')):\n"
        "    print(client.auth.login.__name__)\n"
        "    client.close()\n"
    )
    completed = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert completed.stdout.split() == ["login", "login"], completed.stderr
    assert {p.name for p in site.glob("*.dist-info")} == {
        "bookshop_client-0.1.0.dist-info",
        "boat_rental_client-0.1.0.dist-info",
    }


def test_packages_in_one_namespace(tmp_path: Path) -> None:
    """Two distributions share a namespace; both import, pass mypy and their own tests."""
    document = tmp_path / "service.yaml"
    document.write_text(SERVICE, "utf-8")
    folders = [tmp_path / "books", tmp_path / "boats"]
    for folder in folders:
        options = ["-o", str(folder), "--package", f"acme.{folder.name}"]
        result = CliRunner().invoke(main, ["generate", str(document), *options])
        assert result.exit_code == 0, result.output
    site = tmp_path / "site"
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--target", str(site)]
    pip = [sys.executable, "-m", "pip", "install", *options, *map(str, folders)]
    subprocess.run(pip, check=True, capture_output=True)
    assert [p.name for p in (site / "acme").iterdir() if p.suffix == ".py"] == []
    code = "from acme.books import Books; from acme.boats import Boats; print(Books, Boats)"
    books, environment = folders[0], {**os.environ, "PYTHONPATH": str(site)}
    for command in (
        ["-c", code],
        [
            "-m",
            "mypy",
            "--strict",
            "--cache-dir",
            str(tmp_path / "cache"),
            "acme",
            "tests",
        ],
        ["-m", "pytest", "-q", "-p", "no:cacheprovider"],
    ):
        completed = subprocess.run(
            [sys.executable, *command],
            env=environment,
            cwd=tmp_path if command[0] == "-c" else books,
            capture_output=True,
            text=True,
            check=False,
        )
        assert completed.returncode == 0, completed.stdout + completed.stderr


def test_package_with_the_name_of_a_test_module(tmp_path: Path) -> None:
    """Its tests run: an API may be titled "Test"."""
    document = tmp_path / "service.yaml"
    document.write_text(SERVICE, "utf-8")
    output = tmp_path / "out"
    options = ["-o", str(output), "--package", "test_client"]
    result = CliRunner().invoke(main, ["generate", str(document), *options])
    assert result.exit_code == 0, result.output
    completed = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
        env={**os.environ, "PYTHONPATH": str(output)},
        cwd=output,
        capture_output=True,
        text=True,
        check=False,
    )
    assert completed.returncode == 0, completed.stdout + completed.stderr
