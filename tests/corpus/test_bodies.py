"""A valid sample of each JSON body of the corpus can be sent as a model and as a dict, and arrives unchanged."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from specpress import ir
from specpress.config import Settings
from specpress.document.load import load
from specpress.document.media_types import is_json
from specpress.document.problems import DocumentError, Problems
from specpress.document.resolve import Workspace
from specpress.mock.app import Mock
from specpress.mock.operations import MockOperation
from specpress.pipeline import generate
from specpress.reader import build
from specpress.samples.samples import Sampler
from specpress.schema.validation import ContradictoryDocument
from tests.corpus.documents import Entry, entries, missing
from tests.shared import write_sources

# The sample contains a key that its schema does not declare, which a dict must not have.
UNDECLARED = {"post_ai_extract_structured"}
# The pattern of a date allows texts that are no dates.
CONTRADICTORY = {"string_formatSupport"}


@pytest.mark.skipif(bool(missing()), reason=missing() or "corpus available")
@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.name)
def test_sample_is_sent_as_it_is(
    entry: Entry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    try:
        workspace = Workspace(load(str(entry.path)))
        mock = Mock(workspace, build(workspace.root, Problems()))
        package = f"bodies_{entries().index(entry)}"
        generated = generate(Settings(str(entry.path), tmp_path, package, package))
    except DocumentError:
        pytest.skip("the document is refused by `specpress generate`, too")
    write_sources(generated.files, tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    try:
        checker = BodyChecker(package)
        faults = [
            f"{name}: {fault}"
            for name, type_text, sample in list_samples(mock, checker.types_by_body)
            if name not in UNDECLARED | CONTRADICTORY
            for fault in checker.check(type_text, sample)
        ]
    finally:
        for name in [n for n in sys.modules if n.partition(".")[0] == package]:
            del sys.modules[name]
    assert not faults, "\n".join(faults)


Key = tuple[str, str, str]


def list_samples(mock: Mock, types: dict[Key, str]) -> Iterator[tuple[str, str, Any]]:
    """Yield a sample of each JSON body: the operation, the type in Python, and the value."""
    sampler = Sampler(mock.request_schemas, 0, "readOnly")
    for operation in mock.operations:
        for body in operation.operation.bodies:
            source = operation.operation
            type_text = types.get((source.method, source.path, body.media_type))
            schema = _get_schema(operation, body)
            if type_text is None or schema is None:
                continue
            try:
                sample = sampler.sample(schema, f"{source.origin} {body.media_type}")
            except ContradictoryDocument:
                continue
            yield operation.name, type_text, sample


def _get_schema(operation: MockOperation, body: ir.Body) -> Any:
    is_plain = is_json(body.media_type) and "*" not in body.media_type
    return operation.validator.body_schema(body.media_type) if is_plain else None


class BodyChecker:
    """Sends samples through the codecs of a package."""

    def __init__(self, package: str) -> None:
        importlib.import_module(f"{package}.models")
        runtime = f"{package}._runtime"
        self.codec = importlib.import_module(f"{runtime}.codec.codec")
        self.types = importlib.import_module(f"{runtime}.codec.types")
        self.types_by_body = dict(_list_bodies(package))

    def check(self, type_text: str, sample: Any) -> Iterator[str]:
        """Yield the differences between a sample and what is sent."""
        faults = self.codec.Faults()
        codec = self.types.codec_for(type_text)
        value = codec.decode(sample, [sample], 0, faults, type_text)
        # Read-only keys are missing in a request.
        others = [e for e in faults.entries if e[2] and e[1] in e[0]] if faults else []
        if others:
            yield f"the sample contradicts the types: {faults.locate([sample])[0]}"
            return
        for kind, given in (("model", value), ("dict", self.to_dicts(value))):
            try:
                sent = self.types.encode_value(type_text, given, self.codec.SENDING)
            except self.codec.InvalidArgumentError as error:
                yield f"the {kind} is refused: {error}; sample {json.dumps(sample)[:300]}"
                continue
            sent = json.loads(json.dumps(sent))
            added = sent if kind == "model" else self._without_constants(value, sent)
            if added != sample:
                yield f"{kind}: {json.dumps(sample)[:300]} is sent as {json.dumps(sent)[:300]}"

    def to_dicts(self, value: Any) -> Any:
        """Replace models by dicts with the same keys."""
        match value:
            case self.types.Model():
                fields = self.types.read_fields(type(value)).fields
                entries = {
                    field.wire_name: self.to_dicts(getattr(value, field.name))
                    for field in fields
                    if field.wire_name in value.to_dict()
                }
                return entries | self.to_dicts(value.extra)
            case dict():
                return {key: self.to_dicts(item) for key, item in value.items()}
            case list() | tuple():
                return [self.to_dicts(item) for item in value]
            case self.codec.UnknownVariant():
                return value.value
            case _:
                return value

    def _without_constants(self, value: Any, sent: Any) -> Any:
        """Remove the constants that a dict without them got."""
        match value:
            case self.types.Model():
                spec = self.types.read_fields(type(value))
                names = {field.wire_name: field for field in spec.fields}
                entries = {}
                for key, item in sent.items():
                    field = names.get(key)
                    if field is None:
                        entries[key] = item
                    elif key in value.to_dict():
                        inner = getattr(value, field.name)
                        entries[key] = self._without_constants(inner, item)
                    elif field.constant is None:
                        entries[key] = item
                return entries
            case dict():
                return {
                    key: self._without_constants(value.get(key), item)
                    for key, item in sent.items()
                }
            case list() | tuple():
                return [*map(self._without_constants, value, sent)]
            case _:
                return sent


def _list_bodies(package: str) -> Iterator[tuple[Key, str]]:
    """Yield the type of each body by method, path and media type."""
    client = importlib.import_module(f"{package}._client")
    folder = Path(client.__file__ or "").parent / "resources"
    for path in sorted(folder.glob("*.py")):
        name = f"{package}.resources.{path.stem}"
        module: ModuleType = importlib.import_module(name)
        for operation in vars(vars(module).get("_Ops", object)).values():
            for spec in getattr(getattr(operation, "bodies", None), "specs", ()):
                if spec.type is not None:
                    key = operation.method, operation.path, spec.media_type
                    yield key, spec.type
