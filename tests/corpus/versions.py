"""Documents with several versions in the npm registry: which ones are compared, and how they are downloaded."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.corpus.documents import CACHE

DIRECTORY = CACHE / "versions"
TIMEOUT = 300


@dataclass(frozen=True, slots=True)
class Series:
    """A document of a package, and its versions in their order.

    Attributes:
        path: The document in the package.
        confirmed: The number of pairs, from the last one, whose breaking changes are confirmed: mypy takes
            minutes for a pair of large packages.
    """

    name: str
    package: str
    path: str
    versions: tuple[str, ...]
    confirmed: int

    def find(self, version: str) -> Path:
        """Return the file of a version, which may not exist."""
        suffix = self.path.rpartition(".")[2]
        return DIRECTORY / f"{self.name}-{version}.{suffix}"


SERIES = (
    Series(
        "Figma",
        "@figma/rest-api-spec",
        "openapi/openapi.yaml",
        (
            *("0.29.0", "0.30.0", "0.31.0", "0.32.0", "0.33.0", "0.34.0", "0.35.0"),
            *("0.36.0", "0.37.0", "0.38.0", "0.39.0", "0.40.0", "0.41.0", "0.42.0"),
            "0.43.0",
        ),
        14,
    ),
    Series("PMXT", "pmxt-core", "dist/server/openapi.yaml", ("2.37.4", "2.41.0"), 1),
    Series(
        "Directus",
        "@directus/specs",
        "dist/openapi.json",
        ("10.0.0", "11.0.0", "12.0.0", "13.0.0", "14.0.0", "15.0.0", "15.2.0"),
        6,
    ),
    Series(
        "GitBook",
        "@gitbook/api",
        "spec/openapi.json",
        (
            *("0.74.0", "0.91.0", "0.130.0", "0.137.0", "0.143.2", "0.146.0"),
            *("0.167.0", "0.181.0", "0.201.0", "0.202.0"),
        ),
        0,
    ),
    Series(
        "GitHub",
        "@octokit/openapi",
        "generated/api.github.com.json",
        ("20.0.0", "21.0.0", "22.0.0", "23.0.0", "23.0.2"),
        0,
    ),
)


def download(series: Series, version: str) -> str:
    """Download a version unless it exists; return the reason if that is not possible."""
    target = series.find(version)
    if target.is_file():
        return ""
    npm = shutil.which("npm")
    if npm is None:
        return "npm is missing"
    DIRECTORY.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=DIRECTORY) as directory:
        command = [npm, "pack", "--silent", f"{series.package}@{version}"]
        try:
            packed = subprocess.run(
                command,
                cwd=directory,
                capture_output=True,
                text=True,
                check=False,
                timeout=TIMEOUT,
            )
        except subprocess.TimeoutExpired:
            return f"npm did not download it in {TIMEOUT} seconds"
        if packed.returncode:
            return "npm cannot download it"
        return _extract(Path(directory), series.path, target)


def _extract(directory: Path, path: str, target: Path) -> str:
    """Move one file of the archive in a directory to its target."""
    [archive] = directory.glob("*.tgz")
    with tarfile.open(archive) as tar:
        try:
            tar.extract(f"package/{path}", directory, filter="data")
        except KeyError:
            return f"the package has no {path}"
    (directory / "package" / path).replace(target)
    return ""
