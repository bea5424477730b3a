# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
"""The lives of resources: every state with every operation, and what is there in which state."""

from __future__ import annotations

from typing import Any

import pytest

from extend_client import errors, models, testing
from extend_client.states import Unforeseen
from extend_client.testing.plugin import fake_extend as fake

__all__ = ["fake"]
Fake = testing.FakeExtend
State = str | int

MODELS: dict[str, tuple[type[models.Model], str, str, str]] = {
    "extract_run": (models.ExtractRun, "status", "state", "is_terminal"),
}
"""By builder: the model, its status, and what it is asked for its state and its end."""

STATES: list[tuple[str, State, str, bool]] = [
    ("extract_run", "PENDING", "Pending", False),
    ("extract_run", "PROCESSING", "Processing", False),
    ("extract_run", "PROCESSED", "Processed", True),
    ("extract_run", "FAILED", "Failed", True),
    ("extract_run", "CANCELLED", "Cancelled", True),
]
"""What builds it, a state, what that is called, and whether it is an end."""

OPERATIONS: dict[str, tuple[str, dict[str, Any], str, type[errors.APIError]]] = {
    "extract_runs.cancel": (
        "extract_runs",
        {},
        "can_cancel",
        errors.ExtractRunNotCancellableError,
    ),
}
CHANGES: list[tuple[str, State, State | None]] = [
    ("extract_runs.cancel", "PENDING", None),
    ("extract_runs.cancel", "PROCESSING", "CANCELLED"),
    ("extract_runs.cancel", "PROCESSED", None),
    ("extract_runs.cancel", "FAILED", None),
    ("extract_runs.cancel", "CANCELLED", None),
]
"""Each operation with each state, and the state that it leads to; None: it is refused.

Of an operation: where its resources are kept, arguments, the property that tells whether it is allowed, and the
exception.
"""

STEPS: list[tuple[str, State, tuple[State, ...]]] = [
    ("extract_runs", "PENDING", ("PROCESSING",)),
    ("extract_runs", "PROCESSING", ("PROCESSED", "FAILED")),
    ("extract_runs", "PROCESSED", ()),
    ("extract_runs", "FAILED", ()),
    ("extract_runs", "CANCELLED", ()),
]
"""Where it is kept, a state, and the states that the server goes on to by itself."""

RULES: list[tuple[str, dict[str, Any], str, bool | None]] = [
    ("extract_run", {"status": "PROCESSED"}, "output", True),
    ("extract_run", {"status": "PENDING"}, "output", False),
    ("extract_run", {"status": "PROCESSING"}, "output", False),
    ("extract_run", {"status": "FAILED"}, "output", False),
    ("extract_run", {"status": "CANCELLED"}, "output", False),
    ("extract_run", {"reviewed": True}, "initial_output", True),
    ("extract_run", {"reviewed": False}, "initial_output", False),
    ("extract_run", {"reviewed": True}, "reviewed_output", True),
    ("extract_run", {"reviewed": False}, "reviewed_output", False),
    ("extract_run", {"status": "FAILED"}, "failure_reason", True),
    ("extract_run", {"status": "PENDING"}, "failure_reason", False),
    ("extract_run", {"status": "PROCESSING"}, "failure_reason", False),
    ("extract_run", {"status": "PROCESSED"}, "failure_reason", False),
    ("extract_run", {"status": "CANCELLED"}, "failure_reason", False),
    ("extract_run", {"status": "FAILED"}, "failure_message", True),
    ("extract_run", {"status": "PENDING"}, "failure_message", False),
    ("extract_run", {"status": "PROCESSING"}, "failure_message", False),
    ("extract_run", {"status": "PROCESSED"}, "failure_message", False),
    ("extract_run", {"status": "CANCELLED"}, "failure_message", False),
    ("extract_run", {"edited": True}, "edits", True),
    ("extract_run", {"edited": False}, "edits", False),
    (
        "extract_run",
        {
            "extractor": {
                "object": "extractor",
                "id": "id",
                "name": "name",
                "createdAt": "2026-01-02T03:04:05Z",
                "updatedAt": "2026-01-02T03:04:05Z",
            },
        },
        "extractor_version",
        True,
    ),
    ("extract_run", {"extractor": None}, "extractor_version", False),
    ("extract_run", {"status": "PROCESSED"}, "usage", None),
    ("extract_run", {"status": "PENDING"}, "usage", False),
    ("extract_run", {"status": "PROCESSING"}, "usage", False),
    ("extract_run", {"status": "FAILED"}, "usage", False),
    ("extract_run", {"status": "CANCELLED"}, "usage", False),
]
"""What builds it, what is given, a field, and whether it is there; None: it may be."""


