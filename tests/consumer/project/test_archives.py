"""Tests of the archive."""

from __future__ import annotations

import inspect
import pickle
import typing
from dataclasses import fields

import extend_client
import pytest
from archives import archive, label, label_known, restore, without_name
from extend_client import Extend
from extend_client.models import ExtractRun, FileSummary, ProcessorRunStatus
from extend_client.resources.extract_runs import AsyncExtractRuns, ExtractRuns
from extend_client.testing import extract_run


def test_archived_run_is_the_same() -> None:
    run = extract_run("PROCESSED", metadata={"name": "a", "amount": 1.5})
    assert restore(archive(run)) == run
    assert pickle.loads(pickle.dumps(run)) == run
    assert without_name(run).metadata == {"amount": 1.5}
    assert run.metadata == {"name": "a", "amount": 1.5}


def test_labels() -> None:
    assert label(ProcessorRunStatus("NEW")) == "unknown: NEW"
    assert label(ProcessorRunStatus.FAILED) == label_known(ProcessorRunStatus.FAILED)
    with pytest.raises(AssertionError):
        label_known(ProcessorRunStatus("NEW"))
    assert sorted(ProcessorRunStatus)[0] is ProcessorRunStatus.CANCELLED


def test_run_for_people() -> None:
    shown = repr(extract_run("PROCESSED"))
    assert shown.startswith("ExtractRun(object='extract_run', id='")
    assert "extra=" not in shown
    assert "created_at=datetime.datetime(" in shown
    assert "status: Current status of the run." in (inspect.getdoc(ExtractRun) or "")
    assert extend_client.__version__


@pytest.mark.parametrize("resource", [ExtractRuns, AsyncExtractRuns])
def test_annotations(resource: type[ExtractRuns] | type[AsyncExtractRuns]) -> None:
    assert typing.get_type_hints(resource.cancel)["return"] is ExtractRun
    signature = inspect.signature(resource.cancel, eval_str=True)
    assert signature.parameters["id"].annotation is str
    assert "token" in inspect.signature(Extend, eval_str=True).parameters
    hints = typing.get_type_hints(ExtractRun)
    assert hints["file"] == FileSummary | None
    assert hints.keys() >= {field.name for field in fields(ExtractRun)}
