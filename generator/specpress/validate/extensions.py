"""Validation of specification extensions against `vocabulary.schema.json`."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from importlib.resources import files

from specpress.document.problems import Problems
from specpress.document.resolve import Cursor
from specpress.validate import messages
from specpress.validate.findings import find_violations
from specpress.validate.specification import Specification

SCHEMA = "vocabulary.schema.json"


def is_valid(extension: Cursor, key: str, problems: Problems) -> bool:
    """Return whether the value of an extension is well-formed; add its faults to `problems`."""
    specification = _load(key)
    faults = list(find_violations(extension.value, specification))
    for finding in faults:
        # Messages name a value by the last steps of its path: prepend the extension keyword.
        located = replace(finding, path=(key, *finding.path))
        for message in messages.describe_finding(located, specification):
            cursor = extension.at(message.path[1:])
            problems.error(
                cursor, f"{key}: {message.text}", message.hint, key=message.key
            )
    return not faults


@cache
def _load(key: str) -> Specification:
    text = files("specpress").joinpath(SCHEMA).read_text("utf-8")
    definitions = json.loads(text)["$defs"]
    schema = {"$defs": definitions, "$ref": f"#/$defs/{key}"}
    return Specification("the extension schema", schema, "see docs/extensions.md")
