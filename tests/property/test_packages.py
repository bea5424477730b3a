"""Any document becomes a package that imports, is formatted, has each name once, and is the same each time."""

from __future__ import annotations

import importlib
from functools import cache

import black
from hypothesis import given

from tests.property.documents import Document, documents
from tests.property.pressing import imported, modules, own_files, press_tree
from tests.property.scopes import doubled


@cache
def formatted(text: str) -> str:
    """As black would have it; what many packages have is looked at once."""
    return black.format_str(text, mode=black.Mode())


@given(documents())
def test_a_document_becomes_a_package(document: Document) -> None:
    files = press_tree(document).files
    with imported(files):
        for name in modules(files):
            importlib.import_module(name)
    for name, text in own_files(files).items():
        assert formatted(text) == text, name
        assert doubled(text) == [], name
    assert press_tree(document).files == files
