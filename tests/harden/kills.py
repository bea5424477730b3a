"""Kill a run at each step that changes the file system; one command must leave the old or the new output."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

import pytest

from specpress.output import disk, journal, run_lock
from tests.harden.interruptions import count_steps, interrupt, kill
from tests.harden.projects import (
    BROKEN,
    DOCUMENT,
    OUTPUT,
    SETTINGS,
    Snapshot,
    Version,
    replace_pipeline,
    run,
    separate_devices,
    take_snapshot,
)

OLD = Version(
    {
        "README.md": "old\n",
        "acme/__init__.py": "",
        "acme/client.py": "old\n" * 50,
        "acme/models/pet.py": "class Animal: ...\n",
        "acme/models/removed.py": "old\n",
        "acme/removed/things.py": "old\n",
    },
    "Animal",
)
NEW = Version(
    {
        "README.md": "new\n",
        "acme/__init__.py": "",
        "acme/client.py": "new\n" * 60,
        "acme/models/pet.py": "class Pet: ...\n",
        "acme/models/added.py": "new\n",
        "acme/added/deep/things.py": "new\n",
    },
    "Pet",
)
RENAMED = Version(
    {n.replace("acme/", "renamed/"): t for n, t in NEW.files.items()}, "Pet"
)
VERSIONS = {"old": OLD, "new": NEW, "renamed": RENAMED}
# The recovery is killed at each of its steps after every n-th step of the run.
DISTANCE = 20
# The directory on another device, by its name.
OTHER_DEVICE = "models"
USER_FILES = {
    f"{OUTPUT}/helpers.py": "mine",
    f"{OUTPUT}/.env": "mine",
    f"{OUTPUT}/.venv/pyvenv.cfg": "mine",
    f"{OUTPUT}/acme/models/mine.py": "mine",
    f"{OUTPUT}/acme/removed/mine.py": "mine",
    "outside/secret.py": "mine",
}


@dataclass(frozen=True, slots=True)
class Scenario:
    """A run to kill.

    Attributes:
        old: The document of the run before; None without one.
        options: The options of the command; without any, a settings file has them.
        failing: A file that cannot be replaced.
        settings: More lines of the settings file.
    """

    name: str
    old: str | None
    new: str
    options: tuple[str, ...] = ()
    failing: str | None = None
    settings: str = ""


SCENARIOS = (
    Scenario("update", "old", "new"),
    Scenario("first run", None, "new"),
    Scenario("renamed package", "old", "renamed"),
    Scenario("names lock in the output", "old", "new", (DOCUMENT, "-o", OUTPUT)),
    Scenario("file that cannot be replaced", "old", "new", failing="client.py"),
    # The manifest is outside of the output.
    Scenario("package", "old", "new", settings='layout = "package"\n'),
)


@dataclass(frozen=True, slots=True)
class Point:
    """A run that is killed before its step `first`, and the next one before its step `second`."""

    scenario: Scenario
    first: int
    second: int | None = None

    def __str__(self) -> str:
        second = f", then {self.second}" if self.second else ""
        return f"{self.scenario.name}: step {self.first}{second}"


def run_kill_points(
    sample: int | None = None, *, processes: bool = True
) -> tuple[int, list[str]]:
    """Return the number of kill points, and a description of each corrupted output.

    Args:
        sample: Use every n-th point only, with one next command.
        processes: Kill child processes, instead of stopping runs in this one.
    """
    count, corrupted = 0, []
    stop = kill if processes else interrupt
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        stack.enter_context(replace_pipeline(VERSIONS, Path(folder)))
        stack.enter_context(separate_devices(OTHER_DEVICE))
        for scenario in SCENARIOS:
            judge = Judge(scenario, Path(folder), stop)
            for point in islice(judge.list_points(), 0, None, sample):
                count += 1
                for command in judge.list_commands(point, count, sample is not None):
                    corrupted += judge.find_faults(point, command)
    return count, corrupted


class Judge:
    """Runs the points of a scenario in copies of one project."""

    def __init__(
        self,
        scenario: Scenario,
        folder: Path,
        stop: Callable[[Callable[[], object], int], None],
    ) -> None:
        self.scenario, self.stop = scenario, stop
        self.base, self.project = folder / "base", folder / "project"
        shutil.rmtree(self.base, ignore_errors=True)
        self.base.mkdir()
        os.chdir(self.base)
        self._create_base()
        self.old = take_snapshot(self.base)
        self._copy()
        with count_steps() as steps:
            self._generate_killed()
        self.steps = steps.count
        run("generate", *scenario.options)
        self.new = take_snapshot(self.project)
        # The next command and the outputs that it may leave.
        self.commands: tuple[tuple[str, list[Snapshot]], ...] = (
            (scenario.new, [self.new]),
            (BROKEN, [self.old, self.new]),
            (scenario.old or BROKEN, [self.old, self.new][: 1 if scenario.old else 2]),
        )

    def _create_base(self) -> None:
        for name, text in USER_FILES.items():
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text(text, "utf-8")
        Path(OUTPUT, "acme", "link.py").symlink_to(Path("../../outside/secret.py"))
        if not self.scenario.options:
            paths = f'spec = "{DOCUMENT}"\noutput = "{OUTPUT}"\n'
            Path(SETTINGS).write_text(f"{paths}{self.scenario.settings}")
        if self.scenario.old is not None:
            Path(DOCUMENT).write_text(self.scenario.old)
            assert run("generate", *self.scenario.options).exit_code == 0
            Path(OUTPUT, "README.md").chmod(0o640)
        Path(DOCUMENT).write_text(self.scenario.new)

    def list_commands(
        self, point: Point, number: int, is_sample: bool
    ) -> list[tuple[str, list[Snapshot]]]:
        """Return all commands for the first kill of a run, else one of them in turn."""
        if point.second is None and not is_sample:
            return [*self.commands]
        return [self.commands[number % len(self.commands)]]

    def list_points(self) -> Iterator[Point]:
        """Return each step of the run, and each step of the recovery after some of them."""
        for first in range(1, self.steps + 1):
            yield Point(self.scenario, first)
            if first % DISTANCE == 0:
                self._copy()
                interrupt(self._generate_killed, first)
                with count_steps() as steps:
                    run("generate", *self.scenario.options)
                for second in range(1, steps.count + 1):
                    yield Point(self.scenario, first, second)

    def find_faults(
        self, point: Point, command: tuple[str, list[Snapshot]]
    ) -> list[str]:
        """Kill a run, run `check` and the next command; return descriptions of what is wrong."""
        document, allowed = command
        self._copy()
        self.stop(self._generate_killed, point.first)
        if point.second:
            self.stop(partial(run, "generate", *self.scenario.options), point.second)
        faults = [*self._check()]
        Path(DOCUMENT).write_text(document)
        run("generate", *self.scenario.options)
        snapshot = take_snapshot(self.project)
        if snapshot not in allowed:
            differences = describe_differences(snapshot, allowed[-1])
            faults.append(f"document {document!r} leaves a mixture: {differences}")
        return [f"{point}: {fault}" for fault in faults]

    def _check(self) -> Iterator[str]:
        """Return the faults of `check` between the kill and the next command."""
        result = run("check", *self.scenario.options)
        snapshot = take_snapshot(self.project)
        is_interrupted = snapshot.pop(f"{OUTPUT}/{journal.NAME}", None) is not None
        for name in (run_lock.NAME, journal.NEW_NAME):
            snapshot.pop(f"{OUTPUT}/{name}", None)
        if is_interrupted != ("a write was interrupted" in result.output):
            yield f"check does not report the interruption: {result.output}"
        if not is_interrupted and snapshot not in (self.old, self.new):
            yield f"mixture without a journal: {describe_differences(snapshot, self.new)}"
        is_clean = snapshot == self.new and not is_interrupted
        if is_clean != (result.exit_code == 0):
            yield f"check exits with {result.exit_code}: {result.output}"

    def _copy(self) -> None:
        os.chdir(self.base)
        shutil.rmtree(self.project, ignore_errors=True)
        shutil.copytree(self.base, self.project, symlinks=True)
        os.chdir(self.project)

    def _generate_killed(self) -> None:
        with _failing_disk(self.scenario.failing):
            run("generate", *self.scenario.options)


@contextmanager
def _failing_disk(name: str | None) -> Iterator[None]:
    """Let the system refuse to replace a file by the new one."""
    replace = disk.replace

    def fail(source: Path, target: Path) -> None:
        if target.name == name and not source.name.endswith("-old"):
            raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(target))
        replace(source, target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(disk, "replace", fail)
        yield


def describe_differences(actual: Snapshot, expected: Snapshot) -> str:
    """Return the paths that differ."""
    paths = sorted(actual.keys() | expected.keys())
    return ", ".join(p for p in paths if actual.get(p) != expected.get(p))
