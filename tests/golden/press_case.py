"""Presses one golden case: a small document becomes its files, or the text of its errors."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from specpress.config import load_settings
from specpress.press import Pressed, press
from specpress.problems import DocumentError, Problem

CASES = Path(__file__).parent / "cases"
PINNED = (
    "models/",
    "_operations/",
    "resources/",
    "states/",
    "testing/fake.py",
    "testing/samples.json",
    "errors.py",
    "webhooks.py",
)
"""What depends on the document; the runtime is the same everywhere and pinned by `generated/`."""
INDEX = "__init__.py"
"""What only lists the other files is not pinned, and neither is what an empty document gives, too."""
EMPTY = "openapi: 3.1.0\ninfo: {title: Case, version: '1'}\npaths: {}\n"
TABLES = ("tests/calls.json", "tests/models.json", "tests/operations.json")
"""What the generated tests are told of the document."""
TESTED = ("lifecycle_of_an_order", "nullable_in_3_1", "union_by_discriminator")
"""The cases that pin it."""
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
    """The pinned files of a case, below `expected/`, `warnings.txt` and `missing.txt`; or `errors.txt`."""
    try:
        pressed = press_whole(case)
    except DocumentError as error:
        return {"errors.txt": _text(error.problems)}
    kept = (*PINNED, "_client.py") if case.name.startswith(CLIENTS) else PINNED
    found = {
        f"expected/{name}": text
        for name, text in _below(pressed, case.name).items()
        if name.startswith(kept)
        and not name.endswith(INDEX)
        and text != _of_nothing().get(name)
    }
    tables = {f"expected/{n}": pressed.files[n] for n in TABLES if n in pressed.files}
    found |= tables if case.name in TESTED else {}
    warned = {"warnings.txt": _text(pressed.warnings)} if pressed.warnings else {}
    lines = [f"{p.omits} ({p.place})\n" for p in pressed.omissions]
    missing = {"missing.txt": "".join(lines)} if lines else {}
    return {**found, **warned, **missing}


@cache
def _of_nothing() -> dict[str, str]:
    """The files of the package of an empty document."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "openapi.yaml")
        path.write_text(EMPTY, "utf-8")
        return _below(
            press(load_settings(path.parent, {"spec": str(path)})), "openapi_client"
        )


def _below(pressed: Pressed, package: str) -> dict[str, str]:
    """The files of a package, by their names in it."""
    return {
        name.removeprefix(f"{package}/"): text
        for name, text in pressed.files.items()
        if name.startswith(f"{package}/")
    }


def _text(problems: list[Problem]) -> str:
    return "".join(f"{problem}\n" for problem in problems)


def pinned(case: Path) -> dict[str, str]:
    """What is expected of a case: its folder holds the documents, too."""
    found = [*case.glob("*.txt"), *(case / "expected").rglob("*")]
    return {
        path.relative_to(case).as_posix(): path.read_text("utf-8")
        for path in found
        if path.is_file() and "__pycache__" not in path.parts
    }


def cases() -> list[Path]:
    """The folders of all cases."""
    return sorted(path for path in CASES.iterdir() if path.is_dir())
