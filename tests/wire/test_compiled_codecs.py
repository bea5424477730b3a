"""Codecs of models are compiled on first use, and only once."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from tests.wire.clients import generate_package, import_submodule

DOCUMENT = """
paths: {}
components:
  schemas:
    Shelf:
      type: object
      properties:
        books: {type: array, items: {$ref: '#/components/schemas/Book'}}
        by_title: {type: object, additionalProperties: {$ref: '#/components/schemas/Map'}}
        labels: {type: array, items: {anyOf: [{$ref: '#/components/schemas/Label'}, {type: string}]}}
    Book: {type: object, required: [title], properties: {title: {type: string}}}
    Map: {type: object, required: [area], properties: {area: {type: string}}}
    Label: {type: object, required: [text], properties: {text: {type: string}}}
"""
SHELF = {
    "books": [{"title": "Emma"}, {"title": "Dune"}, {"title": "Ulysses"}],
    "by_title": {"Harz": {"area": "Harz"}, "Alps": {"area": "Alps"}},
    "labels": [{"text": "new"}, "old", {"text": "rare"}],
}
ONCE = {"Shelf": 1, "Book": 1, "Map": 1, "Label": 1}


def test_each_codec_is_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    package = generate_package(DOCUMENT)
    codecs = import_submodule(package, "_runtime.codec.models")
    compiled = {
        name: _count_models(monkeypatch, codecs, name)
        for name in ("compile_decoder", "compile_encoder")
    }

    model = package.models.Shelf
    for _ in range(2):
        shelf = model.from_dict(SHELF)
        assert shelf.to_dict() == SHELF

    assert compiled == {"compile_decoder": ONCE, "compile_encoder": ONCE}


def _count_models(
    monkeypatch: pytest.MonkeyPatch, module: Any, name: str
) -> Counter[str]:
    """Replace a function that compiles by one that counts the models."""
    counted: Counter[str] = Counter()
    function = getattr(module, name)

    def compile_and_count(spec: Any) -> Any:
        counted[spec.model.__name__] += 1
        return function(spec)

    monkeypatch.setattr(module, name, compile_and_count)
    return counted
