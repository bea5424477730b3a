# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
"""The lives of resources: every state with every operation, and what is there in which state."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from extend_client import errors, models, testing
from extend_client.outcomes import (
    AlreadyOver,
    Done,
    UnderWay,
    outcome,
)
from extend_client.states import Unforeseen
from extend_client.testing.plugin import fake_extend as fake

__all__ = ["fake"]
Fake = testing.FakeExtend
State = str | int

MODELS: dict[str, tuple[type[models.Model], str, str, str]] = {
    "extract_run": (models.ExtractRun, "status", "state", "is_terminal"),
}
"""By builder: the model, its status, and what it is asked for its state and its end."""

STATES: list[tuple[str, State, str, bool, dict[str, bool]]] = [
    ("extract_run", "PENDING", "Pending", False, {}),
    ("extract_run", "PROCESSING", "Processing", False, {}),
    ("extract_run", "PROCESSED", "Processed", True, {"output": True, "usage": False}),
    (
        "extract_run",
        "FAILED",
        "Failed",
        True,
        {"failure_reason": True, "failure_message": True},
    ),
    ("extract_run", "CANCELLED", "Cancelled", True, {}),
]
"""What builds it, a state, what that is called, whether it is an end, what is there, and whether it must be."""


class Operation(NamedTuple):
    """An operation that changes the state."""

    store: str
    """Where its resources are kept."""
    arguments: dict[str, Any]
    can: str
    """The property of the model that tells whether it is allowed."""
    error: type[errors.APIStatusError]
    current: str
    """The property of the exception that tells the state."""
    is_read: bool
    """Whether the document says how the state is read after a refusal."""


OPERATIONS: dict[str, Operation] = {
    "extract_runs.cancel": Operation(
        "extract_runs",
        {},
        "can_cancel",
        errors.ExtractRunNotCancellableError,
        "current_status",
        True,
    ),
}
CHANGES: list[tuple[str, State, State | None]] = [
    ("extract_runs.cancel", "PENDING", None),
    ("extract_runs.cancel", "PROCESSING", "CANCELLED"),
    ("extract_runs.cancel", "PROCESSED", None),
    ("extract_runs.cancel", "FAILED", None),
    ("extract_runs.cancel", "CANCELLED", None),
]
"""Each operation with each state, and the state that it leads to; None: it is refused."""

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
    case: tuple[str, State, str, bool, dict[str, bool]],
) -> None:
    builder, state, name, is_end, there = case
    model, status, in_state, is_terminal = MODELS[builder]
    made = build(builder, state)
    assert isinstance(made, model)
    assert getattr(made, status).is_known
    assert getattr(made, status).is_terminal is is_end
    assert getattr(made, is_terminal) is is_end
    found = getattr(made, in_state)
    assert type(found).__name__ == name
    assert {*getattr(found, "__slots__", ())} == {*there}
    for field in there:
        assert getattr(found, field) == getattr(made, field)
    assert model.from_dict(made.to_dict()) == made


@pytest.mark.parametrize("case", STATES, ids=ids(STATES))
def test_a_state_without_what_belongs_to_it_is_unforeseen(
    case: tuple[str, State, str, bool, dict[str, bool]],
) -> None:
    builder, state, name, _, there = case
    _, status, in_state, _ = MODELS[builder]
    for field, must in there.items():
        made = build(builder, state)
        setattr(made, field, None)
        found = getattr(made, in_state)
        assert type(found).__name__ == ("Unforeseen" if must else name)


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
    store, arguments, can, error, current, _ = OPERATIONS[operation]
    kept = getattr(fake, store)
    made = kept.add(**{kept.life.status: state})
    key = getattr(made, kept.life.key)
    resource, method = operation.split(".")
    assert getattr(made, can) is (target is not None)
    with fake.client() as client:
        call = getattr(getattr(client, resource), method)
        if target is None:
            with pytest.raises(error) as caught:
                call(key, **arguments)
            assert kept[key] == made
            assert getattr(caught.value, current) is None
            caught.value.current = made
            assert getattr(caught.value, current) == state
        else:
            call(key, **arguments)
            assert getattr(kept[key], kept.life.status) == target


@pytest.mark.parametrize("case", CHANGES, ids=ids(CHANGES))
def test_the_outcome_tells_what_became_of_it(
    fake: Fake, case: tuple[str, State, State | None]
) -> None:
    operation, state, target = case
    store, arguments, _, error, _, is_read = OPERATIONS[operation]
    kept = getattr(fake, store)
    made = kept.add(**{kept.life.status: state})
    key, status = getattr(made, kept.life.key), getattr(made, kept.life.status)
    resource, method = operation.split(".")
    targets = [end for name, _, end in CHANGES if name == operation]
    is_over = status.is_terminal or state in targets
    with fake.client() as client:
        ask = outcome(getattr(getattr(client, resource), method))
        if target is not None:
            found = ask(key, **arguments)
            assert found in (Done(kept[key]), Done(None))
        elif not is_read:
            with pytest.raises(error):
                ask(key, **arguments)
        else:
            told = ask(key, **arguments)
            assert told == (AlreadyOver(made) if is_over else UnderWay(made, False))


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
