"""Runs built by the fake are valid by the schema of the document, in every state and review."""

from __future__ import annotations

import itertools
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from extend_client.testing import extract_run

from specpress.config import load_settings
from specpress.document.problems import Problems
from specpress.pipeline import open_document
from specpress.schema.validation import Schemas

ROOT = Path(__file__).parents[2]
STATES = ("PENDING", "PROCESSING", "PROCESSED", "FAILED", "CANCELLED")


@cache
def run_schema() -> tuple[Schemas, Any]:
    problems = Problems()
    overrides = {
        "spec": str(ROOT / "spec/extend.openapi.yaml"),
        "overlays": [str(ROOT / "spec/extend.overlay.yaml")],
    }
    workspace, _ = open_document(load_settings(ROOT, overrides), problems)
    schema = workspace.find("#/components/schemas/ExtractRun")
    assert schema is not None
    schemas = Schemas("writeOnly", problems)
    return schemas, schemas.reference(schema)


@pytest.mark.parametrize("status", STATES)
@pytest.mark.parametrize(
    ("reviewed", "edited"), [*itertools.product((True, False), repeat=2)]
)
def test_built_run_is_valid(status: str, reviewed: bool, edited: bool) -> None:
    schemas, schema = run_schema()
    run = extract_run(status, reviewed=reviewed, edited=edited)
    assert schemas.allows(schema, run.to_dict())


def test_invalid_run_is_rejected() -> None:
    schemas, schema = run_schema()
    assert not schemas.allows(schema, {**extract_run().to_dict(), "status": 1})
