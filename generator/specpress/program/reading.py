"""Read a program with the package that it uses, generated from the old document."""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from specpress import ir, pipeline
from specpress.config import Settings
from specpress.diff.changes import Change, Comparison
from specpress.diff.documents import Sides
from specpress.diff.sides import Side
from specpress.document.problems import UsageError
from specpress.output.own_code import MODULE
from specpress.output.targets import read_content
from specpress.program.elements import Elements, WireNames
from specpress.program.sources import SourceFile, read_program
from specpress.program.touching import list_names, touch
from specpress.program.uses import Use, find_uses

OWN_MODULE = f"{MODULE}.py"
StageReporter = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Program:
    """A program and the package that it uses.

    Attributes:
        root: The directory or file as the user wrote it.
        package: The import name of the package.
        elements: The parts of the package, which was generated from the old document.
        directory: The directory of the package.
    """

    root: Path
    files: Sequence[SourceFile]
    package: str
    elements: Elements
    directory: Path

    def find_uses(self, changes: Collection[Change]) -> list[Use]:
        """Return the uses of the parts of changes."""
        names = list_names(changes, self.elements)
        return find_uses(self.files, names, self.elements, self.directory, self.root)


@contextmanager
def open_program(root: Path, sides: Sides) -> Iterator[Program]:
    """Read a program, and generate the package of the old document in a temporary directory.

    Raises:
        UsageError: the program does not exist, or does not import the package.
        DocumentError: a file of the program is not valid Python.
    """
    side = sides.old
    package = side.names.package
    files = read_program(root, [sides.new_settings.output])
    if not any(_imports(file.tree, package) for file in files):
        message = f"the program {root} does not import {package!r}"
        hint = "name the package that it imports in the settings"
        raise UsageError(message, hint, code="invalid-program")
    with TemporaryDirectory(prefix="specpress-program-") as name:
        directory = Path(name)
        write_package(sides.old_settings, package, directory)
        folder = directory.joinpath(*package.split("."))
        _copy_own_module(sides.new_settings, side.names.folder, folder)
        elements = Elements(folder, side.names.client, list_wire_names(side))
        yield Program(root, files, package, elements, directory)


def touch_program(
    comparison: Comparison, root: Path, sides: Sides, report_stage: StageReporter
) -> Comparison:
    """Return the comparison with the places of a program that each change touches."""
    report_stage(f"reading {root}")
    with open_program(root, sides) as program:
        uses = program.find_uses(comparison.changes)
        return touch(comparison, uses, str(root))


def write_package(settings: Settings, package: str, directory: Path) -> None:
    """Write the modules of the package of a document into a directory."""
    settings = replace(settings, layout="project", package=package, strict=False)
    generated = pipeline.generate(settings, accept_renames=True)
    folder = f"{generated.names.folder}/"
    for path, text in generated.files.items():
        if path.startswith(folder) and path.endswith((".py", "py.typed")):
            target = directory / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8", newline="\n")


def _copy_own_module(settings: Settings, folder: str, target: Path) -> None:
    """Copy the classes by hand, which the modules of the package import."""
    own = settings.output / ("" if settings.layout == "package" else folder)
    content = read_content(own / OWN_MODULE)
    if content is not None:
        (target / OWN_MODULE).write_bytes(content)


def list_wire_names(side: Side) -> WireNames:
    """Return the attribute of each name in JSON."""
    python = side.python
    return {
        (python.names[type_id], wire): name
        for type_id, schema in python.named.items()
        if isinstance(schema, ir.Object) and type_id in python.names
        for wire, name in python.name_fields(schema).items()
    }


def _imports(tree: ast.Module, package: str) -> bool:
    """Return whether a module imports a package."""
    modules: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            modules |= {node.module, *(f"{node.module}.{a.name}" for a in node.names)}
    return any(m == package or m.startswith(f"{package}.") for m in modules)
