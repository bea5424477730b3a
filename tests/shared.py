"""A directory shared by all processes of one test run, and packages that are built in it once."""

from __future__ import annotations

import atexit
import fcntl
import hashlib
import os
import py_compile
import shutil
from collections.abc import Callable
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

VARIABLE = "SPECPRESS_TEST_RUN"


def _run_directory() -> Path:
    """Return the directory of the run; the process that creates it removes it at its end."""
    # The workers of pytest-xdist inherit the variable from the process that starts them.
    if VARIABLE not in os.environ:
        os.environ[VARIABLE] = mkdtemp(prefix="specpress-tests-")
        atexit.register(shutil.rmtree, os.environ[VARIABLE], ignore_errors=True)
    return Path(os.environ[VARIABLE])


RUN = _run_directory()


def build_once(directory: Path, build: Callable[[Path], None]) -> Path:
    """Return `directory`, filled by `build` unless another worker has filled it already."""
    directory.parent.mkdir(parents=True, exist_ok=True)
    with directory.with_name(f"{directory.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not directory.exists():
            with TemporaryDirectory(dir=RUN) as scratch:
                complete = Path(scratch, directory.name)
                complete.mkdir()
                build(complete)
                # A build that fails half-way leaves nothing behind.
                complete.rename(directory)
    return directory


def write_files(files: dict[str, str], directory: Path) -> None:
    """Write `files`, by their relative paths."""
    for name, text in files.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def write_sources(files: dict[str, str], directory: Path) -> None:
    """Write `files`, by their relative paths, together with their bytecode.

    The runtime is the same in every generated package: compiling it once for the run,
    instead of once for each package, is most of the time that an import takes.
    """
    for name, source in files.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, "utf-8")
        if name.endswith(".py"):
            bytecode = Path(cache_from_source(str(path)))
            bytecode.parent.mkdir(exist_ok=True)
            with suppress(FileExistsError):
                os.link(_compile(path, source), bytecode)


def _compile(path: Path, source: str) -> Path:
    """Return the bytecode of `source`, compiled by the first file that contains it."""
    digest = hashlib.sha256(source.encode()).hexdigest()
    compiled = RUN / "bytecode" / f"{digest}.pyc"
    if not compiled.exists():
        # Times of modification differ between copies of a file, so they cannot validate it.
        mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
        py_compile.compile(
            str(path), str(compiled), doraise=True, invalidation_mode=mode
        )
    return compiled
