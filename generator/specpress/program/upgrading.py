"""Plan the edits with which a program follows the changes of its package."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from specpress.diff.changes import Change, Edit, Severity
from specpress.diff.comparing import compare_sides
from specpress.diff.documents import Sides
from specpress.diff.kinds import load_kinds
from specpress.diff.matching import match_operations
from specpress.diff.operations import index_forms, name_method
from specpress.diff.order import sort_changes
from specpress.diff.sides import Side
from specpress.output import run_lock, transaction
from specpress.output.places import Places
from specpress.output.transaction import Change as FileChange
from specpress.package.methods import Method
from specpress.program.calls import Arguments, edit_calls
from specpress.program.edits import Plan
from specpress.program.elements import Elements
from specpress.program.reading import (
    Program,
    StageReporter,
    list_wire_names,
    open_program,
    write_package,
)
from specpress.program.renaming import FindModule, Renamer
from specpress.program.sources import SourceFile
from specpress.program.touching import UseIndex, parse_subject
from specpress.program.uses import Use
from specpress.python.names.lock import Part

NO_EDIT = "no edit keeps its meaning"


def plan_upgrade(
    root: Path, sides: Sides, report_stage: StageReporter = lambda stage: None
) -> Plan:
    """Return the edits of a program for the changes between two documents, and for deprecated names.

    Raises:
        UsageError: the program cannot be read.
    """
    report_stage("comparing")
    changes = sort_changes(compare_sides(sides.old, sides.new).changes)
    changes += list_deprecated_names(sides.new)
    report_stage(f"reading {root}")
    with open_program(root, sides) as program, _find_modules(sides, program) as find:
        index = UseIndex(program.find_uses(changes))
        planner = _Planner(Plan(), index, program.package, find)
        planner.add_all(changes, list_arguments(sides), program.files)
        return planner.plan


@contextmanager
def _find_modules(sides: Sides, program: Program) -> Iterator[FindModule]:
    """Return a function that finds the module of a class; it generates the new package when it is first used."""
    with TemporaryDirectory(prefix="specpress-upgrade-") as name:
        directory = Path(name)
        package, side = program.package, sides.new
        folder = directory.joinpath(*package.split("."))
        elements = Elements(folder, side.names.client, list_wire_names(side))

        def find(symbol: str) -> str | None:
            if not folder.exists():
                write_package(sides.new_settings, package, directory)
            return elements.find_module(symbol)

        yield find


def list_deprecated_names(side: Side) -> Iterator[Change]:
    """Yield a change for each deprecated alias of the package."""
    names = side.namer.build_lock()
    for entry in names.renamed:
        new = names.names.get(entry.part)
        if new is not None:
            yield from _describe_alias(entry.part, entry.name, new, names.names)


def _describe_alias(
    part: Part, old: str, new: str, names: Mapping[Part, str]
) -> Iterator[Change]:
    codes = {
        "operation": ("operation-renamed", "client."),
        "resource": ("operation-renamed", "client."),
        "class": ("class-renamed", "models."),
    }
    owner = names.get(("class", *part[1:2]))
    if part[0] in codes:
        code, prefix = codes[part[0]]
        yield _create_change(code, f"{prefix}{old}", f"{prefix}{new}")
    elif part[0] in ("field", "member") and owner:
        code = "property-renamed" if part[0] == "field" else "member-renamed"
        yield _create_change(code, f"models.{owner}.{old}", f"models.{owner}.{new}")


def _create_change(code: str, old: str, new: str) -> Change:
    kind = load_kinds()[code]
    texts = {"old": old, "new": new}
    message = f"deprecated: {kind.message.format_map(texts)}"
    edit = Edit(old, new)
    verdicts = kind.deployed, kind.regenerated
    return Change(code, old, None, message, *verdicts, edit=edit)


def list_arguments(sides: Sides) -> dict[str, Arguments]:
    """Return the arguments of each old method in the new package."""
    matches = match_operations(sides.old.api.operations, sides.new.api.operations)
    arguments: dict[str, Arguments] = {}
    for old, new in matches.pairs:
        old_methods = index_forms(sides.old, old)
        new_methods = index_forms(sides.new, new)
        for form, entry in old_methods.items():
            if form in new_methods:
                _, method = new_methods[form]
                arguments[name_method(*entry)] = _read_arguments(method)
    return arguments


def _read_arguments(method: Method) -> Arguments:
    names = frozenset(p.name for p in method.parameters)
    return Arguments([p.name for p in method.positional], names)


@dataclass(frozen=True, slots=True)
class _Planner:
    """Plans the edits of changes."""

    plan: Plan
    index: UseIndex
    package: str
    find_module: FindModule

    def add_all(
        self,
        changes: Iterable[Change],
        arguments: Mapping[str, Arguments],
        files: Sequence[SourceFile],
    ) -> None:
        """Plan the edits of all changes; record the places that need an edit by hand."""
        renamer = Renamer(self.plan, self.index, self.package, self.find_module)
        handlers = {
            "operation-renamed": renamer.rename_method,
            "class-renamed": renamer.rename_class,
            "property-renamed": renamer.rename_attribute,
            "member-renamed": renamer.rename_attribute,
        }
        for change in changes:
            uses = self.index.find(change)
            if change.code in handlers:
                handlers[change.code](change, uses)
            elif not self._add_argument(change, uses, arguments):
                self._leave(change, uses)
        renamer.move_imports(files)
        methods = [use for symbol in arguments for use in self.index.get(symbol)]
        edit_calls(self.plan, methods, arguments)

    def _add_argument(
        self, change: Change, uses: Sequence[Use], arguments: Mapping[str, Arguments]
    ) -> bool:
        """Record the change of an argument that calls can follow; return whether they can."""
        subject, kind = parse_subject(change), load_kinds()[change.code]
        method = arguments.get(subject.head)
        if method is None or not kind.area.endswith(("parameter", "request-body")):
            return False
        name = subject.argument
        if kind.action == "renamed" and change.edit is not None:
            new = change.edit.new.partition("(")[2].partition("=")[0]
            method.renamed[name] = (new, change)
            return True
        if kind.action == "removed":
            method.removed[name] = change
            return True
        if kind.action in ("added", "added-required"):
            # An argument that has another location now is passed already.
            passed = {id(use.reference.call) for use in self.index.get(subject.symbol)}
            missing = [use for use in uses if id(use.reference.call) not in passed]
            self._leave(change, missing)
            return True
        return False

    def _leave(self, change: Change, uses: Sequence[Use]) -> None:
        if change.regenerated.severity < Severity.RISKY:
            return
        for use in uses:
            self.plan.leave(use.file, use.reference.offset, change, NO_EDIT)


def write(plan: Plan, root: Path) -> None:
    """Write all files with edits, or none; a file that changed meanwhile is kept.

    Raises:
        UsageError: another run is writing.
        OSError: a file cannot be written.
    """
    directory = (root if root.is_dir() else root.parent).resolve()
    places = Places(directory, directory / "unused")
    changes = []
    for edited in plan.list_files():
        path = edited.file.path.resolve()
        name = path.relative_to(directory).as_posix()
        content = path.read_bytes()
        if content.decode(edited.file.encoding) == edited.file.text:
            changes.append(FileChange(name, content, edited.content))
    with run_lock.hold(directory):
        transaction.write(changes, places)


def recover(root: Path) -> bool:
    """Complete or undo a write that was interrupted; return whether there was one."""
    directory = (root if root.is_dir() else root.parent).resolve()
    leftovers = (directory / name for name in transaction.LEFTOVERS)
    if not any(path.exists() for path in leftovers):
        return False
    with run_lock.hold(directory):
        return transaction.recover(Places(directory, directory / "unused"))