def build(builder: str, state: State, **given: Any) -> Any:
    return getattr(testing, builder)(**{MODELS[builder][1]: state, **given})


def ids(values: list[tuple[Any, ...]]) -> list[str]:
    return [" ".join(str(part) for part in value[:3]) for value in values]


@pytest.mark.parametrize("case", STATES, ids=ids(STATES))
def test_each_state_is_a_case_and_an_end_or_none(
    case: tuple[str, State, str, bool],
) -> None:
    builder, state, name, is_end = case
    model, status, in_state, is_terminal = MODELS[builder]
    made = build(builder, state)
    assert isinstance(made, model)
    assert getattr(made, status).is_known
    assert getattr(made, status).is_terminal is is_end
    assert getattr(made, is_terminal) is is_end
    assert type(getattr(made, in_state)).__name__ == name
    assert model.from_dict(made.to_dict()) == made


@pytest.mark.parametrize("builder", MODELS)
def test_a_state_of_tomorrow_is_a_case_of_its_own(builder: str) -> None:
    _, status, in_state, is_terminal = MODELS[builder]
    known, *_ = (state for name, state, *_ in STATES if name == builder)
    made = build(builder, "not-listed-yet" if isinstance(known, str) else 9_876_543)
    assert getattr(made, in_state) == Unforeseen(getattr(made, status))
    assert getattr(made, is_terminal) is False


@pytest.mark.parametrize("case", CHANGES, ids=ids(CHANGES))
def test_an_operation_is_allowed_only_where_the_document_says(
    fake: Fake, case: tuple[str, State, State | None]
) -> None:
    operation, state, target = case
    store, arguments, can, error = OPERATIONS[operation]
    kept = getattr(fake, store)
    made = kept.add(**{kept.life.status: state})
    key = getattr(made, kept.life.key)
    resource, method = operation.split(".")
    assert getattr(made, can) is (target is not None)
    with fake.client() as client:
        call = getattr(getattr(client, resource), method)
        if target is None:
            with pytest.raises(error):
                call(key, **arguments)
            assert kept[key] == made
        else:
            call(key, **arguments)
            assert getattr(kept[key], kept.life.status) == target


@pytest.mark.parametrize("case", STEPS, ids=ids(STEPS))
def test_the_server_goes_on_as_the_document_says(
    fake: Fake, case: tuple[str, State, tuple[State, ...]]
) -> None:
    store, state, targets = case
    kept = getattr(fake, store)
    for target in [end for name, end, _ in STEPS if name == store]:
        made = kept.add(**{kept.life.status: state})
        key = getattr(made, kept.life.key)
        if target in targets:
            moved = kept.advance(key, to=target)
            assert getattr(moved, kept.life.status) == target
        else:
            with pytest.raises(ValueError, match="goes on to"):
                kept.advance(key, to=target)


@pytest.mark.parametrize("case", RULES, ids=ids(RULES))
def test_what_is_there_is_what_the_document_says(
    case: tuple[str, dict[str, Any], str, bool | None],
) -> None:
    builder, given, field, is_there = case
    made = getattr(testing, builder)(**given)
    if is_there is not None:
        assert (getattr(made, field) is not None) is is_there
    if is_there is True:
        with pytest.raises(ValueError, match=f"{field} is always there"):
            getattr(testing, builder)(**given, **{field: None})
    if is_there is False:
        value = getattr(having(builder, field), field)
        with pytest.raises(ValueError, match=f"{field} is there only"):
            getattr(testing, builder)(**given, **{field: value})


def having(builder: str, field: str) -> Any:
    """One that has the field."""
    wanted = builder, field
    given = [
        g for name, g, f, there in RULES if (name, f) == wanted and there is not False
    ]
    return getattr(testing, builder)(**given[0])
