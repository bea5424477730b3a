"""Resources: groups of operations by their tags, or else by their paths."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from specpress import ir
from specpress.python.names.case import snake, words
from specpress.python.names.grammar import (
    begins_with_command,
    is_plural,
    is_same_noun,
)
from specpress.python.names.namer import Namer
from specpress.python.names.paths import (
    PathPart,
    count_shared_parts,
    is_generic,
    split_path,
)

# The resource of operations without a tag and without a noun in their path.
DEFAULT = "default"
# Words that frameworks append to tags.
SUFFIXES = frozenset(["api", "apis", "controller", "endpoint", "endpoints"])
# They are removed only if all tags end in one of them.
SHARED_SUFFIXES = SUFFIXES | {"handler", "resource", "service"}


@dataclass(slots=True)
class ResourceGroup:
    """The operations of a resource."""

    key: str
    """The tag, or the words of the path."""
    noun: list[str]
    """The words of the resource."""
    tag: str | None
    operations: list[ir.Operation] = field(default_factory=list)

    @property
    def summary(self) -> str:
        """The docstring of a resource that the document does not describe."""
        if self.tag is not None:
            return f"Operations tagged {self.tag}."
        if self.key == DEFAULT:
            return "Operations without a tag."
        return f"Operations on {' '.join(self.noun)}."


def group_operations(operations: Sequence[ir.Operation]) -> list[ResourceGroup]:
    """Return the resources in document order.

    The first tag of an operation is its resource. Operations without a tag belong to the noun
    in their path, and so do all operations if they have the same tag and their paths
    distinguish at least two collections.
    """
    tags = {o.origin: o.tag for o in operations if o.tag and not is_generic(o.tag)}
    nouns = find_path_nouns(operations)
    tag_nouns = find_tag_nouns(tags.values())
    has_one_tag = len(tags) == len(operations) and len(tag_nouns) == 1
    if has_one_tag and count_collections(nouns.values()) > 1:
        tags = {origin: tag for origin, tag in tags.items() if origin not in nouns}
    groups: dict[str, ResourceGroup] = {}
    for operation in operations:
        if operation.resource:
            key = operation.resource
            groups.setdefault(key, ResourceGroup(key, words(key), None))
            groups[key].operations.append(operation)
            continue
        noun = nouns.get(operation.origin, DEFAULT)
        tag = tags.get(operation.origin) or _find_tag(_split_noun(noun), tag_nouns)
        key = tag or noun
        if key not in groups:
            own = tag_nouns[key] if tag is not None else _split_noun(key)
            groups[key] = ResourceGroup(key, own, tag)
        groups[key].operations.append(operation)
    return list(groups.values())


def keep_resources(
    groups: Sequence[ResourceGroup],
    identify: Callable[[ir.Operation], str],
    namer: Namer,
) -> list[ResourceGroup]:
    """Return the resources with each operation in that of its name by hand or in the names lock."""
    keys = {snake(" ".join(g.noun) or g.key): g.key for g in groups}
    for names in (namer.lock.names, namer.by_hand):
        keys |= {n: part[1] for part, n in names.items() if part[0] == "resource"}
    kept = {g.key: ResourceGroup(g.key, g.noun, g.tag) for g in groups}
    for group in groups:
        for operation in group.operations:
            name = namer.find_name(("operation", identify(operation))) or ""
            module = name.rpartition(".")[0]
            key = keys.get(module, module) or group.key
            if key not in kept:
                kept[key] = ResourceGroup(key, words(module), None)
            kept[key].operations.append(operation)
    return [group for group in kept.values() if group.operations]


def count_collections(nouns: Iterable[str]) -> int:
    """Return the number of nouns that are plurals or have several operations."""
    # A path may have the name of the default resource: `/default/{id}`.
    counts = Counter(nouns)
    return sum(n > 1 or is_plural(noun.split("_")[-1]) for noun, n in counts.items())


def _split_noun(key: str) -> list[str]:
    """Return the words of a noun in a path; none for the default resource."""
    return [] if key == DEFAULT else key.split("_")


def _find_tag(noun: list[str], tag_nouns: Mapping[str, list[str]]) -> str | None:
    """Return the tag with the same noun."""
    same = (tag for tag, words_ in tag_nouns.items() if is_same_noun(words_, noun))
    return min(same, default=None)


def find_path_nouns(operations: Iterable[ir.Operation]) -> dict[str, str]:
    """Return the words of the literal in each path that distinguishes it, by operation.

    Prefixes such as `api` and `v1`, and those that all paths share, do not distinguish.
    """
    parts = {o.origin: split_path(o.path) for o in operations}
    shared = count_shared_parts(parts.values())
    nouns = {origin: _find_noun(path[shared:]) for origin, path in parts.items()}
    return {origin: noun for origin, noun in nouns.items() if noun}


def _find_noun(parts: Iterable[PathPart]) -> str:
    """Return the words of the first literal; "" if it calls a function: `/createUser`."""
    for part in parts:
        if not part.is_parameter:
            own = part.words
            return "" if begins_with_command(own) else "_".join(own)
    return ""


def find_tag_nouns(tags: Iterable[str]) -> dict[str, list[str]]:
    """Return the words of each tag without suffixes such as `controller`, and Rust modules."""
    by_tag = {tag: words(tag.rpartition("::")[2] or tag) for tag in tags}
    is_shared = all(own[-1] in SHARED_SUFFIXES for own in by_tag.values())
    suffixes = SHARED_SUFFIXES if is_shared else SUFFIXES
    return {
        tag: own[:-1] if len(own) > 1 and own[-1] in suffixes else own
        for tag, own in by_tag.items()
    }
