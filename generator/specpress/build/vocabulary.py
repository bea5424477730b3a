"""Vocabulary: whether an extension is written as its JSON Schema (`vocabulary.schema.json`) says."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

import jsonschema_rs

from specpress.problems import Problems
from specpress.resolve import Cursor

SCHEMA = "vocabulary.schema.json"


def is_sound(said: Cursor, key: str, problems: Problems) -> bool:
    """Whether what stands below an extension is well-formed; each fault of it becomes a problem."""
    faults = list(_judge(key).iter_errors(said.value))
    for fault in faults:
        cursor = said
        for step in fault.instance_path:
            cursor = cursor.child(step)
        problems.error(cursor, f"{key}: {fault.message}", "see docs/extensions.md")
    return not faults


@cache
def _judge(key: str) -> jsonschema_rs.Validator:
    text = files("specpress").joinpath(SCHEMA).read_text("utf-8")
    definitions = json.loads(text)["$defs"]
    schema = {"$defs": definitions, "$ref": f"#/$defs/{key}"}
    return jsonschema_rs.validator_for(schema)
