"""Run four type checkers on generated packages: `make checkers`.

The packages are generated/, the bookshop with the scripts that call its client, and ten documents of the corpus.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from specpress.config import Settings
from specpress.pipeline import generate
from tests.checkers.reports import CHECKERS, Checker, find_unexpected, list_reports
from tests.corpus.documents import FOLDER, missing
from tests.shared import write_files

ROOT = Path(__file__).parents[2]
BIN = ROOT / ".venv-checkers" / "bin"
BOOKSHOP = ROOT / "examples" / "bookshop"
DOCUMENTS = {
    "baseline": "openapi-generators__openapi-python-client__end_to_end_tests__baseline_openapi_3.1.yaml",
    "formats": "hey-api__openapi-ts__specs__3.1.x__formats.yaml",
    "meilisearch": "meilisearch__open-api__open-api.json",
    "museum": "Redocly__museum-openapi-example__openapi.yaml",
    "opencode": "hey-api__openapi-ts__specs__3.1.x__opencode.yaml",
    "petstore": "swagger-api__swagger-petstore__src__main__resources__openapi.yaml",
    "qdrant": "qdrant__qdrant__docs__redoc__master__openapi.json",
    "resend": "resend__resend-openapi__resend.json",
    "spotify": "sonallux__spotify-web-api__official-spotify-open-api.yml",
    "xero": "XeroAPI__Xero-OpenAPI__xero_files.yaml",
}


def main() -> int:
    """Generate the packages, and print the reports that are not accepted; return 1 if there are any."""
    with TemporaryDirectory() as directory:
        folder = Path(directory)
        _write_packages(folder)
        counts = [_run(checker, folder) for checker in CHECKERS]
    return int(any(counts))


def _write_packages(folder: Path) -> None:
    generated = ROOT / "generated" / "extend_client"
    shutil.copytree(generated, folder / generated.name)
    _write_package(BOOKSHOP / "openapi.json", "bookshop_client", folder)
    for script in BOOKSHOP.glob("working_day*.py"):
        shutil.copy(script, folder)
    if reason := missing():
        print(f"skipped: {len(DOCUMENTS)} documents: {reason}")
    for name, document in {} if missing() else DOCUMENTS.items():
        _write_package(FOLDER / document, name, folder)
    # Without a file of settings, pyrefly checks less.
    (folder / "pyrefly.toml").write_text('search-path = ["."]\n', "utf-8")


def _write_package(document: str | Path, name: str, folder: Path) -> None:
    """Generate the package of a document, without its project and tests."""
    client = name.removesuffix("_client").title()
    files = generate(Settings(str(document), folder, name, name, client)).files
    write_files({n: t for n, t in files.items() if n.startswith(f"{name}/")}, folder)


def _run(checker: Checker, folder: Path) -> int:
    """Print the reports of a checker that are not accepted, and return their number."""
    command = [part.replace("PYTHON", sys.executable) for part in checker.command]
    completed = subprocess.run(
        [BIN / command[0], *command[1:]],
        cwd=folder,
        env={**os.environ, "MYPYPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    reports = list_reports(checker, completed.stdout)
    unexpected = [*find_unexpected(checker, reports)]
    if completed.returncode and not reports:
        unexpected = [completed.stdout[-2000:] + completed.stderr[-2000:]]
    print("\n".join(unexpected), end="\n" if unexpected else "")
    accepted = len(reports) - len(unexpected) if reports else 0
    print(f"{checker.name}: {len(unexpected)} reports, {accepted} accepted", flush=True)
    return len(unexpected)


if __name__ == "__main__":
    sys.exit(main())
