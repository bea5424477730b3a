"""Documents that are small to write and would be endless to read: each is pressed, and soon."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from specpress.config import Settings
from specpress.press import Pressed, press

LONG = 2_000
"""Longer than Python's stack is deep."""
TEXT = {"type": "string"}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


def _row(step: Any, length: int, end: Any) -> dict[str, Any]:
    """Schemas of which each is made from the next one."""
    row = {f"Ring{n}": step(n, _ref(f"Ring{n + 1}")) for n in range(length)}
    return {**row, f"Ring{length}": end}


def _press(folder: Path, schemas: dict[str, Any]) -> Pressed:
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Chains", "version": "1"},
        "paths": {},
        "components": {"schemas": schemas},
    }
    spec = folder / "openapi.json"
    spec.write_text(json.dumps(document), "utf-8")
    return press(Settings(str(spec), folder, "acme", "acme", "Acme"))


@pytest.mark.parametrize(
    ("step", "length"),
    [
        (lambda n, following: following, LONG),
        (lambda n, following: _object(inner=following), LONG),
        (lambda n, following: {"type": "array", "items": following}, LONG),
        (lambda n, following: {"oneOf": [following, TEXT]}, LONG // 4),
        (lambda n, following: {"allOf": [following, following]}, 60),
        (lambda n, following: {"anyOf": [following, following, TEXT]}, 60),
        (
            lambda n, following: {
                "oneOf": [
                    {"allOf": [following, _object(left=TEXT)]},
                    {"allOf": [following, _object(right=TEXT)]},
                ]
            },
            30,
        ),
        (
            lambda n, following: {
                "allOf": [_object(a=following), _object(a=following, b=following)]
            },
            30,
        ),
    ],
    ids=[
        "references",
        "properties",
        "arrays",
        "choices",
        "allOf twice",
        "anyOf twice",
        "choices of allOf",
        "merged properties",
    ],
)
def test_long_rows_are_pressed(step: Any, length: int, tmp_path: Path) -> None:
    pressed = _press(tmp_path, _row(step, length, _object(end=TEXT)))
    assert pressed.counts["schema"] == length + 1


def test_choices_that_lead_to_each_other_end(tmp_path: Path) -> None:
    schemas = {
        "Day": {"allOf": [_object(hours=TEXT)], "oneOf": [_ref("Night"), _ref("Day")]},
        "Night": {"allOf": [_object(stars=TEXT)], "anyOf": [_ref("Day"), _ref("Dusk")]},
        "Dusk": {"allOf": [_ref("Day")], "oneOf": [_ref("Night"), _object(red=TEXT)]},
    }
    assert _press(tmp_path, schemas).counts["schema"] == 3


def test_many_faults_are_told_one_by_one(tmp_path: Path) -> None:
    lost = {f"Page{n}": _object(next=_ref(f"Lost{n}")) for n in range(3_000)}
    warnings = _press(tmp_path, lost).warnings
    assert len(warnings) == 3_000
    assert all(problem.place and problem.excerpt for problem in warnings)
