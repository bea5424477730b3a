"""Every valid document yields a package that imports, is formatted, and is the same each time."""

from __future__ import annotations

import importlib

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


@given(documents())
def test_package_of_any_document(document: Document) -> None:
    files = generate_from_tree(document).files
    with import_package(files):
        for name in module_names(files):
            importlib.import_module(name)
    for path, source in document_files(files).items():
        assert is_formatted(source), path
        assert duplicate_names(source) == [], path
    assert generate_from_tree(document).files == files
