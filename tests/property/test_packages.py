"""Every valid document yields a package that imports, resolves, is formatted, and is the same each time."""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import get_type_hints, is_typeddict

from hypothesis import given

from tests.formatting import is_formatted
from tests.property.documents import Document, documents
from tests.property.duplicates import duplicate_names
from tests.property.packages import (
    document_files,
    generate_from_tree,
    import_package,
    module_names,
)


def resolve_dicts(inputs: ModuleType) -> None:
    """Resolve the annotations of all types of dicts."""
    for value in vars(inputs).values():
        if is_typeddict(value):
            get_type_hints(value)


@given(documents())
def test_package_of_any_document(document: Document) -> None:
    files = generate_from_tree(document).files
    with import_package(files):
        for name in module_names(files):
            module = importlib.import_module(name)
            if name.endswith(".inputs"):
                resolve_dicts(module)
    for path, source in document_files(files).items():
        assert is_formatted(source), path
        assert duplicate_names(source) == [], path
    assert generate_from_tree(document).files == files
