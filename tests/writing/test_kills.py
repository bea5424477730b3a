"""Kills, failures and interrupts: the old or the new output, never a mixture."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from specpress.output import disk, journal
from specpress.output.places import Places
from specpress.output.transaction import Change, write
from tests.harden.interruptions import count_steps
from tests.harden.kills import run_kill_points
from tests.harden.projects import (
    BROKEN,
    DOCUMENT,
    run,
    take_snapshot,
    words,
)


def test_sample_of_kill_points() -> None:
    count, corrupted = run_kill_points(17, processes=False)
    assert count > 20
    assert corrupted == []


def test_contents_are_stored_before_files_are_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored: set[str] = set()
    replace, write_file = disk.replace, disk.write_file

    def check_and_replace(source: Path, target: Path) -> None:
        assert source.name in stored
        if target.name == "a.py":
            assert (
                json.loads((tmp_path / journal.NAME).read_text())["state"]
                == "completing"
            )
            assert tmp_path.name in stored
        # A rename is stored with its directory.
        stored.discard(target.parent.name)
        replace(source, target)

    def write_and_forget(path: Path, content: bytes) -> None:
        stored.difference_update({path.name, path.parent.name})
        write_file(path, content)

    def synchronize(path: Path) -> None:
        stored.add(path.name)

    monkeypatch.setattr(disk, "replace", check_and_replace)
    monkeypatch.setattr(disk, "write_file", write_and_forget)
    monkeypatch.setattr(disk, "_sync", synchronize)
    changes = [Change("a.py", None, b"1"), Change("deep/b.py", None, b"2")]
    write(changes, Places(tmp_path, tmp_path / "x.lock"))
    assert {tmp_path.name, "deep"} <= stored


@pytest.mark.parametrize(
    ("step", "number"),
    [
        ("write_file", errno.ENOSPC),
        ("write_file", errno.EROFS),
        ("make_folder", errno.EACCES),
        ("replace", errno.EBUSY),
        ("replace", errno.ENAMETOOLONG),
        ("delete_file", errno.EPERM),
        ("copy_permissions", errno.EPERM),
        ("sync", errno.EIO),
    ],
)
def test_failed_write_leaves_the_old_output(
    project: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int
) -> None:
    before = take_snapshot(project)
    function = getattr(disk, step)
    names = ("removed.py",) if step == "delete_file" else ("client.py", "deep")

    def fail(*arguments: object) -> None:
        paths = str([a for a in arguments if not isinstance(a, bytes)])
        # The old file can be written again.
        if any(name in paths for name in names) and "-old" not in paths:
            raise OSError(number, os.strerror(number), "out/acme/x.py")
        function(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(disk, step, fail)
        result = run("generate")
    assert result.exit_code == 2
    assert "cannot write out/acme/" in words(result.output).replace(f"{project}/", "")
    assert os.strerror(number) in words(result.output)
    assert ".specpress-" not in result.output
    assert take_snapshot(project) == before
    assert not (project / "out/acme/added").exists()


def test_full_device_after_some_files(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = take_snapshot(project)
    write_file = disk.write_file

    def write_until_full(path: Path, content: bytes) -> None:
        if path.parent.name == "deep":
            path.write_bytes(content[:1])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        write_file(path, content)

    monkeypatch.setattr(disk, "write_file", write_until_full)
    result = run("generate")
    assert result.exit_code == 2
    assert "deep/things.py: No space left on device" in words(result.output)
    assert take_snapshot(project) == before
    assert not (project / "out/acme/added").exists()


def test_failure_of_the_restoration_is_named(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(disk, "replace", fail_after_journal(disk.replace))
        result = run("generate")
    assert result.exit_code == 2
    assert "the write is incomplete" in words(result.output)
    assert "a write was interrupted" in run("check").output
    assert run("generate").exit_code == 0
    assert run("check").exit_code == 0


def fail_after_journal(
    replace: Callable[[Path, Path], None],
) -> Callable[[Path, Path], None]:
    def failing(source: Path, target: Path) -> None:
        if target.name == "client.py":
            patched.append(target)
        if patched:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        replace(source, target)

    patched: list[Path] = []
    return failing


@pytest.mark.parametrize("step", range(5, 45, 6))
def test_interrupt_completes_or_undoes_the_write(project: Path, step: int) -> None:
    before = take_snapshot(project)
    with count_steps() as steps:

        def press_once() -> None:
            steps.last = None
            raise KeyboardInterrupt

        steps.last, steps.end = step, press_once
        assert run("generate").exit_code != 0
    after = take_snapshot(project)
    assert run("generate").exit_code == 0
    assert after in (before, take_snapshot(project))


@pytest.mark.parametrize(
    ("output", "message"),
    [
        ("api.yaml", "the output directory api.yaml is a file"),
        ("api.yaml/x", "cannot write api.yaml/x"),
        ("null", "cannot write null"),
    ],
)
def test_output_that_is_no_directory(project: Path, output: str, message: str) -> None:
    (project / "null").symlink_to(os.devnull)
    result = run("generate", "-o", output)
    assert result.exit_code == 2
    assert message in words(result.output)


def test_long_paths(project: Path) -> None:
    # The directory is possible, but no file in it.
    output = "/".join(["d" * 200] * 20 + ["d" * 64])
    result = run("generate", "-o", output)
    assert result.exit_code == 2
    assert "File name too long" in words(result.output)


def test_refused_run_creates_no_directory(project: Path) -> None:
    (project / DOCUMENT).write_text(BROKEN)
    assert run("generate", "-o", "other").exit_code == 1
    assert not (project / "other").exists()
