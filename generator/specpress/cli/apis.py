"""Run a command for each API of the settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from specpress.cli import problem_log, report
from specpress.config import Settings, SettingsError, locate
from specpress.config.apis import find_equal_names
from specpress.pipeline import Generated

T = TypeVar("T")


class Run(Protocol):
    """A generated API with its settings."""

    @property
    def settings(self) -> Settings:
        """The settings of the API."""
        ...

    @property
    def generated(self) -> Generated:
        """The output in memory."""
        ...


def run_all(settings: Sequence[Settings], work: Callable[[Settings], T]) -> list[T]:
    """Do the work for each API; the faults of one do not hide those of the others.

    Raises:
        SystemExit: of the APIs whose work ended with an exit code, the highest one.
    """
    results: list[T] = []
    codes: list[int] = []
    for one in settings:
        if len(settings) > 1:
            report.print_api(one)
        try:
            results.append(work(one))
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


def check_names(runs: Sequence[Run]) -> None:
    """Check that no two APIs have the same package or distribution.

    Raises:
        SettingsError: two have; their names may follow from the titles of the documents.
    """
    names = [
        (
            run.settings,
            {
                "package": run.generated.names.package,
                "distribution": run.generated.names.distribution,
            },
        )
        for run in runs
    ]
    if problems := [
        locate(settings, fault) for settings, fault in find_equal_names(names)
    ]:
        raise SettingsError(problems)
