"""Vocabulary: whether an extension is written as its JSON Schema (`vocabulary.schema.json`) says."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from importlib.resources import files

from specpress.problems import Problems
from specpress.resolve import Cursor
from specpress.validate import words
from specpress.validate.findings import findings
from specpress.validate.specification import Specification

SCHEMA = "vocabulary.schema.json"


def is_sound(said: Cursor, key: str, problems: Problems) -> bool:
    """Whether what stands below an extension is well-formed; each fault of it becomes a problem."""
    found = list(findings(said.value, _vocabulary(key)))
    for finding in found:
        # What is told names the place by its last steps: the extension is the first of them.
        placed = replace(finding, path=(key, *finding.path))
        for told in words.said(placed, _vocabulary(key)):
            at = said.at(told.path[1:])
            problems.error(at, f"{key}: {told.message}", told.hint, key=told.key)
    return not found


@cache
def _vocabulary(key: str) -> Specification:
    text = files("specpress").joinpath(SCHEMA).read_text("utf-8")
    definitions = json.loads(text)["$defs"]
    schema = {"$defs": definitions, "$ref": f"#/$defs/{key}"}
    return Specification("the vocabulary", schema, "see docs/extensions.md")
