"""Presses one golden case: a small document becomes its files, or the text of its errors."""

from __future__ import annotations

import os
from pathlib import Path

from specpress.config import load_settings
from specpress.press import Pressed, press
from specpress.problems import DocumentError, Problem

CASES = Path(__file__).parent / "cases"
PINNED = (
    "models/",
    "_codec/",
    "_operations/",
    "resources/",
    "errors.py",
    "webhooks.py",
)
"""What depends on the document; the runtime is the same everywhere and pinned by `generated/`."""
CLIENTS = ("security_", "server")
"""Cases with such names pin the client, too."""


def press_whole(case: Path) -> Pressed:
    """All of a case; its package has the name of the case."""
    overrides = {"spec": "openapi.yaml", "package": case.name, "client": "Acme"}
    before = Path.cwd()
    os.chdir(case)
    try:
        return press(load_settings(case, overrides))
    finally:
        os.chdir(before)


def press_case(case: Path) -> dict[str, str]:
    """The pinned files of a case, below `expected/`, and `warnings.txt`; or `errors.txt`."""
    try:
        pressed = press_whole(case)
    except DocumentError as error:
        return {"errors.txt": _text(error.problems)}
    prefix = f"{case.name}/"
    pinned = (*PINNED, "_client.py") if case.name.startswith(CLIENTS) else PINNED
    found = {
        f"expected/{name.removeprefix(prefix)}": text
        for name, text in pressed.files.items()
        if name.removeprefix(prefix).startswith(pinned)
    }
    warned = {"warnings.txt": _text(pressed.warnings)} if pressed.warnings else {}
    return {**found, **warned}


def _text(problems: list[Problem]) -> str:
    return "".join(f"{problem}\n" for problem in problems)


def pinned(case: Path) -> dict[str, str]:
    """What stands in the folder of a case beside its document."""
    return {
        path.relative_to(case).as_posix(): path.read_text("utf-8")
        for path in case.rglob("*")
        if path.is_file()
        and (path.parent != case or path.suffix == ".txt")
        and "__pycache__" not in path.parts
    }


def cases() -> list[Path]:
    """The folders of all cases."""
    return sorted(path for path in CASES.iterdir() if path.is_dir())
