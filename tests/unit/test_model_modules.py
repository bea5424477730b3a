"""Groups of schemas in large APIs."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from specpress.config import load_settings
from specpress.package.models import Module
from specpress.pipeline import generate
from specpress.python import model_modules
from specpress.python.dominators import find_dominators
from specpress.python.expressions import MAX_OPERANDS, PyName, PyUnion


def _object(*references: str) -> dict[str, Any]:
    properties: dict[str, Any] = {"id": {"type": "string"}}
    for name in references:
        properties[name.lower()] = {"$ref": f"#/components/schemas/{name}"}
    return {"type": "object", "properties": properties}


def _operation(tag: str, name: str, reference: str) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{reference}"}
    content = {"application/json": {"schema": schema}}
    responses = {"200": {"description": "ok", "content": content}}
    return {"get": {"tags": [tag], "operationId": name, "responses": responses}}


SCHEMAS = {
    "Cat": _object("Toy", "User"),
    "Toy": _object("Material"),
    "Material": _object(),
    "Dog": _object("User", "Collar"),
    "Collar": _object(),
    "User": _object("Address"),
    "Address": _object(),
    "HookCatFed": _object(),
    "HookCatWashed": _object("User"),
}
PATHS = {
    "/cats": _operation("cats", "list_cats", "Cat"),
    "/dogs": _operation("dogs", "list_dogs", "Dog"),
    "/dogs/{id}/collars": _operation("dogs", "get_collar", "Collar"),
}


def _list_modules(tmp_path: Path, schemas: dict[str, Any]) -> dict[str, str]:
    """Return the module of each class."""
    components = {"schemas": schemas}
    info = {"title": "Case", "version": "1"}
    tree = {"openapi": "3.1.0", "info": info, "paths": PATHS, "components": components}
    (tmp_path / "openapi.yaml").write_text(yaml.safe_dump(tree, sort_keys=False))
    overrides = {"spec": "openapi.yaml", "package": "acme"}
    files = generate(load_settings(tmp_path, overrides)).files
    return {
        name: path.removeprefix("acme/models/").removesuffix(".py")
        for path, text in files.items()
        if path.startswith("acme/models/")
        for name in schemas
        if f"class {name}(" in text
    }


def test_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(model_modules, "MAX_MODULES", 5)
    groups = _list_modules(tmp_path, SCHEMAS)
    assert groups == {
        "Cat": "cats",
        "Toy": "cats",
        "Material": "cats",
        "Dog": "dogs",
        "Collar": "dogs",
        "User": "user",
        "Address": "user",
        "HookCatFed": "hook_cat",
        "HookCatWashed": "hook_cat",
    }
    reversed_schemas = dict(reversed(SCHEMAS.items()))
    assert _list_modules(tmp_path, reversed_schemas) == groups


def test_parts_of_a_large_tag(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in (("MAX_MODULES", 5), ("MAX_SIZE", 12), ("MIN_SIZE", 0)):
        monkeypatch.setattr(model_modules, name, value)
    schemas = {**SCHEMAS, "Dog": _object("User")}
    groups = _list_modules(tmp_path, schemas)
    assert (groups["Dog"], groups["Collar"]) == ("dogs", "dogs_collars")


def test_small_api(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    groups = _list_modules(tmp_path, SCHEMAS)
    assert groups["Toy"] == "toy"
    assert groups["HookCatFed"] == "hook_cat_fed"


@pytest.mark.parametrize("seed", range(20))
def test_dominators(seed: int) -> None:
    """Every dominator disconnects the node, and no other node does."""
    numbers = random.Random(seed)
    names = [f"n{index}" for index in range(8)]
    edges = {n: {*numbers.sample(names, numbers.randrange(3))} for n in names}
    entries = ["n0", "n1"]
    reached = _reach(edges, entries, without="")
    paths = find_dominators({n: edges[n] for n in reached}, entries)
    assert paths.keys() == reached
    for node in reached:
        expected = {n for n in names if node not in _reach(edges, entries, without=n)}
        assert {*paths[node]} == expected
        assert all(
            paths[outer] == paths[inner][:-1] for outer, inner in pairwise(paths[node])
        )


def test_nodes_without_users() -> None:
    edges = {"entry": ["b"], "unused": ["c"], "x": ["y"], "y": ["x"], "b": [], "c": []}
    paths = find_dominators(edges, ["entry"])
    assert paths["c"] == ["unused", "c"]
    assert (paths["x"], paths["y"]) == (["x"], ["x", "y"])


def _reach(edges: dict[str, set[str]], entries: list[str], without: str) -> set[str]:
    pending, reached = [*entries], set[str]()
    while pending:
        node = pending.pop()
        if node != without and node not in reached:
            reached.add(node)
            pending += edges[node]
    return reached


def test_long_unions_compile() -> None:
    union = PyUnion(tuple(PyName(f"V{number}") for number in range(20_000)))
    compile(str(union), "union", "eval")
    names = PyUnion(union.members[:MAX_OPERANDS])
    assert str(names) == " | ".join(map(str, names.members))
    assert eval(str(PyUnion((PyName("int"),) * 150))) is int


def test_modules_list_their_models_once() -> None:
    # A module of 20,000 models asks for them 40,000 times.
    module = Module("book", [])
    assert module.models is module.models
    assert module.enums is module.enums
