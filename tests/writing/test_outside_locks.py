"""Manifests and journals that others wrote: they change no file of the user."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specpress.output import journal, manifest, run_lock
from specpress.output.targets import digest, is_valid_name
from tests.harden.interruptions import interrupt
from tests.harden.projects import (
    BROKEN,
    DOCUMENT,
    SETTINGS,
    run,
    take_snapshot,
    words,
)

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
        {"manifest": 3},
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
    (project / "other" / "specpress.toml").write_text("")
    (project / "out" / run_lock.NAME).unlink()
    before = take_snapshot(project)
    result = run("generate", "api.yaml", "-o", "out", "--config", "other")
    assert result.exit_code == 2
    assert "with the settings of that run" in words(result.output)
    assert take_snapshot(project) == before
    assert run("generate").exit_code == 0


def test_journal_of_a_run_with_another_layout(project: Path) -> None:
    interrupt_update(30)
    (project / "out" / run_lock.NAME).unlink()
    settings = project / SETTINGS
    text = settings.read_text()
    settings.write_text(f'{text}layout = "package"\n')
    before = take_snapshot(project)
    result = run("generate")
    assert result.exit_code == 2
    assert "includes the manifest specpress.lock" in words(result.output)
    assert take_snapshot(project) == before
    settings.write_text(text)
    assert run("generate").exit_code == 0


def interrupt_update(step: int) -> None:
    interrupt(lambda: run("generate"), step)


def test_damaged_temporary_file_is_not_used(project: Path) -> None:
    for step in range(30, 40):
        interrupt_update(step)
        if journal_state(project) == "completing":
            break
    for path in (project / "out").rglob(".specpress-????????-*"):
        path.write_text("damaged")
    (project / DOCUMENT).write_text(BROKEN)
    assert run("generate").exit_code == 1
    assert not any(b"damaged" in text for _, text, _ in take_snapshot(project).values())
    assert not [*(project / "out").rglob(".specpress*")]


def journal_state(project: Path) -> object:
    return json.loads((project / "out" / journal.NAME).read_text())["state"]


def test_edit_after_the_interruption_is_kept(project: Path) -> None:
    interrupt_update(40)
    (project / "out/acme/client.py").write_text("edited")
    (project / DOCUMENT).write_text(BROKEN)
    assert run("generate").exit_code == 1
    assert (project / "out/acme/client.py").read_text() == "edited"
    (project / DOCUMENT).write_text("new")
    assert "changed acme/client.py (cause: hand edit)" in run("generate").output
