"""Decide which names must be written into the settings, and which the package cannot have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping

from specpress.migrate.plan import Plan, Wanted
from specpress.python.names.lock import Part, format_part

# Names by hand may push others away, which then are written, too.
MAX_ROUNDS = 6
Names = dict[Part, str]
NameReader = Callable[[Mapping[Part, str]], Mapping[Part, str]]


def settle_names(plan: Plan, read_names: NameReader) -> Names:
    """Return the names by hand after which the package has the wanted names.

    Names that the package cannot have are noted in the account.

    Args:
        read_names: Returns the names of the package with names by hand.
    """
    wanted = {**plan.wanted}
    actual = read_names({})
    _keep_resources(plan, wanted)
    _drop_absent(plan, wanted, actual)
    names: Names = {}
    for _ in range(MAX_ROUNDS):
        refused = {p for p in names if not _has(actual, p, names[p])}
        for part in refused:
            entry = wanted.pop(part)
            if part[0] != "resource":
                _refuse(plan, part, entry, actual.get(part, ""))
            del names[part]
        missing = {
            part: entry.name
            for part, entry in wanted.items()
            if part not in names and not _has(actual, part, entry.name)
        }
        if not missing and not refused:
            break
        names |= missing
        actual = read_names(names)
    return names


def _has(actual: Mapping[Part, str], part: Part, name: str) -> bool:
    return actual.get(part) == name


def _keep_resources(plan: Plan, wanted: dict[Part, Wanted]) -> None:
    """Want a resource to have another name if all of its operations move to one module."""
    subject = plan.subject
    moves: dict[str, set[str]] = defaultdict(set)
    sources: dict[str, set[str]] = defaultdict(set)
    first: dict[str, Wanted] = {}
    for operation in subject.operations:
        old, _ = subject.find_group(operation)
        entry = wanted.get(subject.identify(operation))
        new = entry.name.rpartition(".")[0] if entry else old
        moves[old].add(new)
        sources[new].add(old)
        if entry is not None:
            first.setdefault(old, entry)
    for old, targets in moves.items():
        new, *others = targets
        part = subject.resources.get(old)
        is_rename = not others and new != old and sources[new] == {old}
        if is_rename and part is not None and old in first:
            wanted[part] = Wanted(new, first[old].source)


def _drop_absent(
    plan: Plan, wanted: dict[Part, Wanted], actual: Mapping[Part, str]
) -> None:
    """Remove parts that the package does not have; the account has those that a key names."""
    excluded = plan.subject.side.namer.names
    for part in [part for part in wanted if part not in actual]:
        entry = wanted.pop(part)
        if _is_stated(plan, entry) and part not in excluded:
            reason = f"the package has no {format_part(part)}"
            plan.account.leave(entry.source, reason, "remove the key")


def _refuse(plan: Plan, part: Part, entry: Wanted, actual: str) -> None:
    """Note a name that the package cannot have."""
    text = f"{format_part(part)} cannot be {entry.name}, which is reserved or taken"
    cure = f"write {actual} in the calls" if actual else "write another name in `names`"
    if _is_stated(plan, entry):
        plan.account.leave(entry.source, text, cure)
    else:
        plan.account.refuse(entry.source, text, cure)


def _is_stated(plan: Plan, entry: Wanted) -> bool:
    """Return whether a key of the input states a name, which otherwise follows from the document."""
    is_extension = str(entry.source.key).startswith("x-")
    return is_extension or entry.source.document is not plan.subject.root.document
