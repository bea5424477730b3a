"""The Python API of the generator: its names, its results and errors, and the page that describes it."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.docs.services import ACME_DOCUMENT, ACME_FILES

import specpress
from specpress.cli import main
from specpress.config.settings import OWN_FIELDS

PAGE = Path(__file__).parents[2] / "docs/python-api.md"
NAMES = [
    "Changes",
    "CheckResult",
    "Credential",
    "Difference",
    "DocumentError",
    "EditedFilesError",
    "Position",
    "Problem",
    "Result",
    "Settings",
    "SettingsError",
    "Severity",
    "SpecpressError",
    "UsageError",
    "__version__",
    "check",
    "generate",
    "load_all_settings",
    "load_settings",
    "write_all",
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in ACME_FILES.items():
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def create_settings() -> specpress.Settings:
    return specpress.Settings(spec="openapi.yaml", output=Path("client"))


def test_names_are_those_of_the_last_version() -> None:
    assert specpress.__all__ == NAMES, "a removed name breaks programs of users"
    assert all(getattr(specpress, name) is not None for name in NAMES)
    assert {*NAMES} <= {*dir(specpress)}
    with pytest.raises(AttributeError, match="no attribute 'genrate'"):
        specpress.genrate  # type: ignore[attr-defined]  # noqa: B018


def test_page_names_all_objects() -> None:
    text = PAGE.read_text("utf-8")
    missing = [
        name
        for name in NAMES
        if not re.search(rf"\b{name}\b", text)
        and name not in ("__version__", "Credential", "Position", "Severity")
    ]
    assert missing == []
    for kind in (specpress.Result, specpress.CheckResult, specpress.Changes):
        fields = {*kind.__dataclass_fields__} - {"previous_names_lock"}
        assert {f for f in fields if f"`{f}`" not in text} == set()


def test_import_is_cheap() -> None:
    code = "import specpress, sys; print(*(m for m in sys.modules if 'specpress' in m))"
    command = [sys.executable, "-c", code]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert result.stdout.split() == ["specpress"]


def test_command_and_function_have_the_same_output(folder: Path) -> None:
    result = specpress.generate(create_settings())
    arguments = ["generate", "openapi.yaml", "-o", "client"]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    written = {
        path.relative_to("client").as_posix(): path.read_text("utf-8")
        for path in Path("client").rglob("*")
        if path.is_file()
    }
    assert written == result.files
    assert specpress.check(create_settings()).is_current


def test_result_describes_the_package() -> None:
    result = specpress.generate(create_settings())
    assert (result.package, result.client) == ("acme_client", "Acme")
    assert [problem.code for problem in result.problems] == ["unknown-key"]
    assert result.problems[0].severity is specpress.Severity.WARNING
    assert result.problems[0].position == specpress.Position("openapi.yaml", 7, 7)
    assert result.counts["operation"] == 1
    assert not Path("client").exists()


def test_preview_and_write_return_the_same_changes() -> None:
    result = specpress.generate(create_settings())
    preview = result.preview()
    assert not Path("client").exists()
    assert result.write() == preview
    assert specpress.generate(create_settings()).write() == specpress.Changes()


def test_edited_files_are_an_error_with_differences() -> None:
    specpress.generate(create_settings()).write()
    readme = Path("client/README.md")
    readme.write_text("mine\n", "utf-8")
    (difference,) = specpress.check(create_settings()).differences
    assert (difference.path, difference.cause) == ("README.md", "hand edit")
    result = specpress.generate(create_settings())
    with pytest.raises(specpress.EditedFilesError) as caught:
        result.write()
    assert [d.path for d in caught.value.differences] == ["README.md"]
    assert caught.value.problems[0].code == "edited-files"
    assert readme.read_text("utf-8") == "mine\n"
    assert result.write(force=True).changed == ("README.md",)


def test_nothing_is_written_if_one_of_several_apis_has_edited_files() -> None:
    settings = specpress.load_all_settings("apis.toml")
    specpress.write_all([specpress.generate(s) for s in settings])
    Path("clients/orders/README.md").write_text("mine\n", "utf-8")
    Path("books.yaml").write_text(
        ACME_DOCUMENT.replace("Acme", "Books of Acme"), "utf-8"
    )
    results = [specpress.generate(s) for s in settings]
    with pytest.raises(specpress.EditedFilesError):
        specpress.write_all(results)
    assert results[0].preview().changed


def test_equal_names_of_two_apis_are_an_error() -> None:
    Path("orders.yaml").write_text(ACME_FILES["books.yaml"], "utf-8")
    results = [specpress.generate(s) for s in specpress.load_all_settings("apis.toml")]
    with pytest.raises(specpress.SettingsError, match="colliding-apis"):
        specpress.write_all(results)
    assert not Path("clients").exists()


def test_settings_accept_texts_and_lists() -> None:
    settings = specpress.Settings(
        spec=Path("openapi.yaml"),  # type: ignore[arg-type]
        output="client",  # type: ignore[arg-type]
        overlays=["ours.yaml"],  # type: ignore[arg-type]
        credentials={"key": {"argument": "token"}},  # type: ignore[dict-item]
    )
    assert settings.spec == "openapi.yaml"
    assert settings.output == Path("client")
    assert settings.names_lock == Path("client/specpress-names.lock")
    assert settings.overlays == (Path("ours.yaml"),)
    assert settings.credentials == {"key": specpress.Credential("token")}
    assert replace(settings, strict=True).overlays == settings.overlays


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"output": 1}, "`output` must be a string, got a number"),
        ({"overlays": "a.yaml"}, "`overlays` must be an array, got a string"),
        ({"credentials": {"key": 1}}, "`credentials.key` must be a table"),
        ({"package": "class"}, "`package` cannot be 'class'"),
    ],
)
def test_invalid_settings(values: dict[str, object], message: str) -> None:
    with pytest.raises(specpress.SettingsError, match=re.escape(message)):
        specpress.Settings(**{"spec": "a", "output": Path("b"), **values})  # type: ignore[arg-type]


def test_settings_of_a_directory(folder: Path) -> None:
    with pytest.raises(specpress.UsageError, match="has no settings"):
        specpress.load_settings()
    with pytest.raises(specpress.UsageError, match=r"missing\.toml has no settings"):
        specpress.load_settings("missing.toml")
    text = '[tool.specpress]\nspec = "openapi.yaml"\n'
    (folder / "pyproject.toml").write_text(text, "utf-8")
    assert specpress.load_settings().spec == "openapi.yaml"
    assert specpress.load_settings("apis.toml", api="books").api == "books"
    assert [
        s.api for s in specpress.load_all_settings("apis.toml", apis=["orders"])
    ] == ["orders"]
    with pytest.raises(specpress.UsageError, match="several APIs"):
        specpress.load_settings("apis.toml")


def test_errors_of_the_system_are_usage_errors(folder: Path) -> None:
    (folder / "own").write_text("", "utf-8")
    settings = replace(create_settings(), overlays=(Path("own/a.yaml"),))
    with pytest.raises(specpress.SpecpressError):
        specpress.generate(settings)
    with pytest.raises(specpress.UsageError, match="is a file"):
        specpress.generate(replace(settings, output=Path("own")))


def test_settings_have_the_keys_of_the_schema() -> None:
    from specpress.config.faults import load_schema

    fields = {*specpress.Settings.__dataclass_fields__} - {*OWN_FIELDS}
    keys = {*load_schema().schema["properties"]} - {"api"}
    assert {field.replace("_", "-") for field in fields} == keys
