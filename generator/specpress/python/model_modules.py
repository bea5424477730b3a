"""Modules of models: a module per schema, or in a large API a module per group of schemas.

A schema joins the first node of a graph that every path to it passes: a schema that a single tag
uses is in the module of that tag, one that a single other schema uses in the module of that schema.
A schema with several users keeps its module. Schemas that nothing uses, such as the payloads of
webhooks without a declaration, are grouped by the first two words of their names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from specpress import ir
from specpress.python.dominators import find_dominators
from specpress.python.names import escape, snake

MAX_MODULES = 200
"""Number of modules above which schemas are grouped."""
MAX_SIZE = 1200
"""Number of fields, members and lines of classes above which a group is divided by paths."""
MIN_SIZE = 60
"""Size below which a part is not divided from its tag."""
PART = " "  # separates a tag from its part
TAG = "tag "  # prefix of the nodes of tags, and of their parts

Roots = Mapping[ir.TypeId, str]


def group_modules(api: ir.Api, roots: Roots) -> Roots:
    """Return the module of each named type; `roots` are those of a small API."""
    if len({*roots.values()}) <= MAX_MODULES:
        return roots
    sizes: Counter[str] = Counter()
    for type_id, root in roots.items():
        sizes[root] += _measure(api.types[type_id])
    graph = _Graph(api, roots)
    large = frozenset(_list_large(graph.group(frozenset()), sizes))
    groups = _join_small_parts(graph.group(large), sizes, large)
    prefixes = {node: _get_prefix(node) for node in graph.list_unused()}
    joined = {root: prefixes.get(group, group) for root, group in groups.items()}
    divided = {*_list_large(joined, sizes), *roots.values()}
    groups = {r: g if joined[r] in divided else joined[r] for r, g in groups.items()}
    taken = {groups[root] for root in roots.values()}
    return {i: _name_group(groups[root], taken) for i, root in roots.items()}


def _join_small_parts(
    groups: Mapping[str, str], sizes: Counter[str], tags: Iterable[str]
) -> dict[str, str]:
    """Return the groups with parts of a tag that are smaller than `MIN_SIZE` in that of the tag."""
    totals = _add_up(groups, sizes)
    return {
        root: (
            next((t for t in tags if group.startswith(f"{t}{PART}")), group)
            if totals[group] < MIN_SIZE
            else group
        )
        for root, group in groups.items()
    }


def _list_large(groups: Mapping[str, str], sizes: Counter[str]) -> Iterator[str]:
    """Yield the groups that are larger than `MAX_SIZE`."""
    return (g for g, size in _add_up(groups, sizes).items() if size > MAX_SIZE)


def _add_up(groups: Mapping[str, str], sizes: Counter[str]) -> Counter[str]:
    totals: Counter[str] = Counter()
    for root, group in groups.items():
        totals[group] += sizes[root]
    return totals


def _get_prefix(name: str) -> str:
    """Return the first two words of a name."""
    return "_".join(name.split("_")[:2])


@dataclass(slots=True)
class _Graph:
    """The modules of a small API, the tags that use them, and the parts of large tags."""

    api: ir.Api
    roots: Roots
    edges: dict[str, set[str]] = field(default_factory=dict)
    _modules_of_names: set[str] = field(init=False)
    """Modules whose schemas are all equal to others."""
    _schema_edges: dict[str, set[str]] = field(init=False)
    """The edges between modules, without those from tags."""
    _uses: list[tuple[ir.Operation, list[str]]] = field(init=False)
    """The operations with the modules that they use."""

    def __post_init__(self) -> None:
        shared = self.api.shared_schemas
        others = {root for i, root in self.roots.items() if i not in shared}
        self._modules_of_names = {*self.roots.values()} - others
        for type_id, root in self.roots.items():
            self._add_schema(type_id, root)
        self._schema_edges = self.edges
        self._uses = [
            (operation, [*self._list_roots(_list_types(operation))])
            for operation in self.api.operations
        ]

    def group(self, large: frozenset[str]) -> dict[str, str]:
        """Return the group of each module: a tag, a part of a tag in `large`, or a module."""
        self.edges = {root: {*edges} for root, edges in self._schema_edges.items()}
        for operation, used in self._uses:
            self._add_operation(operation, used, large)
        tags = [node for node in self.edges if node.startswith(TAG)]
        paths = find_dominators(self.edges, tags)
        enums = self._list_enum_modules()
        return {
            root: root if root in enums and path[0] in large else _get_group(path)
            for root, path in paths.items()
        }

    def list_unused(self) -> set[str]:
        """Return the modules that no tag and no other module uses."""
        used = {target for targets in self.edges.values() for target in targets}
        return {*self.roots.values()} - used

    def _add_schema(self, type_id: ir.TypeId, root: str) -> None:
        """Add the schemas in a schema. A module of names only goes where the classes are."""
        self.edges.setdefault(root, set())
        shared = self.api.shared_schemas.get(type_id)
        if shared is not None:
            if root in self._modules_of_names:
                self._add(self.roots[shared], root)
            return
        for inner in self._list_roots(list_parts(self.api.types[type_id])):
            self._add(root, inner)

    def _add_operation(
        self, operation: ir.Operation, used: list[str], large: frozenset[str]
    ) -> None:
        tag = TAG + snake(operation.tag or "Default")
        user = (
            f"{tag}_{part}" if tag in large and (part := _get_part(operation)) else tag
        )
        self._add(tag, user)
        for root in used:
            self._add(user, root)

    def _add(self, user: str, root: str) -> None:
        targets = self.edges.setdefault(user, set())
        if user != root:
            targets.add(root)

    def _list_roots(self, type_ids: Iterable[ir.TypeId]) -> Iterator[str]:
        """Yield the modules of the names in the annotations of types."""
        pending, seen = [*type_ids], set[ir.TypeId]()
        while pending:
            type_id = pending.pop()
            type_id = self.api.shared_schemas.get(type_id, type_id)
            if type_id in self.roots:
                yield self.roots[type_id]
            elif type_id not in seen:
                seen.add(type_id)
                pending += list_parts(self.api.types[type_id])

    def _list_enum_modules(self) -> set[str]:
        """Return the modules of enums only: other modules import them for defaults."""
        types = self.api.types
        others = {r for i, r in self.roots.items() if not isinstance(types[i], ir.Enum)}
        return {*self.roots.values()} - others


def _get_group(path: list[str]) -> str:
    """Return the group of a node: its innermost dominating tag, or its outermost module."""
    tags = [node for node in path if node.startswith(TAG)]
    return tags[-1] if tags else path[0]


def _get_part(operation: ir.Operation) -> str:
    """Return the part of a path that groups the operations of a large tag.

    It follows the tag: `comments` in `/repos/{id}/issues/{number}/comments`. In a path without the
    tag it is the last name.
    """
    steps = [step for step in operation.path.split("/") if step and "{" not in step]
    names = [snake(step) for step in steps]
    tag = snake(operation.tag or "Default")
    if tag in names:
        return "".join(names[names.index(tag) + 1 :][:1])
    return names[-1] if names else ""


def _name_group(group: str, taken: set[str]) -> str:
    """Return the module of a group; that of a tag differs from those of schemas."""
    if not group.startswith(TAG):
        return group
    name = escape(group.removeprefix(TAG).replace(PART, "_"), "module")
    return f"{name}_schemas" if name in taken else name


def _measure(schema: ir.Type) -> int:
    match schema:
        case ir.Object(fields=parts) | ir.Enum(members=parts):
            return len(parts) + 5
        case _:
            return 2


def _list_types(operation: ir.Operation) -> Iterator[ir.TypeId]:
    """Yield the types of parameters, bodies and responses."""
    yield from (parameter.type for parameter in operation.parameters)
    yield from (body.type for body in operation.bodies if body.type is not None)
    for response in operation.responses:
        yield from (i for i in (response.type, response.item) if i is not None)


def list_parts(schema: ir.Type) -> tuple[ir.TypeId, ...]:
    """Return the types directly inside a type."""
    match schema:
        case ir.Object(fields=fields, additional=additional):
            types = (f.type for f in fields)
            return (*types, additional) if additional is not None else (*types,)
        case ir.Union(variants=variants, mapping=mapping):
            return (*variants, *(target for _, target in mapping))
        case ir.Tuple(items=items, rest=rest):
            return (*items, rest) if rest is not None else items
        case ir.Array(item=inner) | ir.Map(value=inner) | ir.Nullable(inner=inner):
            return (inner,)
        case ir.Alias(target=inner) | ir.JsonText(content=inner):
            return (inner,)
        case _:
            return ()
