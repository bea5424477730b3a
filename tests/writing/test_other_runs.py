"""Other runs at the same time, and systems that ignore case."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from specpress import pipeline
from specpress.output import disk, journal, run_lock, targets, transaction
from specpress.output import plan as plan_module
from specpress.output.places import Places
from specpress.output.plan import plan
from specpress.output.targets import digest
from specpress.output.transaction import recover, write
from tests.harden.interruptions import count_steps, interrupt
from tests.harden.projects import (
    run,
    take_snapshot,
    words,
)


def test_another_run_that_does_not_end_is_an_error(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_lock, "MAX_WAIT", 0.0)
    before = take_snapshot(project)
    with run_lock.hold(project / "out"):
        result = run("generate")
        assert result.exit_code == 2
        assert "another run of specpress is writing to it" in words(result.output)
        (project / "out" / journal.NAME).write_text("{}")
        assert "another run is writing to ./out" in words(run("check").output)
        (project / "out" / journal.NAME).unlink()
    assert take_snapshot(project) == before
    assert run("generate").exit_code == 0


LOCK_AND_DIE = """
import os, sys
from pathlib import Path
from specpress.output import run_lock
with run_lock.hold(Path(sys.argv[1])):
    os.kill(os.getpid(), 9)
"""


def test_lock_of_a_killed_process_is_released(project: Path) -> None:
    subprocess.run([sys.executable, "-c", LOCK_AND_DIE, "out"], check=False)
    assert (project / "out" / run_lock.NAME).exists()
    assert run("generate").exit_code == 0
    assert not (project / "out" / run_lock.NAME).exists()


def test_names_lock_that_another_run_changes(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = project / "specpress-names.lock"
    generate = pipeline.generate

    def generate_meanwhile(*arguments: Any, **options: Any) -> pipeline.Generated:
        path.write_text("changed")
        return generate(*arguments, **options)

    monkeypatch.setattr(pipeline, "generate", generate_meanwhile)
    before = take_snapshot(project / "out")
    result = run("generate")
    assert result.exit_code == 2
    assert "specpress-names.lock during this one" in words(result.output)
    assert take_snapshot(project / "out") == before


def test_same_run_at_the_same_time(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    generate = pipeline.generate

    def generate_twice(*arguments: Any, **options: Any) -> pipeline.Generated:
        monkeypatch.setattr(pipeline, "generate", generate)
        assert run("generate").exit_code == 0
        return generate(*arguments, **options)

    monkeypatch.setattr(pipeline, "generate", generate_twice)
    assert run("generate").exit_code == 0
    assert run("check").exit_code == 0


def ignore_case(path: Path) -> Path:
    """Return the existing path whose name differs only in case, as such a system does."""
    if path.parent.is_dir():
        for other in path.parent.iterdir():
            if other.name.casefold() == path.name.casefold():
                return other
    return path


@pytest.mark.parametrize("new", ["new\n", "old\n"])
def test_renaming_that_changes_only_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, new: str
) -> None:
    def wrap(function: Callable[..., Any]) -> Callable[..., Any]:
        return lambda path, *arguments: function(ignore_case(path), *arguments)

    for module, name in (
        (targets, "read_content"),
        (plan_module, "read_content"),
        (transaction, "read_content"),
        (disk, "delete_file"),
    ):
        monkeypatch.setattr(module, name, wrap(getattr(module, name)))
    (tmp_path / "Pet.py").write_text("old\n")
    recorded = {"Pet.py": digest(b"old\n")}
    places = Places(tmp_path, tmp_path / "x.lock")
    planned = plan({"pet.py": new}, places, recorded)
    assert not planned.edited and not planned.unmanaged
    with count_steps() as steps:
        write(planned.changes, places)
    for last in range(1, steps.count + 1):
        (tmp_path / "pet.py").unlink(missing_ok=True)
        (tmp_path / "Pet.py").write_text("old\n")
        interrupt(lambda: write(planned.changes, places), last)
        recover(places)
        contents = {p.name: p.read_text() for p in tmp_path.iterdir()}
        assert contents in ({"Pet.py": "old\n"}, {"pet.py": new})
