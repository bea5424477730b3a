"""Mutants of generated modules."""

from __future__ import annotations

import pytest
from tests.mutants.changes import mutants


@pytest.mark.parametrize(
    ("source", "changes"),
    [
        ('A = "x"\n', ["'x_'"]),
        ("A = 1\n", ["2"]),
        ("A = (1, True)\n", ["(True,)", "2", "(1,)", "False"]),
        ('"""Text."""\nimport a\n__all__ = ["A"]\n', []),
        ("if TYPE_CHECKING:\n    A = 1\n", []),
        ("class A:\n    a: int\n", []),
        ("class A(Model):\n    a: str | None\n", ["str", "int"]),
        ("class A(Model):\n    a: str | None = None\n", ["int"]),
        ('class A(Model):\n    a: Annotated[int, Wire("b")]\n', ["str", "'b_'"]),
        ("class A(Model):\n    a: list[int]\n", ["int", "str"]),
        (
            "def f():\n    return a in (b, c)\n",
            ["None", "a not in (b, c)", "(c,)", "(b,)"],
        ),
    ],
)
def test_mutant_changes_one_expression(source: str, changes: list[str]) -> None:
    replacements = [
        mutant.description.partition(" -> ")[2] for mutant in mutants("a.py", source)
    ]
    assert replacements == changes


def test_rest_of_the_module_is_unchanged() -> None:
    source = '# ä\nA = f("é", b=1)\nB = 2\n'
    texts = [mutant.source for mutant in mutants("a.py", source)]
    assert texts == [
        "# ä\nA = f('é_', b=1)\nB = 2\n",
        '# ä\nA = f("é", b=2)\nB = 2\n',
        '# ä\nA = f("é", b=1)\nB = 3\n',
    ]
