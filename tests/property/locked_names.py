"""Compare the names of a document with those of the same document after a change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from specpress.output.facts import build_facts
from specpress.python.names.lock import NamesLock, Part, get_space
from specpress.python.names.namer import Namer
from tests.property.packages import build_api, settings_for


@dataclass(frozen=True, slots=True)
class Comparison:
    """The names of a document before and after a change."""

    kept: dict[Part, tuple[str, str]]
    """Parts that both documents have and whose names differ, with both names."""
    reused: dict[str, tuple[Part, Part]]
    """Names that mean another part now, with both parts."""


def assign_all(tree: Any, lock: NamesLock) -> Namer:
    """Return the namer of a document after a complete run."""
    namer = Namer(lock)
    facts = build_facts(build_api(tree), settings_for("openapi.json"), namer=namer)
    for module in facts.modules:
        assert module.name
    return namer


def compare(before: Namer, after: Namer) -> Comparison:
    """Compare two runs."""
    common = before.names.keys() & after.names.keys()
    changed = {
        part: (before.names[part], after.names[part])
        for part in common
        if before.names[part] != after.names[part]
    }
    owners = {(get_space(p), n.casefold()): p for p, n in before.names.items()}
    reused = {}
    for part, name in after.names.items():
        owner = owners.get((get_space(part), name.casefold()), part)
        if owner != part and owner not in after.names and part not in before.names:
            reused[name] = owner, part
    return Comparison(changed, reused)
