"""Each program of the benchmarks runs once, and its contenders have the same result."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.bench import calls, conversions, generators, imports, synthetic
from tests.bench.generators import PROGRAMS, SPECPRESS
from tests.bench.measure import Contender
from tests.corpus import rivals

CALLS = {"call.py": calls.CALLING, "concurrent_calls.py": calls.CONCURRENT}


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    return conversions.write_body(tmp_path, "2 KB")


def _convert(raw: Path, verb: str, name: str) -> Any:
    return conversions.contender(raw.parent, verb, name, raw).run("--show").printed


def test_decoded_value_has_all_fields_and_dates(raw: Path) -> None:
    value = json.loads(_convert(raw, "decode", "specpress"))
    assert value["output"]["metadata"]["field1"]["citations"][0]["page"]["number"] == 1
    assert value["createdat"] == "date 2026-10-01T08:00:06.871000+00:00"


def test_text_instead_of_a_date_is_another_result(raw: Path) -> None:
    assert _convert(raw, "decode", "json only") != _convert(raw, "decode", "floor")


@pytest.mark.parametrize("verb", ["decode", "encode"])
def test_floor_has_the_result_of_specpress(raw: Path, verb: str) -> None:
    results = [_convert(raw, verb, name) for name in ("specpress", "floor")]
    assert json.loads(results[0]) == json.loads(results[1])


def test_sdk_decodes_the_same_values(raw: Path) -> None:
    results = [_convert(raw, "decode", name) for name in ("specpress", "extend-ai")]
    assert json.loads(results[0]) == json.loads(results[1])


@pytest.mark.skipif(bool(rivals.missing()), reason=rivals.missing())
@pytest.mark.parametrize("verb", ["decode", "encode"])
def test_rivals_have_the_result_of_specpress(raw: Path, verb: str) -> None:
    expected = json.loads(_convert(raw, verb, "specpress"))
    for name in conversions.RIVALS:
        assert json.loads(_convert(raw, verb, name)) == expected, name


@pytest.mark.parametrize("program", CALLS)
def test_calls_have_the_same_result(raw: Path, program: str) -> None:
    names = list(CALLS[program])
    results = [calls.contender(program, name, raw).show() for name in names]
    assert results == [results[0]] * len(names)


def test_models_of_a_client_are_imported(tmp_path: Path) -> None:
    document = synthetic.write(tmp_path, 10)
    imports.contender(SPECPRESS, document, tmp_path, ("0", "10")).run()


def test_size_of_a_directory(tmp_path: Path) -> None:
    for cache in ("__pycache__", ".ruff_cache"):
        (tmp_path / cache).mkdir()
        (tmp_path / cache / "a").write_text("not counted")
    (tmp_path / "a.py").write_text("one\ntwo\n")
    program = str(PROGRAMS / "size.py")
    printed = Contender("size", (sys.executable, program, str(tmp_path))).run().printed
    assert json.loads(printed) == {"lines": 2, "files": 1, "bytes": 8}


def test_failure_of_a_contender_is_reported() -> None:
    contender = Contender("broken", (sys.executable, "-c", "raise ValueError('why')"))
    with pytest.raises(RuntimeError, match=r"(?s)broken failed: .*ValueError: why"):
        contender.run()


def test_missing_generators_have_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rivals, "INSTALLED", Path("missing.txt"))
    missing = generators.list_missing()
    assert "specpress" not in missing
    assert "which needs node" in missing["Redocly"]
    assert "which needs Java" in missing["OpenAPI Generator"]
