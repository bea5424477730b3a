"""What the builders of the fake make is of the document's own schema, in every state and review."""

from __future__ import annotations

import itertools
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from extend_client.testing import extract_run

from specpress.config import load_settings
from specpress.mock.schemas import Schemas
from specpress.press import opened
from specpress.problems import Problems

ROOT = Path(__file__).parents[2]
STATES = ("PENDING", "PROCESSING", "PROCESSED", "FAILED", "CANCELLED")


@cache
def judge() -> tuple[Schemas, Any]:
    problems = Problems()
    overrides = {
        "spec": str(ROOT / "spec/extend.openapi.yaml"),
        "overlays": [str(ROOT / "spec/extend.overlay.yaml")],
    }
    workspace, _ = opened(load_settings(ROOT, overrides), problems)
    schema = workspace.find("#/components/schemas/ExtractRun")
    assert schema is not None
    schemas = Schemas("writeOnly", problems)
    return schemas, schemas.reference(schema)


@pytest.mark.parametrize("status", STATES)
@pytest.mark.parametrize(
    ("reviewed", "edited"), [*itertools.product((True, False), repeat=2)]
)
def test_a_run_of_a_builder_is_a_run(status: str, reviewed: bool, edited: bool) -> None:
    schemas, schema = judge()
    run = extract_run(status, reviewed=reviewed, edited=edited)
    assert schemas.allows(schema, run.to_dict())


def test_what_is_no_run_is_not_taken_for_one() -> None:
    schemas, schema = judge()
    assert not schemas.allows(schema, {**extract_run().to_dict(), "status": 1})
