"""Patterns of documents that try to keep the generator, the mock or a client busy; schemas that name URLs."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest

from specpress.document import patterns
from specpress.document.load import load
from specpress.document.patterns import MAX_TEXT, compile_pattern, compile_schema
from specpress.document.problems import Problems
from specpress.document.resolve import Workspace
from specpress.package.safe_patterns import translate_pattern
from specpress.samples.constraints import matches
from specpress.samples.patterns.generate import build_automaton, generate_matches
from specpress.samples.patterns.terms import MAX_WORK, work
from specpress.schema.bounded_patterns import bound_patterns
from specpress.schema.dialect import read_pattern
from specpress.schema.name_dialects import read_method_name_rules
from specpress.schema.validation import Schemas

LONG = "a" * 100_000 + "!"
LINEAR = [r"^(a+)+$", r"(a|a)*b", r"^(([a-z])+.)+[A-Z]([a-z])+$", r"(.*)*x"]
# Lookarounds, references to captures, and a program of many states: 100,000 characters take minutes.
SLOW = [
    r"(?=a)(a+)+$",
    r"^(a|a)*(?<!b)$",
    r"(a*)*\1b",
    r"(?!x)(a|aa)+$",
    r"(.?){5000}x",
]


@pytest.mark.parametrize("pattern", [*LINEAR, *SLOW])
def test_long_text(pattern: str) -> None:
    compiled = compile_pattern(pattern)
    assert compiled is not None
    assert compiled.is_linear is (pattern in LINEAR)
    # Unknown for a slow pattern: the text is not matched.
    assert compiled.matches(LONG) is not compiled.is_linear
    assert compiled.matches("a" * 30 + "!") is False
    bounded = bound_patterns(
        {"patternProperties": {pattern: False}, "pattern": pattern}
    )
    validator = compile_schema(bounded)
    assert validator.is_valid(LONG) is not compiled.is_linear
    assert validator.is_valid({LONG: 1})
    assert not validator.is_valid("a" * 30 + "!")


@pytest.mark.parametrize("pattern", ["(?=a)b?a", r"(a)\1", "^(?!x)a", "(?<=b)a$"])
@pytest.mark.parametrize("text", ["a", "aa", "ba", "xa", "b\na", "", "é" * 40])
def test_bounded_schema_is_equal_for_short_texts(pattern: str, text: str) -> None:
    schema = {
        "pattern": pattern,
        "patternProperties": {pattern: False},
        "allOf": [{"properties": {"pattern": {"pattern": pattern}}}],
        "enum": [text, {text: 1}, {"pattern": text}],
    }
    bounded = bound_patterns(schema)
    assert bounded["enum"] == schema["enum"]
    for value in (text, {text: 1}, {"pattern": text}):
        plain, limited = compile_schema(schema), compile_schema(bounded)
        assert plain.is_valid(value) is limited.is_valid(value)


def test_fault_of_a_slow_pattern_has_the_position_of_its_schema(tmp_path: Path) -> None:
    schemas = {"Code": {"type": "string", "pattern": "^(?!x)[a-z]+$"}}
    spec = tmp_path / "a.json"
    spec.write_text(json.dumps({"components": {"schemas": schemas}}, indent=1))
    root = Workspace(load(spec)).root
    schema = root.at(("components", "schemas", "Code"))
    validated = Schemas("writeOnly", Problems())
    (fault,) = validated.find_faults(validated.reference(schema), "xa")
    assert fault.message == '"xa" does not match "^(?!x)[a-z]+$"'
    assert validated.position(fault) == schema.position
    assert validated.allows(validated.reference(schema), "x" * (MAX_TEXT + 1))


def test_long_pattern_is_ignored(tmp_path: Path) -> None:
    pattern = "a" * (patterns.MAX_PATTERN + 1)
    assert compile_pattern(pattern[1:]) is not None
    spec = tmp_path / "openapi.json"
    schemas = {"Code": {"pattern": pattern}}
    spec.write_text(json.dumps({"components": {"schemas": schemas}}))
    schema = Workspace(load(spec)).root.at(("components", "schemas", "Code"))
    problems = Problems()
    validated = Schemas("writeOnly", problems)
    assert validated.allows(validated.reference(schema), "b")
    assert read_pattern(schema.child("pattern"), problems) is None
    assert {problem.message for problem in problems.warnings} == {
        "65,537 characters, at most 65,536 are read; pattern ignored"
    }


@pytest.mark.parametrize(
    "schema",
    [
        {"$ref": "http://127.0.0.1:9/a"},
        {"$schema": "http://127.0.0.1:9/meta", "type": "string"},
        {"$id": "http://127.0.0.1:9/x", "$ref": "y"},
        {"$ref": "file:///etc/passwd"},
    ],
)
def test_validator_reads_no_urls(schema: Any) -> None:
    """Not even a connection is tried: the message would be about that."""
    with pytest.raises(Exception, match=r"not read|Unknown meta") as caught:
        compile_schema(schema)
    assert "connect" not in str(caught.value).lower()


@pytest.mark.parametrize(
    "pattern",
    [
        r"((a{100}){100}){100}",
        r"(?=(a|b)*a(a|b){12}c)(?=(a|b)*b(a|b){12}c).*",
        r"(?:(?=a)|b){99999}",
        r"\b" * 16 + "x",
        r"(?:(?!a)(?:(?!b)(?:(?!c).){12}){12}){12}",
        "(?:" * 300 + "a" + "?)*" * 300,
        "(" * 5_000 + ")" * 5_000,
    ],
)
def test_samples_of_patterns_end(pattern: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("specpress.samples.patterns.terms.MAX_WORK", 20_000)
    build_automaton.cache_clear()
    for text in generate_matches([pattern], 0, None, Random(0)):
        assert isinstance(text, str)
    assert work.done < 200_000 < MAX_WORK
    build_automaton.cache_clear()


def test_patterns_of_names(tmp_path: Path) -> None:
    rules = [{"operationId": p, "methodNameOverride": "x"} for p in (*SLOW, "(")]
    spec = tmp_path / "a.json"
    spec.write_text(json.dumps({"x-speakeasy-name-override": rules}))
    problems = Problems()
    read = read_method_name_rules(Workspace(load(spec)).root, problems)
    assert len(read) == len(SLOW)
    assert len(problems.items) == 1
    assert [rule.matches("a" * 30 + "!") for rule in read] == [False] * len(SLOW)
    assert not matches("(", "a")
    assert matches(SLOW[0], LONG)


@pytest.mark.parametrize(
    "pattern",
    [
        "a?" * 30 + "a" * 30 + "b",
        "(a|aa)" * 30 + "b",
        "a{0,64}" * 4 + "b",
        "^(?:a?a)+$",
        "^(a?){30}b",
        r"^.*.*.*x",
        *SLOW,
    ],
)
def test_client_gets_no_pattern_that_takes_long(pattern: str) -> None:
    assert translate_pattern(pattern) is None


def test_limit_of_texts_is_the_same_in_clients() -> None:
    rules = Path(__file__).parents[2] / "templates/package/_runtime/codec/rules.py"
    assert f"MAX_TEXT = {patterns.MAX_TEXT:_}\n" in rules.read_text("utf-8")
