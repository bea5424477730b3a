"""Generate, compare and write the output of each API: what the command does, for programs.

`docs/python-api.md` describes the functions, which `specpress` exports.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from specpress import pipeline, release
from specpress.config import (
    NAMES_LOCK,
    Settings,
    SettingsError,
    load_all_named_settings,
    load_named_settings,
    locate,
)
from specpress.config.apis import find_equal_names
from specpress.document.problems import Problem, convert_os_errors
from specpress.output import journal, manifest, names_lock, run_lock, writing
from specpress.output.files import Difference, Files, compare
from specpress.output.places import get_places
from specpress.output.writing import Changes
from specpress.package.proposals import Proposals
from specpress.pipeline import Generated, StageReporter


@dataclass(frozen=True, slots=True)
class Result:
    """The output of one API in memory; `write` writes it.

    Attributes:
        settings: The settings with which it was generated.
        package: The import name of the client.
        distribution: The name of the distribution.
        client: The name of the client class.
        files: The content of each file by its path in the output directory, with `/` on each system. With the
            layout `package`, `specpress.lock` is beside the names lock instead.
        problems: Warnings about the document, in the order of their lines.
        counts: The number of parts of the document in the output, by kind: `{"operation": 12, …}`.
        omissions: The problems because of which parts of the document are missing from the output.
        removed: Names of the last run whose parts the document does not contain any more.
        inferred_pages: The number of methods whose pagination is inferred, by style.
        documents: The paths and URLs of the files that were read.
        left_out: The number of operations that the settings leave out.
        proposals: Settings that the document suggests because every operation asks for the same:
            `{"client-parameters": {"X-Workspace-Id": "workspace_id"}}`.
        names_lock: The content of the names lock.
    """

    settings: Settings
    package: str
    distribution: str
    client: str
    files: Mapping[str, str] = field(repr=False)
    problems: tuple[Problem, ...]
    counts: Mapping[str, int]
    omissions: tuple[Problem, ...]
    removed: tuple[str, ...]
    inferred_pages: Mapping[str, int]
    documents: tuple[str, ...]
    left_out: int
    proposals: Proposals
    names_lock: str = field(repr=False)
    previous_names_lock: bytes | None = field(repr=False)
    """The content of the names lock before the run, to detect another run."""

    @property
    def options(self) -> dict[str, str]:
        """The names of the client by the options that set them."""
        return {
            "package": self.package,
            "distribution": self.distribution,
            "client": self.client,
        }

    def preview(self, *, force: bool = False) -> Changes:
        """Return the files that `write` would change.

        Args:
            force: Also overwrite files of the user.

        Raises:
            EditedFilesError: files were edited by hand.
            UsageError: a file could not be written, or belongs to the user.
        """
        with convert_os_errors():
            return writing.preview(self.settings, self.files, force)

    def write(self, *, force: bool = False) -> Changes:
        """Write all files and the names lock, or none; return the files that changed.

        Args:
            force: Also overwrite files of the user.

        Raises:
            EditedFilesError: files were edited by hand.
            UsageError: a file cannot be written, or belongs to the user.
        """
        previous = self.previous_names_lock
        with convert_os_errors():
            return writing.write(
                self.settings, self.files, self.names_lock, previous, force
            )


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The differences between the output directory and the output that would be generated.

    Attributes:
        result: The output that would be generated.
        differences: The files that differ, each with its cause.
        is_interrupted: True if a write was interrupted, or another run is writing.
        is_running: True if another run is writing.
        is_names_lock_outdated: True if the names lock differs from the names of the document.
        renamed: The names of the client in the output directory that differ from those of this run, by option.
    """

    result: Result
    differences: tuple[Difference, ...]
    is_interrupted: bool
    is_running: bool
    is_names_lock_outdated: bool
    renamed: Mapping[str, str]

    @property
    def is_current(self) -> bool:
        """True if the output directory is the one that the document generates."""
        return not (
            self.differences or self.is_interrupted or self.is_names_lock_outdated
        )

    @property
    def is_missing(self) -> bool:
        """True if the output directory has none of the files."""
        missing = [d for d in self.differences if d.kind == "missing"]
        return len(missing) == len(self.differences) == len(self.result.files)


def load_settings(
    path: str | os.PathLike[str] = ".", *, api: str | None = None
) -> Settings:
    """Return the settings in a file, or in `specpress.toml` or `pyproject.toml` of a directory.

    Args:
        api: The name of the API, if the file has several.

    Raises:
        SettingsError: a setting is unknown or not valid.
        UsageError: there are no settings, they cannot be read, or they have several APIs.
    """
    with convert_os_errors():
        return load_named_settings(Path(path), {"apis": () if api is None else (api,)})


