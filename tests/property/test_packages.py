"""Any document becomes a package that imports, is formatted, has each name once, and is the same each time."""

from __future__ import annotations

import importlib

import black
from hypothesis import given

from tests.property.documents import Document, documents
from tests.property.pressing import imported, modules, own_files, press_tree
from tests.property.scopes import doubled

MODE = black.Mode()


@given(documents())
def test_a_document_becomes_a_package(document: Document) -> None:
    files = press_tree(document).files
    with imported(files):
        for name in modules(files):
            importlib.import_module(name)
    for name, text in own_files(files).items():
        assert black.format_str(text, mode=MODE) == text, name
        assert doubled(text) == [], name
    assert press_tree(document).files == files
