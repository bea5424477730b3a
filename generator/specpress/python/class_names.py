"""Names of classes: by the path to a schema, and for a shared class by what its schemas have in common."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, takewhile
from typing import TypeVar

from specpress import ir
from specpress.document.pointers import escape_step, unescape_step
from specpress.python.names import (
    Claim,
    describe_differences,
    escape,
    list_pascal_names,
    pascal,
    snake,
    spell_symbols,
    words,
)
from specpress.python.names.namer import Namer, Space
from specpress.python.names.operation_ids import simplify_id

T = TypeVar("T")
# Steps of a pointer that add nothing to a name.
PLAIN_STEPS = ("components", "schemas", "paths", "properties", "content", "schema")
CHOSEN_RANK, TAG_RANK, SHARED_RANK = -1, 8, 9
# Keys that tell little without the schema that they belong to.
GENERIC_KEYS = ("action", "data", "kind", "mode", "name", "status", "state", "type")
# An enum of more values is not named by them.
MAX_NAMED_VALUES = 4
MAX_VALUES_LENGTH = 40


# The types that have no name of their own unless they are components.
NAMELESS = (ir.Anything, ir.Const, ir.Scalar)


class ClassNamer:
    """Names the classes and modules of the types that have one."""

    def __init__(self, api: ir.Api, named: Mapping[ir.TypeId, ir.Type]) -> None:
        self.named = named
        self.shared_schemas = api.shared_schemas
        self.class_names = api.class_names
        self.short_roots = shorten_operation_roots(api.named_operations)
        self.keys = {i: k for i, k in api.shared_keys.items() if i in named}
        self.members = {i: [named[i]] for i in self.keys}
        for type_id, first in api.shared_schemas.items():
            if first in self.members:
                self.members[first].append(api.types[type_id])
        self.identities = identify_types(api.types)
        # A shared class leaves the names of tags to the classes of resources.
        tags = {pascal(o.tag) for o in api.named_operations if o.tag}
        self.tags = [
            Claim(f"tag {name}", (name,), TAG_RANK, is_public=False) for name in tags
        ]
        self.left_out = [*map(_claim_left_out, api.left_out_schemas)]
        self.left_out_names: frozenset[str] = frozenset()
        """The classes that components would have which are left out."""
        self.fields_by_key: dict[str, list[set[str]]] = {}
        for type_id, key in self.keys.items():
            fields = self.fields_by_key.setdefault(_join(key), [])
            fields.append(_get_field_names(named[type_id]))

    def assign(self, namer: Namer) -> dict[ir.TypeId, str]:
        """Return the class of each type; types that share one have the same name."""
        # If schemas cease to share a class, most of them keep its name.
        types = sorted(self.named.values(), key=self._count_members, reverse=True)
        claims = chain(self.tags, self.left_out, map(self._claim, types))
        space, others = Space("class"), namer.list_locked("resource-class")
        assigned = namer.assign(map(self._identify, claims), "class", space, others)
        names = {i: assigned[i] for i in self.named}
        self.left_out_names = frozenset(assigned[c.key] for c in self.left_out)
        shared = self.shared_schemas.items()
        names |= {i: names[first] for i, first in shared if first in names}
        for type_id in names.keys() - self.named.keys():
            namer.add(("class", self.identities[type_id]), names[type_id])
        return names

    def _count_members(self, schema: ir.Type) -> int:
        return len(self.members.get(schema.id, ()))

    def _identify(self, claim: Claim) -> Claim:
        if not claim.is_public:
            return claim
        return replace(claim, identity=(self.identities[claim.key],))

    def list_roots(self) -> dict[ir.TypeId, str]:
        """Return the module of each type in a small API: one for each root, or for a key."""
        roots = {i: self._shorten(t.naming).root for i, t in self.named.items()}
        for type_id, key in self.keys.items():
            family = _find_family(key, self.members[type_id])
            roots[type_id] = key[0] if family is None else family
        return {i: escape(snake(root), "module") for i, root in roots.items()}

    def list_texts(self) -> dict[ir.TypeId, str]:
        """Return the description of each shared class that all its schemas have, else ""."""
        texts = {i: {m.description for m in ms} for i, ms in self.members.items()}
        return {i: t.pop() if len(t) == 1 else "" for i, t in texts.items()}

    def _claim(self, schema: ir.Type) -> Claim:
        key, chosen = self.keys.get(schema.id), self.class_names.get(schema.id)
        if chosen is not None:
            claim = _claim_class(schema)
            names = (pascal(chosen), *claim.candidates)
            return replace(claim, candidates=names, rank=CHOSEN_RANK)
        if key is None and schema.naming.root not in self.short_roots:
            return _claim_class(schema)
        if key is None:
            claim = _claim_class(schema)
            short = _list_path_names(self._shorten(schema.naming))
            names = tuple(dict.fromkeys((*short, *claim.candidates)))
            return replace(claim, candidates=names)
        claim = _claim_shared(schema, key, self.members[schema.id])
        fields = _list_field_names(schema, key, self.fields_by_key[_join(key)])
        return replace(claim, candidates=(*claim.candidates, *fields))

    def _shorten(self, naming: ir.Naming) -> ir.Naming:
        """Return a naming with the operation id as its author wrote it."""
        return ir.Naming(self.short_roots.get(naming.root, naming.root), naming.steps)


def shorten_operation_roots(operations: Sequence[ir.Operation]) -> dict[str, str]:
    """Return the ids of operations without what their generator added, by the complete id.

    FastAPI also names the schema of a form after it: `Body_login_token_post`.
    """
    ids = [o.operation_id for o in operations if o.operation_id]
    short = {o.operation_id: simplify_id(o, ids) for o in operations if o.operation_id}
    counts = Counter(short.values())
    roots = {id_: name for id_, name in short.items() if counts[name] == 1}
    changed = {id_: name for id_, name in roots.items() if id_ != name}
    return changed | {f"Body_{id_}": f"{name}_body" for id_, name in changed.items()}


def keep_classes(api: ir.Api, namer: Namer) -> ir.Api:
    """Return the API with classes shared as in the names lock.

    A schema with a class of its own keeps it; a new schema joins a shared class.
    """
    if namer.is_empty:
        return api
    identities, groups = identify_types(api.types), dict[ir.TypeId, list[ir.TypeId]]()
    for type_id, first in api.shared_schemas.items():
        groups.setdefault(first, [first]).append(type_id)
    shared, keys = dict[ir.TypeId, ir.TypeId](), dict(api.shared_keys)
    for first, members in groups.items():
        names = {i: namer.find_name(("class", identities[i])) for i in members}
        key = keys.pop(first, None)
        for primary, *others in _divide(names):
            shared |= dict.fromkeys(others, primary)
            if others and key is not None:
                keys[primary] = key
    return replace(api, shared_schemas=shared, shared_keys=keys)


def _divide(names: Mapping[ir.TypeId, str | None]) -> list[list[ir.TypeId]]:
    """Divide equal schemas by their locked names; those without one join the only shared class."""
    by_name: dict[str | None, list[ir.TypeId]] = {}
    for type_id, name in names.items():
        by_name.setdefault(name, []).append(type_id)
    new = by_name.pop(None, [])
    shared = [members for members in by_name.values() if len(members) > 1]
    if len(shared) == 1:
        shared[0].extend(new)
        new = []
    return [*by_name.values(), *([new] if new else [])]


def identify_types(types: Mapping[ir.TypeId, ir.Type]) -> dict[ir.TypeId, str]:
    """Return the identity in the names lock of each type that may have a class.

    A component is its name; any other schema is the path to it from its component or operation,
    or its pointer if another one has the same path.
    """
    paths = {
        i: _describe_path(t)
        for i, t in types.items()
        if not isinstance(t, NAMELESS) or ir.is_component(i)
    }
    counts = Counter(paths.values())
    return {i: path if counts[path] == 1 else i for i, path in paths.items()}


def _describe_path(schema: ir.Type) -> str:
    naming = schema.naming
    is_in_component = schema.id.partition("#")[2].startswith("/components/schemas/")
    root = naming.root if is_in_component else f"{naming.root}()"
    file, label = schema.id.partition("#")[0], schema.id.partition("\t")[2]
    path = "/".join((*([file] if file else []), root, *naming.steps))
    return f"{path}:{label}" if label else path


def _claim_class(schema: ir.Type) -> Claim:
    """Return the claim of a type to its name."""
    names = tuple(dict.fromkeys(_list_path_names(schema.naming)))
    return Claim(schema.id, names, _rank(schema), partial(_list_long_names, schema))


def _claim_left_out(name: str) -> Claim:
    """Return the claim of a component that is left out, which keeps its name free."""
    schema_id = f"#/components/schemas/{escape_step(name)}"
    schema = ir.Anything(schema_id, ir.Naming(name), description="", deprecated=False)
    return replace(_claim_class(schema), is_public=False)


def _rank(schema: ir.Type) -> int:
    """Return the rank of a claim.

    Components of the root document are first, then those of other files, then inline schemas, then
    types derived from them; roots that already are Python names precede others.
    """
    root = schema.naming.root
    is_changed = escape(pascal(root), "class") != root
    if not ir.is_component(schema.id):
        is_derived = ir.schema_id(schema.id) != schema.id
        return 4 + is_changed + 2 * is_derived
    is_main = schema.id.startswith("#")
    return is_changed + (0 if is_main else 2)


def _list_path_names(naming: ir.Naming) -> tuple[str, ...]:
    """Return names by the steps from the root, from short to complete."""
    return list_pascal_names(words(naming.root), [*map(words, naming.steps)])


def _list_long_names(schema: ir.Type) -> Iterator[str]:
    """Yield names for a schema whose path has the same words as another one."""
    naming = schema.naming
    yield from _list_path_names(
        ir.Naming(spell_symbols(naming.root), tuple(map(spell_symbols, naming.steps)))
    )
    file, _, pointer = schema.id.partition("#")
    stem = re.split(r"[/.]", file.rstrip("/").rpartition("/")[2])[0]
    if file and not snake(naming.root).startswith(snake(stem)):
        yield from _list_path_names(ir.Naming(f"{stem} {naming.root}", naming.steps))
    if ir.is_component(schema.id):
        yield pascal(describe_differences(naming.root)[-1])
    parts = [unescape_step(part) for part in re.split(r"[/\t#]", pointer)]
    if parts[1:2] == ["paths"]:
        yield from _list_path_names(ir.Naming(f"{parts[3]} {parts[2]}", naming.steps))
    yield f"{_list_path_names(naming)[-1]}{type(schema).__name__}"
    yield from _list_pointer_names(parts)


def _list_pointer_names(parts: Sequence[str]) -> tuple[str, ...]:
    """Return names by the pointer to a schema, with the keywords that a naming leaves out."""
    steps = [words(part) for part in parts if part and part not in PLAIN_STEPS]
    return list_pascal_names(steps[0], steps[1:]) if steps else ()


def _claim_shared(
    primary: ir.Type, key: Sequence[str], members: Collection[ir.Type]
) -> Claim:
    """Return the claim of a class that several schemas share to a name by their common key."""
    key_words = [words(step) for step in key]
    names = [*list_pascal_names(key_words[0], key_words[1:])]
    by_values = [*_list_value_names(names[0], primary)]
    # The name of a constant would tell less than its value.
    is_constant = isinstance(primary, ir.Enum) and len(primary.members) == 1
    names = by_values if is_constant and by_values else names + by_values
    family = _find_family(key, members)
    if family is not None:
        names = [*list_pascal_names(words(family), key_words), *names]
    names += _list_common_names(key_words, members)
    more = partial(_list_own_names, primary)
    return Claim(primary.id, tuple(dict.fromkeys(names)), SHARED_RANK, more)


def _find_family(key: Sequence[str], members: Collection[ir.Type]) -> str | None:
    """Return the component whose name all others extend, for a key that tells little without it."""
    shortest = min((m.naming.root for m in members), key=lambda root: (len(root), root))
    are_components = all(m.id.startswith("#/components/") for m in members)
    common = _find_common_prefix([words(m.naming.root) for m in members])
    is_family = are_components and common == words(shortest)
    return shortest if is_family and key[0] in GENERIC_KEYS else None


def _list_own_names(schema: ir.Type) -> Iterator[str]:
    yield from _list_path_names(schema.naming)
    yield from _list_long_names(schema)


def _list_value_names(name: str, enum: ir.Type) -> Iterator[str]:
    """Yield a name by the values of a small enum of strings: `StateOpenClosed`."""
    if not isinstance(enum, ir.Enum) or enum.kind is not ir.ScalarKind.STRING:
        return
    values = [word for member in enum.members for word in words(str(member.value))]
    text = pascal(" ".join(values))
    if len(enum.members) <= MAX_NAMED_VALUES and len(text) <= MAX_VALUES_LENGTH:
        yield f"{name}{text}"


def _list_common_names(
    key: Sequence[list[str]], members: Collection[ir.Type]
) -> Iterator[str]:
    """Yield names by the steps before the key and the words of the roots that all schemas share."""
    paths = [[*map(words, member.naming.steps)] for member in members]
    common = _find_common_prefix([path[::-1] for path in paths])[::-1]
    before = common[: max(0, len(common) - len(key))]
    for start in range(len(before) - 1, -1, -1):
        steps = [*before[start:], *key]
        yield list_pascal_names(steps[0], steps[1:])[0]
    root = _find_common_prefix([words(member.naming.root) for member in members])
    if root:
        yield from list_pascal_names(root, key)
        yield from list_pascal_names(root, common)


def _join(key: Sequence[str]) -> str:
    return pascal(" ".join(key))


def _get_field_names(schema: ir.Type) -> set[str]:
    return {f.wire for f in schema.fields} if isinstance(schema, ir.Object) else set()


def _list_field_names(
    schema: ir.Type, key: Sequence[str], same_key: Sequence[set[str]]
) -> Iterator[str]:
    """Yield a name by a field that only this class of a key has, or that only it does not have."""
    own = _get_field_names(schema)
    others = [names for names in same_key if names and names != own]
    if not own or not others:
        return
    extra, missing = own.difference(*others), set.intersection(*others) - own
    key_words = [words(step) for step in key]
    for word, names in (("with", extra), ("without", missing)):
        if names:
            yield list_pascal_names(
                key_words[0], [*key_words[1:], words(f"{word} {min(names)}")]
            )[0]


def _find_common_prefix(sequences: Collection[Sequence[T]]) -> list[T]:
    columns = takewhile(
        lambda c: c.count(c[0]) == len(c), zip(*sequences, strict=False)
    )
    return [column[0] for column in columns]
