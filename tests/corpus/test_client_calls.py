"""The generated client and the mock of its document agree, for a sample of documents; `make corpus` calls all."""

from __future__ import annotations

from pathlib import Path

import pytest

from specpress.config import Settings
from specpress.pipeline import generate
from tests.corpus.documents import ROOT, Entry, entries, missing
from tests.corpus.measure import run_calls
from tests.shared import write_files

CASES = ROOT / "tests" / "golden" / "cases"
NAMES = (
    "form_url_encoded",
    "json_body",
    "parameters_everywhere",
    "parameters_overridden",
    "security_combined",
    "stream_of_events",
    "union_by_discriminator",
)
MAX_OPERATIONS = 3
DOCUMENTS = {
    "a discriminator that both variants need": """
paths:
  /login: {post: {operationId: login, requestBody: {required: true, content: {application/json: {schema:
    {$ref: '#/components/schemas/Body'}}}}, responses: {'204': {description: in}, '400': {description: bad}}}}
components:
  schemas:
    Body:
      oneOf: [{$ref: '#/components/schemas/ByPassword'}, {$ref: '#/components/schemas/ByCode'}]
      discriminator: {propertyName: method, mapping: {password: '#/components/schemas/ByPassword', code: ByCode}}
    ByPassword: {type: object, required: [method, user], properties: {method: {type: string}, user: {type: string},
      password: {type: string}}}
    ByCode: {type: object, required: [method, user], properties: {method: {type: string}, user: {type: string},
      code: {type: string}}}
""",
    "a base with subtypes": """
paths:
  /pets: {post: {operationId: add, requestBody: {required: true, content: {application/json: {schema:
    {$ref: '#/components/schemas/Pet'}}}}, responses: {'200': {description: ok, content: {application/json: {schema:
    {type: array, minItems: 5, items: {$ref: '#/components/schemas/Pet'}}}}}}}}
components:
  schemas:
    Pet: {type: object, required: [kind], discriminator: {propertyName: kind, mapping: {cat: Cat}}, properties:
      {kind: {type: string}, friends: {type: array, minItems: 1, items: {$ref: '#/components/schemas/Pet'}}}}
    Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, required: [lives], properties: {lives: {type: integer}}}]}
    Dog: {allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, required: [bark], properties: {bark: {type: string}}}]}
    Puppy: {allOf: [{$ref: '#/components/schemas/Dog'}, {type: object, required: [age], properties: {age: {type: integer}}}]}
""",
    "objects and properties with one name in the query": """
paths:
  /list: {get: {operationId: list, parameters: [
    {name: sort, in: query, explode: true, schema: {oneOf: [{type: object, required: [size], properties:
      {size: {enum: [asc, desc]}}, additionalProperties: false}, {type: object, required: [age], properties:
      {age: {enum: [asc, desc]}}, additionalProperties: false}]}},
    {name: page, in: query, explode: true, schema: {type: object, properties: {after: {type: string}}}},
    {name: size, in: query, style: deepObject, schema: {type: object, additionalProperties: {type: string}}},
    {name: age, in: query, schema: {type: integer}}], responses: {'204': {description: ok}}}}
""",
}


def find_failures(document: Path, directory: Path) -> list[str]:
    settings = Settings(
        str(document), directory, "sample_client", "sample-client", "Sample"
    )
    write_files(generate(settings).files, directory)
    result = run_calls(directory, "sample_client", "Sample", document)
    assert result["calls"]
    return [f"{name}: {reason}" for name, reason in result["failed"]]


@pytest.mark.parametrize("name", NAMES)
def test_golden_case(name: str, tmp_path: Path) -> None:
    assert find_failures(CASES / name / "openapi.yaml", tmp_path / "out") == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_document(name: str, tmp_path: Path) -> None:
    path = tmp_path / "openapi.yaml"
    head = "openapi: 3.1.0\ninfo: {title: Sample, version: '1'}\n"
    path.write_text(
        f"{head}servers: [{{url: 'https://example.com'}}]{DOCUMENTS[name]}", "utf-8"
    )
    assert find_failures(path, tmp_path / "out") == []


@pytest.mark.skipif(bool(missing()), reason=missing() or "corpus available")
@pytest.mark.parametrize(
    "entry",
    [entry for entry in entries() if 2 <= entry.operations <= MAX_OPERATIONS],
    ids=lambda entry: entry.name,
)
def test_document_of_the_corpus(entry: Entry, tmp_path: Path) -> None:
    assert find_failures(entry.path, tmp_path / "out") == []
