"""Any two documents can be compared: one with itself has no changes, and reports have no control characters."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given

from specpress.cli.diff_formats import FORMATS
from specpress.diff.changes import Comparison
from specpress.diff.comparing import compare_sides
from specpress.diff.kinds import load_kinds
from specpress.diff.operands import Operand
from specpress.diff.sides import read_side
from specpress.terminal import printable
from tests.property.documents import Document, documents
from tests.property.examples import divide_examples
from tests.property.packages import settings_for


def compare(first: Document, second: Document) -> Comparison:
    """Return the changes between two documents."""
    with TemporaryDirectory() as directory:
        operands = []
        for name, document in (("old", first), ("new", second)):
            path = Path(directory, f"{name}.json")
            path.write_text(json.dumps(document), "utf-8")
            operands.append(Operand(f"{name}.json", str(path)))
        old = read_side(operands[0], settings_for(operands[0].path))
        new = read_side(operands[1], settings_for(operands[1].path), old)
        return compare_sides(old, new)


# Two paths that differ in the names of their parameters only.
SAME_ROUTES: Document = {
    "openapi": "3.1.0",
    "info": {"title": "Acme", "version": "1"},
    "paths": {
        f"/run/{{{first}}}/{{{second}}}": {
            "post": {
                "parameters": [
                    {"name": name, "in": "path", "required": True, "schema": {}}
                    for name in (first, second)
                ],
                "responses": {"204": {"description": "Done."}},
            }
        }
        for first, second in (("a", "b"), ("c", "d"))
    },
}


# Three variants with one type.
SAME_TYPES: Document = {
    "openapi": "3.1.0",
    "info": {"title": "Acme", "version": "1"},
    "paths": {
        "/run": {
            "get": {
                "responses": {
                    "200": {
                        "description": "It.",
                        "content": {
                            "application/json": {
                                "schema": {
                                    "anyOf": [
                                        {"type": "string", "minLength": n}
                                        for n in range(3)
                                    ]
                                }
                            }
                        },
                    }
                }
            }
        }
    },
}


@divide_examples(10)
@example(SAME_ROUTES)
@example(SAME_TYPES)
@given(documents())
def test_no_changes_to_an_equal_document(document: Document) -> None:
    assert compare(document, document).changes == ()


@divide_examples(10)
@given(documents(), documents())
def test_changes_between_any_documents(first: Document, second: Document) -> None:
    comparison = compare(first, second)
    for change in comparison.changes:
        assert change.code in load_kinds()
        assert change.old or change.new, change
    for name, write in FORMATS.items():
        text = write(comparison, True)
        assert text.isascii() or name in ("markdown", "github")
        lines = text.replace("@\u200b", "@").splitlines()
        assert all(printable(line) == line for line in lines), name
