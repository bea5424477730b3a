"""The parts of a generated package by the places of their definitions."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from specpress.program.language_server import Definition

_WORD = re.compile(r"\w+")
Place = tuple[int, int]
"""The line and the column of a name, both from 0."""
WireNames = Mapping[tuple[str, str], str]
"""The attribute of a model by its class and its name in JSON."""


@dataclass(frozen=True, slots=True)
class Element:
    """A part of a package.

    Attributes:
        symbols: The part as changes name it: `client.books.list`, `models.Book.pages`. A base class has those of its subclasses.
        positional: The arguments of a method that callers may pass by position.
        types: The names in the annotation.
    """

    symbols: tuple[str, ...]
    positional: tuple[str, ...] = ()
    types: frozenset[str] = frozenset()


@dataclass(slots=True)
class Elements:
    """The parts of a package in a directory.

    Attributes:
        client: The class of the synchronous client.
    """

    folder: Path
    client: str
    wire_names: WireNames = field(default_factory=dict, repr=False)
    _modules: dict[str, dict[Place, Element]] = field(default_factory=dict, repr=False)

    def find(self, definition: Definition) -> Element | None:
        """Return the part that is defined at a place; None for any other definition."""
        root, path = map(os.path.realpath, (self.folder, definition.path))
        if not path.startswith(f"{root}{os.sep}"):
            return None
        module = Path(path).relative_to(root).as_posix()
        return self._read(module).get((definition.line, definition.column))

    def list_wire_names(self, class_name: str, attribute: str | None) -> set[str]:
        """Return the names in JSON of an attribute of a class, or of all its attributes."""
        return {
            wire
            for (owner, wire), name in self.wire_names.items()
            if owner == class_name and attribute in (None, name)
        }

    def list_names_with(self, types: Collection[str]) -> set[str]:
        """Return the names of arguments and attributes whose annotations have one of the types."""
        if not types:
            return set()
        return {
            symbol.rstrip(")").replace("(", ".").rpartition(".")[2]
            for path in sorted(self.folder.glob("**/*.py"))
            if "_runtime" not in path.parts
            for element in self._read(path.relative_to(self.folder).as_posix()).values()
            if not element.types.isdisjoint(types)
            for symbol in element.symbols
        }

    def _read(self, module: str) -> dict[Place, Element]:
        if module not in self._modules:
            text = (self.folder / module).read_text("utf-8")
            elements = _list_elements(self, PurePosixPath(module), ast.parse(text))
            self._modules[module] = dict(elements)
        return self._modules[module]

    def find_module(self, symbol: str) -> str | None:
        """Return the module that defines a class of the models, relative to the package."""
        for path in sorted((self.folder / "models").glob("**/*.py")):
            module = path.relative_to(self.folder)
            elements = self._read(module.as_posix()).values()
            if path.name != "__init__.py" and any(
                symbol in e.symbols for e in elements
            ):
                return ".".join(module.with_suffix("").parts)
        return None


Entries = Iterator[tuple[Place, Element]]


def _list_elements(owner: Elements, module: PurePosixPath, tree: ast.Module) -> Entries:
    """Yield the parts that a module of the package defines."""
    folder, name = module.parts[0], module.stem
    if folder == "resources" or module.parts[:2] == ("testing", "resources"):
        yield from _list_methods(tree, f"client.{name}")
    elif str(module) in ("_client.py", "testing/fake.py"):
        yield from _list_client(tree, owner.client)
    elif folder == "models":
        yield from _list_names(tree, "models")
    elif str(module) == "inputs.py":
        for place, element in _list_names(tree, "models"):
            yield place, _use_attribute(element, owner.wire_names)
    elif str(module) in ("errors.py", "headers.py", "webhooks.py"):
        yield from _list_names(tree, name)


def _use_attribute(element: Element, names: WireNames) -> Element:
    """Return the part with the attribute of the model instead of the name in JSON."""
    (symbol,) = element.symbols
    _, _, rest = symbol.partition(".")
    class_name, _, wire = rest.partition(".")
    attribute = names.get((class_name, wire), wire)
    symbol = f"models.{class_name}.{attribute}" if wire else symbol
    return replace(element, symbols=(symbol,))


def _get_name_place(
    node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef,
) -> Place:
    """Return the place of the name in a definition."""
    word = {
        ast.ClassDef: "class ",
        ast.FunctionDef: "def ",
        ast.AsyncFunctionDef: "async def ",
    }
    return node.lineno - 1, node.col_offset + len(word[type(node)])


def _list_functions(
    tree: ast.ClassDef,
) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node


def _list_arguments(
    node: ast.FunctionDef | ast.AsyncFunctionDef, symbol: str
) -> Entries:
    for argument in (*node.args.args[1:], *node.args.kwonlyargs):
        place = argument.lineno - 1, argument.col_offset
        types = _list_types(argument.annotation)
        yield place, Element((f"{symbol}({argument.arg})",), types=types)


def _list_methods(tree: ast.Module, resource: str) -> Entries:
    """Yield the methods of a resource and their arguments; those of the fake are attributes."""
    for node in tree.body:
        if not isinstance(node, ast.ClassDef) or node.name.startswith("_"):
            continue
        for function in _list_functions(node):
            symbol = f"{resource}.{function.name}"
            positional = tuple(a.arg for a in function.args.args[1:])
            yield _get_name_place(function), Element((symbol,), positional)
            yield from _list_arguments(function, symbol)
        if any(ast.unparse(base) == "FakeResource" for base in node.bases):
            for place, name, _ in _list_targets(node.body):
                yield place, Element((f"{resource}.{name}",))


def _list_client(tree: ast.Module, client: str) -> Entries:
    """Yield the clients with their arguments, their resources and the servers."""
    classes = (node for node in tree.body if isinstance(node, ast.ClassDef))
    for node in classes:
        symbol = client if node.name == f"Async{client}" else node.name
        yield _get_name_place(node), Element((symbol,))
        for function in _list_functions(node):
            if function.name == "__init__":
                yield from _list_arguments(function, symbol)
            elif not function.name.startswith("_"):
                element = Element((f"client.{function.name}",))
                yield _get_name_place(function), element
        is_environment = node.name == f"{client}Environment"
        parent = symbol if is_environment else "client"
        for place, name, _ in _list_targets(node.body):
            yield place, Element((f"{parent}.{name}",))


def _list_names(tree: ast.Module, prefix: str) -> Entries:
    """Yield the names of a module, and the attributes of its classes."""
    subclasses = _list_subclasses(tree)
    body = [*tree.body, *_list_typing_statements(tree)]
    for node in body:
        if isinstance(node, ast.ClassDef):
            names = subclasses.get(node.name, [node.name])
            symbols = tuple(f"{prefix}.{name}" for name in names)
            yield _get_name_place(node), Element(symbols)
            for place, name, types in _list_members(node):
                full = tuple(f"{symbol}.{name}" for symbol in symbols)
                yield place, Element(full, types=types)
        elif isinstance(node, ast.FunctionDef):
            yield _get_name_place(node), Element((f"{prefix}.{node.name}",))
    for place, name, types in _list_targets(body):
        yield place, Element((f"{prefix}.{name}",), types=types)
    yield from _list_functional(tree, prefix)


def _list_typing_statements(tree: ast.Module) -> Iterator[ast.stmt]:
    """Yield the statements that only type checkers read, such as those of aliases."""
    for node in tree.body:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            yield from node.body


def _list_subclasses(tree: ast.Module) -> dict[str, list[str]]:
    """Return the classes that extend each private class of a module."""
    subclasses: dict[str, list[str]] = {}
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            for base in node.bases:
                if isinstance(base, ast.Name) and base.id.startswith("_"):
                    subclasses.setdefault(base.id, []).append(node.name)
    return subclasses


Member = tuple[Place, str, frozenset[str]]
"""The place of a name, the name, and the names in its annotation."""


def _list_members(node: ast.ClassDef) -> Iterator[Member]:
    """Yield the attributes, properties and methods of a class."""
    yield from _list_targets(node.body)
    for function in _list_functions(node):
        yield _get_name_place(function), function.name, _list_types(function.returns)


def _list_targets(body: list[ast.stmt]) -> Iterator[Member]:
    """Yield the names that assignments and annotations define."""
    for node in body:
        targets: Sequence[ast.expr] = []
        annotation = None
        if isinstance(node, ast.AnnAssign):
            targets, annotation = [node.target], node.annotation
        elif isinstance(node, ast.Assign):
            targets = node.targets
        for target in targets:
            if isinstance(target, ast.Name):
                place = target.lineno - 1, target.col_offset
                yield place, target.id, _list_types(annotation)


def _list_types(annotation: ast.expr | None) -> frozenset[str]:
    """Return the names in an annotation, which may be a text."""
    if annotation is None:
        return frozenset()
    return frozenset(_WORD.findall(ast.unparse(annotation)))


def _list_functional(tree: ast.Module, prefix: str) -> Entries:
    """Yield the keys of a TypedDict in the form of a call: its keys are no identifiers."""
    for node in tree.body:
        match node:
            case ast.Assign(
                targets=[ast.Name(id=name)],
                value=ast.Call(
                    func=ast.Name(id="TypedDict"), args=[_, ast.Dict() as d]
                ),
            ):
                for key in d.keys:
                    if isinstance(key, ast.Constant):
                        place = key.lineno - 1, key.col_offset
                        yield place, Element((f"{prefix}.{name}.{key.value!s}",))
