"""Classes that keep their name and become something else."""

from __future__ import annotations

from pathlib import Path

from specpress.diff.changes import Change
from tests.diff.reading import compare_texts

DOCUMENT = """\
openapi: 3.1.0
info: {title: Acme, version: '1'}
paths:
  /scenes:
    get:
      responses:
        '200':
          description: OK
          content: {application/json: {schema: {$ref: '#/components/schemas/Scene'}}}
components:
  schemas:
    Scene:
      properties:
        first: {$ref: '#/components/schemas/Effect'}
        second: {type: array, items: {$ref: '#/components/schemas/Effect'}}
"""
OBJECT = """\
    Effect: {required: [radius], properties: {radius: {type: number}}}
"""
UNION = """\
    Effect: {oneOf: [{$ref: '#/components/schemas/Blur'}, {$ref: '#/components/schemas/Shadow'}]}
    Blur: {required: [radius, angle], properties: {radius: {type: number}, angle: {type: number}}}
    Shadow: {required: [color], properties: {color: {type: string}}}
"""


def compare(directory: Path, *schemas: str) -> list[Change]:
    return compare_texts(directory, *(DOCUMENT + schema for schema in schemas))


def test_class_that_becomes_union(tmp_path: Path) -> None:
    changes = compare(tmp_path, OBJECT, UNION)
    described = [(c.code, c.symbol, c.message) for c in changes]
    assert (
        "response-property-type-widened",
        "models.Effect",
        "the class may also be another type: `Blur | Shadow`, was `Effect`",
    ) in described
    assert len([c for c in changes if "type" in c.code]) == 1


def test_union_that_becomes_class(tmp_path: Path) -> None:
    changes = compare(tmp_path, UNION, OBJECT)
    described = [(c.code, c.symbol) for c in changes if "type" in c.code]
    assert described == [("response-property-type-narrowed", "models.Effect")]
