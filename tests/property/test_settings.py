"""Random settings: each is either valid and generated as set, or a problem with a position."""

from __future__ import annotations

import ast
import json
import math
import os
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from specpress.config import Settings, SettingsError, load_settings
from specpress.config.faults import find_faults, load_schema
from specpress.document.problems import DocumentError, UsageError
from specpress.pipeline import Generated, generate
from tests.settings_document import DOCUMENT

KEYS = sorted(load_schema().schema["properties"].keys() - {"spec", "overlays", "api"})
# Texts that end a string, a line, a table or a path, and names with another meaning.
TEXTS = [
    *(
        "",
        " ",
        "acme",
        "Acme",
        "acme.books",
        "acme_client",
        "token",
        "api_key",
        "1.2.0",
    ),
    *(
        "class",
        "None",
        "match",
        "json",
        "JSON",
        "tests",
        "httpx2",
        "con",
        "_",
        "__init__",
    ),
    *(
        '"',
        "'",
        '"""',
        "\\",
        "a\nb",
        "a\u2028b",
        "a\u202eb",
        "\x00",
        "\x1b[31m",
        "\x7f",
    ),
    *(
        "../x",
        "/etc",
        "a/b",
        "{{ 7 * 7 }}",
        "{% raw %}",
        "# a",
        "`a`",
        "<b>",
        "]\na = 1",
    ),
    *(
        '"); import os; ("',
        "a): pass",
        "é",
        "ﬁ",
        "日本",
        "A\u030a",
        "a" * 65,
        "a" * 5000,
    ),
    *("class Thing", "project package", "project client", "operation list_things"),
    *("key", "other", "X-Team", "x-team", "never", "utc", "accept", "Thing2"),
]
TEXT = st.sampled_from(TEXTS) | st.text(st.characters(codec="utf-8"), max_size=8)
SCALARS = (
    TEXT
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.just(10**30)
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(TEXT | st.sampled_from(["argument", "env"]), inner, max_size=3),
    max_leaves=6,
)
CREDENTIALS = st.dictionaries(
    st.sampled_from(["key", "other"]) | TEXT,
    st.fixed_dictionaries({"argument": TEXT}, optional={"env": TEXT}),
    max_size=2,
)
PARAMETERS = st.dictionaries(st.just("X-Team") | TEXT, TEXT, max_size=2)
NAMES = st.dictionaries(TEXT, TEXT, max_size=2)


def draw_table(data: st.DataObject) -> dict[str, Any]:
    shapes = {"credentials": CREDENTIALS, "client-parameters": PARAMETERS}
    table: dict[str, Any] = {}
    keys = st.sampled_from(KEYS) | (TEXT if data.draw(st.booleans()) else st.nothing())
    for key in data.draw(st.lists(keys, max_size=3)):
        choices = load_schema().schema["properties"].get(key, {})
        shape = shapes.get(key, NAMES if key == "names" else TEXT)
        known = [*choices.get("enum", []), *choices.get("examples", [])]
        valid = st.sampled_from(known) if known else st.booleans()
        table[key] = data.draw(valid | shape | (shape | VALUES))
    return table


