"""Names in modules that import models: those of resources, models and the runtime differ."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path

from specpress.config import Settings
from specpress.pipeline import generate

# Uses all classes that such modules import; TAG and MODEL are the names of the resource and of its model.
DOCUMENT = """
openapi: 3.2.0
info: {title: Acme, version: '1'}
servers: [{url: 'https://example.com'}]
paths:
  /orders:
    get:
      tags: [TAG]
      parameters: [{name: page, in: query, schema: {type: integer}}, {name: per_page, in: query, schema: {type: integer}}]
      responses:
        '200': {description: It., content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/MODEL'}}}}}
    post:
      tags: [TAG]
      parameters: [{name: shape, in: query, schema: {$ref: '#/components/schemas/MODEL'}, style: deepObject}]
      requestBody:
        content:
          application/xml: {schema: {$ref: '#/components/schemas/MODEL'}}
          application/json: {schema: {$ref: '#/components/schemas/MODEL'}}
      responses: {'200': {description: It., content: {application/xml: {schema: {$ref: '#/components/schemas/MODEL'}}}}}
  /orders/{order_id}:
    parameters: [{name: order_id, in: path, required: true, schema: {type: string}}]
    get:
      tags: [TAG]
      responses: {'200': {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/MODEL'}}}}}
  /orders/{order_id}/pay:
    parameters: [{name: order_id, in: path, required: true, schema: {type: string}}]
    post:
      operationId: payOrder
      tags: [TAG]
      x-specpress-idempotent: {refused: [400], confirm: {path: '/orders/{order_id}', property: state, values: [paid]}}
      responses: {'200': {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/MODEL'}}}}}
  /orders/events:
    get:
      tags: [TAG]
      responses: {'200': {description: It., content: {text/event-stream: {itemSchema: {$ref: '#/components/schemas/MODEL'}}}}}
webhooks:
  changed:
    post:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/MODEL'}}}}
      responses: {'200': {description: It.}}
components:
  schemas:
    MODEL:
      type: object
      required: [id, state]
      properties: {id: {type: string}, state: {$ref: '#/components/schemas/PlacedOrPaid'}}
    PlacedOrPaid:
      type: string
      enum: [placed, paid]
      x-specpress-lifecycle:
        initial: [placed]
        terminal: [paid]
        transitions: [{from: [placed], to: [paid], operation: payOrder}]
"""


# The modules that import models, and classes of the runtime beside them.
PATTERNS = ("resources/*.py", "testing/resources/*.py", "states/*.py", "webhooks.py")


def _read_modules(folder: Path, tag: str, model: str) -> list[ast.Module]:
    path = folder / "openapi.yaml"
    path.write_text(DOCUMENT.replace("TAG", tag).replace("MODEL", model), "utf-8")
    settings = Settings(str(path), folder / "out", "acme", "acme", "Acme")
    files = generate(settings).files
    names = [n for p in PATTERNS for n in files if fnmatch(n, f"acme/{p}")]
    return [ast.parse(files[name]) for name in names]


def _list_names(module: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield the names that a module binds, each with its source."""
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield alias.asname or alias.name, f"{node.module}.{alias.name}"
    for statement in module.body:
        if isinstance(statement, ast.ClassDef):
            yield statement.name, "the module"


def _list_bound_twice(modules: Iterable[ast.Module]) -> list[str]:
    counts = (Counter(name for name, _ in {*_list_names(m)}) for m in modules)
    return [name for count in counts for name, n in count.items() if n > 1]


def test_no_name_has_two_meanings_in_a_module(tmp_path: Path) -> None:
    modules = _read_modules(tmp_path, "orders", "Order")
    # A fake imports the model of its store at run time, which its annotations import, too.
    names = {name for m in modules for name, _ in _list_names(m) if name[:1].isupper()}
    assert {"BodyChoice", "Call", "Confirmation", "Pagination", "Xml"} <= names
    names -= {"AsyncOrders", "Order", "Orders", "PlacedOrPaid"}
    bound_twice = {
        parts: twice
        for name in sorted(names)
        for tag in {name, name.removeprefix("Async")}
        for parts in ((tag, "Order"), ("orders", name))
        if (twice := _list_bound_twice(_read_modules(tmp_path, *parts)))
    }
    assert bound_twice == {}
