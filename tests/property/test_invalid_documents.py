"""An invalid document is either generated or rejected with located problems; nothing else ever happens."""

from __future__ import annotations

import json
import re
from random import Random

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from specpress.census import BUG_HINT
from specpress.document.problems import DocumentError, Problem
from specpress.schema.table import KEYWORDS, SCHEMA_MAPS, Keyword, Value
from tests.property.corruption import corrupt
from tests.property.documents import Document, documents
from tests.property.examples import multiply_daily_examples
from tests.property.mutation import mutate
from tests.property.packages import generate_from_bytes

# The dumper in C is ten times as fast; PyYAML may be built without it.
YAML_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
VALID_DOCUMENTS = documents(hostile=False)
MANY_DOCUMENTS = multiply_daily_examples(4)
randoms = st.randoms(use_true_random=False)


def check(data: bytes) -> None:
    """Generate a package; every problem must have a message and a position inside the file."""
    try:
        problems = generate_from_bytes(data).warnings
    except DocumentError as error:
        problems = error.problems
        assert error.problems
    text = data.decode("utf-8", "replace")
    line_count = max(len(text.splitlines()), data.count(b"\n") + 1)
    for problem in problems:
        assert problem.message
        # What is missing has another problem, which names the fault of the document.
        assert problem.hint != BUG_HINT, problem
        assert _is_correction(problem), problem
        if problem.code == "empty-document":
            # A byte order mark is no content.
            assert not text.removeprefix("\ufeff").strip(), problem
            continue  # it has no line
        assert problem.position is not None, problem
        assert problem.position.column >= 1, problem
        if problem.position.file.endswith("openapi.yaml"):
            assert 1 <= problem.position.line <= line_count, problem


def _is_correction(problem: Problem) -> bool:
    """Return False for a hint that proposes a word of the message, as it is in the document."""
    words = re.fullmatch(r"did you mean `(.*)`\?", problem.hint or "")
    # The words before are those that the specification allows; those after are the object around.
    stated = re.sub(" in `[^`]*`$", "", problem.message.rpartition(", got ")[2])
    return words is None or f"`{words[1]}`" not in stated


@given(VALID_DOCUMENTS, randoms, st.integers(1, 3))
@MANY_DOCUMENTS
def test_mutated_document(document: Document, random: Random, changes: int) -> None:
    for _ in range(changes):
        document = mutate(document, random)
    check(json.dumps(document, indent=1).encode())


@given(VALID_DOCUMENTS, randoms, st.booleans())
@MANY_DOCUMENTS
def test_corrupted_text(document: Document, random: Random, as_yaml: bool) -> None:
    text = (
        yaml.dump(document, Dumper=YAML_DUMPER, sort_keys=False)
        if as_yaml
        else json.dumps(document, indent=1)
    )
    check(corrupt(text.encode(), random))


def test_properties_with_the_name_of_a_reference() -> None:
    for name in ("$ref", "$dynamicRef", "$recursiveRef"):
        for value in ({"type": "string"}, "x", "#/components/schemas/Run", 1):
            schema = {"type": "object", "properties": {name: value}}
            response = {"$ref": "#/components/schemas/Run"}
            content = {"application/json": {"schema": response, "example": {"x": 1}}}
            operation = {"responses": {"200": {"description": "", "content": content}}}
            document = {
                "openapi": "3.1.0",
                "info": {"title": "Acme", "version": "1"},
                "paths": {"/runs": {"get": operation}},
                "components": {"schemas": {"Run": schema}},
            }
            check(json.dumps(document, indent=1).encode())


@pytest.mark.parametrize(
    "keyword",
    [k for k in KEYWORDS.values() if k.value in {Value.SCHEMAS, *SCHEMA_MAPS}],
    ids=lambda keyword: keyword.name,
)
def test_keyword_that_refers_to_the_list_or_mapping_around_it(keyword: Keyword) -> None:
    target = {"$ref": f"#/components/schemas/Run/{keyword.name}"}
    for schema in ({keyword.name: target}, {"allOf": [{keyword.name: target}]}):
        entries = [schema] if keyword.value is Value.SCHEMAS else {"x": schema}
        content = {"schema": {"$ref": "#/components/schemas/Run"}, "example": {"x": 1}}
        response = {"description": "", "content": {"application/json": content}}
        document = {
            "openapi": "3.1.0",
            "info": {"title": "Acme", "version": "1"},
            "paths": {"/runs": {"get": {"responses": {"200": response}}}},
            "components": {"schemas": {"Run": {keyword.name: entries}}},
        }
        check(json.dumps(document, indent=1).encode())


def test_operations_that_refer_to_other_values() -> None:
    for target in ("#/info/title", "#/info", "#/paths/~1runs/get", "#/paths/~1runs"):
        operation = {"responses": {"200": {"description": ""}}}
        parameter = {"name": "x", "in": "query", "schema": {"type": "string"}}
        operation = {**operation, "parameters": [parameter]}
        other = {"$ref": target}
        item = {"get": operation, "put": other, "additionalOperations": {"COPY": other}}
        item["parameters"] = [parameter]
        document = {
            "openapi": "3.2.0",
            "info": {"title": "Acme", "version": "1"},
            "paths": {"/runs": item},
        }
        check(json.dumps(document, indent=1).encode())
