"""The reference of the settings: complete, current, and its examples are valid."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.version import Version

from specpress import __version__
from specpress.config.faults import find_faults, load_schema
from tests.command.settings_reference import PATH, render

PROPERTIES = load_schema().schema["properties"]


def test_page_is_current() -> None:
    assert PATH.read_text("utf-8") == render(), "run `make golden`"


@pytest.mark.parametrize("key", PROPERTIES)
def test_setting_has_all_facts(key: str) -> None:
    schema = PROPERTIES[key]
    assert schema["description"].endswith(".")
    assert Version(schema["x-since"]) <= Version(__version__)
    has_default = "default" in schema or "Default: " in schema["description"]
    assert has_default or key in ("spec", "templates", "root")
    assert "examples" in schema or "enum" in schema or schema["type"] == "boolean"


@pytest.mark.parametrize("text", re.findall(r"```toml\n(.*?)```", render(), re.DOTALL))
def test_examples_are_valid(text: str) -> None:
    assert find_faults(tomllib.loads(text)) == []
    for other in re.findall(r"^# or: (.*)$", text, re.MULTILINE):
        assert find_faults(tomllib.loads(other)) == []
