"""Writing the output: files of the user, hand edits, links, failures, and other runs."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.harden.interruptions import count_steps, interrupt
from tests.harden.kills import VERSIONS, run_kill_points
from tests.harden.projects import (
    BROKEN,
    DOCUMENT,
    SETTINGS,
    replace_pipeline,
    run,
    take_snapshot,
)

from specpress import pipeline
from specpress.document.problems import UsageError
from specpress.output import disk, journal, manifest, run_lock, targets, transaction
from specpress.output import plan as plan_module
from specpress.output.files import compare
from specpress.output.places import Places
from specpress.output.plan import plan
from specpress.output.targets import digest, is_valid_name
from specpress.output.transaction import Change, recover, write


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Path]:
    """Return a project with the old output, whose document is now the new one."""
    (tmp_path / SETTINGS).write_text(f'spec = "{DOCUMENT}"\noutput = "out"\n')
    (tmp_path / DOCUMENT).write_text("old")
    with replace_pipeline(VERSIONS, tmp_path):
        assert run("generate").exit_code == 0
        (tmp_path / DOCUMENT).write_text("new")
        yield tmp_path


def words(text: str) -> str:
    """Return a message without the line breaks of the terminal."""
    return " ".join(text.replace("│", " ").split())


def test_sample_of_kill_points() -> None:
    count, corrupted = run_kill_points(11, processes=False)
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


# Files of the user.


def test_files_that_specpress_did_not_create_are_ignored(project: Path) -> None:
    names = ("helpers.py", ".venv/lib/x.py", "uv.lock", ".idea/workspace.xml", ".env")
    for name in names:
        path = project / "out" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("mine")
    assert run("generate").exit_code == 0
    result = run("check")
    assert result.exit_code == 0, result.output
    assert all((project / "out" / name).read_text() == "mine" for name in names)


def test_hand_edits_are_listed_and_overwritten_only_with_force(project: Path) -> None:
    path = project / "out/acme/client.py"
    path.write_text("edited\n")
    before = take_snapshot(project)
    result = run("generate")
    assert result.exit_code == 1
    assert "changed acme/client.py (cause: hand edit)" in result.output
    assert "-edited\n" in result.output
    assert "1 file edited by hand; nothing was written" in words(result.output)
    assert take_snapshot(project) == before
    assert run("generate", "--force").exit_code == 0
    assert path.read_text().startswith("new")


def test_file_with_the_line_ends_of_windows_is_no_hand_edit(project: Path) -> None:
    path = project / "out/acme/client.py"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert run("generate").exit_code == 0
    assert path.read_bytes().startswith(b"new\n")


def test_deleted_file_is_written_again(project: Path) -> None:
    (project / "out/acme/client.py").unlink()
    assert run("generate").exit_code == 0
    assert run("check").exit_code == 0


@pytest.mark.parametrize("options", [(), ("--force",)])
def test_edited_stale_file_is_kept(project: Path, options: tuple[str, ...]) -> None:
    path = project / "out/acme/models/removed.py"
    path.write_text("edited")
    result = run("generate", *options)
    assert result.exit_code == 0
    assert "kept acme/models/removed.py" in result.output
    assert path.read_text() == "edited"
    assert not (project / "out/acme/removed/things.py").exists()
    assert run("check").exit_code == 0


def test_permissions_are_kept(project: Path) -> None:
    path = project / "out/acme/client.py"
    path.chmod(0o640)
    assert run("generate").exit_code == 0
    assert path.stat().st_mode & 0o777 == 0o640


def test_unchanged_output_is_not_written(project: Path) -> None:
    assert run("generate").exit_code == 0
    before = {p: p.stat().st_mtime_ns for p in (project / "out").rglob("*.py")}
    with count_steps() as steps:
        assert run("generate").exit_code == 0
    # The lock of the directory, and the search for the leftovers of another run.
    assert steps.count <= 3
    assert {p: p.stat().st_mtime_ns for p in (project / "out").rglob("*.py")} == before


# Links and special files.


def link_file(target: Path, outside: Path) -> None:
    outside.write_text(target.read_text())
    target.unlink()
    target.symlink_to(outside)


def link_folder(target: Path, outside: Path) -> None:
    target.parent.rename(outside)
    target.parent.symlink_to(outside)


def create_fifo(target: Path, outside: Path) -> None:
    target.unlink()
    os.mkfifo(target)


def create_folder(target: Path, outside: Path) -> None:
    target.unlink()
    target.mkdir()


def replace_folder_by_file(target: Path, outside: Path) -> None:
    target.parent.rename(outside)
    target.parent.write_text("mine")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (link_file, "out/acme/models/pet.py is a link"),
        (link_folder, "out/acme/models is a link"),
        (create_fifo, "out/acme/models/pet.py is not a regular file"),
        (create_folder, "out/acme/models/pet.py is a directory"),
        (replace_folder_by_file, "out/acme/models is not a directory"),
    ],
)
@pytest.mark.parametrize("options", [(), ("--force",)])
def test_obstacle_is_reported(
    project: Path,
    change: Callable[[Path, Path], None],
    reason: str,
    options: tuple[str, ...],
) -> None:
    change(project / "out/acme/models/pet.py", project / "outside")
    before = take_snapshot(project)
    result = run("generate", *options)
    assert result.exit_code == 2
    assert reason in words(result.output)
    assert take_snapshot(project) == before
    result = run("check")
    assert result.exit_code == 1
    assert "blocked acme/models/pet.py" in result.output
    assert reason in result.output


def test_stale_link_is_kept(project: Path) -> None:
    stale = project / "out/acme/models/removed.py"
    link_file(stale, project / "outside.py")
    link_folder(project / "out/acme/removed/things.py", project / "outside")
    result = run("generate")
    assert result.exit_code == 0
    assert stale.is_symlink()
    assert (project / "outside.py").exists()
    assert (project / "outside/things.py").exists()
    assert "kept acme/removed/things.py" in result.output


def test_linked_names_lock_is_an_error(project: Path) -> None:
    link_file(project / "specpress-names.lock", project / "shared.lock")
    result = run("generate")
    assert result.exit_code == 2
    assert "names lock: " in result.output
    assert "is a link" in words(result.output)


def test_output_behind_a_link(project: Path) -> None:
    (project / "real").mkdir()
    (project / "link").symlink_to("real")
    assert run("generate", "-o", "link/out").exit_code == 0
    assert run("check", "-o", "link/out").exit_code == 0
    assert (project / "real/out/README.md").read_text() == "new\n"


def test_names_lock_that_is_a_file_of_the_output(project: Path) -> None:
    settings = (project / SETTINGS).read_text()
    (project / SETTINGS).write_text(f'{settings}names-lock = "out/README.md"\n')
    (project / "out/README.md").write_text("# a lock\n")
    result = run("generate", "--force")
    assert result.exit_code == 2
    assert "is a file of the output" in words(result.output)


# Manifests of others.


HOSTILE_NAMES = [
    "../outside.py",
    "a/../../outside.py",
    "a/../helpers.py",
    "./helpers.py",
    ".env",
    ".git/config",
    "..",
    ".",
    "",
    "/",
    "a//b",
    "c:\\x",
    "helpers.py\n",
    "helpers\x00.py",
    "helpers.py ",
    "helpers.py.",
    "\ud800",
    "link/x.py",
    "x" * 5000,
    "y/" * 3000 + "z",
]


def test_hostile_manifest_deletes_nothing_of_others(project: Path) -> None:
    (project / "outside.py").write_text("mine")
    (project / "folder").mkdir()
    (project / "folder" / "x.py").write_text("mine")
    (project / "out" / "link").symlink_to(project / "folder")
    for name in (".env", "helpers.py\n"):
        (project / "out" / name).write_text("mine")
    names = [*HOSTILE_NAMES, str(project / "outside.py")]
    path = project / "out" / manifest.NAME
    table = json.loads(path.read_text())
    table["files"] |= {name: digest(b"mine") for name in names}
    path.write_text(json.dumps(table))
    before = take_snapshot(project)
    assert run("generate").exit_code == 0
    after = take_snapshot(project)
    mine = {n for n, (kind, text, _) in before.items() if text == b"mine"}
    assert len(mine) == 4
    assert {n: before[n] for n in mine} == {n: after.get(n) for n in mine}
    assert (project / "out" / "link").is_symlink()


@pytest.mark.parametrize(
    "text",
    [
        "[",
        "[]",
        '{"inputs": {}, "files": []}',
        '{"inputs": {}, "files": {"README.md": 3}}',
        '{"inputs": {"a": []}, "files": {"README.md": {}}}',
        "[" * 100_000,
        "9" * 5000,
        '"\\ud800"',
        "\xff",
    ],
)
def test_invalid_manifest(project: Path, text: str) -> None:
    (project / "out" / manifest.NAME).write_bytes(text.encode("latin-1"))
    assert run("check").exit_code == 1
    result = run("generate")
    assert result.exit_code == 2
    assert "would be overwritten" in words(result.output)
    assert run("generate", "--force").exit_code == 0
    assert run("check").exit_code == 0


@settings(max_examples=200)
@given(st.text(), st.sampled_from(["", "../", "/", "a/", ".", "a/.", "a/../", "//"]))
def test_valid_names_are_inside_the_directory(text: str, prefix: str) -> None:
    name = prefix + text
    if is_valid_name(name):
        path = os.path.normpath(os.path.join("/root", name))  # noqa: PTH118
        assert path == f"/root/{name}"
        assert not any(part.startswith(".") for part in name.split("/"))
        assert name.isprintable()


# Journals of others.


def store_journal(project: Path, **changes: object) -> None:
    table = {
        "version": 1,
        "token": "0" * 8,
        "state": "completing",
        "names-lock": None,
        "folders": [],
        "files": [],
    }
    (project / "out" / journal.NAME).write_text(json.dumps(table | changes))


OTHER = digest(b"other")


@pytest.mark.parametrize(
    "changes",
    [
        {"version": 2},
        {"state": "done"},
        {"state": []},
        {"token": "../../x"},
        {"token": "0" * 9},
        {"names-lock": 3},
        {"folders": ["../x"]},
        {"folders": [3]},
        {"files": [["../x.py", None, OTHER]]},
        {"files": [[".env", digest(b"mine"), None]]},
        {"files": [["x.py", "short", None]]},
        {"files": [["x.py"]]},
        {"files": [[None, OTHER, None]]},
        {"files": [[3, OTHER, None]]},
        {"files": 3},
    ],
)
def test_invalid_journal_is_an_error(project: Path, changes: dict[str, object]) -> None:
    store_journal(project, **changes)
    before = take_snapshot(project)
    result = run("generate")
    assert result.exit_code == 2
    assert "is not a journal" in words(result.output)
    assert "delete it" in words(result.output)
    assert take_snapshot(project) == before
    assert "a write was interrupted" in run("check").output


def test_journal_changes_no_other_file(project: Path) -> None:
    (project / "folder").mkdir()
    (project / "folder" / "x.py").write_text("mine")
    (project / "folder" / ".specpress-00000000-0").write_text("other")
    (project / "out" / "link").symlink_to(project / "folder")
    (project / "out" / "helpers.py").write_text("edited")
    (project / "out" / ".specpress-00000000-1").write_text("other")
    (project / "out" / "deleted.py").write_text("edited")
    files = [
        ["link/x.py", digest(b"mine"), OTHER],
        ["helpers.py", digest(b"mine"), OTHER],
        ["deleted.py", digest(b"mine"), None],
    ]
    store_journal(project, files=files, folders=["link"], state="completing")
    assert run("generate").exit_code == 0
    assert (project / "folder" / "x.py").read_text() == "mine"
    assert (project / "folder" / ".specpress-00000000-0").exists()
    assert (project / "out" / "helpers.py").read_text() == "edited"
    assert (project / "out" / "deleted.py").read_text() == "edited"
    assert (project / "out" / "link").is_symlink()
    assert not [*(project / "out").glob(".specpress*")]


def test_journal_of_a_run_with_another_names_lock(project: Path) -> None:
    interrupt_update(30)
    (project / "other").mkdir()
    (project / "out" / run_lock.NAME).unlink()
    before = take_snapshot(project)
    result = run("generate", "api.yaml", "-o", "out", "--config", "other")
    assert result.exit_code == 2
    assert "with the settings of that run" in words(result.output)
    assert take_snapshot(project) == before
    assert run("generate").exit_code == 0


def interrupt_update(step: int) -> None:
    interrupt(lambda: run("generate"), step)


def test_edit_after_the_interruption_is_kept(project: Path) -> None:
    interrupt_update(40)
    (project / "out/acme/client.py").write_text("edited")
    (project / DOCUMENT).write_text(BROKEN)
    assert run("generate").exit_code == 1
    assert (project / "out/acme/client.py").read_text() == "edited"
    (project / DOCUMENT).write_text("new")
    assert "changed acme/client.py (cause: hand edit)" in run("generate").output


# Failures.


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


@pytest.mark.parametrize("output", ["api.yaml", "api.yaml/x", "null"])
def test_output_that_is_no_directory(project: Path, output: str) -> None:
    (project / "null").symlink_to(os.devnull)
    result = run("generate", "-o", output)
    assert result.exit_code == 2
    assert f"cannot write {output}" in words(result.output)


def test_long_paths(project: Path) -> None:
    output = "/".join(["d" * 200] * 30)
    result = run("generate", "-o", output)
    assert result.exit_code == 2
    assert "File name too long" in words(result.output)


def test_refused_run_creates_no_directory(project: Path) -> None:
    (project / DOCUMENT).write_text(BROKEN)
    assert run("generate", "-o", "other").exit_code == 1
    assert not (project / "other").exists()


# Other runs.


def test_another_run_that_does_not_end_is_an_error(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_lock, "MAX_WAIT", 0.0)
    before = take_snapshot(project)
    with run_lock.hold(project / "out"):
        result = run("generate")
        assert result.exit_code == 2
        assert "another run of specpress is writing to it" in words(result.output)
        store_journal(project)
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


# Systems that ignore case.


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
    planned = plan({"pet.py": new}, tmp_path, recorded)
    assert not planned.edited and not planned.unmanaged
    places = Places(tmp_path, tmp_path / "x.lock")
    with count_steps() as steps:
        write(planned.changes, places)
    for last in range(1, steps.count + 1):
        (tmp_path / "pet.py").unlink(missing_ok=True)
        (tmp_path / "Pet.py").write_text("old\n")
        interrupt(lambda: write(planned.changes, places), last)
        recover(places)
        contents = {p.name: p.read_text() for p in tmp_path.iterdir()}
        assert contents in ({"Pet.py": "old\n"}, {"pet.py": new})


# Unit tests of the comparison.


def test_compare_reports_missing_changed_and_stale_files(tmp_path: Path) -> None:
    (tmp_path / "b").write_text("old\n")
    (tmp_path / "c").write_text("")
    (tmp_path / "d").write_text("")
    differences = compare({"a": "", "b": "new\n"}, tmp_path, ["b", "c", "e"])
    assert [(d.path, d.kind) for d in differences] == [
        ("a", "missing"),
        ("b", "changed"),
        ("c", "stale"),
    ]
    assert "-old\n+new" in differences[1].diff


@pytest.mark.parametrize("name", ["../up.py", "/etc/x", "a/../../b", "c:\\x", ".env"])
def test_nothing_is_written_outside_the_output_directory(
    tmp_path: Path, name: str
) -> None:
    with pytest.raises(UsageError, match="refusing to write"):
        plan({"fine.py": "", name: ""}, tmp_path, {})


def test_changes_of_no_file_write_nothing(tmp_path: Path) -> None:
    write([], Places(tmp_path / "out", tmp_path / "x.lock"))
    assert not (tmp_path / "out").exists()
