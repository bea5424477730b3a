"""Documents with several versions in the npm registry: which ones are compared, and how they are downloaded."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.corpus.documents import CACHE

DIRECTORY = CACHE / "versions"
TIMEOUT = 300


@dataclass(frozen=True, slots=True)
class Series:
    """A document of a package, and its versions in their order; each differs from the one before.

    Attributes:
        paths: The document in the package: the first path that a version has.
    """

    name: str
    package: str
    paths: tuple[str, ...]
    versions: tuple[str, ...]

    def find(self, version: str) -> Path:
        """Return the file of a version, which may not exist."""
        suffix = self.paths[0].rpartition(".")[2]
        return DIRECTORY / f"{self.name}-{version}.{suffix}"


FIGMA = (*range(10, 12), *range(13, 17), *range(18, 25), 27, 28, *range(30, 44))
BLOCKFROST = "24 26 27 32 49 54 57 58 60 65 67 70-beta.0 73 78 79 81 82 84 86 92 93"
DIRECTUS = """
    9.0.1 9.5.1 9.12.2 9.14.1 9.19.2 9.21.0 9.23.1 9.25.0 10.1.0 10.2.0 10.2.1 10.2.4 10.2.6
    10.2.7 10.2.8 10.2.11 11.0.1 11.1.0 11.2.0 12.0.0 14.0.0 15.0.0 15.1.0 15.1.1 15.2.0
"""
DIALOGPORTEN = """
    1.0.7 1.0.9 1.0.10 1.7.1-18101c1 1.8.1-cd03956 1.8.1-dbe296a 1.18.0-162ce9a 1.19.0-651ca62 1.23.2 1.40.0
    1.47.5-431c529 1.118.6
"""
IDEAL_POSTCODES = "1.1.0 1.2.0-beta.4 3.1.0 4.10.1 4.12.0 4.14.1 4.21.0"
GITBOOK = """
    0.74.0 0.91.0 0.130.0 0.137.0 0.143.2 0.146.0 0.167.0 0.181.0 0.201.0 0.202.0
"""
GITHUB = "20.0.0 21.0.0 22.0.0 23.0.0 23.0.2"


def _list_series() -> Iterator[Series]:
    versions = tuple(f"0.{minor}.0" for minor in FIGMA)
    yield Series("Figma", "@figma/rest-api-spec", ("openapi/openapi.yaml",), versions)
    path = "dist/server/openapi.yaml"
    yield Series("PMXT", "pmxt-core", (path,), ("2.37.4", "2.41.0"))
    path = "dist/openapi.json"
    yield Series("Directus", "@directus/specs", (path,), tuple(DIRECTUS.split()))
    paths = ("openapi.yaml", "swagger.yaml")
    versions = tuple(f"0.1.{patch}" for patch in BLOCKFROST.split())
    yield Series("Blockfrost", "@blockfrost/openapi", paths, versions)
    package, versions = "@ideal-postcodes/openapi", tuple(IDEAL_POSTCODES.split())
    yield Series("IdealPostcodes", package, (path,), versions)
    package, versions = "@digdir/dialogporten-schema", tuple(DIALOGPORTEN.split())
    yield Series("Dialogporten", package, ("swagger.verified.json",), versions)
    versions = tuple(GITBOOK.split())
    yield Series("GitBook", "@gitbook/api", ("spec/openapi.json",), versions)
    path = "generated/api.github.com.json"
    yield Series("GitHub", "@octokit/openapi", (path,), tuple(GITHUB.split()))


SERIES = tuple(_list_series())


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
        return _extract(Path(directory), series.paths, target)


def _extract(directory: Path, paths: Sequence[str], target: Path) -> str:
    """Move the first of some files of the archive in a directory to its target."""
    [archive] = directory.glob("*.tgz")
    with tarfile.open(archive) as tar:
        names = {f"package/{path}" for path in paths} & {*tar.getnames()}
        for name in sorted(names, key=[f"package/{path}" for path in paths].index):
            tar.extract(name, directory, filter="data")
            (directory / name).replace(target)
            return ""
    return f"the package has no {paths[0]}"
