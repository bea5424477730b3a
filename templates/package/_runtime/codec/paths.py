"""JSON pointers of faults: computed afterwards, so that valid values cost nothing."""

from __future__ import annotations

from typing import Any, NamedTuple

# Characters of a key in a pointer: a long one would be copied into each pointer.
MAX_STEP_LENGTH = 200


class _Position(NamedTuple):
    """A container with its key, and the position of the container around it."""

    value: Any
    key: Any
    outer: _Position | None


def find_paths(root: list[Any], owners: set[int]) -> dict[int, str]:
    """Return the path of each container whose id is in `owners`."""
    paths: dict[int, str] = {}
    stack = [_Position(root, None, None)]
    while stack:
        position = stack.pop()
        value = position.value
        if id(value) in owners:
            paths[id(value)] = _format_path(position)
        entries = value.items() if isinstance(value, dict) else enumerate(value)
        for key, item in entries:
            if isinstance(item, (dict, list)):
                stack.append(_Position(item, key, position))
    return paths


def _format_path(position: _Position) -> str:
    steps: list[str] = []
    while position.outer is not None:
        steps.append(format_step(position.key))
        position = position.outer
    return "".join(reversed(steps))


def format_step(key: object) -> str:
    """Return the step of a pointer to the value of a key."""
    text = str(key)
    if len(text) > MAX_STEP_LENGTH:
        text = f"{text[:MAX_STEP_LENGTH]}…"
    return "/" + text.replace("~", "~0").replace("/", "~1")
