"""`make pythons`: run the tests of generated packages in Python 3.14 and 3.15.

Both are built for WebAssembly and come from npm; without node or without the registry, the reason is printed and
nothing is run. They have neither threads nor sockets, so tests with a server are left out.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from specpress.config import Settings, load_settings
from specpress.pipeline import generate
from tests.corpus.documents import CACHE
from tests.harden.documents import EXTENDED_DOCUMENT, build_full_document
from tests.shared import write_files

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
PYTHONS = {"3.14": "pyodide@314.0.7", "3.15": "pyodide@315.0.0-alpha.2"}
# What the packages and their tests import; each is the same on every platform.
LIBRARIES = ("httpx2", "httpx2-jsfetch", "pytest")


def install(version: str, package: str) -> tuple[Path, str]:
    """Install Python from the configured npm registry; return its folder, or why it cannot be used."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        return Path(), "node and npm are not installed"
    folder = CACHE / f"python-{version}"
    installed = folder / "node_modules" / "pyodide"
    manifest = installed / "package.json"
    expected = package.rpartition("@")[2]
    if not manifest.exists() or json.loads(manifest.read_text())["version"] != expected:
        folder.mkdir(parents=True, exist_ok=True)
        command = [npm, "install", "--silent", "--no-audit", "--no-fund", package]
        reason = _run([*command, "--prefix", str(folder)])
        if reason:
            return installed, f"npm cannot install {package}: {reason}"
    return installed, ""


def _run(command: list[str]) -> str:
    """Run a command; return the end of its errors, or ""."""
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    return result.stderr.strip()[-300:] if result.returncode else ""


def list_packages(folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the packages: that of Extend, one with a part of each kind, and one with lifecycles."""
    yield "extend", dict(generate(load_settings(ROOT, {})).files)
    documents: dict[str, Any] = {
        "full": build_full_document("3.2"),
        "lifecycles": EXTENDED_DOCUMENT,
    }
    for name, document in documents.items():
        path = folder / f"{name}.json"
        path.write_text(json.dumps(document), "utf-8")
        settings = Settings(str(path), folder, f"acme_{name}", f"acme-{name}", "Acme")
        yield name, dict(generate(settings).files)


def main() -> int:
    """Run the tests in each version of Python; return 1 if one fails."""
    pythons = {version: install(version, p) for version, p in PYTHONS.items()}
    for version, (_, reason) in pythons.items():
        if reason:
            print(f"Python {version} is skipped: {reason}")
    with tempfile.TemporaryDirectory() as directory:
        work = Path(directory)
        site = str(work / "site")
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", site]
        if reason := _run([*pip, *LIBRARIES]):
            print(f"skipped: pip cannot install {', '.join(LIBRARIES)}: {reason}")
            return 0
        usable = [python for python, reason in pythons.values() if not reason]
        results = []
        for name, files in list_packages(work):
            package = work / "packages" / name
            write_files(files, package)
            results += [_test(python, Path(site), package) for python in usable]
    return int(any(results))


def _test(python: Path, site: Path, package: Path) -> int:
    """Run the tests of a package, and return the exit code."""
    print(f"{package.name} in", end=" ", flush=True)
    folders = (python, HERE / "program.py", site, package)
    command = ["node", str(HERE / "run.mjs"), *map(str, folders)]
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
