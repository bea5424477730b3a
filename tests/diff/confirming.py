"""Confirm the breaking changes between two real documents: `python -m tests.diff.confirming OLD NEW`.

For each change that breaks the types after regeneration, a small program that uses the part is written. It must be
valid with the old package, and have an error with the new one. Changes that break deployed clients are confirmed by
`deployed.py`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from specpress import ir
from specpress.diff.changes import Change, Comparison, Severity
from specpress.diff.comparing import compare_sides
from specpress.diff.sides import Side
from specpress.package.methods import Method
from specpress.package.operations import Resource
from specpress.pipeline import generate
from specpress.python.expressions import Import, PyType, list_imports
from tests.diff import deployed
from tests.diff.checking import RUNTIME, run_mypy, write_package
from tests.diff.proving import SIDES
from tests.diff.reading import read_sides
from tests.property.packages import settings_for

PACKAGE = "PACKAGE"  # replaced by the package of a side
STAGES = ("type-check", "import")


@dataclass(slots=True)
class Program:
    """A program that uses a part of a package."""

    lines: list[str]
    imports: set[Import] = field(default_factory=set)

    def __str__(self) -> str:
        statements = sorted(map(_format_import, self.imports))
        return "\n".join(["from typing import Any", *statements, "", *self.lines, ""])


def _format_import(source: Import) -> str:
    module = source.module
    if module.startswith("._runtime"):
        module = f"{RUNTIME}{module.removeprefix('._runtime')}"
    elif module.startswith("."):
        module = f"{PACKAGE}.{module[1:]}".rstrip(".")
    if not source.name:
        return f"import {module}"
    alias = f" as {source.alias}" if source.alias else ""
    return f"from {module} import {source.name}{alias}"


@dataclass(frozen=True)
class Writer:
    """Writes programs for the package of a side."""

    side: Side

    @cached_property
    def methods(self) -> Mapping[str, tuple[Resource, Method]]:
        """The methods by their symbols."""
        return {
            f"client.{resource.module}.{method.name}": (resource, method)
            for resource in self.side.resources
            for method in resource.methods
        }

    @cached_property
    def classes(self) -> Mapping[str, ir.Type]:
        """The types by the names of their classes."""
        python = self.side.python
        return {python.names[i]: schema for i, schema in python.named.items()}

    def write(self, change: Change) -> Program | None:
        """Return a program that uses the part of a change; None if it is no part of the interface."""
        symbol = change.symbol
        if symbol.startswith("models."):
            return self._use_class(change, symbol.removeprefix("models."))
        head, _, argument = symbol.partition("(")
        if head in self.methods:
            return self._use_method(head, argument)
        module, _, name = symbol.partition(".")
        if module in ("errors", "headers", "webhooks") and name.isidentifier():
            return Program([f"{name}"], {Import(f".{module}", name)})
        return None

    def _use_class(self, change: Change, name: str) -> Program | None:
        # Of attributes of attributes, the first one has another class.
        class_name, attribute, *_ = *name.split("."), ""
        schema = self.classes.get(class_name)
        if schema is None:
            return None
        used = {self._import_class(class_name, schema)}
        if not attribute:
            if isinstance(schema, ir.Object) and not change.code.startswith("class-"):
                # The class has become another type.
                return self._construct(class_name, schema, "", used)
            return Program([class_name], used)
        if isinstance(schema, ir.Enum):
            return Program([f"{class_name}.{attribute}"], used)
        if not isinstance(schema, ir.Object):
            return None
        is_request = change.code.startswith("request-")
        use = self._construct if is_request else self._read
        return use(class_name, schema, attribute, used)

    def _import_class(self, name: str, schema: ir.Type) -> Import:
        return Import(f".models.{self.side.python.modules[schema.id]}", name)

    def _get_field_type(self, source: ir.Field) -> PyType:
        return self.side.python.get_type(source.type)

    def _read(
        self, name: str, schema: ir.Object, attribute: str, used: set[Import]
    ) -> Program | None:
        names = self.side.python.name_fields(schema)
        source = next((f for f in schema.fields if names[f.wire] == attribute), None)
        if source is None:
            return None
        annotation = self._get_field_type(source)
        used |= {*list_imports(annotation)}
        optional = "" if source.is_required_in_responses else " | None"
        head = f'def use(value: {name}) -> "{annotation}{optional}":'
        return Program([head, f"    return value.{attribute}"], used)

    def _construct(
        self, name: str, schema: ir.Object, attribute: str, used: set[Import]
    ) -> Program:
        """Return a program that passes a value of the old type, or that does not pass a new one."""
        names = self.side.python.name_fields(schema)
        arguments, parameter = [], ""
        for source in schema.fields:
            own = names[source.wire]
            if own == attribute:
                annotation = self._get_field_type(source)
                used |= {*list_imports(annotation)}
                parameter = f', value: "{annotation}"'
                arguments.append(f"{own}=value")
            elif source.required:
                arguments.append(f"{own}=given")
        call = f"    return {name}({', '.join(arguments)})"
        return Program([f"def use(given: Any{parameter}) -> {name}:", call], used)

    def _use_method(self, symbol: str, argument: str) -> Program:
        resource, method = self.methods[symbol]
        used = {Import(f".resources.{resource.module}", resource.name)}
        if not argument:
            head = f"def use(resource: {resource.name}) -> object:"
            return Program([head, f"    return resource.{method.name}"], used)
        name = argument.partition("=")[0]
        parameter, result = "", "object"
        arguments = []
        for source in method.positional:
            is_used = source.name == name
            arguments.append("value" if is_used else "given")
            if is_used:
                used |= {*list_imports(source.type)}
                parameter = f', value: "{source.type}"'
        for source in method.keywords:
            if source.name == name:
                used |= {*list_imports(source.type)}
                parameter = f', value: "{source.type}"'
                arguments.append(f"{name}=value")
            elif source.is_required:
                arguments.append(f"{source.name}=given")
        if name.startswith("…"):
            annotation = method.annotate_result("")
            used |= {*list_imports(annotation)}
            result = f'"{annotation}"'
        head = f"def use(resource: {resource.name}, given: Any{parameter}) -> {result}:"
        call = f"resource.{method.name}({', '.join(arguments)})"
        # The call of a method without a result is no value.
        is_read = result != "object"
        lines = [f"    return {call}"] if is_read else [f"    {call}", "    return 0"]
        return Program([head, *lines], used)


@dataclass(frozen=True, slots=True)
class Confirmation:
    """The breaking changes of a comparison, and those that no program proves."""

    changes: int
    faults: tuple[str, ...]
    seconds: float
    """CPU, with that of the type checker."""

    @property
    def confirmed(self) -> int:
        """The number of changes that are proved."""
        return self.changes - len(self.faults)


@dataclass(slots=True)
class Confirmer:
    """Confirms changes with packages in a directory, each of which is generated once."""

    directory: Path
    _packages: dict[Path, str] = field(default_factory=dict)
    """The names of the packages by their documents."""

    def confirm(
        self, comparison: Comparison, old: Side, documents: tuple[Path, Path]
    ) -> Confirmation:
        """Check a program for each change that breaks the types after regeneration."""
        began = _measure_cpu()
        breaking = [
            c
            for c in comparison.changes
            if c.regenerated.severity is Severity.BREAKING
            and c.regenerated.stage in STAGES
        ]
        writer = Writer(old)
        programs = {n: p for n, c in enumerate(breaking) if (p := writer.write(c))}
        outcomes = self._check(documents, programs) if programs else {}
        faults = (
            (c, _find_fault(n, programs, outcomes)) for n, c in enumerate(breaking)
        )
        lines = tuple(f"{c.code} {c.symbol}: {fault}" for c, fault in faults if fault)
        return Confirmation(len(breaking), lines, _measure_cpu() - began)

    def _check(
        self, documents: Iterable[Path], programs: Mapping[int, Program]
    ) -> Mapping[tuple[str, str, str], object]:
        """Return the programs with errors, by number and side."""
        modules = {}
        for side, path in zip(SIDES, documents, strict=True):
            package = self._packages.get(path) or self._write_package(path)
            for number, program in programs.items():
                module = f"program_{number}_{package}"
                text = str(program).replace(PACKAGE, package)
                (self.directory / f"{module}.py").write_text(text, "utf-8")
                modules[module] = (str(number), side, "")
        return run_mypy(self.directory, modules)

    def _write_package(self, path: Path) -> str:
        """Write the package of a document, with the names of the one before."""
        package = f"package_{len(self._packages)}"
        lock = self.directory / "names.lock"
        settings = replace(settings_for(str(path)), names_lock=lock)
        generated = generate(settings, accept_renames=True)
        lock.write_text(generated.names_lock.to_text(), "utf-8")
        write_package(generated.files, package, self.directory)
        self._packages[path] = package
        return package


def _measure_cpu() -> float:
    times = os.times()
    return sum(times[:4])


def confirm(old: Path, new: Path) -> Iterator[str]:
    """Yield a line for each breaking change without a proof, then the counts."""
    sides = read_sides(old, new)
    comparison = compare_sides(*sides)
    with TemporaryDirectory() as directory:
        confirmer = Confirmer(Path(directory))
        confirmation = confirmer.confirm(comparison, sides[0], (old, new))
    yield from confirmation.faults
    yield f"{confirmation.changes} breaking changes, {confirmation.confirmed} confirmed by the type checker"
    files = generate(settings_for(str(old))).files
    faults = [*deployed.list_faults(comparison, sides[0], sides[1], files)]
    unproved = [fault for fault in faults if fault]
    yield from unproved
    yield f"{len(faults)} changes that break deployed clients, {len(faults) - len(unproved)} confirmed by the mock server"


def _find_fault(
    number: int,
    programs: Mapping[int, Program],
    outcomes: Mapping[tuple[str, str, str], object],
) -> str | None:
    if number not in programs:
        return "no program uses it"
    if outcome := outcomes.get((str(number), "old", "")):
        return f"the program is not valid with the old package: {outcome}"
    if (str(number), "new", "") not in outcomes:
        return "the program is valid with the new package"
    return None


def main(arguments: Sequence[str]) -> int:
    """Print the breaking changes that are not confirmed."""
    lines = [*confirm(*map(Path, arguments))]
    print(*lines, sep="\n")
    return int(len(lines) > 2)  # the counts


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