def to_toml(value: Any) -> str:
    """Return a value as TOML on one line."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, dict):
        entries = (f"{to_toml(k)} = {to_toml(v)}" for k, v in value.items())
        return f"{{{', '.join(entries)}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(to_toml, value))}]"
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


@contextmanager
def open_project() -> Iterator[Path]:
    before = Path.cwd()
    with TemporaryDirectory() as directory:
        (Path(directory) / "acme.json").write_text(json.dumps(DOCUMENT))
        os.chdir(directory)
        try:
            yield Path(directory)
        finally:
            os.chdir(before)


@settings(max_examples=100)
@given(st.data())
def test_random_settings_are_generated_or_located(data: st.DataObject) -> None:
    table = draw_table(data)
    lines = [
        'spec = "acme.json"',
        *(f"{to_toml(k)} = {to_toml(table[k])}" for k in table),
    ]
    with open_project() as folder:
        (folder / "specpress.toml").write_text("\n".join(lines), "utf-8")
        try:
            loaded = load_settings(folder, {})
            generated = generate(loaded)
        except SettingsError as error:
            assert all(str(p).startswith("specpress.toml:") for p in error.problems)
        except DocumentError as error:
            assert all(p.position is not None for p in error.problems)
        except UsageError as error:
            # The directory of the templates, or the names lock, cannot be read.
            assert table.keys() & {"templates", "names-lock"}, error
        else:
            check_output(loaded, generated)


def check_metadata(loaded: Settings, generated: Generated) -> None:
    """Check that the metadata of a project is that of the settings."""
    names = generated.names
    project = tomllib.loads(generated.files["pyproject.toml"])["project"]
    assert project["name"] == (loaded.distribution or names.distribution)
    expected = "1" if loaded.version == "document" else loaded.version
    assert project["version"] == expected
    folder = names.package.partition(".")[0]
    for path in generated.files:
        assert path.split("/")[0] in {folder, "tests", "docs", path}


def check_output(loaded: Settings, generated: Generated) -> None:
    """Check that the output is valid and has the names of the settings."""
    files, names = generated.files, generated.names
    folder = f"{names.package.replace('.', '/')}/"
    if loaded.layout == "package":
        assert "pyproject.toml" not in files
        assert not any(path.startswith(("tests/", "docs/")) for path in files)
        folder = ""
    else:
        check_metadata(loaded, generated)
    for path, text in files.items():
        assert ".." not in path
        if path.endswith(".py") and "_runtime" not in path:
            compile(text, path, "exec", dont_inherit=True)
    classes = ast.parse(files[f"{folder}_client.py"]).body
    client = next(
        c for c in classes if isinstance(c, ast.ClassDef) and c.name == names.client
    )
    assert loaded.client in (None, client.name)
    assert loaded.package in (None, names.package)
    init = next(f for f in client.body if isinstance(f, ast.FunctionDef))
    arguments = {a.arg for a in init.args.kwonlyargs}
    assert {c.argument for c in loaded.credentials.values()} <= arguments
    assert {*loaded.client_parameters.values()} <= arguments


@given(st.dictionaries(st.sampled_from(KEYS) | TEXT, VALUES, max_size=4))
def test_faults_of_random_tables(table: dict[str, Any]) -> None:
    for fault in find_faults(table):
        assert fault.path
        assert fault.text
    unknown = table.keys() - load_schema().schema["properties"].keys()
    assert unknown <= {f.path[0] for f in find_faults(table)}


WORDS = [
    *("->", "removed", "renamed", "0", "1", "²", "class", "field", "operation"),
    *("argument", "project", "package", "client", "credential", "key", "resource"),
    *("Thing", "list_things", "things.list", "header", "X-Team", "self", "class", ".."),
    *('""', '"a b"', '"\\u0000"', '"\\ud800"', '"): pass"', "a): pass", "../x", "x."),
    *("9" * 5000, "a" * 300, "é", "\x1c", "\u2028", "__init__", "models", "Model"),
]
LINE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
ENTRY = st.builds(
    "{}{} -> {}".format,
    st.sampled_from(["", "removed 0 ", "renamed 0 ", "renamed 7 "]),
    st.sampled_from(
        [
            *("operation list_things", "class Thing", "credential key"),
            *("argument list_things header X-Team", "resource things"),
            *("project client", "project package", "resource-class things"),
        ]
    ),
    st.sampled_from(WORDS),
)


@settings(max_examples=50)
@given(st.lists(LINE | ENTRY, max_size=4))
def test_random_names_locks(lines: list[str]) -> None:
    with open_project() as folder:
        lock = folder / "specpress-names.lock"
        lock.write_text("\n".join(lines), "utf-8")
        chosen = Settings("acme.json", folder / "out", names_lock=lock)
        try:
            generated = generate(chosen, accept_renames=True)
        except UsageError as error:
            assert "specpress-names.lock:" in str(error)
        else:
            check_output(chosen, generated)
            assert generated.names_lock.to_text().encode()


@given(
    st.dictionaries(
        st.sampled_from([k.replace("-", "_") for k in KEYS]),
        st.text(max_size=5) | st.booleans() | st.none() | st.just(math.nan),
        max_size=2,
    )
)
def test_options_of_any_text(options: dict[str, Any]) -> None:
    with open_project() as folder:
        try:
            load_settings(folder, {"spec": "acme.json", **options})
        except UsageError as error:
            assert str(error)
