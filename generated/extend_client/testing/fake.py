# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
"""The API in memory, and builders of valid resources in any state."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from .. import models
from .._client import AsyncExtend, Extend
from .._operations import extract_runs as extract_runs_operations
from .fakes import Fake, Route
from .lives import If, Life, Rule, Step, Store

SETTINGS: dict[str, Any] = {
    "token": "fake",
    "base_url": "https://fake.invalid",
}


@cache
def _samples() -> dict[str, Any]:
    """Resources that have everything, and the bodies of errors."""
    found: dict[str, Any] = json.loads(
        Path(__file__).with_name("samples.json").read_text("utf-8")
    )
    return found


@cache
def _extract_run_life() -> Life[models.ExtractRun]:
    return Life(
        models.ExtractRun,
        status="status",
        key="id",
        initial="PENDING",
        steps=(
            Step(("PENDING",), ("PROCESSING",)),
            Step(("PROCESSING",), ("PROCESSED", "FAILED")),
            Step(("PROCESSING",), ("CANCELLED",), "extract_runs.cancel"),
        ),
        rules=(
            Rule("output", (If("status", ("PROCESSED",)),), "status == PROCESSED"),
            Rule("initial_output", (If("reviewed", (True,)),), "reviewed == true"),
            Rule("reviewed_output", (If("reviewed", (True,)),), "reviewed == true"),
            Rule("failure_reason", (If("status", ("FAILED",)),), "status == FAILED"),
            Rule("failure_message", (If("status", ("FAILED",)),), "status == FAILED"),
            Rule("edits", (If("edited", (True,)),), "edited == true"),
            Rule(
                "extractor_version",
                (If("extractor", (None,), is_not=True),),
                "extractor != null",
            ),
            Rule(
                "usage",
                (If("status", ("PROCESSED",)),),
                "status == PROCESSED",
                is_certain=False,
            ),
        ),
        wires={
            "initial_output": "initialOutput",
            "reviewed_output": "reviewedOutput",
            "failure_reason": "failureReason",
            "failure_message": "failureMessage",
            "extractor_version": "extractorVersion",
            "parse_run_id": "parseRunId",
            "dashboard_url": "dashboardUrl",
            "created_at": "createdAt",
            "updated_at": "updatedAt",
        },
        sample=_samples()["ExtractRun"],
    )


def extract_run(
    status: models.ProcessorRunStatus | str = "PENDING", **fields: Any
) -> models.ExtractRun:
    """A valid run in any state, with what is there in it; `fields` are set on it."""
    return _extract_run_life().build({"status": status, **fields})


class FakeExtend(Fake):
    """The API in memory, for real clients: arrange with `add`, act with a client, assert on what is there.

    ```python
    fake = FakeExtend()
    run = fake.extract_runs.add(status="PROCESSING")
    with fake.client() as client:
        client.extract_runs.cancel(run.id)
    assert fake.extract_runs[run.id].status == "CANCELLED"
    ```
    """

    def __init__(self) -> None:
        self.extract_runs: Store[models.ExtractRun] = Store(_extract_run_life())
        super().__init__(
            Route(extract_runs_operations.CANCEL, self.extract_runs, "id"),
            Route(
                extract_runs_operations.CANCEL,
                self.extract_runs,
                "id",
                "/extract_runs/{id}",
            ),
            errors=_samples()["errors"],
        )

    def client(self, **settings: Any) -> Extend:
        """A client that talks to this fake."""
        return Extend(
            transport=self.transport,
            **{**SETTINGS, **settings},
        )

    def async_client(self, **settings: Any) -> AsyncExtend:
        """An asynchronous client that talks to this fake."""
        return AsyncExtend(
            transport=self.async_transport,
            **{**SETTINGS, **settings},
        )
