"""The vendor's SDK asks the mock for runs in every state, and sees what our client sees, field by field."""

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

from tests.sandbox.server import Sandbox, sandbox

vendor = pytest.importorskip("extend_ai", reason="the vendor's SDK is not installed")
STATES = ("PENDING", "PROCESSING", "PROCESSED", "FAILED", "CANCELLED")


@pytest.fixture(scope="module")
def server() -> Iterator[Sandbox]:
    with sandbox() as running:
        yield running


def differences(ours: Any, theirs: Any, at: str = "run") -> Iterator[str]:
    """Where the two views of one payload differ."""
    if dataclasses.is_dataclass(ours):
        for field in dataclasses.fields(ours):
            if field.name != "extra":
                mine = getattr(ours, field.name)
                yield from differences(
                    mine, _of(theirs, field.name), f"{at}.{field.name}"
                )
    elif isinstance(ours, dict):
        entries = theirs if isinstance(theirs, dict) else vars(theirs)
        if ours.keys() != entries.keys():
            yield f"{at}: {[*ours]} is not {[*entries]}"
            return
        for key, value in ours.items():
            yield from differences(value, entries[key], f"{at}[{key!r}]")
    elif isinstance(ours, list):
        if len(ours) != len(theirs):
            yield f"{at}: {len(ours)} items are not {len(theirs)}"
        for index, (mine, other) in enumerate(zip(ours, theirs, strict=False)):
            yield from differences(mine, other, f"{at}[{index}]")
    elif not _same(ours, theirs):
        yield f"{at}: {ours!r} is not {theirs!r}"


def _of(theirs: Any, name: str) -> Any:
    """A field of the vendor's; what it does not know it keeps under the name of the wire."""
    if isinstance(theirs, dict):
        return theirs.get(name, theirs.get(_wire(name)))
    known = {**vars(theirs), **(theirs.model_extra or {})}
    ways = (name, f"{name}_", _wire(name))
    return next((known[way] for way in ways if way in known), None)


def _wire(name: str) -> str:
    first, *others = name.rstrip("_").split("_")
    return first + "".join(word.capitalize() for word in others)


def _same(ours: Any, theirs: Any) -> bool:
    if isinstance(ours, datetime.datetime) and isinstance(theirs, str):
        theirs = datetime.datetime.fromisoformat(theirs)
    if isinstance(theirs, Enum):
        theirs = theirs.value
    if isinstance(ours, Decimal):
        ours = float(ours)
    return (type(ours) is not bool and ours == theirs) or ours is theirs


@pytest.mark.parametrize("state", STATES)
def test_both_see_the_same_run_in_every_state(server: Sandbox, state: str) -> None:
    server.put("exr_seen", state)
    theirs = vendor.Extend(token="sk_1", base_url=server.url).extract_runs.retrieve(
        "exr_seen"
    )
    value = server.life.get("exr_seen")
    assert value is not None
    ours = ExtractRun.from_dict(value)
    assert ours.status == state
    assert [*differences(ours, theirs)] == []


def test_a_difference_would_be_seen(server: Sandbox) -> None:
    server.put("exr_seen", "PROCESSED")
    theirs = vendor.Extend(token="sk_1", base_url=server.url).extract_runs.retrieve(
        "exr_seen"
    )
    value = server.life.get("exr_seen")
    assert value is not None
    changed = ExtractRun.from_dict(
        {**value, "reviewed": True, "dashboardUrl": "elsewhere"}
    )
    found = [told.partition(":")[0] for told in differences(changed, theirs)]
    assert sorted(found) == ["run.dashboard_url", "run.reviewed"]


@pytest.mark.parametrize("state", STATES)
def test_both_are_told_the_same_of_a_cancel_in_every_state(
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
        assert [*differences(ours, theirs)] == []
        assert ours is not None
        assert ours.status == "CANCELLED"
    else:
        assert theirs_error is not None
        assert ours_error is not None
        assert theirs_error.status_code == ours_error.status == 400
        assert [*differences(ours_error.body, theirs_error.body, "error")] == []
