"""Import statements are sorted, grouped, and relative to the module that imports."""

import pytest

from specpress.python.expressions import Import
from specpress.python.imports import ModuleImports, format_imports

NAMES = [
    Import("typing", "Any"),
    Import("typing", "TYPE_CHECKING"),
    Import("builtins", ""),
    Import(".models.file", "File"),
    Import(".models.run", "Run"),
    Import("._runtime.codec.codec", "ABSENT"),
    Import("._runtime.codec.codec", "Fault"),
]


@pytest.mark.parametrize(
    ("module", "lines"),
    [
        (
            ".models.run",
            [
                "from .._runtime.codec.codec import ABSENT, Fault",
                "from .file import File",
            ],
        ),
        (
            ".errors",
            [
                "from ._runtime.codec.codec import ABSENT, Fault",
                "from .models.file import File",
                "from .models.run import Run",
            ],
        ),
    ],
)
def test_relative_modules(module: str, lines: list[str]) -> None:
    assert format_imports(NAMES, module).split("\n") == [
        "import builtins",
        "from typing import TYPE_CHECKING, Any",
        "",
        *lines,
    ]


def test_packages_and_aliases() -> None:
    names = [Import(".", "models"), Import(".states", "Base", "Parent")]
    assert format_imports(names, ".states.run", 4) == (
        "    from .. import models\n    from . import Base as Parent"
    )


def test_names_for_type_checkers_only() -> None:
    any_name, run = Import("typing", "Any"), Import(".models.run", "Run")
    imports = ModuleImports(
        ".errors", frozenset({any_name}), frozenset({any_name, run})
    )
    assert str(imports) == (
        "from typing import TYPE_CHECKING, Any\n\n"
        "if TYPE_CHECKING:\n    from .models.run import Run"
    )
