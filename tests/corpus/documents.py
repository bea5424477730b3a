"""Where the documents are, and what is known of them without specpress."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = Path(os.environ.get("SPECPRESS_CORPUS", ROOT.parent / "shared" / "corpus"))
CACHE = ROOT / ".corpus"
GITHUB = "@octokit/openapi@23.0.2"
METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace", "query"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One document; operations and schemas were counted by somebody else."""

    name: str
    path: Path
    version: str
    operations: int
    schemas: int
    is_valid: bool
    """Whether openapi-spec-validator finds nothing wrong with it."""


def missing() -> str:
    """Why there is no corpus, or nothing."""
    if (FOLDER / "manifest.csv").is_file():
        return ""
    return (
        f"no corpus in {FOLDER}: set SPECPRESS_CORPUS to a folder with a manifest.csv"
    )


def entries() -> list[Entry]:
    """The documents of the manifest; none where there is no corpus."""
    if missing():
        return []
    with (FOLDER / "manifest.csv").open(encoding="utf-8", newline="") as file:
        return [
            Entry(
                row["file"],
                FOLDER / row["file"],
                row["version"],
                int(row["ops"]),
                int(row["schemas"]),
                row["valid"] == "yes",
            )
            for row in csv.DictReader(file)
        ]


def github() -> Entry | None:
    """GitHub's document, from the npm registry that this machine is set up for; None without npm."""
    path = CACHE / "package" / "generated" / "api.github.com.json"
    if not path.is_file() and not _fetch_github():
        return None
    tree = json.loads(path.read_text("utf-8"))
    operations = sum(len(METHODS & item.keys()) for item in tree["paths"].values())
    schemas = len(tree["components"]["schemas"])
    return Entry(GITHUB, path, tree["openapi"], operations, schemas, True)


def _fetch_github() -> bool:
    npm = shutil.which("npm")
    if npm is None:
        return False
    CACHE.mkdir(exist_ok=True)
    pack = [npm, "pack", "--silent", GITHUB]
    done = subprocess.run(pack, cwd=CACHE, capture_output=True, text=True, check=False)
    if done.returncode:
        return False
    archive = CACHE / done.stdout.strip().splitlines()[-1]
    with tarfile.open(archive) as packed:
        packed.extractall(CACHE, filter="data")
    archive.unlink()
    return True
