"""Every valid document yields a package that imports, resolves, is formatted, and is the same each time."""

from __future__ import annotations

import importlib
from dataclasses import is_dataclass
from types import ModuleType
from typing import get_type_hints, is_typeddict

from hypothesis import given

from tests.formatting import is_formatted
from tests.property.documents import Document, documents
from tests.property.duplicates import duplicate_names
from tests.property.examples import divide_examples
from tests.property.packages import (
    document_files,
    generate_from_tree,
    import_package,
    module_names,
)


def resolve_annotations(module: ModuleType) -> None:
    """Resolve the annotations of all models and types of dicts of a module."""
    for value in [*vars(module).values()]:
        is_model = is_dataclass(value) and value.__module__ == module.__name__
        if is_model or is_typeddict(value):
            get_type_hints(value)


@divide_examples(10)
@given(documents())
def test_package_of_any_document(document: Document) -> None:
    files = generate_from_tree(document).files
    with import_package(files, share_runtime=True):
        for name in module_names(files):
            module = importlib.import_module(name)
            if name.endswith(".inputs") or ".models." in name:
                resolve_annotations(module)
    for path, source in document_files(files).items():
        assert is_formatted(source), path
        assert duplicate_names(source) == [], path
    assert generate_from_tree(document).files == files
