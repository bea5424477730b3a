"""One operation of each document: its client has what it needs, nothing else, and the names of the whole client."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from specpress import ir
from specpress.config import Criteria
from specpress.document.pointers import unescape_step
from specpress.document.problems import DocumentError
from specpress.pipeline import Generated
from tests.corpus import documents
from tests.selection.generation import (
    BOOKSHOP,
    CASES,
    Output,
    generate_selected,
    list_body_schemas,
    read_output,
)

# Documents of the repository with shared schemas, subtypes, references of all kinds, XML and callbacks.
NAMES = (
    "callbacks",
    "components_in_separate_files",
    "names_by_fastapi",
    "names_of_inline_schemas",
    "path_item_shared_by_paths",
    "references_everywhere",
)
# Operations of the corpus: all 500 are a search, as other long property tests.
IS_SEARCH = os.environ.get("HYPOTHESIS_PROFILE") == "long"
CORPUS_OPERATIONS = 500 if IS_SEARCH else 12
MAX_BYTES = 400_000


def select(operation: ir.Operation) -> Criteria:
    # The path as it is written: `{id*}` becomes `{id}` in the operation.
    path = unescape_step(operation.origin.split("/")[2])
    return Criteria(paths=(path,), methods=(operation.method,))


def simplify(name: str) -> str:
    """Return a name without the differences between documents and Python."""
    return "".join(filter(str.isalnum, name)).casefold()


def check(output: Output, whole: Output, bodies: set[str]) -> None:
    """Compare the client of selected operations with that of the whole document.

    Args:
        bodies: The names of the components that are the content of the bodies. The name of such a
            component for a file is an alias that no signature needs.
    """
    unnamed = output.models - output.list_used_models()
    assert unnamed <= output.list_aliases()
    assert {*map(simplify, unnamed)} <= {*map(simplify, bodies)}
    assert output.models <= whole.models
    methods = whole.list_methods()
    for resource, signatures in output.list_methods().items():
        assert signatures <= methods[resource]


@cache
def generate_whole(spec: Path, directory: Path) -> tuple[Generated, Output]:
    generated = generate_selected(spec, directory)
    return generated, read_output(generated)


def list_documents() -> Iterator[Path]:
    yield BOOKSHOP
    for name in NAMES:
        yield CASES / name / "openapi.yaml"


@pytest.mark.parametrize("spec", [*list_documents()], ids=lambda path: path.parent.name)
def test_single_operation(spec: Path, tmp_path: Path) -> None:
    whole, whole_output = generate_whole(spec, tmp_path)
    for operation in whole.api.operations[:8]:
        generated = generate_selected(spec, tmp_path, include=(select(operation),))
        assert {*map(str, generated.omissions)} <= {*map(str, whole.omissions)}
        assert [o.origin for o in generated.api.operations] == [operation.origin]
        bodies = list_body_schemas(spec, operation.origin)
        check(read_output(generated), whole_output, bodies)


@pytest.mark.skipif(bool(documents.missing()), reason=documents.missing())
def test_single_operations_of_the_corpus(tmp_path: Path) -> None:
    entries = [e for e in documents.entries() if e.path.stat().st_size < MAX_BYTES]
    chooser = random.Random(62)
    chooser.shuffle(entries)
    tested = 0
    for entry in entries:
        try:
            whole, whole_output = generate_whole(entry.path, tmp_path)
        except DocumentError:
            continue
        operations = [*whole.api.operations]
        count = min(
            len(operations), CORPUS_OPERATIONS // 12, CORPUS_OPERATIONS - tested
        )
        for operation in chooser.sample(operations, count):
            label = f"{entry.name}: {operation.method} {operation.path}"
            generated = generate_selected(
                entry.path, tmp_path, include=(select(operation),)
            )
            assert [o.origin for o in generated.api.operations] == [
                operation.origin
            ], label
            bodies = list_body_schemas(entry.path, operation.origin)
            check(read_output(generated), whole_output, bodies)
            tested += 1
    assert tested == CORPUS_OPERATIONS
