"""Small documents that expand to very many or very deep schemas."""

from __future__ import annotations

import cProfile
import json
import pstats
import random
from pathlib import Path
from typing import Any

import pytest

from specpress import ir
from specpress.config import Settings
from specpress.document.load import load
from specpress.document.problems import Problems
from specpress.document.resolve import Workspace
from specpress.evidence import sample_values
from specpress.package import variant_rules
from specpress.pipeline import Generated, generate
from specpress.python import expressions
from specpress.schema.validation import Schemas

# More than the recursion limit of Python.
LONG = 2_000
TEXT = {"type": "string"}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


def _chain(step: Any, length: int, end: Any) -> dict[str, Any]:
    """Return schemas that each refer to the next one."""
    chain = {f"Ring{n}": step(n, _ref(f"Ring{n + 1}")) for n in range(length)}
    return {**chain, f"Ring{length}": end}


def _generate(folder: Path, schemas: dict[str, Any]) -> Generated:
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Chains", "version": "1"},
        "paths": {},
        "components": {"schemas": schemas},
    }
    spec = folder / "openapi.json"
    spec.write_text(json.dumps(document), "utf-8")
    return generate(Settings(str(spec), folder, "acme", "acme", "Acme"))


@pytest.mark.parametrize(
    ("step", "length"),
    [
        (lambda n, following: following, LONG),
        (lambda n, following: _object(inner=following), LONG),
        (lambda n, following: {"type": "array", "items": following}, LONG),
        (lambda n, following: {"oneOf": [following, TEXT]}, LONG // 4),
        (lambda n, following: {"allOf": [following, following]}, 60),
        (lambda n, following: {"anyOf": [following, following, TEXT]}, 60),
        (
            lambda n, following: {
                "oneOf": [
                    {"allOf": [following, _object(left=TEXT)]},
                    {"allOf": [following, _object(right=TEXT)]},
                ]
            },
            30,
        ),
        (
            lambda n, following: {
                "allOf": [_object(a=following), _object(a=following, b=following)]
            },
            30,
        ),
    ],
    ids=[
        "references",
        "properties",
        "arrays",
        "choices",
        "allOf twice",
        "anyOf twice",
        "choices of allOf",
        "merged properties",
    ],
)
def test_long_chain_of_schemas(step: Any, length: int, tmp_path: Path) -> None:
    generated = _generate(tmp_path, _chain(step, length, _object(end=TEXT)))
    assert generated.counts["schema"] == length + 1


def test_mutually_recursive_choices(tmp_path: Path) -> None:
    schemas = {
        "Day": {"allOf": [_object(hours=TEXT)], "oneOf": [_ref("Night"), _ref("Day")]},
        "Night": {"allOf": [_object(stars=TEXT)], "anyOf": [_ref("Day"), _ref("Dusk")]},
        "Dusk": {"allOf": [_ref("Day")], "oneOf": [_ref("Night"), _object(red=TEXT)]},
    }
    assert _generate(tmp_path, schemas).counts["schema"] == 3


def test_each_of_many_problems_is_reported(tmp_path: Path) -> None:
    lost = {f"Page{n}": _object(next=_ref(f"Lost{n}")) for n in range(3_000)}
    warnings = _generate(tmp_path, lost).warnings
    assert len(warnings) == 3_000
    assert all(problem.position and problem.excerpt for problem in warnings)


def test_chain_of_files(tmp_path: Path) -> None:
    """Schemas in files of their own are no components, and each contains the next one."""
    length = 400
    for n in range(length):
        part = _object(inner={"$ref": f"part{n + 1}.json"})
        (tmp_path / f"part{n}.json").write_text(json.dumps(part), "utf-8")
    (tmp_path / f"part{length}.json").write_text(json.dumps(TEXT), "utf-8")
    generated = _generate(tmp_path, {"Start": {"$ref": "part0.json"}})
    classes = [t for t in generated.api.types.values() if isinstance(t, ir.Object)]
    assert len(classes) == length


def _redefine_properties(count: int, properties: int) -> dict[str, Any]:
    """Return schemas of which every third one redefines the properties of the next one."""
    targets = iter(random.Random(1).choices(range(count), k=count * properties))
    schemas = {}
    for n in range(count):
        refs = {f"p{p}": _ref(f"Ring{next(targets)}") for p in range(properties)}
        extended = [_ref(f"Ring{n + 1}")] if n % 3 == 0 and n + 1 < count else []
        schemas[f"Ring{n}"] = {"allOf": [*extended, _object(**refs)]}
    return schemas


def test_properties_that_combine_schemas_in_all_ways(tmp_path: Path) -> None:
    generated = _generate(tmp_path, _redefine_properties(40, 4))
    omitted = [w for w in generated.warnings if w.omits]
    assert len(generated.api.types) < 2_000
    assert omitted
    assert all("only the last one is used" in str(w.hint) for w in omitted)


def test_property_of_a_subtype_has_the_type_that_extends_the_other(
    tmp_path: Path,
) -> None:
    schemas = {
        "Owner": _object(name=TEXT),
        "Admin": {"allOf": [_ref("Owner"), _object(rights=TEXT)]},
        "Book": _object(owner=_ref("Owner")),
        "AdminBook": {"allOf": [_ref("Book"), _object(owner=_ref("Admin"))]},
    }
    types = _generate(tmp_path, schemas).api.types
    book = types["#/components/schemas/AdminBook"]
    assert isinstance(book, ir.Object)
    owner = types[book.fields[0].type]
    assert (owner.id, len(types)) == ("#/components/schemas/Admin", 6)


def test_schemas_that_all_refer_to_each_other(tmp_path: Path) -> None:
    """A validator whose references are other schemas would contain them in every combination."""
    count = 60
    schemas = {
        f"Ring{n}": _object(
            code={"type": "string", "minLength": 4},
            **{f"p{p}": _ref(f"Ring{(5 * n + p) % count}") for p in range(6)},
        )
        for n in range(count)
    }
    spec = tmp_path / "openapi.json"
    spec.write_text(json.dumps({"components": {"schemas": schemas}}), "utf-8")
    root = Workspace(load(spec)).root
    validated = Schemas("writeOnly", Problems())
    reference = validated.reference(root.at(("components", "schemas", "Ring0")))
    assert validated.allows(reference, {"p1": {"p2": {"code": "abcd"}}})
    faults = validated.find_faults(reference, {"p1": {"p2": {"code": "abc"}}})
    assert [fault.pointer for fault in faults] == ["/p1/p2/code"]
    position = validated.position(faults[0])
    expected = root.at(
        ("components", "schemas", "Ring7", "properties", "code", "minLength")
    )
    assert position == expected.position


# -- calls for n and for 2n parts ----------------------------------------------------------------


def _count_calls(folder: Path, document: dict[str, Any]) -> int:
    folder.mkdir(exist_ok=True)
    spec = folder / "openapi.json"
    spec.write_text(json.dumps(document), "utf-8")
    profile = cProfile.Profile()
    profile.runcall(generate, Settings(str(spec), folder, "acme", "acme", "Acme"))
    return int(vars(pstats.Stats(profile))["total_calls"])


def _document(schemas: dict[str, Any]) -> dict[str, Any]:
    content = {"application/json": {"schema": _ref(next(iter(schemas)))}}
    responses = {"200": {"description": "", "content": content}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Many", "version": "1"},
        "paths": {"/first": {"get": {"operationId": "get", "responses": responses}}},
        "components": {"schemas": schemas},
    }


def _inline_variants(count: int) -> dict[str, Any]:
    return {"First": {"oneOf": [_object(**{f"a{n}": TEXT}) for n in range(count)]}}


def _equal_keys(count: int) -> dict[str, Any]:
    texts = ({**TEXT, "maxLength": n} for n in range(1, count + 1))
    return {"First": {"oneOf": [_object(a=text) for text in texts]}}


def _constants(count: int) -> dict[str, Any]:
    kinds = ({"const": f"k{n}"} for n in range(count))
    return {
        "First": {"anyOf": [{**_object(kind=k), "required": ["kind"]} for k in kinds]}
    }


def _mapped_variants(count: int) -> dict[str, Any]:
    variant = {**_object(kind=TEXT), "required": ["kind"]}
    mapping = {f"v-{n}": _ref(f"V{n}")["$ref"] for n in range(count)}
    union = {
        "oneOf": [_ref(f"V{n}") for n in range(count)],
        "discriminator": {"propertyName": "kind", "mapping": mapping},
    }
    return {"First": union, **{f"V{n}": variant for n in range(count)}}


def _examples(count: int) -> dict[str, Any]:
    """Return schemas that each contain the one before, with an example."""
    return {
        f"S{n}": {
            **_object(a=TEXT, b=_ref(f"S{n - 1}") if n else TEXT),
            "example": {"a": "text"},
        }
        for n in range(count)
    }


def _choices_of_choices(count: int) -> dict[str, Any]:
    """Return schemas that each include the next one twice: 2**count paths."""
    step = {"anyOf": [_object(a=TEXT), TEXT]}
    return _chain(lambda n, f: {"anyOf": [f, f, step]}, count, _object(end=TEXT))


def _circular_choices(count: int) -> dict[str, Any]:
    """Return schemas that include four others each, in circles."""
    others = [[_ref(f"S{(7 * n + k) % count}") for k in range(4)] for n in range(count)]
    return {
        f"S{n}": {"anyOf": [*refs, _object(**{f"x{n}": TEXT})]}
        for n, refs in enumerate(others)
    }


@pytest.mark.parametrize(
    ("schemas", "count"),
    [
        (_inline_variants, 40),
        (_equal_keys, 40),
        (_constants, 40),
        (_mapped_variants, 40),
        (_examples, 100),
        (_choices_of_choices, 35),
        (_circular_choices, 30),
    ],
)
def test_calls_grow_like_the_number_of_parts(
    schemas: Any, count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # So that few variants are many.
    monkeypatch.setattr(variant_rules, "MAX_VARIANTS", 8)
    monkeypatch.setattr(sample_values, "MAX_COMPARISONS", 100)
    # The first run compiles templates and fills caches.
    _count_calls(tmp_path / "first", _document(schemas(2)))
    once, twice = (
        _count_calls(tmp_path / str(n), _document(schemas(n)))
        for n in (count, 2 * count)
    )
    # All pairs of parts would be 4 times as many calls.
    assert twice < 2.5 * once


def _with_operation(count: int, make: Any) -> dict[str, Any]:
    document = _document({"First": TEXT})
    operation = document["paths"]["/first"]["get"]
    make(count, document, operation)
    return document


def _add_media_types(count: int, document: Any, operation: Any) -> None:
    schemas = ({"schema": _object(**{f"a{n}": TEXT})} for n in range(count))
    content = {f"application/x{n}+json": schema for n, schema in enumerate(schemas)}
    content |= {f"application/x-{n}": {"schema": TEXT} for n in range(count)}
    operation["responses"]["200"]["content"] = content


def _add_parts(count: int, document: Any, operation: Any) -> None:
    """Add parameters, headers, tags, schemes, servers, examples, callbacks and links."""
    numbers = range(count)
    names = ("query", "header", "cookie")
    operation["parameters"] = [
        {"name": f"p{n}", "in": names[n % 3], "schema": TEXT} for n in numbers
    ]
    response = operation["responses"]["200"]
    response["headers"] = {f"X-{n}": {"schema": TEXT} for n in numbers}
    response["links"] = {f"l{n}": {"operationId": "get"} for n in numbers}
    response["content"]["application/json"]["examples"] = {
        f"e{n}": {"value": f"v{n}"} for n in numbers
    }
    payload = {"content": {"application/json": {"schema": TEXT}}}
    post = {"requestBody": payload, "responses": {"200": {"description": ""}}}
    operation["callbacks"] = {f"c{n}": {"{$url}": {"post": post}} for n in numbers}
    operation["tags"] = [f"t{n}" for n in numbers]
    operation["servers"] = [{"url": f"https://own{n}.test"} for n in numbers]
    document["tags"] = [{"name": f"t{n}"} for n in numbers]
    document["servers"] = [{"url": f"https://h{n}.test"} for n in numbers]
    schemes = document["components"]["securitySchemes"] = {
        f"s{n}": {"type": "apiKey", "in": "header", "name": f"Key-{n}"} for n in numbers
    }
    operation["security"] = [{name: []} for name in schemes]
    schemas = document["components"]["schemas"]
    schemas["Enum"] = {"enum": [f"m{n}" for n in numbers]}
    schemas["Wide"] = _object(**{f"p{n}": TEXT for n in numbers})


@pytest.mark.parametrize("make", [_add_media_types, _add_parts])
def test_calls_grow_like_the_number_of_parts_of_an_operation(
    make: Any, tmp_path: Path
) -> None:
    _count_calls(tmp_path / "first", _with_operation(2, make))
    once, twice = (
        _count_calls(tmp_path / str(n), _with_operation(n, make)) for n in (60, 120)
    )
    assert twice < 2.5 * once


def test_time_of_a_chain_of_subtypes_grows_like_its_output(tmp_path: Path) -> None:
    """Each class has all inherited fields, so that the output is quadratic by nature."""
    calls, sizes = [], []
    for length in (2, 10, 20, 40):
        schemas = {"S0": _object(p0=TEXT)}
        for n in range(1, length):
            own = _object(**{f"p{n}": TEXT})
            schemas[f"S{n}"] = {"allOf": [_ref(f"S{n - 1}"), own]}
        calls.append(_count_calls(tmp_path / str(length), _document(schemas)))
        sizes.append(length * (length + 1) / 2)
    # The calls for each field, without those for the smallest document.
    first, second, third = (
        (calls[n] - calls[0]) / (sizes[n] - sizes[0]) for n in (1, 2, 3)
    )
    assert third <= second <= first


def test_union_with_more_types_than_python_compiles(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(expressions, "MAX_OPERANDS", 8)
    for count, expected in ((3, " | "), (9, "-> Any:")):
        document = _with_operation(count, _add_media_types)
        spec = tmp_path / "openapi.json"
        spec.write_text(json.dumps(document), "utf-8")
        files = generate(Settings(str(spec), tmp_path, "acme", "acme", "Acme")).files
        assert expected in files["acme/resources/first.py"]
