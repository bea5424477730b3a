"""The vendor's SDK and the generated client read the same runs from the mock, field by field."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from typing import Any

import pytest
from extend_client import Extend
from extend_client.errors import BadRequestError
from extend_client.models import ExtractRun

from tests.sandbox.server import Sandbox, run_sandbox

vendor = pytest.importorskip("extend_ai", reason="the vendor's SDK is not installed")
STATES = ("PENDING", "PROCESSING", "PROCESSED", "FAILED", "CANCELLED")


@pytest.fixture(scope="module")
def server() -> Iterator[Sandbox]:
    with run_sandbox() as running:
        yield running


def find_differences(ours: Any, theirs: Any, path: str = "run") -> Iterator[str]:
    """Yield the differences between the two clients' views of one payload."""
    if dataclasses.is_dataclass(ours):
        for field in dataclasses.fields(ours):
            if field.name != "extra":
                mine = getattr(ours, field.name)
                yield from find_differences(
                    mine, _vendor_value(theirs, field.name), f"{path}.{field.name}"
                )
    elif isinstance(ours, dict):
        entries = theirs if isinstance(theirs, dict) else vars(theirs)
        if ours.keys() != entries.keys():
            yield f"{path}: {[*ours]} is not {[*entries]}"
            return
        for key, value in ours.items():
            yield from find_differences(value, entries[key], f"{path}[{key!r}]")
    elif isinstance(ours, list):
        if len(ours) != len(theirs):
            yield f"{path}: {len(ours)} items are not {len(theirs)}"
        for index, (mine, other) in enumerate(zip(ours, theirs, strict=False)):
            yield from find_differences(mine, other, f"{path}[{index}]")
    elif not _is_same(ours, theirs):
        yield f"{path}: {ours!r} is not {theirs!r}"


def _vendor_value(theirs: Any, name: str) -> Any:
    """Return a field of the vendor's model, which keeps unknown fields by property name."""
    if isinstance(theirs, dict):
        return theirs.get(name, theirs.get(_camel_case(name)))
    fields = {**vars(theirs), **(theirs.model_extra or {})}
    names = (name, f"{name}_", _camel_case(name))
    return next((fields[key] for key in names if key in fields), None)


def _camel_case(name: str) -> str:
    first, *others = name.rstrip("_").split("_")
    return first + "".join(word.capitalize() for word in others)


def _is_same(ours: Any, theirs: Any) -> bool:
    if isinstance(ours, datetime.datetime) and isinstance(theirs, str):
        theirs = datetime.datetime.fromisoformat(theirs)
    if isinstance(theirs, Enum):
        theirs = theirs.value
    if isinstance(ours, Decimal):
        ours = float(ours)
    return (type(ours) is not bool and ours == theirs) or ours is theirs


@pytest.mark.parametrize("state", STATES)
def test_both_clients_read_the_same_run(server: Sandbox, state: str) -> None:
    server.put("exr_seen", state)
    theirs = vendor.Extend(token="sk_1", base_url=server.url).extract_runs.retrieve(
        "exr_seen"
    )
    value = server.runs.get("exr_seen")
    assert value is not None
    ours = ExtractRun.from_dict(value)
    assert ours.status == state
    assert [*find_differences(ours, theirs)] == []


def test_differences_are_detected(server: Sandbox) -> None:
    server.put("exr_seen", "PROCESSED")
    theirs = vendor.Extend(token="sk_1", base_url=server.url).extract_runs.retrieve(
        "exr_seen"
    )
    value = server.runs.get("exr_seen")
    assert value is not None
    changed = ExtractRun.from_dict(
        {**value, "reviewed": True, "dashboardUrl": "elsewhere"}
    )
    paths = [line.partition(":")[0] for line in find_differences(changed, theirs)]
    assert sorted(paths) == ["run.dashboard_url", "run.reviewed"]


@pytest.mark.parametrize("state", STATES)
def test_both_clients_get_the_same_result_of_cancel(
    server: Sandbox, state: str
) -> None:
    server.put("exr_cancelled", state)
    theirs_error = ours_error = theirs = ours = None
    try:
        theirs = vendor.Extend(token="sk_1", base_url=server.url).extract_runs.cancel(
            "exr_cancelled"
        )
    except vendor.core.api_error.ApiError as error:
        theirs_error = error
    server.put("exr_cancelled", state)
    with Extend(token="sk_1", base_url=server.url) as client:
        try:
            ours = client.extract_runs.cancel("exr_cancelled")
        except BadRequestError as error:
            ours_error = error
    if state == "PROCESSING":
        assert [*find_differences(ours, theirs)] == []
        assert ours is not None
        assert ours.status == "CANCELLED"
    else:
        assert theirs_error is not None
        assert ours_error is not None
        assert theirs_error.status_code == ours_error.status == 400
        assert [*find_differences(ours_error.body, theirs_error.body, "error")] == []
