"""Values of other types in configurations and extensions: no traceback, and no key is lost silently."""

from __future__ import annotations

import copy
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from specpress.document.problems import DocumentError, UsageError
from specpress.migrate.migration import migrate
from tests.migrate.test_command import CONFIGS, list_missing

VALUES: tuple[Any, ...] = (
    None,
    5,
    "x",
    True,
    [],
    {},
    [1],
    {"a": 1},
    [{"a": [1]}],
    "é\u202e\n",
)
# All of them take minutes: EVERY=1.
EVERY = int(os.environ.get("EVERY", "61"))


def _list_paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    children = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value) if isinstance(value, list) else ()
    )
    for key, entry in children:
        yield (*path, key)
        yield from _list_paths(entry, (*path, key))


def _replace(tree: Any, path: tuple[Any, ...], value: Any) -> Any:
    changed = copy.deepcopy(tree)
    holder = changed
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    return changed


@pytest.mark.parametrize("generator", CONFIGS)
def test_any_value_in_a_configuration(
    generator: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    config, document = CONFIGS[generator]
    tree = yaml.safe_load(config)
    (tmp_path / "openapi.yaml").write_text(document, "utf-8")
    cases = [(path, value) for path in _list_paths(tree) for value in VALUES]
    for path, value in cases[::EVERY]:
        text = json.dumps(_replace(tree, path, value), default=str)
        (tmp_path / "config.yaml").write_text(text, "utf-8")
        try:
            result = migrate(
                Path("config.yaml"), "openapi.yaml", generator, {"output": "o"}
            )
        except (DocumentError, UsageError):
            continue
        assert list_missing(result.account, Path("config.yaml")) == [], (path, value)


@pytest.mark.parametrize("generator", ["fern", "speakeasy"])
def test_any_value_in_an_extension(
    generator: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    tree = yaml.safe_load(CONFIGS[generator][1])
    paths = [
        path
        for path in _list_paths(tree)
        if any(str(step).startswith(f"x-{generator}-") for step in path)
    ]
    cases = [(path, value) for path in paths for value in VALUES]
    for path, value in cases[::EVERY]:
        text = json.dumps(_replace(tree, path, value), default=str)
        (tmp_path / "openapi.yaml").write_text(text, "utf-8")
        try:
            result = migrate(Path("openapi.yaml"), None, generator, {"output": "o"})
        except (DocumentError, UsageError):
            continue
        outcomes = [key for _, key in (*result.account.carried, *result.account.left)]
        first = next(i for i, step in enumerate(path) if str(step).startswith("x-"))
        pointer = "#" + "".join(
            f"/{str(step).replace('~', '~0').replace('/', '~1')}"
            for step in path[: first + 1]
        )
        assert any(key.startswith(pointer) for key in outcomes), (path, value)
