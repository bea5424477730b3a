"""Files of the user: hand edits, links, files that specpress did not create."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from specpress.document.problems import UsageError
from specpress.output.files import compare
from specpress.output.places import Places
from specpress.output.plan import plan
from specpress.output.transaction import write
from tests.harden.interruptions import count_steps
from tests.harden.projects import (
    SETTINGS,
    run,
    take_snapshot,
    words,
)


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


def test_compare_reports_missing_changed_and_stale_files(tmp_path: Path) -> None:
    (tmp_path / "b").write_text("old\n")
    (tmp_path / "c").write_text("")
    (tmp_path / "d").write_text("")
    places = Places(tmp_path, tmp_path / "x.lock")
    differences = compare({"a": "", "b": "new\n"}, places, ["b", "c", "e"])
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
        plan({"fine.py": "", name: ""}, Places(tmp_path, tmp_path / "x.lock"), {})


def test_changes_of_no_file_write_nothing(tmp_path: Path) -> None:
    write([], Places(tmp_path / "out", tmp_path / "x.lock"))
    assert not (tmp_path / "out").exists()
