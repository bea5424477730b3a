"""Random Swagger 2.0 documents: the upgraded document is valid, complete, and its client and its mock agree."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from specpress.pipeline import generate
from specpress.validate.specification import load_specification
from tests.corpus.documents import METHODS
from tests.corpus.measure import run_calls
from tests.corpus.swagger import open_tree
from tests.property.examples import IS_SEARCH, multiply_daily_examples
from tests.property.mutation import mutate
from tests.property.packages import settings_for
from tests.property.swagger import swagger_documents
from tests.property.test_invalid_documents import check
from tests.shared import write_files

MANY_DOCUMENTS = multiply_daily_examples(2)
RANDOMS = st.randoms(use_true_random=False)
# Swagger has them in every location, and tabs.
DELIMITED = ("spaceDelimited", "pipeDelimited", "tabDelimited")


def upgrade(document: Any) -> Any:
    with TemporaryDirectory() as directory:
        path = Path(directory, "swagger.json")
        path.write_text(json.dumps(document), "utf-8")
        return open_tree(path)


def without_delimiters(tree: Any) -> Any:
    """Return a tree without the styles that OpenAPI does not have everywhere."""
    if isinstance(tree, list):
        return [without_delimiters(item) for item in tree]
    if not isinstance(tree, dict):
        return tree
    return {
        key: without_delimiters(value)
        for key, value in tree.items()
        if not (key == "style" and value in DELIMITED)
    }


def count_parameters(holder: Any) -> int:
    """Return the number of parameters and fields of an operation in either version."""
    bodies = holder.get("requestBody", {}).get("content", {})
    schema = next(iter(bodies.values()), {}).get("schema", {})
    form = [name for name in bodies if "form" in name]
    fields = len(schema["properties"]) if form else "requestBody" in holder
    return len(holder.get("parameters", ())) + fields


@given(document=swagger_documents())
def test_the_upgraded_document_is_valid_and_complete(document: Any) -> None:
    assert load_specification("2.0").validator.is_valid(document)
    tree = upgrade(document)
    validator = load_specification("3.0").validator
    names = tree["components"]["schemas"]
    # Swagger allows any name.
    renamed = {str(number): schema for number, schema in enumerate(names.values())}
    tree["components"]["schemas"] = renamed
    assert [*validator.iter_errors(without_delimiters(tree))] == []
    for path, item in document["paths"].items():
        for method in METHODS & item.keys():
            upgraded = tree["paths"][path][method]
            assert count_parameters(upgraded) == len(item[method]["parameters"])
            assert upgraded["responses"].keys() == item[method]["responses"].keys()


# Each document needs a process: few in the runs of every day.
@settings(max_examples=max(1, settings().max_examples // (20 if IS_SEARCH else 8)))
@given(document=swagger_documents())
def test_the_client_and_the_mock_agree(document: Any) -> None:
    with TemporaryDirectory() as directory:
        path = Path(directory, "swagger.json")
        path.write_text(json.dumps(document), "utf-8")
        generated = generate(settings_for(str(path)))
        assert generated.omissions == []
        write_files(generated.files, Path(directory, "out"))
        result = run_calls(Path(directory, "out"), "acme_client", "Acme", path)
        assert result["failed"] == [], json.dumps(document)
        assert result["calls"]


@given(swagger_documents(), RANDOMS, st.integers(1, 3))
@MANY_DOCUMENTS
def test_mutated_document(document: Any, random: Random, changes: int) -> None:
    for _ in range(changes):
        document = mutate(document, random)
    check(json.dumps(document, indent=1).encode())
