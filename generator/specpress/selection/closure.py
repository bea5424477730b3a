"""The part of a document that remains: the selected operations, and the components that they refer to.

The part may contain more than the operations use, such as a component that only an unused keyword
refers to: the reader builds types on demand.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from specpress.document.fields import METHODS, OTHER_METHODS
from specpress.document.pointers import escape_step, unescape_step

# Sections of operations: an operation that another one refers to stays in the tree.
OPERATIONS = ("paths", "webhooks")
# Webhooks of OpenAPI 3.0, which no stage reads.
OLD_WEBHOOKS = "x-webhooks"
REFERENCES = ("$ref", "$dynamicRef")
Tree = dict[str, Any]
Steps = tuple[str, ...]


def reduce_tree(tree: Tree, selected: Collection[str]) -> Tree:
    """Return the tree of a document with the operations of these origins, and what they refer to."""
    closure = _Closure(tree, selected)
    closure.visit()
    return closure.build()


@dataclass(slots=True)
class _Closure:
    """The values that the selected operations refer to."""

    tree: Tree
    selected: Collection[str]
    used: set[Steps] = field(default_factory=set)
    """The paths of components, and of parts of path items, that references name."""
    needs_all: bool = False
    """True if a reference could name any component: in another file, or by an anchor."""
    has_discriminators: bool = False
    pending: list[Any] = field(default_factory=list)
    items: set[Steps] = field(default_factory=set)
    """The paths of the path items with selected operations, or with parts that references name."""

    def visit(self) -> None:
        """Find the values that the selected operations need."""
        self.items = {_split(origin)[:2] for origin in self.selected}
        for key, value in self.tree.items():
            if key in OPERATIONS and isinstance(value, dict):
                self.pending += self._select_items(key, value).values()
            elif key not in ("components", OLD_WEBHOOKS):
                self.pending.append(value)
        if "$ref" in self._get_table("components"):
            self.needs_all = True
        for name in self._list_schemes():
            self._use_path(("components", "securitySchemes", name))
        self._visit_pending()
        while self.has_discriminators and self._use_subtypes():
            self._visit_pending()

    def build(self) -> Tree:
        """Return the tree without the values that no selected operation needs."""
        tree = {k: v for k, v in self.tree.items() if k != OLD_WEBHOOKS}
        for key in OPERATIONS:
            if isinstance(tree.get(key), dict):
                tree[key] = self._select_items(key, tree[key])
        if isinstance(tree.get("components"), dict) and not self.needs_all:
            tree["components"] = {
                section: self._select_components(section, entries)
                for section, entries in tree["components"].items()
            }
        return tree

    def _get_table(self, *path: str) -> Tree:
        """Return the table at a path; an empty one for another value, which is a fault."""
        value: Any = self.tree
        for step in path:
            value = value.get(step) if isinstance(value, dict) else None
        return value if isinstance(value, dict) else {}

    # -- parts that remain ---------------------------------------------------------------------

    def _select_components(self, section: str, entries: Any) -> Any:
        is_table = isinstance(entries, dict) and not section.startswith("x-")
        if not is_table or "$ref" in entries:
            return entries
        used = self.used
        return {n: v for n, v in entries.items() if ("components", section, n) in used}

    def _select_items(self, section: str, items: Tree) -> Tree:
        """Return the path items with the operations that are selected or referred to."""
        return {
            name: self._reduce_item((section, name), item)
            for name, item in items.items()
            if (section, name) in self.items
        }

    def _reduce_item(self, path: Steps, item: Any) -> Any:
        """Return a path item without the operations that are left out.

        Those of a path item by reference remain: the reader ignores them.
        """
        if not isinstance(item, dict) or path in self.used:
            return item
        reduced = {
            key: value
            for key, value in item.items()
            if key not in METHODS or self._is_kept((*path, key))
        }
        if isinstance(others := item.get(OTHER_METHODS), dict):
            at = (*path, OTHER_METHODS)
            kept = {n: v for n, v in others.items() if self._is_kept((*at, n))}
            reduced[OTHER_METHODS] = kept
        return reduced

    def _is_kept(self, path: Steps) -> bool:
        origin = "#" + "".join(f"/{escape_step(step)}" for step in path)
        return path in self.used or origin in self.selected

    # -- security ------------------------------------------------------------------------------

    def _list_schemes(self) -> Iterator[str]:
        """Yield the names of the security schemes that the selected operations require."""
        default = self.tree.get("security")
        for origin in self.selected:
            section, name, *steps = _split(origin)
            item = self._get_table(section, name)
            operation = self._get_table(section, name, *steps)
            if "$ref" in item or "$ref" in operation:
                yield from self._get_table("components", "securitySchemes")
                return
            requirements = operation.get("security", default)
            for entry in requirements if isinstance(requirements, list) else ():
                yield from entry if isinstance(entry, dict) else ()

    # -- references ----------------------------------------------------------------------------

    def _visit_pending(self) -> None:
        """Follow the references in the pending values, and in their targets."""
        while self.pending:
            node = self.pending.pop()
            if isinstance(node, dict):
                for key in REFERENCES:
                    if isinstance(node.get(key), str):
                        self._use(node[key])
                if isinstance(node.get("discriminator"), dict):
                    self._use_variants(node["discriminator"])
                self.pending += node.values()
            elif isinstance(node, list):
                self.pending += node

    def _use(self, reference: str) -> None:
        file, _, fragment = reference.partition("#")
        path = _split(f"#{unquote(fragment)}")
        is_component = path[:1] == ("components",)
        if file or not path or (is_component and len(path) < 3):
            self.needs_all = True
        elif is_component:
            self._use_path(path[:3])
        elif path[0] in OPERATIONS:
            length = 4 if path[2:3] == (OTHER_METHODS,) else 3
            self._use_path(path[:length])

    def _use_path(self, path: Steps) -> None:
        if path in self.used:
            return
        self.used.add(path)
        if path[0] in OPERATIONS:
            self.items.add(path[:2])
        value: Any = self.tree
        for step in path:
            value = value.get(step) if isinstance(value, dict) else None
        self.pending.append(value)

    def _use_variants(self, discriminator: Tree) -> None:
        self.has_discriminators = True
        mapping = discriminator.get("mapping")
        names = [*mapping.values()] if isinstance(mapping, dict) else []
        for name in (*names, discriminator.get("defaultMapping")):
            if isinstance(name, str):
                is_name = name in self._get_table("components", "schemas")
                self._use(f"#/components/schemas/{name}" if is_name else name)

    def _use_subtypes(self) -> bool:
        """Use the components that extend one with a discriminator; return whether there are new ones."""
        schemas = self._get_table("components", "schemas")
        before = len(self.used)
        family = {
            path[2]
            for path in self.used
            if path[:2] == ("components", "schemas")
            and "discriminator" in self._get_table(*path)
        }
        extensions = {n: [*_list_bases(schema)] for n, schema in schemas.items()}
        size = -1
        while len(family) > size:
            size = len(family)
            family |= {n for n, bases in extensions.items() if family & {*bases}}
        for name in family:
            self._use_path(("components", "schemas", name))
        return len(self.used) > before


def _split(pointer: str) -> Steps:
    """Return the steps of a pointer as a fragment; none if it is the name of an anchor."""
    is_pointer = pointer.startswith("#/")
    return tuple(map(unescape_step, pointer.split("/")[1:])) if is_pointer else ()


def _list_bases(schema: Any) -> Iterator[str]:
    """Yield the names of the components that a schema refers to, itself or in `allOf`."""
    members = schema.get("allOf") if isinstance(schema, dict) else None
    for holder in (schema, *(members if isinstance(members, list) else ())):
        reference = holder.get("$ref") if isinstance(holder, dict) else None
        path = _split(reference) if isinstance(reference, str) else ()
        if path[:2] == ("components", "schemas") and len(path) == 3:
            yield path[2]
