"""Edits of names: methods, resources, classes, attributes and members of enums."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from specpress.diff.changes import Change
from specpress.program.edits import Plan
from specpress.program.sources import SourceFile
from specpress.program.touching import UseIndex, parse_subject
from specpress.program.uses import Use

# The module of a class in the old and in the new package, by its old and new symbol.
FindModules = Callable[[str, str], tuple[str | None, str | None]]


@dataclass(slots=True)
class Renamer:
    """Plans the edits of names.

    Attributes:
        package: The import name of the package.
    """

    plan: Plan
    index: UseIndex
    package: str
    find_modules: FindModules
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
        for use in uses:
            reference, file = use.reference, use.file
            if file.name in taken:
                reason = f"the file has another `{new}`"
                self.plan.leave(file, reference.offset, change, reason)
                continue
            if reference.text == old:
                self.plan.rename(file, reference.offset, old, new)
            if reference.role == "import":
                self._move_import(use, change)
        for file in {use.file.name: use.file for use in uses}.values():
            if file.name not in taken:
                self._rename_exports(file, old, new)

    def _move_import(self, use: Use, change: Change) -> None:
        """Replace the module of `from package.models.book import Book`."""
        node, file = use.reference.node, use.file
        if not isinstance(node, ast.ImportFrom) or change.edit is None:
            return
        if not (node.module or "").startswith(f"{self.package}.models."):
            return
        old_module, new_module = self.find_modules(change.edit.old, change.edit.new)
        module = f"{self.package}.{old_module}"
        if node.module != module or new_module is None:
            return
        if old_module == new_module:
            return
        start = file.get_offset(node.lineno, node.col_offset)
        offset = file.text.find(module, start)
        if len(node.names) > 1:
            reason = f"import it from `{self.package}.{new_module}`"
            self.plan.leave(file, use.reference.offset, change, reason)
            return
        self.plan.rename(file, offset, module, f"{self.package}.{new_module}")

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
