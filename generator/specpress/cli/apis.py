"""Run a command for each API of the settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from specpress.cli import problem_log
from specpress.config import Settings

Item = TypeVar("Item")
T = TypeVar("T")


def run_all(items: Sequence[Item], work: Callable[[Item], T]) -> list[T]:
    """Do the work for each API; the faults of one do not hide those of the others.

    Raises:
        SystemExit: of the APIs whose work ended with an exit code, the highest one.
    """
    results: list[T] = []
    codes: list[int] = []
    for item in items:
        try:
            results.append(work(item))
        except SystemExit as error:
            codes.append(error.code if isinstance(error.code, int) else 1)
    if codes:
        raise SystemExit(max(codes))
    return results


def set_result(settings: Settings, result: Mapping[str, Any]) -> None:
    """Set the result of the current command for programs; of several APIs each has its own."""
    if settings.api is None:
        problem_log.set_result(result)
    else:
        problem_log.add_api_result(settings.api, result)
