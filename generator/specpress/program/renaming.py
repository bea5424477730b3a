"""Edits of names: methods, resources, classes, attributes and members of enums."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from specpress.diff.changes import Change
from specpress.diff.kinds import load_kinds
from specpress.program.edits import Plan
from specpress.program.sources import SourceFile
from specpress.program.touching import UseIndex, parse_subject
from specpress.program.uses import Use

# Returns the module of a class in the new package, relative to the package: `models.book`.
FindModule = Callable[[str], str | None]


@dataclass(slots=True)
class Renamer:
    """Plans the edits of names.

    Attributes:
        package: The import name of the package.
    """

    plan: Plan
    index: UseIndex
    package: str
    find_module: FindModule
    _renamed: dict[str, str] = field(default_factory=dict)
    """The new symbols of classes by the old ones."""
    _kept: set[tuple[str, str]] = field(default_factory=set)
    """The files that keep the old name of a class, which the new package does not have."""
    _names: dict[str, set[str]] = field(default_factory=dict)

    def rename_method(self, change: Change, uses: Sequence[Use]) -> None:
        """Replace the names of a method or a resource, and of the resource before a moved method."""
        assert change.edit is not None
        old, new = change.edit.old.split("."), change.edit.new.split(".")
        for use in uses:
            reference, file = use.reference, use.file
            if reference.text != old[-1]:
                continue
            if old[:-1] != new[:-1] and not self._rename_owner(use, old, new):
                reason = "the resource is not named before the method"
                self.plan.leave(file, reference.offset, change, reason)
                continue
            self.plan.rename(file, reference.offset, old[-1], new[-1])

    def _rename_owner(self, use: Use, old: Sequence[str], new: Sequence[str]) -> bool:
        """Replace the resource in `client.books.get`."""
        node = use.reference.node
        owners = self.index.get(".".join(old[:-1]))
        if not isinstance(node, ast.Attribute):
            return False
        for owner in owners:
            if owner.reference.node is node.value:
                offset = owner.reference.offset
                return self.plan.rename(use.file, offset, old[-2], new[-2])
        return False

    def rename_class(self, change: Change, uses: Sequence[Use]) -> None:
        """Replace the names of a class, and the modules that imports name."""
        assert change.edit is not None
        old = change.edit.old.rpartition(".")[2]
        new = change.edit.new.rpartition(".")[2]
        files = {use.file.name for use in uses if new in self._list_names(use.file)}
        # A file may have given the new name to the class already.
        taken = files - {use.file.name for use in uses if use.reference.text == new}
        self._renamed[change.edit.old] = change.edit.new
        self._kept |= {(name, change.edit.old) for name in taken}
        for use in uses:
            reference, file = use.reference, use.file
            if file.name in taken:
                reason = f"the file has another `{new}`"
                self.plan.leave(file, reference.offset, change, reason)
                continue
            if reference.text == old:
                self.plan.rename(file, reference.offset, old, new)
        for file in {use.file.name: use.file for use in uses}.values():
            if file.name not in taken:
                self._rename_exports(file, old, new)

    def move_imports(self, files: Sequence[SourceFile]) -> None:
        """Replace the modules of imports such as `from package.models.book import Book`."""
        prefix = f"{self.package}.models."
        for file in files:
            nodes = ast.walk(file.tree)
            for node in (n for n in nodes if isinstance(n, ast.ImportFrom)):
                if not node.level and (node.module or "").startswith(prefix):
                    self._move_import(file, node)

    def _move_import(self, file: SourceFile, node: ast.ImportFrom) -> None:
        module = f"{node.module}"
        moved: dict[ast.alias, str] = {}
        for alias in node.names:
            old = f"models.{alias.name}"
            if (file.name, old) not in self._kept:
                new = self.find_module(self._renamed.get(old, old))
                moved[alias] = module if new is None else f"{self.package}.{new}"
        targets = {*moved.values()}
        if targets == {module} or not targets:
            return
        if len(targets) == 1 and len(moved) == len(node.names):
            start = file.get_offset(node.lineno, node.col_offset)
            offset = file.text.find(module, start)
            self.plan.rename(file, offset, module, *targets)
            return
        for alias, target in moved.items():
            if target != module:
                change = describe_move(f"models.{alias.name}", target)
                reason = "the import has classes of several modules"
                self.plan.leave(file, file.get_start(alias), change, reason)

    def _rename_exports(self, file: SourceFile, old: str, new: str) -> None:
        """Replace a name in `__all__`."""
        for node in file.tree.body:
            match node:
                case ast.Assign(
                    targets=[ast.Name(id="__all__")],
                    value=(ast.List() | ast.Tuple()) as names,
                ):
                    for name in names.elts:
                        if isinstance(name, ast.Constant) and name.value == old:
                            start = file.text.find(old, file.get_start(name))
                            self.plan.rename(file, start, old, new)

    def rename_attribute(self, change: Change, uses: Sequence[Use]) -> None:
        """Replace the names of an attribute or of a member; keys of dicts are names in JSON."""
        assert change.edit is not None
        old = parse_subject(change).name
        new = change.edit.new.rpartition(".")[2]
        for use in uses:
            if use.reference.text == old and use.role != "text":
                self.plan.rename(use.file, use.reference.offset, old, new)

    def _list_names(self, file: SourceFile) -> set[str]:
        """Return all names in a file."""
        if file.name not in self._names:
            names = {n.id for n in ast.walk(file.tree) if isinstance(n, ast.Name)}
            for node in ast.walk(file.tree):
                if isinstance(node, (ast.ClassDef, ast.FunctionDef)):
                    names.add(node.name)
                elif isinstance(node, ast.alias):
                    names.add(node.asname or node.name)
            self._names[file.name] = names
        return self._names[file.name]


def describe_move(symbol: str, module: str) -> Change:
    """Return the change of the module of a class."""
    kind = load_kinds()["class-renamed"]
    message = f"the class is in the module `{module}` now"
    return Change(kind.code, symbol, None, message, kind.deployed, kind.regenerated)
