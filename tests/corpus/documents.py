"""Documents of the corpus, with the number of their operations and schemas counted without specpress."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
FOLDER = Path(os.environ.get("SPECPRESS_CORPUS", ROOT.parent / "shared" / "corpus"))
SWAGGER = Path(os.environ.get("SPECPRESS_SWAGGER", FOLDER / "swagger"))
CACHE = ROOT / ".corpus"
GITHUB = "@octokit/openapi@23.0.2"
METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace", "query"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One document, with counts that do not depend on specpress."""

    name: str
    path: Path
    version: str
    operations: int
    schemas: int
    is_valid: bool  # according to openapi-spec-validator


def missing() -> str:
    """Return the reason why the corpus is missing; empty if it exists."""
    if (FOLDER / "manifest.csv").is_file():
        return ""
    return f"no corpus in {FOLDER}: set SPECPRESS_CORPUS to a directory with a manifest.csv"


def entries() -> list[Entry]:
    """Return the documents of the manifest; empty without a corpus."""
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


def missing_swagger() -> str:
    """Return the reason why there are no Swagger documents; empty if there are some."""
    if any(SWAGGER.glob("*")):
        return ""
    return f"no Swagger documents in {SWAGGER}: set SPECPRESS_SWAGGER to a directory with some"


def swagger() -> list[Entry]:
    """Return the Swagger 2.0 documents, with counts of their tree; the names of schemas are those of definitions."""
    paths = [p for p in SWAGGER.glob("*") if p.suffix in (".json", ".yaml", ".yml")]
    return [_count_swagger(path) for path in sorted(paths)]


def read_tree(path: Path) -> Any:
    """Return the tree of a document, read without specpress."""
    text = path.read_text("utf-8-sig")
    return json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)


def _count_swagger(path: Path) -> Entry:
    tree = read_tree(path)
    items = {**tree.get("paths", {}), **tree.get("x-ms-paths", {})}
    operations = sum(
        len(METHODS & item.keys())
        for name, item in items.items()
        if not name.startswith("x-") and isinstance(item, dict)
    )
    schemas = len(tree.get("definitions") or ())
    return Entry(path.name, path, "2.0", operations, schemas, False)


def github() -> Entry | None:
    """Return GitHub's document from the configured npm registry; None without npm."""
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
    result = subprocess.run(
        [npm, "pack", "--silent", GITHUB],
        cwd=CACHE,
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        return False
    archive = CACHE / result.stdout.strip().splitlines()[-1]
    with tarfile.open(archive) as tar:
        tar.extractall(CACHE, filter="data")
    archive.unlink()
    return True
