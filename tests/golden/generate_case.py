"""Generate a golden case: its package and tests, or the text of its errors."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from specpress.config import load_settings
from specpress.document.problems import DocumentError, Problem
from specpress.pipeline import Generated, generate

CASES = Path(__file__).parent / "cases"
# The files that depend on the document. The runtime is the same in every package: `generated/` pins it.
PINNED = (
    "models/",
    "resources/",
    "states/",
    "testing/samples.json",
    "errors.py",
    "inputs.py",
    "webhooks.py",
)
# Index modules list the other files, so they pin nothing more.
INDEX = "__init__.py"
EMPTY_DOCUMENT = "openapi: 3.1.0\ninfo: {title: Case, version: '1'}\npaths: {}\n"
# The tables that the generated tests read, and the cases that pin them.
TABLES = ("tests/calls.json", "tests/models.json", "tests/operations.json")
CASES_WITH_TABLES = (
    "lifecycle_of_an_order",
    "nullable_in_3_1",
    "union_by_discriminator",
)
# The documentation, and the cases that pin it: bodies, credentials, pages.
DOCUMENTATION = ("README.md", "docs/pages.md", "docs/reference.md", "llms.txt")
CASES_WITH_DOCUMENTATION = (
    "dict_inputs",
    "pages_of_every_style",
    "security_combined",
)
# Cases whose names begin like this pin the client, too.
CASES_WITH_CLIENT = ("security_", "server")
# Cases whose names begin like this pin the fake, too.
CASES_WITH_FAKE = ("lifecycle", "names_by_fastapi", "names_reserved_by", "stream_of")
FAKE = ("testing/fake.py", "testing/resources/")


def generate_case(case: Path) -> Generated:
    """Return all files of a case; the package has the name of the case."""
    overrides = {"spec": "openapi.yaml", "package": case.name, "client": "Acme"}
    previous = Path.cwd()
    os.chdir(case)
    try:
        return generate(load_settings(case, overrides))
    finally:
        os.chdir(previous)


def generate_pinned_files(case: Path) -> dict[str, str]:
    """Return the pinned files of a case: those below `expected/`, `warnings.txt`, `missing.txt`; or `errors.txt`."""
    try:
        generated = generate_case(case)
    except DocumentError as error:
        return {"errors.txt": _format_problems(error.problems)}
    client = ("_client.py",) if case.name.startswith(CASES_WITH_CLIENT) else ()
    fake = FAKE if case.name.startswith(CASES_WITH_FAKE) else ()
    files = {
        f"expected/{name}": text
        for name, text in _package_files(generated, case.name).items()
        if name.startswith((*PINNED, *client, *fake))
        and not name.endswith(INDEX)
        and text != _files_of_empty_document().get(name)
    }
    others = TABLES if case.name in CASES_WITH_TABLES else ()
    if case.name in CASES_WITH_DOCUMENTATION:
        others = (*others, *DOCUMENTATION)
    existing = [name for name in others if name in generated.files]
    files |= {f"expected/{name}": generated.files[name] for name in existing}
    if generated.warnings:
        files["warnings.txt"] = _format_problems(generated.warnings)
    if generated.omissions:
        files["missing.txt"] = "".join(
            f"{problem.omits} ({problem.position})\n" for problem in generated.omissions
        )
    return files


@cache
def _files_of_empty_document() -> dict[str, str]:
    """Return the files of the package of an empty document: no case pins them."""
    with TemporaryDirectory() as directory:
        path = Path(directory, "openapi.yaml")
        path.write_text(EMPTY_DOCUMENT, "utf-8")
        generated = generate(load_settings(path.parent, {"spec": str(path)}))
        return _package_files(generated, generated.names.package)


def _package_files(generated: Generated, package: str) -> dict[str, str]:
    """Return the files of a package by their paths inside it."""
    return {
        name.removeprefix(f"{package}/"): text
        for name, text in generated.files.items()
        if name.startswith(f"{package}/")
    }


def _format_problems(problems: list[Problem]) -> str:
    return "".join(f"{problem}\n" for problem in problems)


def expected_files(case: Path) -> dict[str, str]:
    """Return the committed output of a case; its directory also contains the documents."""
    paths = [*case.glob("*.txt"), *(case / "expected").rglob("*")]
    return {
        path.relative_to(case).as_posix(): path.read_text("utf-8")
        for path in paths
        if path.is_file() and "__pycache__" not in path.parts
    }


def all_cases() -> list[Path]:
    """Return the directories of all cases."""
    return sorted(path for path in CASES.iterdir() if path.is_dir())
