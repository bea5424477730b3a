"""Unions of the corpus: a sample that is valid for one variant only is read as that variant."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from specpress import ir
from specpress.config import Settings
from specpress.document.load import load
from specpress.document.problems import DocumentError, Problems
from specpress.document.resolve import Workspace
from specpress.output.facts import build_facts
from specpress.pipeline import generate
from specpress.python.types import PythonTypes
from specpress.reader import build
from specpress.samples.repair import SampleRepair
from specpress.samples.samples import Sampler
from specpress.schema.validation import ContradictoryDocument, Schemas
from tests.corpus.documents import Entry, entries, missing
from tests.property.codecs import are_equal
from tests.shared import write_sources

# Sampling each variant of a larger union takes long.
MAX_VARIANTS = 40
# The mapping selects a variant whose constant excludes the value.
CONTRADICTORY = {"#/components/schemas/LettaMessageContentUnion"}


@pytest.mark.skipif(bool(missing()), reason=missing() or "corpus available")
@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.name)
def test_sample_of_one_variant_is_read_as_that_variant(
    entry: Entry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = f"variants_{entries().index(entry)}"
    settings = Settings(str(entry.path), tmp_path, package, package)
    try:
        workspace = Workspace(load(str(entry.path)))
        api = build(workspace.root, Problems())
        generated = generate(settings)
    except DocumentError:
        pytest.skip("the document is refused by `specpress generate`, too")
    python = build_facts(api, settings, SampleRepair(workspace, Problems())).python
    write_sources(generated.files, tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    try:
        types = importlib.import_module(f"{package}._runtime.codec.types")
        faults = [
            (union, model, value)
            for union, model, value in list_samples(workspace, python)
            if not is_read_as(types, union, model, value)
        ]
    finally:
        for name in [n for n in sys.modules if n.partition(".")[0] == package]:
            del sys.modules[name]
    assert faults == []


def is_read_as(types: Any, union: str, model: str, value: Any) -> bool:
    """Return whether a union has a value as an instance of a model, and encodes it unchanged."""
    decoded = types.decode_value(union, value)
    encoded = types.encode_value(union, decoded, types.COMPLETE)
    return type(decoded).__name__ == model and are_equal(encoded, value)


def list_samples(
    workspace: Workspace, python: PythonTypes
) -> Iterator[tuple[str, str, Any]]:
    """Yield the names of unions and of a variant, with a value that is valid for it only."""
    schemas = Schemas("writeOnly", Problems())
    sampler = Sampler(schemas)
    for union in python.named.values():
        if not isinstance(union, ir.Union) or not is_judged(python, union):
            continue
        if union.id in CONTRADICTORY:
            continue
        cursors = {v: workspace.find(v) for v in union.variants}
        references = {
            v: schemas.reference(cursor) for v, cursor in cursors.items() if cursor
        }
        for variant, reference in references.items():
            model = python.plain(variant)
            if not isinstance(model, ir.Object) or len(references) < len(cursors):
                continue
            try:
                value = sampler.sample(reference, variant)
                allowed = [v for v, r in references.items() if schemas.allows(r, value)]
            except ContradictoryDocument:
                continue
            if allowed == [variant]:
                class_id = python.shared_schemas.get(model.id, model.id)
                yield python.names[union.id], python.names[class_id], value


def is_judged(python: PythonTypes, union: ir.Union) -> bool:
    """Return whether the schemas of the variants decide: not for subtypes of a base."""
    is_open = union.default_variant is None and not python.is_any(union)
    return is_open and len(union.variants) <= MAX_VARIANTS
