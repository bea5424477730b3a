"""Hostile texts of a document in the settings and the overlay."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import yaml

from specpress.config.toml_text import format_settings
from specpress.migrate.migration import migrate

TEXTS = (
    'a"]\n[tool.evil]\nx = "y',
    "a\x7fb\x01c\u202e\u2028d",
    "a' b \\ c\t# d -> e",
    "😀 é",
    "[[x]]",
)


def test_texts_stay_texts(tmp_path: Path) -> None:
    paths = {
        f"/p{number}": {
            "post": {
                "operationId": text,
                "tags": [text],
                "x-fern-idempotent": True,
                "x-fern-ignore": number == 0,
                "responses": {"200": {"description": text}},
            }
        }
        for number, text in enumerate(TEXTS)
    }
    schemas = {
        f"S{number}": {"type": "object", "properties": {text: {"type": "string"}}}
        for number, text in enumerate(TEXTS)
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": TEXTS[0], "version": "1"},
        "paths": paths,
        "components": {"schemas": schemas},
    }
    path = tmp_path / "openapi.json"
    path.write_text(json.dumps(document), "utf-8")
    for generator in ("fern", "speakeasy"):
        result = migrate(path, None, generator, {"output": "client"})
        settings = tomllib.loads(format_settings(result.settings))
        assert settings == dict(result.settings)
        assert not result.overlay or len(yaml.safe_load(result.overlay)["actions"]) == 5
    config = tmp_path / "config.yaml"
    for text in ("packageName: acme", "package_name_override: acme"):
        config.write_text(f"{text}\n", "utf-8")
        settings = dict(migrate(config, str(path), None, {"output": "c"}).settings)
        assert tomllib.loads(format_settings(settings)) == settings
        assert tomllib.loads(format_settings(settings, "tool.specpress")) == {
            "tool": {"specpress": settings}
        }
