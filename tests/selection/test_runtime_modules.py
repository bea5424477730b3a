"""The runtime of a selected operation is that of a document with nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from specpress import ir
from specpress.config import Criteria, Settings
from specpress.document.pointers import unescape_step
from specpress.document.problems import DocumentError, Problems
from specpress.output.outputs.copied import COPIED
from specpress.pipeline import read
from tests.corpus import documents
from tests.selection.generation import (
    DOCUMENTS,
    read_document,
    write_document,
)
from tests.selection.reduction import reduce_by_hand
from tests.selection.test_single_operations import IS_SEARCH, MAX_BYTES

# The judge reads one file of OpenAPI 3, whose values are those of the specification.
OTHERS = {
    "callback_in_separate_file",
    "components_in_separate_files",
    "path_item_shared_by_paths",
    "reference_to_a_missing_file",
    "references_across_files",
    "references_by_id",
    "swagger_2",
    "values_of_wrong_type",
}
JUDGED = [spec for spec in DOCUMENTS if spec.parent.name not in OTHERS]
MAX_OPERATIONS = 20 if IS_SEARCH else 10


def list_copied(spec: Path, directory: Path, **settings: Any) -> set[str]:
    """Return the modules that the client copies; nothing is rendered."""
    lock = directory / "names.lock"
    facts = read(
        Settings(str(spec), directory, names_lock=lock, **settings), Problems()
    ).facts
    needed = (output for output in COPIED if output.is_needed(facts))
    return {name for output in needed for name in output.templates}


def compare(spec: Path, directory: Path) -> int:
    """Compare both for each operation of a document; return the number of comparisons."""
    document = read_document(spec)
    operations = list_operations(spec, directory)[:MAX_OPERATIONS]
    for operation in operations:
        path = unescape_step(operation.origin.split("/")[2])
        include = (Criteria(paths=(path,), methods=(operation.method,)),)
        selected = list_copied(spec, directory, include=include)
        reduced = reduce_by_hand(document, path, operation.method)
        by_hand = write_document(directory / "reduced.json", reduced)
        label = f"{spec.name}: {operation.method} {path}"
        assert selected == list_copied(by_hand, directory), label
    return len(operations)


def list_operations(spec: Path, directory: Path) -> list[ir.Operation]:
    lock = directory / "names.lock"
    return [
        *read(
            Settings(str(spec), directory, names_lock=lock), Problems()
        ).api.operations
    ]


@pytest.mark.parametrize(
    "spec",
    JUDGED,
    ids=lambda path: path.parent.name,
)
def test_runtime_modules(spec: Path, tmp_path: Path) -> None:
    compare(spec, tmp_path)


@pytest.mark.skipif(not IS_SEARCH, reason="a search of the profile long")
@pytest.mark.skipif(bool(documents.missing()), reason=documents.missing())
def test_runtime_modules_of_the_corpus(tmp_path: Path) -> None:
    compared = 0
    for entry in documents.entries():
        # Documents in several files have their own directory.
        is_judged = "/" not in entry.name and entry.path.stat().st_size < MAX_BYTES
        if is_judged:
            try:
                compared += compare(entry.path, tmp_path)
            except DocumentError:
                continue
    assert compared > 100
