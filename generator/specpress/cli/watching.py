"""Generate again after each change of an input, for ``specpress generate --watch``."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from specpress.cli import generating, problem_log, report
from specpress.cli.generating import Choices
from specpress.config import Settings
from specpress.document.uris import is_url

# Seconds between two looks at the inputs: shorter than a person notices.
PAUSE = 0.1
# Size and time of change of a file; None if it does not exist.
State = tuple[int, int] | None


def watch(
    config: Path | None,
    overrides: Mapping[str, Any],
    choices: Choices,
    wait: Callable[[], None] = lambda: time.sleep(PAUSE),
) -> None:
    """Generate, and again after each change, until Ctrl+C.

    Args:
        wait: Called between two looks at the inputs.
    """
    settings = generating.load_settings(config, overrides)
    if any(one.spec == "-" or is_url(one.spec) for one in settings):
        raise click.UsageError(
            "--watch needs a file: it cannot notice changes of this document"
        )
    documents: tuple[str, ...] = ()
    try:
        while True:
            before = read_states(list_inputs(settings, documents))
            try:
                results = generating.generate(config, overrides, choices)
                settings = generating.load_settings(config, overrides)
                documents = tuple(d for result in results for d in result.documents)
            except SystemExit:
                # The problems have been printed: wait for the next change.
                pass
            problem_log.flush()
            before = _keep_known(before, list_inputs(settings, documents))
            report.print_watching(len(before))
            while read_states(list_inputs(settings, documents)) == before:
                wait()
    except KeyboardInterrupt:
        report.out.print("stopped")


def list_inputs(
    settings: Iterable[Settings], documents: Iterable[str]
) -> Iterator[Path]:
    """Yield the files that a run reads: documents, overlays, settings and templates."""
    yield from (Path(name) for name in documents if not is_url(name))
    for one in settings:
        yield from _list_inputs(one)


def _list_inputs(settings: Settings) -> Iterator[Path]:
    yield Path(settings.spec)
    yield from settings.overlays
    if settings.source is not None:
        yield settings.source
    if settings.templates is not None:
        yield from (p for p in sorted(settings.templates.rglob("*")) if p.is_file())


def read_states(paths: Iterable[Path]) -> dict[Path, State]:
    """Return the state of each file."""
    return {path: _read_state(path) for path in paths}


def _read_state(path: Path) -> State:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def _keep_known(
    before: Mapping[Path, State], paths: Iterable[Path]
) -> dict[Path, State]:
    """Return the states of the inputs before the run: a change during it starts another one.

    Those that the run read first have their present state.
    """
    return {p: before[p] if p in before else _read_state(p) for p in paths}