def load_all_settings(
    path: str | os.PathLike[str] = ".", *, apis: Iterable[str] = ()
) -> list[Settings]:
    """Return the settings of each API in a file or a directory.

    Args:
        apis: The names of the APIs; all without names.

    Raises:
        SettingsError: a setting is unknown or not valid.
        UsageError: there are no settings, or they cannot be read.
    """
    with convert_os_errors():
        return load_all_named_settings(Path(path), {"apis": tuple(apis)})


def generate(
    settings: Settings,
    *,
    accept_renames: bool = False,
    recover: bool = True,
    report_stage: StageReporter = lambda stage: None,
) -> Result:
    """Generate the output of one API in memory.

    Args:
        accept_renames: Accept changes of published names, which are errors otherwise.
        recover: Complete or undo a write of an earlier run that was interrupted. Without it, nothing on disk
            changes.
        report_stage: Receives the name of each stage when it begins.

    Raises:
        DocumentError: the document has errors, or a published name would change. With the setting
            `strict`, also warnings are errors.
        UsageError: a file cannot be read, or the templates are not valid.
    """
    with convert_os_errors():
        if recover:
            writing.recover(settings)
    return _create_result(settings, *_generate(settings, accept_renames, report_stage))


def _generate(
    settings: Settings, accept_renames: bool, report_stage: StageReporter
) -> tuple[Generated, bytes | None]:
    """Return the output, and the content of the names lock before the run."""
    with convert_os_errors():
        previous = writing.read_names_lock(settings)
        generated = release.generate_release(
            settings,
            lambda version, earlier: pipeline.generate(
                settings,
                report_stage,
                accept_renames=accept_renames,
                version=version,
                earlier=earlier,
            ),
        )
    return generated, previous


def _create_result(
    settings: Settings, generated: Generated, previous: bytes | None
) -> Result:
    lock = generated.names_lock.to_text()
    names = generated.names
    return Result(
        settings,
        names.package,
        names.distribution,
        names.client,
        _add_lock_files(settings, generated, lock),
        tuple(generated.warnings),
        generated.counts,
        tuple(generated.omissions),
        tuple(generated.removed),
        generated.inferred_pages,
        generated.documents,
        generated.left_out,
        generated.proposals,
        lock,
        previous,
    )


def _add_lock_files(settings: Settings, generated: Generated, lock: str) -> Files:
    """Return the files with the manifest, and with the names lock if it is in the output."""
    files = dict(generated.files)
    if names_lock.is_in_output(settings):
        files[NAMES_LOCK] = lock
    # The next run reads the lock that this run writes.
    inputs = {**generated.inputs, "names": manifest.digest(lock)}
    files[manifest.NAME] = manifest.create(
        files, inputs, generated.names.options
    ).to_json()
    return files


def check(
    settings: Settings, *, report_stage: StageReporter = lambda stage: None
) -> CheckResult:
    """Compare the output directory of one API with the output that would be generated.

    Raises:
        DocumentError, UsageError: as `generate`.
    """
    output = settings.output
    is_interrupted = journal.exists(output)
    is_running = is_interrupted and run_lock.is_held(output)
    generated, previous = _generate(settings, False, report_stage)
    result = _create_result(settings, generated, previous)
    with convert_os_errors():
        old = manifest.read_last(settings)
        differences = tuple(
            # Not the inputs in the manifest of the result: it has the names lock after the run.
            replace(d, cause=manifest.find_cause(d, old, generated.inputs, output))
            for d in compare(result.files, get_places(settings), old.files)
        )
        is_locked = names_lock.read_lock(settings.names_lock) == generated.names_lock
    new = result.options
    renamed = {k: name for k, name in old.names.items() if new.get(k, name) != name}
    return CheckResult(
        result, differences, is_interrupted, is_running, not is_locked, renamed
    )


def check_names(results: Sequence[Result]) -> None:
    """Check that no two APIs have the same package or distribution.

    Raises:
        SettingsError: two have; their names may follow from the titles of the documents.
    """
    names = [
        (
            result.settings,
            {"package": result.package, "distribution": result.distribution},
        )
        for result in results
    ]
    if problems := [
        locate(settings, fault) for settings, fault in find_equal_names(names)
    ]:
        raise SettingsError(problems)


def write_all(results: Sequence[Result], *, force: bool = False) -> list[Changes]:
    """Write the output of several APIs; nothing is written unless each can be.

    Args:
        force: Also overwrite files of the user.

    Raises:
        SettingsError: two have the same package or distribution.
        EditedFilesError: files were edited by hand.
        UsageError: a file cannot be written, or belongs to the user.
    """
    check_names(results)
    for result in results:
        result.preview(force=force)
    return [result.write(force=force) for result in results]
